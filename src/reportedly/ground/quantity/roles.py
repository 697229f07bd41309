"""Say how figures stand to one another: totals, increments, parts of a whole, corrections; and flow or stock."""

import itertools
from dataclasses import dataclass
from functools import cache

from reportedly.ground.atoms import Line, word
from reportedly.ground.tables import table, word_set
from reportedly.model import Parsed, Token
from reportedly.model.vocabulary import Measure, QuantityRole

from .heads import STATES, Counted
from .mention import Mention

REACH = 6
"""How many words before a number a cue of its role may stand."""

BESIDE = 3
"""How far behind "of" the whole of a share begins; over a possessive ("of the country's 64 ferries"), twice as far."""
ALIKE = 20
"""How many times as much a figure may be as the one that it corrects."""
EARLIER = frozenset(("earlier", "previous", "initial", "preliminary", "prior"))
NEAR = 12
"""How many figures back a whole is looked for."""
SENTENCE = 40
"""How many words before a figure its sentence is looked over."""
AMONG_REACH = 7
"""How many words after a number "were among" may begin: over its noun and a short apposition."""


NEAR_STATE = 3
"""Words behind a number within which it's said what is told of those counted: "38 people confirmed dead"."""


@dataclass(slots=True)
class Figure:
    """A quantity in the making, with the sentence it stands in."""

    mention: Mention
    counted: Counted
    line: Line
    sentence: int
    id: str = ""
    role: QuantityRole = "total"
    part_of: str | None = None
    supersedes: str | None = None
    reason: str = ""

    @property
    def people(self) -> bool:
        """Whether people are counted, as far as the words tell."""
        return self.counted.unit is None or self.counted.unit in word_set("quantity", "status", "people")

    @property
    def size(self) -> float | None:
        """The number, of a range the larger one."""
        return self.mention.upper if self.mention.upper is not None else self.mention.value


@cache
def _toll_words() -> frozenset[str]:
    return frozenset(table("quantity", "bounds")["revision"]["nouns"]) | {
        "tolls",
        "deaths",
        "casualties",
        "fatalities",
        "dead",
        "numbers",
    }


def assign(figures: list[Figure], parsed: Parsed) -> None:
    """Give each figure its role, and lead parts to wholes and corrections to what they correct, in the text's order."""
    for place, figure in enumerate(figures):
        if figure.counted.unit == "other":
            _name_others(figure, figures[max(0, place - NEAR) : place])
        if figure.counted.scale not in ("count", "ratio", "percent"):
            continue
        figure.role, figure.reason = _role(figure, parsed)
        if figure.role == "total" and _with_clause(figure, figures[max(0, place - NEAR) : place], parsed):
            figure.role, figure.reason = "part", "with … doing so, after a larger figure"
        if figure.role == "part":
            _join(figure, _whole(figure, figures, place))
        before = [one for one in figures[max(0, place - NEAR) : place] if one.sentence == figure.sentence]
        if before:
            _correct(before, figure, parsed)


def _role(figure: Figure, parsed: Parsed) -> tuple[QuantityRole, str]:  # noqa: PLR0911  a list of tests, read in order
    """Read a figure's role off the words around it."""
    mention, line = figure.mention, figure.line
    if mention.increment:
        return "increment", "another, more or additional"
    after = [word(line, mention.end + k) for k in range(4)]
    if mention.form == "fraction" or figure.counted.scale == "ratio":
        return "part", "a share of a whole"
    if after[0] == "of" and after[1] in ("them", "whom", "which", "those", "these", "the", "its", "their"):
        return "part", f"of {after[1]}"
    before = [word(line, mention.first - 1 - k) for k in range(REACH)]
    if before[0] in ("including", "includes", "include", "whom", "comprising"):
        return "part", "including"
    if _among(before, [word(line, mention.end + k) for k in range(AMONG_REACH)]):
        return "part", "among others"
    if "including" in before[:REACH] and _listed_with(line, mention, parsed):
        return "part", "in a list after including"
    if (before[0] in ("are", "were", "was", "is") and before[1] in ("whom", "them")) or before[:2] == ["them", "of"]:
        return "part", "of whom"
    if _cumulative(before, after, mention):
        return "cumulative", "brought to a total, or so far"
    return "total", ""


