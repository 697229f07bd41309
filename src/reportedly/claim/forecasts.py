"""Read forecasts out of claims: what must come true, if what, how surely on a published scale, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.model import (
    Article,
    Attribution,
    Claim,
    Deadline,
    Forecast,
    Offsets,
    Parsed,
    Probability,
    SentenceBounds,
    Timex,
    Token,
)

from .acts import clause_of
from .tables import read_table, words

FUTURE = frozenset({"will", "shall", "'ll", "wo"})
MAYBE = frozenset({"may", "might", "could"})
CONDITIONS = frozenset({"if", "unless", "provided", "once", "until"})
PLANS = frozenset({"announce", "promise", "threaten", "demand", "ask"})
MAX_WORDS = 6
UNTIL = frozenset({"by", "before", "until", "till"})
ABOUT_NOW = frozenset({"assert", "judge", "infer", "accuse", "deny"})
"""Acts that say of what may be that it may be so now: "he may well be right"."""
SINCE = frozenset({"since"})
CONCEDING = frozenset({"whatever", "whichever", "whoever", "however", "wherever"})
COMPARED = frozenset({"likely", "unlikely"})


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold a published scale of verbal probability: its phrases with their bounds, from 0 to 1."""

    name: str
    phrases: Mapping[str, tuple[float, float]]


@cache
def scales() -> tuple[Scale, ...]:
    """Read the scales in the order in which they're asked."""
    table = read_table("probability.toml")
    by_name = {
        one["name"]: Scale(one["name"], {phrase: (low, high) for phrase, (low, high) in one["phrases"].items()})
        for one in table["scale"]
    }
    return tuple(by_name[name] for name in table["order"])


@cache
def _unscaled() -> frozenset[str]:
    return frozenset(read_table("probability.toml")["unscaled"]["phrases"])


def foresee(
    article: Article,
    parsed: Parsed,
    attributions: tuple[Attribution, ...],
    timexes: tuple[Timex, ...],
    claims: tuple[Claim, ...],
) -> tuple[Forecast, ...]:
    """Give the forecasts of a report in the order of its claims. A plan or promise of one's own is none."""
    del attributions  # whose forecast it is stands on the claim
    starts = {token.start: token.i for token in parsed.tokens}
    by_sentence: dict[int, list[Timex]] = {}
    for timex in timexes:
        sentence = parsed.sentence_at(article.offsets(timex.spans[0])[0]) if timex.spans else None
        if sentence is not None:
            by_sentence.setdefault(sentence.first, []).append(timex)
    found, clauses = [], set[int]()
    for claim in claims:
        i = starts.get(article.offsets(claim.event.trigger)[0])
        if i is None or not _foretells(parsed, i, claim):
            continue
        clause = clause_of(parsed, i)
        if clause in clauses:
            continue  # two claims of one clause, "is likely to rise", foretell one thing
        clauses.add(clause)
        sentence = parsed.sentences[parsed.tokens[i].sentence]
        found.append(_forecast(article, parsed, claim, clause, by_sentence.get(sentence.first, ())))
    return tuple(Forecast(f"f{n}", *parts) for n, parts in enumerate(found, 1))


def _foretells(parsed: Parsed, i: int, claim: Claim) -> bool:
    """Say whether a claim is about what is still to come, and not the speaker's own plan or a wish."""
    if claim.act in PLANS:
        return False
    clause = clause_of(parsed, i)
    modals = {one.lemma.lower() for one in parsed.children(clause) if one.dep == "aux"}
    if _is_conditional(parsed, clause) or ("could" in modals and _was_able(parsed, clause)):
        return False
    if any(one.lemma.lower() in CONCEDING for one in parsed.children(clause)) or _withholds(parsed, clause):
        return False  # "whatever they may tell you"
    perfect = any(one.dep == "aux" and one.lemma == "have" for one in parsed.children(clause))
    if perfect and "would" in modals:
        return False  # "would have liked to stay" is what never came
    likely = any(
        one.dep in ("acomp", "attr", "oprd") and any(one.lemma in scale.phrases for scale in scales())
        for one in parsed.children(clause)
        # what is likely is predicted, unless it's compared: "twice as likely to fall ill" foretells nothing
        if claim.act != "assert" or one.lemma not in COMPARED
    )
    expected = likely or (parsed.tokens[clause].lemma in ("expect", "predict", "forecast", "project") and i != clause)
    # "some of the dead may be children" is asserted as possible: it foretells nothing
    if parsed.tokens[clause].tag == "VBD" and not modals and not expected:
        return False  # "expected to testify that he paid": what was paid isn't still to come
    ahead = bool(modals & FUTURE) or (bool(modals & MAYBE) and claim.act not in ABOUT_NOW)
    ahead = ahead or ("would" in modals and claim.act == "warn")  # "warned that the dam would burst"
    return (ahead and not perfect) or claim.act == "predict" or expected


def _withholds(parsed: Parsed, clause: int) -> bool:
    """Say whether a clause tells that something is kept back: "won't comment further"."""
    negated = any(one.dep == "neg" for one in parsed.children(clause))
    return negated and parsed.tokens[clause].lemma in words("withholding")


