"""Tell the numbers that count nothing: ages, scores, telephone numbers, names, models, addresses, list numbers."""

from reportedly.ground.atoms import Line, token_at, word
from reportedly.ground.numerals import cardinal
from reportedly.ground.tables import table, word_set
from reportedly.model import Parsed

from .ages import bracketed_age, is_age
from .mention import Mention
from .names import counts_ahead, in_name

TITLE_SHARE = 0.6
"""From this share of capitalised words on, a line is set in title case, and capitals tell no names."""
LAST_DAY = 31
LISTED = 12
"""How many words before a lone "one" other numbers are looked for."""
BEING = frozenset({"is", "was", "remains", "remained", "died", "has"})
"""Verbs behind a lone "one" that is a count where others stand before it: "two died and one is missing"."""
LONG = 9
"""More digits than these that end in no zeros are a telephone number, an account or the like."""
YEARS = range(1900, 2101)
"""Years that news speaks of without saying so."""
HUNDRED = 100
"""American blocks are numbered by hundreds."""
GLOSS = 7
"""Atoms back within which a number begins that a bracket repeats: "two hundred and thirty-four (234)"."""
SMALL = 3
"""Words up to this length stay small in titles; and fewer words than these are too few to tell a title by."""
MOST_FASHIONED = 200
"""The largest number that tells what a thing is like: "a 16-wheeled truck"."""
POSITION = 7
"""Atoms from the first number of a latitude to its direction, at most."""
DEGREES = ("°", "º")
MINUTES = ("'", "’", "′", "″", '"', "”")
SIGNS = (*DEGREES, *MINUTES)
DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 50, 64, 100, 128})


def counts_nothing(line: Line, mention: Mention, parsed: Parsed, *, titled: bool) -> str | None:
    """Say why a number is no quantity, None where it is one. `titled` says that the line is set in title case."""
    if mention.form == "quantifier":
        return None
    for reason, test in (
        ("part of a name or a model", _glued),
        ("an age", is_age),
        ("a number of a list", _listed),
        ("the number before it, in another form", _gloss),
        ("a saying or a date", _pair),
        ("a score", _score),
        ("a telephone number", _telephone),
        ("an address", _address),
        ("a position", _position),
        ("a day of a month", _day),
        ("what a thing is like", _fashioned),
        ("an ordinal", _ordinal),
        ("an exception", _exception),
    ):
        if test(line, mention):
            return reason
    if bracketed_age(line, mention, parsed):
        return "an age"
    if _one(line, mention, parsed):
        return "a pronoun or a set phrase"
    if _year(line, mention, parsed):
        return "a year"
    return "a number in a name" if in_name(line, mention, parsed, titled=titled) else None


def title_case(line: Line) -> bool:
    """Say whether most words of a line begin with a capital."""
    numerals = table("", "numerals")["units"]
    cased = [atom for atom in line if atom.kind == "word" and len(atom.text) > SMALL and atom.lower not in numerals]
    return len(cased) > SMALL and sum(atom.text[0].isupper() for atom in cased) >= TITLE_SHARE * len(cased)


def _glued(line: Line, mention: Mention) -> bool:
    """Check: "T-72", "COVID-19", "G20", "A-10": a hyphen or nothing binds the number to the word before it."""
    i = mention.number
    if line[i].spaced or not i:
        return False
    if line[i - 1].lower in ("-", "‑", "–") and not line[i - 1].spaced and i > 1:
        before = line[i - 2]
        return (
            before.kind in ("word", "code")
            and before.lower not in word_set("quantity", "exclusions", "glued")
            and before.lower not in (*table("", "numerals")["units"], *table("", "numerals")["scales"])
        )
    return (
        line[i - 1].lower in ("#", "№", "/", "_", "@", ":")
        and line[i].kind == "number"
        and not _fraction_sign(line, mention)
    )


def _fraction_sign(line: Line, mention: Mention) -> bool:
    return line[mention.number - 1].lower == ":" and line[mention.number].spaced


def _gloss(line: Line, mention: Mention) -> bool:
    """Check: "4 (four) fishermen", "twelve (12) houses": one number, written twice."""
    i, end = mention.number, mention.number_end
    if word(line, i - 1) != "(" or word(line, end) != ")" or mention.value is None:
        return False
    before = [cardinal(line, at) for at in range(max(0, i - GLOSS), i - 1)]
    return any(one is not None and one.end == i - 1 and one.value == mention.value for one in before)


