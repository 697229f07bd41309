"""Say what kind of event it is where the trigger leaves it open: force or mishap, by what means, people or houses."""

from collections.abc import Iterable, Sequence

from reportedly.model import Event, Parsed, SentenceBounds, Token
from reportedly.model.article import Article

from .events import Trigger, word_of
from .mishaps import by_accident, is_blaze, is_natural
from .tables import event_table, words

PARTLY = frozenset({"partially", "partly", "half", "slightly"})
HARM = frozenset({"killed", "injured", "killed_or_injured", "destroyed", "missing"})
MOVED = frozenset({"displaced", "surrendered"})
TRYING = frozenset({"try", "attempt", "seek"})
OPENING = 3
"""Sentences, the headline among them, that say what a report is of."""
NEAR_CAMP = 12
"""How many words after its trigger a camp may be named."""


def kind_of(
    article: Article,
    parsed: Parsed,
    sentence: SentenceBounds,
    trigger: Trigger,
    *,
    done_to: Iterable[int],
    units: Sequence[str],
    counted: bool,
    single: bool = False,
    disaster: bool = False,
    deadly: bool = False,
) -> Event:
    """Give the event of a trigger. `done_to` has the tokens of its patients, `units` the lemmas of what is counted.

    `counted` says whether it has a figure at all: a bare one has no unit; `single` that it's an article: "a man".
    `disaster` says that the report tells of a mishap or disaster and nowhere of force, `deadly` that it tells of force
    or of either.
    """
    frame = trigger.frame
    nouns = {word_of(parsed.tokens[i]) for i in done_to} | set(units)
    type_, mode = _coded(parsed, sentence, trigger, nouns, disaster=disaster)
    span = article.span(parsed.tokens[trigger.first].start, parsed.tokens[trigger.last].end)
    beasts = bool(nouns) and nouns <= words("animals")
    natural = is_natural(parsed, sentence, trigger, counted=counted, single=single, deadly=deadly)
    spared = beasts or natural or _attempted(parsed, trigger.i)
    outcome = None if frame.outcome in HARM | MOVED and spared else frame.outcome
    if frame.name == "shoot" and counted and not single and _are_shot(parsed, trigger, units):
        outcome = "killed_or_injured"  # "ten people were shot" says no more
    if frame.name == "eliminate" and nouns & words("hardware"):
        outcome = "destroyed"  # "40 artillery pieces were neutralised"
    things = set(units) or nouns
    if outcome in ("killed", "killed_or_injured") and things and things <= words("hardware"):
        outcome = "destroyed"  # "lost 900 men, two trucks and a howitzer"
    if (
        outcome == "destroyed"
        and nouns & (event_table().persons - words("housed") - words("amounts"))
        and not nouns & event_table().housing
    ):
        outcome = "killed"  # "16 militants were destroyed", as ministries say
    return Event(type_, mode, outcome, span)


def _coded(
    parsed: Parsed, sentence: SentenceBounds, trigger: Trigger, nouns: set[str], *, disaster: bool
) -> tuple[str | None, str | None]:
    """Give the type and mode of an event: its frame's, but where what it befalls or the sentence tells otherwise."""
    frame = trigger.frame
    if frame.outcome == "destroyed" and nouns & event_table().housing:
        partly = any(one.lemma.lower() in PARTLY for one in parsed.children(trigger.i))
        return "DISPLACE", "partially_destroyed_housing" if partly else "destroyed_housing"
    if frame.outcome in HARM or frame.by:
        return _force(parsed, sentence, trigger, disaster=disaster)
    if frame.mode == "explosives" and by_accident(parsed, sentence):
        return None, None  # "a boiler exploded at a mill"
    if frame.outcome == "captured" and nouns & event_table().persons:
        return frame.type, "arrest"
    if frame.name in ("shelter", "leave"):
        return frame.type, _housed(parsed, sentence, trigger) or frame.mode
    return frame.type, frame.mode


def _are_shot(parsed: Parsed, trigger: Trigger, units: Sequence[str]) -> bool:
    """Say whether people are counted who were shot: no rounds, and no shots at them."""
    token = parsed.tokens[trigger.i]
    hit = trigger.first == trigger.last and trigger.kind == "verb"
    below = parsed.children(trigger.i)
    at = any(one.dep == "prep" and one.lemma in ("at", "toward", "towards") for one in below)
    at = at and not any(one.dep in ("auxpass", "nsubjpass", "dobj") for one in below)  # "were shot at a market"
    return hit and not at and all(one in event_table().persons or one == token.lemma for one in units)


