"""Persons who are named right behind what their office is of: "the governor of Lagos Babatunde Cole" is Babatunde Cole.

English parts them by a comma; what is translated, and much agency copy, doesn't, and the tagger takes all for a body.
Where the name begins is told by a first name, or by what stands before it: a country, or a town named elsewhere.
"""

from collections.abc import Iterator

from reportedly.model import NameSpan, Parsed, Token

from .tables import class_of, is_first_name, mapping, nations, words

_PROPER = frozenset({"NNP", "NNPS"})
_MORE = frozenset(
    {"deputy", "leader", "representative", "secretary", "speaker", "spokesman", "spokesperson", "spokeswoman"}
)
"""Offices beside those of the tables."""
_FEWEST = 3
"""Proper nouns in a row: what the office is of, and a name of two words."""
_OFS = 4
"""How often "of" may stand between an office and a name: "the speaker of the parliament of Veska Ivan Horak"."""


def officed(parsed: Parsed) -> Iterator[NameSpan]:
    """Yield the names of such persons."""
    places = {
        parsed.tokens[name.first].text for name in parsed.names if name.label == "GPE" and name.last == name.first + 1
    }
    for of in parsed.tokens:
        if of.text != "of" or office_of(parsed, of) is None:
            continue
        last = first = of.i + 1
        while last < len(parsed.tokens) and _goes_on(parsed.tokens[last], of):
            last += 1
        begins = _given(parsed, first, last, places)
        if begins is not None:
            yield NameSpan(parsed.tokens[begins].start, parsed.tokens[last - 1].end, begins, last, "PERSON")


def _goes_on(token: Token, of: Token) -> bool:
    """Say whether a token belongs to the proper nouns behind "of"."""
    return token.tag in _PROPER and token.text[0].isupper() and token.sentence == of.sentence


def office_of(parsed: Parsed, of: Token) -> Token | None:
    """Give the office that "of" stands behind, be it over what that is of; None where there's none."""
    for _ in range(_OFS):
        noun = parsed.tokens[of.head]
        low = noun.lemma.lower()
        if low in _MORE or low in words("persons", "offices") or low in mapping("persons", "titles", "roles").values():
            return noun
        above = parsed.tokens[noun.head]
        if noun.dep != "pobj" or above.text != "of":
            return None
        of = above
    return None


def _given(parsed: Parsed, first: int, last: int, places: set[str]) -> int | None:
    """Give where a person's name begins among proper nouns, None where they are one name of a body or a place."""
    run = parsed.tokens[first:last]
    if len(run) < _FEWEST or class_of(run[-1].text.lower()) is not None:
        return None
    given = next((one.i for one in run[1:-1] if is_first_name(one.text.lower())), None)
    if run[0].text in places or run[0].text.lower() in nations():
        return given or last - 2
    whole = any(name.label in ("GPE", "LOC", "FAC") and name.last == last for name in parsed.names)
    return None if whole else given  # "the mayor of San Juan Capistrano"
