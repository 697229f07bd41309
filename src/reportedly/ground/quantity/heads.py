"""Find what a number counts: its unit, its scale, and the status that the label gives those counted."""

from functools import cache
from typing import NamedTuple

from reportedly.ground.atoms import Line, token_at, word
from reportedly.ground.numerals import cardinal
from reportedly.ground.tables import table, word_set
from reportedly.model import Parsed, Token
from reportedly.model.vocabulary import Status

from .mention import Mention

REACH = 8
"""How many words after a number its noun may stand: "14 badly wounded Syrian government soldiers"."""
OWNER = 5
"""Atoms within which a possessive ends."""
LETTERS = 2
"""A unit of so few letters must be glued to its number, or be one of the known ones."""
HEAVY = 100_000
"""Nothing in news weighs so many pounds: they are money."""
DOUBTFUL = frozenset(
    [
        "pound",
        "real",
        "mark",
        "won",
        "crown",
        "rand",
        "sol",
        "som",
        "colon",
        "leone",
        "kip",
        "dram",
        "sum",
        "lev",
        "florin",
    ]
)
"""Currencies' names that are other words too."""
STATES = frozenset(
    [
        "killed",
        "dead",
        "wounded",
        "injured",
        "hurt",
        "missing",
        "displaced",
        "homeless",
        "arrested",
        "detained",
        "slain",
    ]
)
"""What stands for the people in that state: "17 killed"."""


AGED = frozenset(["year", "years", "month", "months", "week", "weeks", "day", "days"])
"""What ages are told in."""
REACHING = frozenset(
    ["pass", "top", "exceed", "surpass", "reach", "hit", "near", "approach", "cross", "climb", "rise", "jump"]
)
"""Verbs that lead from what is counted to its number."""
REACHED = 4
"""Atoms back within which such a verb stands: "cases climb to over 9,500"."""
CASES = frozenset(["case", "infection", "hospitalisation", "hospitalization", "admission"])
"""What is counted in epidemics beside the dead."""
STOPS = frozenset(["including", "mostly", "mainly", "chiefly", "largely", "among", "most", "both"])
"""What begins something else than what's counted: "dozens more, mostly schoolchildren"."""
TURNS = frozenset(["last", "this", "next"])
PERIODS = frozenset(["year", "month", "week", "season", "quarter", "summer", "autumn", "winter", "spring", "night"])
MORE = frozenset(["more", "other", "additional", "further", "of", "all"])
OWNED = frozenset(["the", "those", "these", "them", "its", "their", "his", "our", "whom", "which", "such"])
"""What leads on to the noun, the second kind after the first or straight after the number."""
PARTED = MORE | OWNED
AFTER_DEED = frozenset(["", "in", "through", "against", "for", "at", "to", "over", "across", "as", "from", ","])
"""What may follow a verb in a headline; a noun would take "of" or "was"."""
ENDINGS = {"children": "child", "women": "woman", "men": "man", "people": "person"}


class Counted(NamedTuple):
    """What is counted: `unit` its lemma, `head` the index of its token (-1 for none), `end` the atom after a unit."""

    unit: str | None
    scale: str
    head: int
    end: int


def counted(line: Line, mention: Mention, parsed: Parsed) -> Counted:
    """Say what a number counts."""
    for find in (_currency, _percent, _measure):
        found = find(line, mention)
        if found is not None:
            return found
    scale = "ratio" if mention.form == "fraction" else "count"
    head = _noun_after(line, mention, parsed)
    if head is None:
        return Counted(_reaches(line, mention, parsed), scale, -1, mention.end)
    if head.lower_unit in STATES:
        return Counted("person", scale, head.token, mention.end)
    return Counted(head.lower_unit, scale, head.token, mention.end)


def _reaches(line: Line, mention: Mention, parsed: Parsed) -> str | None:
    """Give what comes to a bare number, where that is no people: "cases pass 9,500" are cases."""
    tokens = [token_at(line, at, parsed) for at in range(max(0, mention.number - REACHED), mention.number)]
    verb = next((one for one in reversed(tokens) if one is not None and one.lemma.lower() in REACHING), None)
    before = parsed.tokens[verb.i - 1] if verb is not None and verb.i else None
    return before.lemma.lower() if before is not None and before.lemma.lower() in CASES else None