def _is_condition(parsed: Parsed, clause: int) -> bool:
    """Say whether a clause is what a forecast hangs on: "if confirmed", "unless fuel arrives"."""
    return parsed.tokens[clause].dep == "advcl" and any(
        one.dep in ("mark", "advmod") and one.lemma.lower() in CONDITIONS for one in parsed.children(clause)
    )


def _is_conditional(parsed: Parsed, i: int) -> bool:
    """Say whether a word stands in what a forecast hangs on."""
    return _is_condition(parsed, i) or any(_is_condition(parsed, one.i) for one in parsed.ancestors(i))


def _was_able(parsed: Parsed, clause: int) -> bool:
    """Say whether "could" tells of what somebody was or wasn't able to do: "could not reach them", "could hear it"."""
    negated = any(one.dep == "neg" for one in parsed.children(clause))
    return negated or parsed.tokens[clause].lemma in words("perceiving")


def _forecast(
    article: Article, parsed: Parsed, claim: Claim, clause: int, timexes: Sequence[Timex]
) -> tuple[str, str, str | None, Probability, Deadline | None]:
    """Give the parts of a forecast, in the order of the type."""
    condition = _condition(article, parsed, clause)
    criterion = " ".join(" ".join(span.text for span in claim.spans).split()).removeprefix("that ")
    return claim.id, criterion, condition, _probability(parsed, clause), _deadline(article, parsed, clause, timexes)


def _condition(article: Article, parsed: Parsed, clause: int) -> str | None:
    """Give the words of the clause that the forecast hangs on."""
    for one in parsed.children(clause):
        if one.dep == "advcl" and any(
            mark.text.lower() in CONDITIONS for mark in parsed.children(one.i) if mark.dep in ("mark", "advmod")
        ):
            start, end = parsed.extent(one.i)
            return " ".join(article.full_text[start:end].split())
    return None


def _probability(parsed: Parsed, clause: int) -> Probability:
    """Read the clause's word of probability on the first scale that has it; the longest phrase is taken."""
    words = [token.text.lower() for token in _around(parsed, clause)]
    phrases = [
        (" ".join(words[at : at + size]), scale.name, bounds)
        for size in range(MAX_WORDS, 0, -1)
        for at in range(len(words) - size + 1)
        for scale in scales()
        if (bounds := scale.phrases.get(" ".join(words[at : at + size]))) is not None
    ]
    if phrases:
        phrase, name, (low, high) = phrases[0]
        return Probability(phrase, low, high, name)
    joined = f" {' '.join(words)} "
    plain = next((phrase for phrase in sorted(_unscaled(), key=len, reverse=True) if f" {phrase} " in joined), None)
    return Probability(plain, None, None, None)


def _around(parsed: Parsed, clause: int) -> list[Token]:
    """Give the words between the clause's auxiliaries and its verb, and the adverbs and complements beside it."""
    near = {clause}
    for one in parsed.children(clause):
        if one.dep in ("aux", "auxpass", "neg", "advmod", "acomp", "attr", "oprd"):
            near.add(one.i)
            near.update(
                deeper.i
                for deeper in parsed.children(one.i)
                if deeper.dep in ("advmod", "aux", "amod", "det", "xcomp", "neg")
            )
    above = parsed.tokens[clause]
    if above.dep in ("ccomp", "xcomp") and parsed.tokens[above.head].lemma in ("expect", "be", "predict"):
        near.add(above.head)
        near.update(one.i for one in parsed.children(above.head) if one.dep in ("auxpass", "acomp", "advmod"))
        near.update(one.i for one in parsed.children(clause) if one.dep == "aux")
    return [parsed.tokens[i] for i in sorted(near)]


def _deadline(article: Article, parsed: Parsed, clause: int, timexes: Sequence[Timex]) -> Deadline | None:
    """Give the interval by which it must have come true: the clause's own time, the one after "by" before others."""
    low, high = parsed.edges(clause)
    bounds: Offsets = parsed.tokens[low].start, parsed.tokens[high].end
    others = [one for one in parsed.children(clause) if one.dep == "conj" and one.pos in ("VERB", "AUX")]
    held = [parsed.extent(one.i) for one in others]
    own = []
    for timex in timexes:
        start, _ = article.offsets(timex.spans[0])
        inside = bounds[0] <= start < bounds[1] and not any(a <= start < b for a, b in held)
        if inside and timex.end and not _is_past(timex, article.published) and not _follows(parsed, start, SINCE):
            own.append((not _follows(parsed, start, UNTIL), start, timex))
    if not own:
        return None
    timex = min(own, key=lambda one: one[:2])[2]
    return Deadline(timex.start, timex.end)


def _is_past(timex: Timex, published: str | None) -> bool:
    """Say whether a time was over when the report came out: "as it did in 2019" is nobody's deadline."""
    return (
        published is not None
        and timex.end is not None
        and timex.end[: len("2024-01-01")] <= published[: len("2024-01-01")]
    )


def _follows(parsed: Parsed, start: int, words_: frozenset[str]) -> bool:
    """Say whether one of some words, such as "by" or "until", stands right before a time."""
    sentence: SentenceBounds | None = parsed.sentence_at(start)
    before = parsed.tokens_in(max(0, start - 12), start)
    return sentence is not None and any(one.text.lower() in words_ for one in before)
