"""Read attributions off a headline, which has a grammar of its own.

"Minister: four dead", "Four dead: minister", "Four dead, says minister", "Four dead, memo shows", "Four dead – army":
the part beside the colon, the dash or the verb is a source where it names a person or a body, or one of
those who give out news. "Driver was texting, inquest hears" leaves open who said it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.model.nations import countries

from .draft import Draft
from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.model import Article, Parsed

_CONFIDENCE = 0.75
_BEFORE = re.compile(r"\s*(?P<source>[^:,;.!?“”\"‘’]{2,48})(?P<cue>:)\s+(?P<content>\S.*\S)\s*\Z", re.DOTALL)
_AFTER = re.compile(
    r"\s*(?P<content>\S.*\S)(?: (?=[–—-])|(?=:))(?P<cue>[:–—-])\s+(?P<source>[^:,;.!?“”\"]{2,48})\s*\Z", re.DOTALL
)
_SAYS = re.compile(
    r"\s*(?P<content>\S.*\S),\s+(?P<cue>says?|said|claims?|warns?|reports?|confirms?|announces?|insists?|alleges?)\s+(?P<source>[^:,;.!?“”\"]{2,60})\s*\Z",
    re.DOTALL | re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\s*(?P<content>\S.*\S),\s{1,3}(?P<source>[^\s:,;.!?“”\"][^:,;.!?“”\"]{1,47}) "
    r"(?P<cue>says?|said|shows?|reveals?|finds?|suggests?|warns?|claims?|reports?|confirms?|alleges?)\s*\Z",
    re.DOTALL | re.IGNORECASE,
)
_HEARD = re.compile(
    r"\s*(?P<content>\S.*\S),\s{1,3}(?P<before>[^\s:,;.!?“”\"][^:,;.!?“”\"]{1,40}?) "
    r"(?:is |was |are |were )?(?P<cue>hears?|heard|told)\s*\Z",
    re.DOTALL | re.IGNORECASE,
)
_KICKER = re.compile(rf"\s*(?:{'|'.join(map(re.escape, sorted(words('kickers'))))})\s*:\s+", re.IGNORECASE)
_TOPIC = re.compile(r"[^:.!?“”\"]{2,30}:\s{1,2}(?=\S)")
_SIGNED = re.compile(
    r"(?:\d{1,2}[:.]\d{2}\b)?[^\w“”\"‘’(]{0,6}(?P<content>[^\n]{12,400}?),? (?P<cue>[–—]) "
    r"(?P<source>[^:,;.!?“”\"\n–—]{2,60})\.?\s*\Z"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_ASKING = frozenset({"what", "how", "why", "who", "when", "where"})
# A headline's phrase for a source is short: "senior army official".
_MOST_WORDS = 5


def read_headline(article: Article, parsed: Parsed) -> Iterator[Draft]:
    """Yield the attribution that a headline's form makes, where one side of it is somebody who may say something."""
    if article.headline is None:
        return
    start, end = article.headline
    kicker = _KICKER.match(article.full_text, start, end)
    heard = _HEARD.match(article.full_text, kicker.end() if kicker else start, end)
    if heard is not None and not words("hearings").isdisjoint(heard["before"].lower().split()):
        yield Draft((), (heard.span("cue"),), (heard.span("content"),), _CONFIDENCE, "heard", certain=True)
        return
    for form in (_BEFORE, _SAYS, _SHOWS, _AFTER):
        match = form.match(article.full_text, kicker.end() if kicker else start, end)
        if match is not None and (match["content"].split()[0].lower() in _ASKING or _is_series(match["content"])):
            return  # "Dam collapse: what we know", "Harra crisis: flash update #7"
        if match is not None and _may_speak(parsed, match):
            begins, ends = match.span("content")
            topic = _TOPIC.match(article.full_text, begins, ends) if form in (_SAYS, _SHOWS) else None
            content = (topic.end() if topic else begins), ends  # "Harra blast: 12 dead, medics say"
            yield Draft((match.span("source"),), (match.span("cue"),), (content,), _CONFIDENCE, "headline")
            return


def read_lines(article: Article, parsed: Parsed) -> Iterator[Draft]:
    """Yield who signs a line of a live blog or a channel behind a dash: "09:40 Three dead in Sobol — regional head"."""
    for start, end in article.paragraphs:
        match = None if article.is_headline(start) else _SIGNED.match(article.full_text[start:end])
        if match is None or match["content"][-1] in '”"’':
            continue
        low, high = (start + place for place in match.span("source"))
        named = any(low <= name.start and name.end <= high and name.label in ("PERSON", "ORG") for name in parsed.names)
        tokens = parsed.tokens_in(low, high)
        gives = tokens and tokens[-1].lemma.lower() in words("givers")
        verbs = any(one.pos in ("VERB", "AUX") for one in tokens)
        if verbs or len(tokens) > _MOST_WORDS or not (named or gives or _ACRONYM.fullmatch(match["source"])):
            continue
        cue, content = ((start + a, start + b) for a, b in (match.span("cue"), match.span("content")))
        yield Draft(((low, high),), (cue,), (content,), _CONFIDENCE, "signed line")


def _is_series(content: str) -> bool:
    """Say whether a headline's part names a series of reports: "Situation Report No. 12"."""
    return content.lower().startswith(tuple(words("series")))


def _may_speak(parsed: Parsed, match: re.Match[str]) -> bool:
    """Say whether a headline's part is a name of somebody, or a word for who gives out news, and no more than that."""
    start, end = match.span("source")
    inside = [name for name in parsed.names if start <= name.start and name.end <= end]
    if match.re is _BEFORE and match["source"].strip() in countries():
        return False  # "Mali: rebels take town" says where, not who
    if match.re is _BEFORE and match["content"].endswith(".") and any(name.label == "GPE" for name in inside):
        return False  # a whole sentence is no headline, and before it stands where it was written
    if any(name.label in _SPEAKERS for name in inside):
        verbs = [token for token in parsed.tokens_in(start, end) if token.pos in ("VERB", "AUX") and token.tag != "VBG"]
        return not verbs
    gives = any(token.lemma.lower() in words("givers") for token in parsed.tokens_in(start, end))
    return gives and len(match["source"].split()) <= _MOST_WORDS
