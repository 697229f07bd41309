"""Tell what may or is arranged to come from what may be so already, by the form of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.model import Parsed, Token
    from reportedly.model.vocabulary import Act

    from .cues import Acts

_NEGATORS = frozenset({"not", "n't", "n’t", "never"})


def might(parsed: Parsed, head: Token, table: Acts) -> Act | None:
    """What may or is likely to come is predicted; what may have been is stated as possible.

    What somebody was able or unable to do, "could not confirm that …", is neither.
    """
    children = parsed.children(head.i)
    if any(child.dep == "acomp" and child.lemma in ("likely", "unlikely", "bound") for child in children):
        return "predict" if not any(_is_compared(parsed, child) for child in children) else None
    if _is_futurate(parsed, head, table):
        return "predict"
    perfect = any(child.dep == "aux" and child.lemma == "have" for child in children)
    may = [
        child.lemma.lower()
        for child in children
        if child.dep == "aux" and child.lemma.lower() in table.lists["possible"]
    ]
    if any(child.dep == "mark" and child.lemma.lower() == "if" for child in children):
        return None  # "if I may add"
    unable = "could" in may and (is_negated(parsed, head) or could_perceive(parsed, head, table))
    return "predict" if may and not perfect and not unable and not _is_state(parsed, head, table) else None


def could_perceive(parsed: Parsed, head: Token, table: Acts) -> bool:
    """Say whether "could" before a verb tells what there was to make out: "shots could be heard", "I could smell it".

    "Farmers could see losses" doesn't, nor does what is still to come: "the effects could be felt for years".
    """
    passive = any(child.dep == "auxpass" for child in parsed.children(head.i))
    if head.lemma not in table.lists["sensed" if passive else "sensing"]:
        return False
    low, high = parsed.edges(head.i)
    return table.lists["ahead"].isdisjoint(one.lemma.lower() for one in parsed.tokens[low : high + 1])


def _is_compared(parsed: Parsed, likely: Token) -> bool:
    """Say whether "likely" compares how often things are so, "twice as likely to …", "more likely … than …"."""
    degree = {one.lemma.lower() for one in parsed.tokens[max(0, likely.i - 3) : likely.i]}
    if degree & {"as", "twice", "time"}:
        return True
    after = [one.text.lower() for one in parsed.tokens[likely.i : parsed.sentences[likely.sentence].last]]
    than = "than" in after and after[after.index("than") + 1 :][:1] != ["not"]
    return bool(degree & {"more", "less"}) and than


def _is_futurate(parsed: Parsed, head: Token, table: Acts) -> bool:
    """Say whether a clause in the present says what is arranged or about to come: "is set to win", "is due to open"."""
    children = parsed.children(head.i)
    now = head.tag in ("VBZ", "VBP") or any(
        one.dep in ("aux", "auxpass") and one.tag in ("VBZ", "VBP") for one in children
    )
    told = head.dep == "ccomp" and parsed.tokens[head.head].tag in ("VBD", "VBN")
    if head.lemma in table.lists["expected"] and head.tag == "VBN" and (now or told):
        return any(child.dep == "xcomp" and has_aux(parsed, child, "TO") for child in children)
    led = [head, *(one for one in children if one.dep in ("acomp", "prep", "advmod"))]
    return now and any(
        child.dep == "xcomp" and child.i > one.i and has_aux(parsed, child, "TO")
        for one in led
        if one.text.lower() in table.lists["futurate"]
        for child in parsed.children(one.i)
    )


def _is_state(parsed: Parsed, head: Token, table: Acts) -> bool:
    """Say whether what may be is the case now or not: "some may be children", "they may be hiding"; no time to come.

    "There may be more strikes this week" tells of what is still to come.
    """
    children = parsed.children(head.i)
    under_way = head.tag == "VBG" and any(one.dep == "aux" and one.lemma == "be" for one in children)
    if not under_way and head.lemma not in table.lists["states"]:
        return False
    low, high = parsed.edges(head.i)
    return table.lists["ahead"].isdisjoint(one.lemma.lower() for one in parsed.tokens[low : high + 1])


def is_negated(parsed: Parsed, head: Token) -> bool:
    """Say whether a verb is negated."""
    return any(child.text.lower() in _NEGATORS for child in parsed.children(head.i))


def has_aux(parsed: Parsed, head: Token, tag: str) -> bool:
    """Say whether a verb has an auxiliary of a tag: `MD`, `TO`."""
    return any(child.dep == "aux" and child.tag == tag for child in parsed.children(head.i))
