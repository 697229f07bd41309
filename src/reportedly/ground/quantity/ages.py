"""Tell the numbers that are ages: "23-year-old", "a woman of 62", "two men, 31 and 44, were shot"."""

from reportedly.ground.atoms import Atom, Line, word
from reportedly.ground.numerals import cardinal
from reportedly.ground.tables import word_set
from reportedly.model import Parsed

from .mention import Mention

LAST_AGE = 120
"""Nobody is older."""
ADULT = 18
LISTED = 12
"""How many words of a list of ages are looked over."""
OPENING = frozenset({"and", "or", "was", "were", "who", "in", "from", "has", "had", "is", "died", "with"})
"""What may stand after an age that follows "of"."""
PLACED = frozenset({"GPE", "LOC", "FAC", "NORP"})
"""Labels of names that no age stands behind."""
ROW = 24
"""Words before and behind in which persons with their ages stand in a row."""
PAIR, COUNTED = 2, 4
"""Ages that make a list, and within how many words before it its people are counted."""


NAMED = 6
"""Within how many words before two ages the names stand whose they are."""


def is_age(line: Line, mention: Mention) -> bool:
    """Check: "23-year-old", "aged 7", "the age of 21", "Hague, 44, said"."""
    end, first = mention.number_end, mention.first
    at = end + 1 if word(line, end) == "-" else end
    if word(line, at) in ("year", "years", "month", "months", "week", "weeks", "day", "yr", "y"):
        after = at + 2 if word(line, at + 1) == "-" else at + 1
        if word(line, after) in ("old", "olds", "o") or (word(line, after) == "of" and word(line, after + 1) == "age"):
            return True
    ages = word_set("quantity", "exclusions", "ages")
    # "aged between 5 and 12", "aged under 5", "at the age of 21"
    if word(line, first - 1) in ages or word(line, mention.number - 1) in ages:
        return True
    if word(line, first - 1) == "of" and word(line, first - 2) in ages:
        return True
    if (
        _of_one(line, mention)
        or _listed_age(line, mention)
        or _ages_apart(line, mention)
        or _is_limit_of_age(line, mention)
    ):
        return True
    commas = word(line, mention.number - 1) == "," and word(line, end) in (",", ".", ";") and mention.form == "cardinal"
    small = mention.value is not None and 0 < mention.value < LAST_AGE and float(mention.value).is_integer()
    before = line[mention.number - 2] if mention.number > 1 else None
    named = (
        before is not None
        and before.kind == "word"
        and (before.text[0].isupper() or before.lower in word_set("quantity", "status", "people"))
        and word(line, mention.number - 3) not in ("in", "at", "near", "from")  # "in Myanmar, 17"
    )
    return (
        commas
        and small
        and named
        and mention.number_end - mention.number == 1
        and (line[mention.number].kind == "number" or _after_full_name(line, mention))
    )


def bracketed_age(line: Line, mention: Mention, parsed: Parsed) -> bool:
    """Check: "Ana Orr (41)", "Ali (9) and Omar (11)": behind a person's name; "Gao (9), Kano (11)" are counts."""
    i, value = mention.number, mention.value
    if word(line, i - 1) != "(" or word(line, mention.number_end) != ")" or i < PAIR or value is None:
        return False
    if not 0 < value < LAST_AGE or line[i].kind != "number" or not line[i].text.isdigit():
        return False
    own = line[i - 2]
    if own.token < 0 or not own.text[:1].isupper() or _label(parsed, own) in PLACED:
        return False
    around = range(max(0, i - ROW), min(len(line), i + ROW))
    row = [line[at] for at in around if word(line, at + 1) == "(" and line[at].token >= 0]
    return any(_label(parsed, atom) == "PERSON" for atom in row)


def _label(parsed: Parsed, atom: Atom) -> str | None:
    """Give what the tagger takes a word's name for."""
    name = parsed.name_at(atom.token)
    return name.label if name is not None else None