def _among(before: list[str], after: list[str]) -> bool:
    """Check: "Six civilians were among the dead", "among the dead were 22 children"."""
    if before[0] in ("them", "whom") and before[1] == "among":
        return True  # "73 were hurt, among them 14 children"
    if "among" in after:
        place = after.index("among")
        if after[place + 1 : place + 2] and after[place + 1] in ("them", "whom"):
            return False
        return any(one in ("are", "were", "was", "is", "be", "been") for one in after[:place])
    return (
        before[0] in ("are", "were", "was", "is") and "among" in before and "," not in before[: before.index("among")]
    )


def _listed_with(line: Line, mention: Mention, parsed: Parsed) -> bool:
    """Say whether only nouns, numbers and joints stand between "including" and the number."""
    follows = (
        parsed.tokens[line[mention.end].token] if mention.end < len(line) and line[mention.end].token >= 0 else None
    )
    if follows is not None and follows.tag in ("VBD", "VBP", "VBZ", "MD"):
        return False  # "including four children, and 190 had been hurt"
    for k in range(1, REACH + 1):
        atom = line[mention.first - k]
        if atom.lower == "including":
            return True
        token = parsed.tokens[atom.token] if atom.token >= 0 else None
        if token is None or token.pos in ("VERB", "AUX", "ADP") or atom.lower in (".", ";"):
            return False
    return False


def _cumulative(before: list[str], after: list[str], mention: Mention) -> bool:
    """Check: "Bringing the toll to 85", "the total now stands at 85", "85 so far", "a total of 85"."""
    toll = any(one in _toll_words() or one in ("total", "toll", "tally") for one in before[:REACH])
    reached = bool({"to", "at", "reached", "reaching", "hit", "passed", "topped", "past"} & set(before[:2]))
    if toll and reached:
        return True
    if before[0] == "to" and before[1] in ("bring", "brings", "bringing", "brought"):
        return True
    if " ".join(mention.cues).find("total of") >= 0 or "total" in before[:1]:
        return True
    return ("so", "far") in itertools.pairwise(after)


def _with_clause(figure: Figure, earlier: list[Figure], parsed: Parsed) -> bool:
    """Check: "50,000 fled, with 20,000 leaving on Saturday": a smaller figure in a clause that "with" begins."""
    line, mention = figure.line, figure.mention
    if word(line, mention.first - 1) != "with" or figure.size is None:
        return False
    larger = [
        one for one in earlier if one.sentence == figure.sentence and (one.size or 0) > figure.size and one.people
    ]
    following = [parsed.tokens[atom.token] for atom in line[mention.end : mention.end + 4] if atom.token >= 0]
    return bool(larger) and any(token.tag == "VBG" for token in following)


def _whole(figure: Figure, figures: list[Figure], place: int) -> Figure | None:
    """Give the figure that a part is part of: told after "of the", else the nearest one before that is large enough."""
    mention, line = figure.mention, figure.line
    if word(line, mention.end) == "of" and place + 1 < len(figures):
        after = figures[place + 1]
        if (
            after.sentence == figure.sentence
            and after.counted.scale == "count"
            and after.mention.first - mention.end <= BESIDE * (1 + _possessive(line, mention.end, after.mention.first))
        ):
            return after
    share = mention.form == "fraction" or figure.counted.scale in ("percent", "ratio")
    for one in reversed(figures[max(0, place - NEAR) : place]):
        if figure.sentence - one.sentence > 1:
            return None
        enough = share or figure.size is None or one.size is None or one.size >= figure.size
        alike = figure.people or figure.counted.scale == "percent" or figure.counted.unit == one.counted.unit
        if (
            enough
            and alike
            and one.counted.scale == "count"
            and one.people
            and one.role != "part"
            and one.mention.form != "fraction"
        ):
            return one
    return None


def _possessive(line: Line, first: int, last: int) -> bool:
    """Say whether a possessive stands between two places: "the country's"."""
    return any(word(line, i) in ("'", "’") and word(line, i + 1) == "s" for i in range(first, last))


def _name_others(figure: Figure, earlier: list[Figure]) -> None:
    """Check: "Six others" are of the kind counted before in the same sentence, else people."""
    before = next(
        (one for one in reversed(earlier) if one.sentence == figure.sentence and one.people and one.counted.unit), None
    )
    figure.counted = figure.counted._replace(unit=before.counted.unit if before else "person")


def _join(part: Figure, whole: Figure | None) -> None:
    """Lead a part to its whole; one without a unit counts the same: "50,000 people fled, with 20,000 leaving today"."""
    if whole is None:
        return
    part.part_of = whole.id
    if part.counted.unit is None and part.counted.scale == "count":
        part.counted = part.counted._replace(unit=whole.counted.unit, head=whole.counted.head)


