"""Tell who flees home from who merely gets away: from a blast, unhurt, or from the scene of a crime of their own."""

from reportedly.model import Parsed

from .events import Trigger, word_of
from .participants import patients
from .tables import words


def gets_away(parsed: Parsed, trigger: Trigger) -> bool:
    """Say whether a verb tells of no flight from home: "all 379 escaped", "the robbers fled on foot"."""
    if any(word_of(parsed.tokens[i]) in words("culprits") for i in patients(parsed, trigger)):
        return True
    if parsed.tokens[trigger.i].lemma != "escape":
        return False
    below = parsed.children(trigger.i)
    left = [one for one in below if one.dep == "dobj"]
    left += [noun for one in below if one.lemma in ("from", "with") for noun in parsed.children(one.i)]
    if any(word_of(one) in trigger.frame.unless | words("escaped_from") for one in left):
        return True
    return not any(one.dep in ("dobj", "prep", "advcl", "xcomp") for one in below)