def _after_full_name(line: Line, mention: Mention) -> bool:
    """Check: "Sam Orr, two, died": a small child's age is written as a word."""
    i = mention.number
    child = mention.value is not None and mention.value < ADULT
    names = [atom for atom in line[max(0, i - 3) : i - 1] if atom.kind == "word" and atom.text[0].isupper()]
    return child and len(names) == PAIR


def _of_one(line: Line, mention: Mention) -> bool:
    """Check: "a woman of 62", "a boy of nine"."""
    i, end = mention.number, mention.number_end
    if word(line, i - 1) != "of" or mention.value is None or not 0 < mention.value < LAST_AGE:
        return False
    person = word(line, i - 2) in word_set("quantity", "exclusions", "single")
    article = any(word(line, at) in ("a", "an", "another", "the") for at in (i - 3, i - 4))
    return person and article and (end >= len(line) or line[end].kind != "word" or line[end].lower in OPENING)


def _is_limit_of_age(line: Line, mention: Mention) -> bool:
    """Check: "children under five", "women over 60": no things counted follow."""
    limit = word(line, mention.first) if mention.first < mention.number else word(line, mention.first - 1)
    at = mention.first - (limit == word(line, mention.first - 1))
    said = limit == "under" and word(line, at - 1) in ("is", "are", "was", "were") and (mention.value or 0) <= ADULT
    young = said or word(line, at - 1) in (
        "children",
        "infants",
        "girls",
        "boys",
        "kids",
        "women",
        "men",
        "minors",
        "adults",
    )
    small = mention.value is not None and 0 < mention.value < LAST_AGE
    if young and limit == "under" and small and (mention.value or 0) <= ADULT:
        return True  # "children under five account for"
    follows = word(line, mention.number_end)
    ends = not follows.isalpha() or follows in (
        "in",
        "are",
        "were",
        "is",
        "and",
        "or",
        "at",
        "have",
        "had",
        "who",
        "on",
    )
    return young and small and ends and limit in ("under", "over", "below", "above")


def _listed_age(line: Line, mention: Mention) -> bool:
    """Check: "aged 19, 22 and 31", "ages 8, 11 and 14"."""
    first, _ = _list_around(line, mention)
    return first < mention.number and word(line, first - 1) in word_set("quantity", "exclusions", "ages")


def _ages_apart(line: Line, mention: Mention) -> bool:
    """Check: "two men, 31 and 44, were shot": as many bare numbers between commas as there are people before them."""
    first, last = _list_around(line, mention)
    ages = [atom for atom in line[first : last + 1] if atom.kind == "number"]
    if len(ages) < PAIR or line[first].lower != "," or word(line, last) != ",":
        return False
    if not all(atom.text.isdigit() and 0 < int(atom.text) < LAST_AGE for atom in ages):
        return False
    counted = (cardinal(line, at) for at in range(max(0, first - COUNTED), first))
    return _after_two_names(line, first, len(ages)) or any(
        one is not None and one.value == len(ages) for one in counted
    )


def _after_two_names(line: Line, comma: int, count: int) -> bool:
    """Check: "Ana and Sam Orr, 19 and 22,": as many ages as names joined before them."""
    before = line[max(0, comma - NAMED) : comma]
    joint = next((at for at, atom in enumerate(before) if atom.lower == "and"), -1)
    return (
        count == PAIR
        and 0 < joint < len(before) - 1
        and all(atom.text[0].isupper() for atom in (before[joint - 1], *before[joint + 1 :]))
    )


def _list_around(line: Line, mention: Mention) -> tuple[int, int]:
    """Give the first and the last atom of the list of bare numbers in which a number stands, its commas with it."""
    first = last = mention.number
    while first and first > mention.number - LISTED and _in_list(line, first - 1):
        first -= 1
    while last + 1 < len(line) and last < mention.number + LISTED and _in_list(line, last + 1):
        last += 1
    return first, last


def _in_list(line: Line, i: int) -> bool:
    return line[i].kind == "number" or line[i].lower in (",", "and")
