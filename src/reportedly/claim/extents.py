"""Say which words make a claim: the clause around its main word, inside what its source says."""

from reportedly.model import Article, Attribution, Offsets, Parsed, SentenceBounds, Span, Token

from .drafts import Draft
from .plain import stands_alone
from .saying import Sayings

DATELINE_WORDS = 4


def extent(
    article: Article, parsed: Parsed, sayings: Sayings, draft_: Draft, *, attribution: Attribution | None
) -> tuple[tuple[Span, ...], tuple[Offsets, ...]]:
    """Give the claim's words: its clause with its figures, inside what its source says; and that saying's bounds."""
    sentence = draft_.sentence
    start, end = parsed.extent(draft_.main) if draft_.own_words else _clause(parsed, draft_.main, sentence)
    for figure in draft_.figures:
        start = min(start, parsed.tokens[figure.first].start)
        end = max(end, parsed.tokens[figure.last].end)
    inside: tuple[Offsets, ...] = ()
    if attribution is not None:
        inside = sayings.contents_between(sentence.start, sentence.end, attribution)
    parts = [(max(a, start), min(b, end)) for a, b in inside if a < end and start < b] or [(start, end)]
    spans = tuple(article.span(*_trimmed(article.full_text, a, b)) for a, b in parts)
    return spans, inside


def _trimmed(text: str, start: int, end: int) -> Offsets:
    """Leave white space and a comma at either end out."""
    while start < end - 1 and (text[start].isspace() or text[start] == ","):
        start += 1
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return start, end


def _clause(parsed: Parsed, i: int, sentence: SentenceBounds) -> Offsets:
    """Give the stretch of the smallest clause with a subject of its own around a token."""
    main = i
    while parsed.tokens[i].head != i:
        token = parsed.tokens[i]
        has_subject = any(one.dep in ("nsubj", "nsubjpass") for one in parsed.children(i))
        if has_subject and token.dep in ("ccomp", "advcl", "ROOT", "parataxis", "acl", "relcl", "conj"):
            break
        if token.dep == "conj" and token.pos in ("VERB", "AUX") and stands_alone(parsed, token):
            break
        if token.head < sentence.first or token.head >= sentence.last:
            break
        i = token.head
    start, end = parsed.extent(i)
    joined = [
        one
        for one in parsed.children(i)
        if one.dep == "conj" and one.pos in ("VERB", "AUX") and stands_alone(parsed, one)
    ]
    if joined:
        # "will be gone soon and may not last the week" are two claims, each with its own words
        end = min([end, *(cut for cut in (_before(parsed, one) for one in joined) if cut > start)])
    start, end = _between_semicolons(parsed, main, max(start, sentence.start), min(end, sentence.end))
    # a clause that ends before the colon is in the dateline, and has only its own words
    after = _after_dateline(parsed, sentence)
    return (max(start, after) if after < end else start), end


def _between_semicolons(parsed: Parsed, main: int, start: int, end: int) -> Offsets:
    """Keep to the words between semicolons: "four chiefs arrested; one thousand surrender" are two clauses."""
    for token in parsed.tokens_in(start, end):
        if token.text == ";" and token.i < main:
            start = parsed.tokens[token.i + 1].start
        elif token.text == ";" and token.i > main:
            return start, token.start
    return start, end


def _before(parsed: Parsed, joined: Token) -> int:
    """Give where the words before a joined clause end: at the conjunction that joins it."""
    low, _ = parsed.edges(joined.i)
    first = min(low, joined.i)
    while first > 0 and (parsed.tokens[first - 1].dep == "cc" or parsed.tokens[first - 1].pos == "PUNCT"):
        first -= 1
    return parsed.tokens[first - 1].end if first else 0


def _after_dateline(parsed: Parsed, sentence: SentenceBounds) -> int:
    """Give where a sentence begins after a dateline such as "Kolkata:", which is no part of what's claimed."""
    tokens = parsed.tokens[sentence.first : min(sentence.first + DATELINE_WORDS, sentence.last - 1)]
    return next((parsed.tokens[one.i + 1].start for one in tokens if one.text == ":"), sentence.start)