def _listed(line: Line, mention: Mention) -> bool:
    """Check: "1." or "2)" at the start of a line, "10.12 –" before an entry of a live blog, "Image 7 of 12"."""
    end = mention.number_end
    shown = word_set("quantity", "exclusions", "shown")
    if word(line, mention.number - 1) in shown and word(line, end) == "of":
        return True
    if word(line, mention.number - 1) == "of" and word(line, mention.number - 3) in shown:
        return True
    if mention.number or line[0].kind != "number" or end >= len(line):
        return False
    if line[end].lower in ("-", "–", "—"):
        return line[end].spaced and end + 1 < len(line) and line[end + 1].spaced and line[end + 1].text[0].isupper()
    return line[end].lower in (".", ")", "]") and not line[1].spaced


def _pair(line: Line, mention: Mention) -> bool:
    """Check: "9/11", "24/7", and slashes that make no usual fraction."""
    text = "".join(atom.text for atom in line[mention.number : mention.number_end])
    around = "".join(atom.text for atom in line[mention.number : mention.number + 3])
    if around in word_set("quantity", "exclusions", "pairs") or text in word_set("quantity", "exclusions", "pairs"):
        return True
    if "/" in text:
        below = text.rpartition("/")[2]
        return not below.isdigit() or int(below) not in DENOMINATORS
    return (
        word(line, mention.number_end) == "/"
        and not line[mention.number_end].spaced
        and _digit_at(line, mention.number_end + 1)
    )


def _digit_at(line: Line, i: int) -> bool:
    return i < len(line) and line[i].kind == "number" and not line[i].spaced


def _score(line: Line, mention: Mention) -> bool:
    """Check: "2-1", "89-52": two numbers joined by a hyphen that make no range; also "1:36.6"."""
    end = mention.number_end
    if word(line, end) in ("-", "–", ":") and not line[end].spaced and _digit_at(line, end + 1):
        return True
    i = mention.number
    return (
        i > 1
        and line[i - 1].lower in ("-", "–", ":")
        and not line[i].spaced
        and not line[i - 1].spaced
        and line[i - 2].kind == "number"
    )


def _telephone(line: Line, mention: Mention) -> bool:
    """Check: "+1 202-555-0143", "555-0143": groups of digits joined by hyphens, or after a plus."""
    i = mention.number
    if word(line, i - 1) == "+" and line[i - 1].spaced and i + 1 < len(line) and line[i + 1].kind in ("number", "mark"):
        return _digit_at(line, i + 1) or (i + 1 < len(line) and line[i + 1].kind == "number")
    leading = (
        line[i].kind == "number" and line[i].text.isdigit() and line[i].text.startswith("0") and len(line[i].text) > 1
    )
    return leading or (
        line[i].kind == "number"
        and line[i].text.isdigit()
        and len(line[i].text) > LONG
        and not line[i].text.endswith("000")
    )


def _address(line: Line, mention: Mention) -> bool:
    """Check: "10 Downing Street", "221 Old Kent Road", "the 1200 block of Cook Street"."""
    end = mention.number_end
    if line[mention.number].kind != "number":
        return False
    if word(line, end) == "block" and word(line, end + 1) == "of" and (mention.value or 1) % HUNDRED == 0:
        return True
    for step in range(3):
        if end + step >= len(line) or not line[end + step].text[0].isupper():
            return False
        if step and line[end + step].lower in word_set("quantity", "exclusions", "streets"):
            return True
    return False


def _position(line: Line, mention: Mention) -> bool:
    """Check: "14°12'N 042°08'E", "43.2° E": degrees, minutes and seconds up to a direction; "38°C" is a temperature."""
    i = mention.number
    if line[i].kind != "number" or word(line, i + 1) not in (*DEGREES, *MINUTES):
        return False
    parts = [line[at] for at in range(max(0, i - POSITION), min(len(line), i + POSITION))]
    if not any(one.text in DEGREES for one in parts):
        return False
    after = i + 1
    while after < len(line) and after < i + POSITION and (line[after].kind == "number" or line[after].text in SIGNS):
        after += 1
    return after < len(line) and line[after].text in ("N", "S", "E", "W")


def _day(line: Line, mention: Mention) -> bool:
    """Check: "the March 4 deaths", "the Oct. 9 attack": a month before it, and an article before that."""
    i = mention.number
    at = i - 2 if word(line, i - 1) == "." else i - 1
    short = at == i - 2 and line[i].kind == "number"
    small = mention.value is not None and 1 <= mention.value <= LAST_DAY
    article = word(line, at - 1) in ("the", "a", "his", "her", "their", "its")
    return small and word(line, at) in word_set("quantity", "exclusions", "months") and (short or article)


def _fashioned(line: Line, mention: Mention) -> bool:
    """Check: "a two-way radio", "a four-wheel drive": a hyphen and a word for what the thing behind it is like."""
    end = mention.number_end
    glued = word(line, end) in ("-", "‑") and end + 1 < len(line) and not line[end].spaced and not line[end + 1].spaced
    small = mention.value is not None and mention.value <= MOST_FASHIONED
    return glued and small and line[end + 1].lower in word_set("quantity", "exclusions", "fashioned")