class _Noun(NamedTuple):
    lower_unit: str
    token: int


@cache
def _units(name: str) -> dict[str, list[str] | str]:
    return {key: value for key, value in table("quantity", "units")[name].items() if key != "source"}


def _currency(line: Line, mention: Mention) -> Counted | None:
    """Read money: a sign or letters before the number, or a word after it."""
    signs, prefixes, names = _units("currency_signs"), _units("currency_prefixes"), _units("currency_words")
    i, end = mention.number, mention.number_end
    before = word(line, i - 1)
    if before in prefixes and word(line, i - 2) in signs and not line[i].spaced:  # "$US113"
        return Counted(str(prefixes[before]), f"currency:{prefixes[before]}", -1, mention.end)
    if before in signs:
        code = signs[before]
        letter = word(line, i - 2)
        if before == "$" and letter in prefixes and (line[i - 2].text.isupper() and len(letter) < len("dlrs")):
            code = prefixes[letter]
        return Counted(str(code), f"currency:{code}", -1, mention.end)
    glued = i > 0 and not line[i].spaced
    if (
        before in prefixes
        and i > 0
        and (line[i - 1].text.isupper() or before in ("rs", "dlrs"))
        and (glued or len(before) > 1)
        and before not in ("a", "c", "s", "us", "ca", "au", "ps")
    ):
        return Counted(str(prefixes[before]), f"currency:{prefixes[before]}", -1, mention.end)
    at = end + 1 if word(line, end) == "-" else end
    for step in range(3):  # "10.5 million Australian dollars", "200 Hong Kong dollars"
        name = word(line, at + step)
        singular = next((one for one in (name.removesuffix("s"), name) if one in names), None)
        if singular and not (singular in DOUBTFUL and not _money(line, mention, at + step)):
            return Counted(
                singular,
                f"currency:{_national(line, at + step - 1, singular, str(names[singular]))}",
                -1,
                at + step + 1,
            )
        if not (at + step < len(line) and line[at + step].text[0].isupper()):
            break
    return None


def _money(line: Line, mention: Mention, at: int) -> bool:
    """Tell pounds of money from those of weight, and marks and crowns from others: by a nationality or a large sum."""
    name = word(line, at)
    if name.startswith("pound") and at == mention.number_end:
        return (mention.value or 0) >= HEAVY or word(line, at + 1) in ("sterling", "a")
    return at > mention.number_end or (mention.value or 0) >= HEAVY


def _national(line: Line, at: int, singular: str, code: str) -> str:
    """Give the code of money with a nationality before it: "Syrian pounds"."""
    return str(_units("currency_nations").get(f"{word(line, at)} {singular}", code))


def _percent(line: Line, mention: Mention) -> Counted | None:
    """Read a percentage; points of percent are one too."""
    at = mention.number_end
    at = at + 1 if word(line, at) == "-" else at
    if word(line, at) == "per" and word(line, at + 1) == "cent":
        return Counted("percent", "percent", -1, at + 2)
    if word(line, at) in word_set("quantity", "units", "percent"):
        return Counted("percent", "percent", -1, at + 1)
    return None


def _measure(line: Line, mention: Mention) -> Counted | None:
    """Read a unit of measure or of time right after the number, also over a hyphen or glued: "50-foot", "500mg"."""
    at = mention.number_end
    hyphen = word(line, at) == "-"
    at = at + 1 if hyphen else at
    if at >= len(line) or line[at].kind != "word":
        return None
    name, glued = line[at].lower, not line[at].spaced
    for kind in ("measures", "durations"):
        units = _units(kind)
        singular = name if name in units else name.removesuffix("s") if name.removesuffix("s") in units else None
        # a letter or two are a unit where they're glued to the number, or spelled as units are
        if singular and (
            len(name) > LETTERS
            or glued
            or name in ("km", "kg", "cm", "mm", "ft", "lb", "kw", "mw", "ps", "hp", "oz", "ha", "gb")
        ):
            pair = units[singular]
            return Counted(singular, f"{pair[0]}:{pair[1]}", -1, at + 1)
    return None