def _attempted(parsed: Parsed, i: int) -> bool:
    """Say whether harm was only tried, and so befell nobody: "charged with attempt to murder", "attempted murder"."""
    token, above = parsed.tokens[i], parsed.tokens[parsed.tokens[i].head]
    if above.lemma == "attempt" and (above.i == i - 2 or token.dep in ("acl", "xcomp")):
        return True
    if above.lemma in TRYING and token.dep == "xcomp":
        return True
    if token.dep == "pobj" and above.lemma in ("to", "at") and parsed.tokens[above.head].lemma == "attempt":
        return True
    return any(one.dep == "amod" and one.text.lower() in ("attempted", "failed") for one in parsed.children(i))


def is_of_disaster(parsed: Parsed) -> bool:
    """Say whether a report tells of a mishap or a disaster, and nowhere of force."""
    table = event_table()
    said = {word_of(token) for token in parsed.tokens}
    if said.isdisjoint(table.hazards):
        return False
    means = {word for _, listed in table.instruments for word in listed} | table.violence
    told = {word_of(one) for one in parsed.tokens if word_of(one) in means and _is_means(parsed, one)}
    if not told:
        return True
    # soldiers dig for survivors, and gas explodes in mines: then headline and lead must say that it's a mishap
    return told <= _harmless() and any(
        not table.hazards.isdisjoint(word_of(token) for token in parsed.tokens[one.first : one.last])
        or by_accident(parsed, one)
        for one in parsed.sentences[:OPENING]
    )


def _harmless() -> frozenset[str]:
    """Give the words of force that reports of accidents and disasters have, too."""
    return words("in_accidents") - words("aerial")


def _is_means(parsed: Parsed, token: Token) -> bool:
    """Say whether a word is one of force here: no fire brigade or blaze, no tear gas, no quake that struck."""
    word, before = word_of(token), parsed.tokens[token.i - 1].lemma.lower() if token.i else ""
    if word == "fire":
        return not (parsed.tokens[token.head].lemma.lower() in words("brigades") or is_blaze(parsed, token))
    if word == "strike":
        return token.pos in ("NOUN", "PROPN")
    if word != "gas":
        return True
    above = parsed.tokens[token.head]
    other = token.dep == "compound" and above.lemma.lower() not in words("gassing")  # "gas alarms", "a gas cylinder"
    return before not in ("tear", "natural", "cooking") and not other


def _force(
    parsed: Parsed, sentence: SentenceBounds, trigger: Trigger, *, disaster: bool
) -> tuple[str | None, str | None]:
    """Tell an assault and its means from a mishap or a disaster, by the words of the sentence.

    "Kill" is an assault unless a hazard is named and no force; "die" only where force is named.
    """
    if by_accident(parsed, sentence):
        return None, None
    table = event_table()
    said = {word_of(token) for token in parsed.tokens[sentence.first : sentence.last] if _is_means(parsed, token)}
    if disaster:
        said -= _harmless()
    # "stabbed to death" is told by its own word, though teargas shells fly in the same sentence
    own = [word_of(token) for token in parsed.tokens[trigger.first : trigger.last + 1]]
    mode = next(
        (mode for some in (own, said) for mode, means in table.instruments if mode and means.intersection(some)), None
    )
    force = mode is not None or not table.violence.isdisjoint(said)
    open_ = trigger.frame.type is None or trigger.kind == "adjective"
    if open_:
        return ("ASSAULT", mode) if force and trigger.frame.name != "missing" else (None, None)
    if not force and (disaster or not table.hazards.isdisjoint(said)):
        return None, None
    return trigger.frame.type, trigger.frame.mode or mode


def _housed(parsed: Parsed, sentence: SentenceBounds, trigger: Trigger) -> str | None:
    """Give the mode of those who moved to, or stay in, a camp or shelter named soon after the trigger."""
    table = event_table()
    after = parsed.tokens[trigger.i : min(trigger.i + NEAR_CAMP, sentence.last)]
    for token in after:
        frame = table.nouns.get(word_of(token))
        if frame is not None and frame.patient == "inside" and token.dep in ("pobj", "conj", "dobj"):
            return frame.mode
    return None