def _correct(earlier: list[Figure], after: Figure, parsed: Parsed) -> None:
    """Lead a figure to the one it corrects: "raised the toll from 17 to 19", "19, up from 17", "not 17 but 19".

    `earlier` are the figures before it in the same sentence, the nearest last.
    """
    before, line = earlier[-1], after.line
    between = [atom.lower for atom in line[before.mention.end : after.mention.first]]
    if _from_before(between, revised=_revised(before, parsed)):
        alike = [one for one in reversed(earlier) if _comparable(one, after)]
        # "38 dead and 12 missing, up from 31 dead": those of whom the same is said come first
        said = word(line, after.mention.end)
        same = (one for one in alike if said in [word(line, one.mention.end + step) for step in range(NEAR_STATE)])
        corrected = next(same, next(iter(alike), None))
        if corrected is not None:
            corrected.supersedes, corrected.reason = after.id, "up or down from"
        return
    lead = word(line, before.mention.first - 1)
    if before.counted.scale != after.counted.scale:
        return
    if lead == "not" and (between[:2] in (["but"], [",", "but"]) or between[-1:] == ["but"]):
        after.supersedes, after.reason = before.id, "not … but"
    elif between[-2:] == [",", "not"]:
        before.supersedes, before.reason = after.id, "…, not"
    elif lead == "from" and between[-1:] == ["to"] and _revised(before, parsed):
        after.supersedes, after.reason = before.id, "raised or lowered from … to"


def _from_before(between: list[str], *, revised: bool) -> bool:
    """Say whether what stands before a figure makes it an older one: "up from", "an earlier toll of"."""
    if between[-1:] == ["from"]:
        return revised or bool({"up", "down", "revised"} & set(between[-3:]))
    nouns = table("quantity", "bounds")["revision"]["nouns"]
    return (
        between[-1:] == ["of"] and between[-2:-1] != [] and between[-2] in nouns and bool(EARLIER & set(between[-4:-2]))
    )


def _comparable(one: Figure, after: Figure) -> bool:
    """Say whether one figure may correct another: of the same scale and of like size, and no part of something."""
    if one.counted.scale != after.counted.scale or one.role == "part":
        return False
    small, large = sorted((one.size or 0.0, after.size or 0.0))
    return large <= ALIKE * small


def _revised(figure: Figure, parsed: Parsed) -> bool:
    """Say whether the sentence speaks of correcting a toll: a verb of change and a noun of tolls before the figure."""
    words = table("quantity", "bounds")["revision"]
    tokens = [
        parsed.tokens[atom.token]
        for atom in figure.line[max(0, figure.mention.first - SENTENCE) : figure.mention.first]
        if atom.token >= 0
    ]
    lemmas = {token.lemma.lower() for token in tokens}
    return bool(lemmas & set(words["verbs"])) and bool(lemmas & set(words["nouns"]))


def measure_of(figure: Figure, parsed: Parsed) -> Measure:
    """Say whether a figure is a stock (those who are somewhere) or a flow (those to whom something happened)."""
    index = figure.counted.head
    if index < 0:
        atoms = figure.line[figure.mention.number : figure.mention.number_end]
        index = next((atom.token for atom in atoms if atom.token >= 0), -1)
    if index < 0:
        return "flow"
    verb = _governing(parsed.tokens[index], parsed)
    if verb is None or verb.lemma not in word_set("quantity", "predicates", "stock"):
        return "flow"
    if verb.lemma == "be":
        # "there are 300 in the camp" holds; "22 are dead", "seven were children" tell what happened, or to whom
        children = parsed.children(verb.i)
        there = any(child.dep == "expl" for child in children)
        where = any(child.dep == "prep" and child.lemma in ("in", "at", "inside", "on") for child in children)
        happened = figure.counted.unit in ("death", "fatality", "casualty")
        return "stock" if (there or where) and not happened else "flow"
    return "flow" if parsed.tokens[index].text.lower() in STATES else "stock"


def _governing(token: Token, parsed: Parsed) -> Token | None:
    """Give the verb that a token is subject or object of."""
    for above in parsed.ancestors(token.i):
        if above.pos in ("VERB", "AUX"):
            return above
        if above.pos not in ("NOUN", "PROPN", "NUM", "ADP", "PRON"):
            return None
    return None