def _ordinal(line: Line, mention: Mention) -> bool:
    """Check: "3rd", "20th", "1990s", "787s"."""
    end = mention.number_end
    if end < len(line) and not line[end].spaced and line[mention.number].kind == "number":
        return line[end].lower in ("st", "nd", "rd", "th", "s") or (
            word(line, end) in ("'", "’") and word(line, end + 1) == "s"
        )
    # "twenty-first", "one-third" where no fraction is told
    at = end + 1 if word(line, end) == "-" else end
    return (
        line[mention.number].kind == "word"
        and word(line, end) == "-"
        and word(line, at) in table("", "numerals")["ordinals"]
    )


def _exception(line: Line, mention: Mention) -> bool:
    """Check: "all but three of them were policemen"."""
    return word(line, mention.first - 1) == "but" and word(line, mention.first - 2) in (
        "all",
        "none",
        "nobody",
        "everyone",
    )


def _one(line: Line, mention: Mention, parsed: Parsed) -> bool:
    """Check: "One" counts where it stands before a noun, and not in "no one", "one day", "one of the"."""
    if mention.value != 1 or mention.number_end - mention.number != 1 or line[mention.number].lower != "one":
        return False
    lists = table("quantity", "exclusions")["not_one"]
    if _one_of_them_fatally(line, mention.number_end) or _one_is_told(line, mention):
        return False
    if word(line, mention.number_end) in lists["after"]:
        return True
    if mention.bound != "exact":
        return False
    if word(line, mention.number - 1) in lists["before"]:
        return True  # "no one", "the only one"; "only one person" counts
    return not (_before_noun(line, mention, parsed) or _one_of_many(line, mention))


def _one_of_them_fatally(line: Line, end: int) -> bool:
    """Check: "four people were shot, one of them fatally", "one fatally": it tells a death apart."""
    at = end + 2 if word(line, end) == "of" and word(line, end + 1) in ("them", "whom") else end
    return word(line, at) in ("fatally", "mortally")


def _one_is_told(line: Line, mention: Mention) -> bool:
    """Check: "two died and one is still missing": a verb says what befell one, beside other counts."""
    apart = word(line, mention.number - 1) in ("and", ",", ";", "while")
    return apart and word(line, mention.number_end) in BEING and _beside_counts(line, mention)


def _one_of_many(line: Line, mention: Mention) -> bool:
    """Check: "killing one and injuring two", "202 in the east and one in the south": a count beside other counts."""
    before, after = word(line, mention.number - 1), word(line, mention.number_end)
    if before in ("killing", "wounding", "injuring") and after in ("and", ",", ".", "in", "on", "near"):
        return True
    opens = before in (",", "and") and after in ("in", "at", "near", "from")
    named = mention.number_end + 1 < len(line) and line[mention.number_end + 1].text[:1].isupper()
    # "in Kryvyi Rih 10, in Dnipro one."
    closes = (
        after in (".", "") and word(line, mention.number - 2) == "in" and line[mention.number - 1].text[:1].isupper()
    )
    return ((opens and named) or closes) and _beside_counts(line, mention)


def _beside_counts(line: Line, mention: Mention) -> bool:
    """Say whether another number of more than one stands shortly before."""
    counts = (cardinal(line, i) for i in range(max(0, mention.number - LISTED), mention.number))
    return any(one is not None and one.value > 1 for one in counts)


def _year(line: Line, mention: Mention, parsed: Parsed) -> bool:
    """Four digits of our time that nothing shows to count: no plural, verb or unit follows, and nothing bounds them."""
    atom = line[mention.number]
    if (
        mention.bound != "exact"
        or mention.number_end - mention.number != 1
        or not atom.text.isdigit()
        or len(atom.text) != len("2016")
    ):
        return False
    if int(atom.text) not in YEARS or counts_ahead(line, mention, parsed):
        return False
    if word(line, mention.number - 1) in ("$", "€", "£"):
        return False
    follows = token_at(line, mention.number_end, parsed)
    counts = ("of", "dead", "wounded", "injured", "%")
    return follows is None or (follows.pos not in ("VERB", "AUX") and follows.text.lower() not in counts)


def _before_noun(line: Line, mention: Mention, parsed: Parsed) -> bool:
    """Say whether a noun, perhaps with adjectives, follows."""
    for atom in line[mention.number_end : mention.number_end + 3]:
        if atom.token < 0:
            return False
        pos = parsed.tokens[atom.token].pos
        if pos in ("NOUN", "PROPN") or parsed.tokens[atom.token].tag in ("VBN", "VBD") or atom.lower in ("dead", "of"):
            return True
        if pos not in ("ADJ", "NUM"):
            return False
    return False