def _noun_after(line: Line, mention: Mention, parsed: Parsed) -> _Noun | None:
    """Find the noun that a number stands before: past adjectives, "of", "more" and other nouns of its phrase."""
    at = _past_owner(line, _start_of_noun(line, mention), parsed)
    joined = _joined_noun(line, mention, parsed)
    if joined is not None:
        return joined
    best: _Noun | None = None
    for place in range(at, min(at + REACH, len(line))):
        atom = line[place]
        # two spaces or a line's end stand where a mark was lost: "kills 32  Medical source"
        if atom.token < 0 or atom.start - line[place - 1].end > 1 or atom.lower in STOPS or _dates(line, place):
            break
        token = parsed.tokens[atom.token]
        if atom.lower in STATES and not _describes(token, _next(token, parsed)):
            best = best or _Noun(atom.lower, atom.token)
            break
        if _lemma(token, atom.lower) in word_set("quantity", "status", "people") and _closes(atom.token, parsed):
            return _Noun(_lemma(token, atom.lower), atom.token)
        if token.lemma.lower() in word_set("quantity", "predicates", "verbs") and atom.lower.endswith("s"):
            break
        if _acts(parsed.tokens[best.token], token) if best else mention.form == "vague" and _does(line, place, token):
            break
        if token.pos in ("NOUN", "PROPN"):
            best = _Noun(_lemma(token, atom.lower), atom.token)
        elif not _inside(token, _next(token, parsed), atom.lower, found=best is not None):
            break
    return None if best is not None and _befell_others(line, mention, best, parsed) else best


def _acts(counted_: Token, token: Token) -> bool:
    """Say whether a word is what those counted do, though it is tagged as a noun: "a thousand rebels surrender"."""
    plural = counted_.i == token.i - 1 and counted_.text.lower().endswith("s") and counted_.tag in ("NNS", "NNPS")
    return plural and token.text.lower() in word_set("quantity", "predicates", "verbs")


def _does(line: Line, at: int, token: Token) -> bool:
    """Say whether a word is what a crowd does, though it's tagged as a noun: "thousands march in Rome"."""
    follows = line[at + 1].lower if at + 1 < len(line) else ""
    return token.text.lower() in word_set("quantity", "predicates", "gathering") and follows in AFTER_DEED


def _dates(line: Line, at: int) -> bool:
    """Say whether a time begins that the figure is told of and doesn't count: "up from 280 last year"."""
    follows = line[at + 1].lower if at + 1 < len(line) else ""
    return line[at].lower in TURNS and follows in PERIODS


def _describes(token: Token, follows: Token | None) -> bool:
    """Say whether a state is said of the noun right after it: "42 displaced households" are households."""
    return token.dep == "amod" and follows is not None and token.head == follows.i and follows.tag in ("NN", "NNS")


def _past_owner(line: Line, at: int, parsed: Parsed) -> int:
    """Step over whose they are that are counted: "half of the country's 64 ferries" are ferries."""
    for place in range(at, min(at + OWNER, len(line))):
        token = token_at(line, place, parsed)
        if token is None or token.pos not in ("NOUN", "PROPN", "ADJ", "PART"):
            return at
        if token.tag == "POS":
            after = token_at(line, place + 1, parsed)
            return place + 1 + (after is token)  # its apostrophe and its s are two atoms
    return at


def _joined_noun(line: Line, mention: Mention, parsed: Parsed) -> _Noun | None:
    """Check: "A 15-member council" counts members."""
    at = mention.end + 1
    if word(line, mention.end) not in ("-", "‑") or line[mention.end].spaced or at >= len(line) or line[at].token < 0:
        return None
    token = parsed.tokens[line[at].token]
    return (
        _Noun(_lemma(token, line[at].lower), token.i)
        if token.pos in ("NOUN", "PROPN", "ADJ") and not line[at].spaced
        else None
    )


def _befell_others(line: Line, mention: Mention, noun: _Noun, parsed: Parsed) -> bool:
    """Check: "Blast kills six Syrian state TV": a verb of killing counts people, and the noun belongs elsewhere."""
    before = line[mention.first - 1] if mention.first and noun.lower_unit not in STATES else None
    if before is None or before.token < 0 or parsed.tokens[noun.token].tag == "NNS":
        return False
    return parsed.tokens[before.token].lemma.lower() in ("kill", "wound", "injure", "hurt", "slay", "murder")


