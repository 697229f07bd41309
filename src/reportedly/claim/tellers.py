"""Find who gives a figure where no verb of saying does: "the ministry put the toll at 85", "a tally by the network"."""

from reportedly.model import Attribution, Offsets, Parsed, Token

from .events import word_of
from .participants import child, subject
from .saying import Sayings
from .tables import event_table, words

MAX_CLIMB = 5


def teller(parsed: Parsed, i: int) -> int | None:
    """Give the head of who gives the figure that hangs on a token; None where nobody is said to."""
    for _ in range(MAX_CLIMB):
        token = parsed.tokens[i]
        if word_of(token) in words("figure_nouns"):
            by = next((one for one in parsed.children(i) if one.lemma in ("by", "from")), None)
            named = child(parsed, by.i, "pobj") if by is not None else child(parsed, i, "poss")
            if named is not None and named.pos != "PRON" and _can_tell(parsed, named.i):
                return named.i  # "the ministry's count of 45 dead"
        reckoned = _by_reckoning(parsed, i)
        if reckoned is not None:
            return reckoned
        if token.pos == "VERB" and token.lemma in words("giving") and _gives_figure(parsed, i):
            by = child(parsed, i, "agent")
            named = child(parsed, by.i, "pobj") if by is not None else None
            above = named.i if named is not None else subject(parsed, i)
            passive = child(parsed, i, "nsubjpass", "auxpass") is not None
            if above is None or (passive and named is None) or not _can_tell(parsed, above):
                return None
            return above
        if token.head == i:
            return None
        i = token.head
    return None


def whose(sayings: Sayings, main: Token, figure: Token | None = None) -> Attribution | None:
    """Give whose words a clause is: by what it hangs on, unless its figure stands in another's words.

    "The army put the dead at 12 while residents put it at 30": thirty is the residents'.
    """
    found = sayings.around(main.start, main.end)
    if figure is None or (found is not None and sayings.contents_between(figure.start, figure.end, found)):
        return found
    other = sayings.around(figure.start, figure.end)
    if any(start <= main.start < end for start, end in sayings.stretches(other)):
        return found  # "jailed eight opponents": the deed itself is taken for a word of saying
    return other or found


def _by_reckoning(parsed: Parsed, i: int) -> int | None:
    """Give by whose count a clause is so: "by the army's reckoning, 45 were killed"."""
    for by in parsed.children(i):
        noun = child(parsed, by.i, "pobj") if by.lemma.lower() == "by" and by.dep in ("prep", "agent") else None
        if noun is not None and word_of(noun) in words("figure_nouns") | words("reckonings"):
            owner = child(parsed, noun.i, "poss")
            if owner is not None and owner.pos != "PRON":
                return owner.i
    return None


def before_cue(parsed: Parsed, cue: Offsets) -> int | None:
    """Give the head of the noun phrase right before an active cue that was left without a source.

    "Six were hurt state television reported": an active verb of saying has a subject, whatever the lost comma hides.
    """
    found = parsed.tokens_in(*cue)
    if not found or found[0].pos != "VERB" or found[0].tag not in ("VBD", "VBZ", "VBP", "VBN") or found[0].i == 0:
        return None
    if any(one.dep in ("auxpass", "aux") for one in parsed.children(found[0].i)):
        return None
    last = parsed.tokens[found[0].i - 1]
    if last.pos not in ("NOUN", "PROPN") or last.sentence != found[0].sentence or not _can_tell(parsed, last.i):
        return None
    return last.i


def _gives_figure(parsed: Parsed, i: int) -> bool:
    """Say whether what is given is a figure."""
    given = [one for one in parsed.children(i) if one.dep in ("dobj", "nsubjpass", "attr", "prep")]
    figures = words("figure_nouns")
    return any(word_of(one) in figures or any(two.pos == "NUM" for two in parsed.children(one.i)) for one in given)


def _can_tell(parsed: Parsed, i: int) -> bool:
    """Say whether a noun may be a source: not an event, a figure or a thing that harms."""
    word, table = word_of(parsed.tokens[i]), event_table()
    return (
        word not in words("figure_nouns")
        and word not in table.violence
        and word not in table.hazards
        and word not in table.nouns
    )
