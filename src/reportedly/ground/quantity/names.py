"""Tell the numbers that are part of a name: "Section 427", "iPhone 11", "Group of Seven"."""

from reportedly.ground.atoms import Line, token_at, word
from reportedly.ground.tables import table, word_set
from reportedly.model import Parsed
from reportedly.model.nations import demonyms

from .mention import Mention

CODE = 3
"""Letters of a currency's code."""
STATED = frozenset(("dead", "wounded", "injured", "missing", "displaced", "homeless", "arrested"))
"""What people are called by what befell them."""


def in_name(line: Line, mention: Mention, parsed: Parsed, *, titled: bool) -> bool:  # noqa: PLR0911  a list of tests, read in order
    """Check: "Section 427", "iPhone 11", "Group of Seven", "the Seven Network": the number is part of a name."""
    i = mention.number
    atom = line[i]
    if mention.first < i and mention.bound != "exact":
        return False
    if atom.kind == "word":
        return not titled and _capital_name(line, mention)
    if i and not atom.spaced and line[i - 1].text in ("P", "N", "R"):
        return False  # "P37.2 million": cut off only where it's money
    if i and atom.text.replace(".", "").isdigit() and line[i - 1].lower in word_set("quantity", "exclusions", "models"):
        return True
    if i == 0 or line[i - 1].kind == "mark" or not atom.text.replace(",", "").isdigit():
        return word(line, i - 1) == "." and word(line, i - 2) in ("no", "nos", "vol", "art", "sec", "p", "ch", "cap")
    before = line[i - 1]
    code = len(before.text) == CODE and before.text.isupper()
    money = before.lower in table("quantity", "units")["currency_prefixes"] and (code or not atom.spaced)
    if money or counts_ahead(line, mention, parsed):
        return False
    if before.lower == "number" and _are_numbered(line, i - 2, parsed):
        return False
    if before.lower in word_set("quantity", "exclusions", "designators"):
        return before.lower not in ("down", "up")
    if titled or before.kind == "code":
        return before.kind == "code"
    token = token_at(line, i - 1, parsed)
    follows = token_at(line, mention.number_end, parsed)
    verb_follows = follows is not None and follows.pos in ("VERB", "AUX")
    acronym = before.text.isupper() and len(before.text) > 1
    return (
        before.text[0].isupper() and i > 1 and (token is None or token.pos == "PROPN" or acronym) and not verb_follows
    )


def _are_numbered(line: Line, i: int, parsed: Parsed) -> bool:
    """Check: "the dead now number 131", "casualties number 40": the verb."""
    token = token_at(line, i, parsed)
    adverb = word(line, i) in ("now", "already", "still")
    return adverb or (token is not None and (token.tag == "NNS" or token.text.lower() in STATED))


def _capital_name(line: Line, mention: Mention) -> bool:
    """Check: "Group of Seven", "Big Four", "Seven Network": a numeral with a capital inside a sentence."""
    i = mention.number
    if not line[i].text[0].isupper() or line[i].text.isupper():
        return False
    opens = i == 0 or line[i - 1].lower in (
        '"',
        "“",
        "'",
        "‘",
        ":",
        "—",
        "–",
        "-",
        ".",
        "``",
        "`",
        "(",
        "’",
        "”",
        "•",
        ";",
        "_",
        "...",
    )
    if not opens:
        return True
    # "Seven Network reported it": a name also opens a sentence, and a numeral counts no singular
    follows = line[mention.number_end] if mention.number_end < len(line) else None
    singular = (
        follows is not None
        and follows.kind == "word"
        and not follows.lower.endswith("s")
        and follows.lower not in word_set("quantity", "status", "people")
    )
    return (
        singular
        and follows is not None
        and follows.text not in demonyms()  # "Seven Greek rescuers died"
        and follows.text[0].isupper()
        and (mention.value or 0) > 1
        and i + 2 < len(line)
        and (not line[i + 2].text[0].isupper())
        and line[i + 2].lower not in ("-", "‑")  # "Two Su-25 were lost"
    )


def _is_unit(lower: str) -> bool:
    units = table("quantity", "units")["measures"]
    return len(lower) > 1 and (lower in units or lower.removesuffix("s") in units)


def counts_ahead(line: Line, mention: Mention, parsed: Parsed) -> bool:
    """Say whether a plural, a person or a unit follows that the number counts."""
    if mention.number_end >= len(line) or mention.value is None:
        return False
    for atom in line[mention.number_end : mention.number_end + 4]:
        if atom.token < 0:
            return False
        token = parsed.tokens[atom.token]
        if (
            _is_unit(atom.lower)
            or token.tag in ("NNS", "NNPS")
            or token.lemma in word_set("quantity", "status", "people")
            or atom.lower in ("%", "percent")
        ):
            return True
        if token.pos not in ("ADJ", "NOUN", "PROPN") and (atom.lower != "-" or atom.spaced):
            return False
    return False