def _next(token: Token, parsed: Parsed) -> Token | None:
    return parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None


def _lemma(token: Token, lower: str) -> str:
    """Give a noun's lemma in lower case; what the tagger takes for a name keeps its plural, which is cut here."""
    lemma = token.lemma.lower()
    if lower == "olds":
        return "person"  # "three 20-year-olds"
    for plural, singular in ENDINGS.items():
        if lower.endswith(plural) and lower not in ("specimen", "regimen", "omen", "abdomen"):
            return lower.removesuffix(plural) + singular
    if lemma == lower and token.tag in ("NNP", "NNPS") and lower.endswith("s") and not lower.endswith("ss"):
        return lower.removesuffix("ies") + "y" if lower.endswith("ies") else lower.removesuffix("s")
    return lemma


def _closes(index: int, parsed: Parsed) -> bool:
    """Say whether a noun of people ends its phrase: no noun that it could modify follows."""
    if index + 1 >= len(parsed.tokens):
        return True
    follows = parsed.tokens[index + 1]
    known = follows.text.lower() in word_set("quantity", "status", "people") or follows.lemma in word_set(
        "quantity", "status", "people"
    )
    if follows.tag == "POS":
        return False
    return (
        not (follows.pos in ("NOUN", "PROPN") and (follows.text.islower() or known)) or follows.text.lower() in STATES
    )


def _start_of_noun(line: Line, mention: Mention) -> int:
    """Step over "more", "other", "of", "of the", "of them", a hyphen, the same number in brackets."""
    at = mention.end
    if word(line, at) == "(" and at + 1 < len(line):
        again = cardinal(line, at + 1)  # "4 (four) fishermen"
        if again is not None and word(line, again.end) == ")" and again.value == mention.value:
            at = again.end + 1
    if word(line, at) in ("-", "‑"):
        at += 1
    while word(line, at) in MORE or (word(line, at) in OWNED and (at == mention.end or word(line, at - 1) in PARTED)):
        if word(line, at) == "the" and at == mention.end and mention.form == "cardinal":
            break  # "and 860 the following day"
        at += 1
    return _past_age(line, at)


def _past_age(line: Line, at: int) -> int:
    """Step over the age of those counted: "two 14-year-old boys" are boys."""
    age = cardinal(line, at)
    if age is None or word(line, age.end) not in ("-", "‑") or word(line, age.end + 1) not in AGED:
        return at
    behind = age.end + 3 if word(line, age.end + 2) in ("-", "‑") else age.end + 2
    return behind + 1 if word(line, behind) == "old" else at


def _inside(token: Token, follows: Token | None, lower: str, *, found: bool) -> bool:
    """Say whether a word may stand inside the phrase of what's counted."""
    if found:
        return lower in ("-", "&") or (token.pos == "PART" and lower in ("'s", "’s"))
    participle = token.tag in ("VBN", "VBG") and follows is not None and follows.pos in ("NOUN", "PROPN", "ADJ")
    return token.pos in ("ADJ", "ADV", "NUM") or participle or lower in ("-", "&", '"', "“", "”", "'")


def status_of(found: Counted, parsed: Parsed) -> Status:
    """Give the status that the words give those counted."""
    if found.unit is None or found.head < 0:
        return "unknown"
    civilian, combatant = word_set("quantity", "status", "civilian"), word_set("quantity", "status", "combatant")
    words = [found.unit]
    for token in reversed(parsed.tokens[max(0, found.head - 3) : found.head]):
        if token.pos not in ("ADJ", "NOUN", "PROPN"):
            break
        words.append(token.lemma.lower())
    others = [child for child in parsed.children(found.head) if child.dep == "conj"]
    pair = {child.lemma.lower() for child in others if not any(one.dep == "nummod" for one in parsed.children(child.i))}
    labels = {"civilian" for one in (*words, *pair) if one in civilian} | {
        "combatant" for one in (*words, *pair) if one in combatant
    }
    if "civilian" in words:
        return "civilian"
    if len(labels) > 1:
        return "mixed" if pair & (civilian | combatant) else "combatant"
    return "civilian" if labels == {"civilian"} else "combatant" if labels else "unknown"
