"""Whether a page that a server gave holds its article, or a wall, a notice, an empty shell.

It looks, it doesn't read: paragraphs are counted, and known wordings looked for (`look.toml`). The page's article is
found later, by another room.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from urllib.parse import urlsplit

from reportedly.errors import FetchError, NotThere, Walled

LOOKED_AT = 1_500_000
"""Characters of a page that are looked at."""
ARTICLE_WORDS = 120
"""Words in paragraphs from which on a page is taken to have an article, whatever else stands on it."""
TEASER_WORDS = 20
# a paragraph of fewer words is a label or a button
_PARAGRAPH_WORDS = 8
# a part of a title that has more words is a headline
_NOTICE_WORDS = 9
_LOGIN_WORDS = 6

_HIDDEN = re.compile(r"<(script|style|template|svg|noscript|head)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,20000}>")
_PARAGRAPH = re.compile(
    r"</?(?:p|li|h[1-6]|div|td|section|article|blockquote|br|header|footer|main|body)\b[^<>]{0,20000}>", re.IGNORECASE
)
_TITLE = re.compile(r"<title[^<>]{0,500}>([^<]{0,500})", re.IGNORECASE)
_HEADING = re.compile(r"<h1[^<>]{0,2000}>((?:[^<]|<(?!/h1)){0,1000})", re.IGNORECASE)
_PARTS = re.compile(r"\s[|–—·•»:-]+\s|[|»]|[:–—]\s")
_EDGES = " \t.,!?…'\"“”„«»()[]-"
_NOT_FREE = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?false', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a page: the reason why it has no article, or notes on one that it has."""

    error: FetchError | None = None
    notes: tuple[str, ...] = ()


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """Read the wordings, once."""
    read: dict[str, dict[str, list[str]]] = tomllib.loads(
        files(__package__).joinpath("look.toml").read_text(encoding="utf-8")
    )
    return read


def look(html: str, *, url: str, asked: str) -> Seen:
    """Say whether a page may have an article. `url` is where it came from in the end, `asked` what was asked for."""
    html = html[:LOOKED_AT]
    body = _shown(html)
    paragraphs = _paragraphs(body)
    words = sum(len(one.split()) for one in paragraphs)
    free = not (_NOT_FREE.search(html) or _has(html, "paywall", "markup"))
    said = " ".join(" ".join(unescape(_TAG.sub(" ", body)).split()).lower().replace("’", "'").split())
    if words >= ARTICLE_WORDS:
        return _article(said, free=free)
    titles = _titles(html)
    return (
        _challenge(said, titles, words)
        or _missing(said, titles, words, url=url, asked=asked)
        or _region(said, paragraphs)
        or _consent(said, titles, url, paragraphs)
        or _script(html, said, words)
        or _paywall(said, words, free=free, login=_asks_who(html, titles))
        or Seen()
    )


def _article(said: str, *, free: bool) -> Seen:
    """See whether an article is shown whole."""
    if not free and _has(said, "paywall", "words"):
        return Seen(notes=("The page is behind a paywall: what is read may be only the beginning of the article.",))
    return Seen()


def _challenge(said: str, titles: list[str], words: int) -> Seen | None:
    if words < 2 * TEASER_WORDS and (_titled(titles, "challenge") or _has(said, "challenge", "words")):
        return Seen(Walled("The site asks whether you are a human, not a program: open the page yourself and save it."))
    return None


def _missing(said: str, titles: list[str], words: int, *, url: str, asked: str) -> Seen | None:
    """See whether a page says that there is none, or the server sent another one in its place: its front page."""
    alone = any(one.strip(_EDGES) in table()["missing"]["alone"] for one in titles)
    if words < 2 * TEASER_WORDS and (alone or _titled(titles, "missing") or _has(said, "missing", "words")):
        return Seen(NotThere("The server says 200, and the page says that there is none: check the address."))
    if urlsplit(url).path in ("", "/") and len(urlsplit(asked).path) > 1:
        return Seen(NotThere(f"The server leads to its front page, {url}, in place of the page: it may be gone."))
    return None


def _region(said: str, paragraphs: list[str]) -> Seen | None:
    """See whether the site hides its pages from where they're asked for."""
    if _has(said, "region", "words") and _besides(paragraphs, "region", "words") < 2 * TEASER_WORDS:
        return Seen(Walled("The site doesn't show the page where you are: save it from elsewhere, or from an archive."))
    return None


def _asks_who(html: str, titles: list[str]) -> bool:
    """Say whether a page is there to sign in on."""
    begins = any(
        one.startswith(tuple(table()["login"]["begin"])) and len(one.split()) <= _LOGIN_WORDS for one in titles
    )
    return begins and _has(html.lower(), "login", "markup")


def _consent(said: str, titles: list[str], url: str, paragraphs: list[str]) -> Seen | None:
    """See whether there is a question about cookies, and not an article beside it."""
    place = urlsplit(url)
    asks = sum(one in said for one in table()["consent"]["words"])
    led = _has(f"{place.netloc}{place.path}".lower(), "consent", "addresses")
    alone = asks > 2 and _besides(paragraphs, "consent", "about") < 2 * TEASER_WORDS  # noqa: PLR2004 - one may stand in any footer
    if (led and asks) or (_titled(titles, "consent") and asks) or alone:
        return Seen(Walled("The page asks for consent to cookies first: open it yourself, and save the article."))
    return None


def _script(html: str, said: str, words: int) -> Seen | None:
    """See whether there is nothing to read before scripts have run."""
    notices = " ".join(one[:2000] for one in html.lower().split("<noscript", 20)[1:])
    asks = _has(notices, "script", "words") or _has(said, "script", "words")
    shell = _has(html, "script", "markup") or html.lower().count("<script") > 0
    if words < TEASER_WORDS and (asks or (shell and len(said.split()) < TEASER_WORDS)):
        return Seen(Walled("There is nothing on the page without JavaScript: open it yourself, and save the article."))
    return None


def _paywall(said: str, words: int, *, free: bool, login: bool) -> Seen | None:
    """See whether a little of an article stands before a wall, or a login in its place."""
    walled = _has(said, "paywall", "words")
    if words < TEASER_WORDS and (login or (walled and not free)):
        return Seen(Walled("The page asks for a login or a subscription: save the article where you have one."))
    if walled or not free:
        return Seen(notes=("The page is behind a paywall: only the beginning of the article is read.",))
    return None


def _has(text: str, part: str, kind: str) -> bool:
    """Say whether a text has one of the wordings of a list."""
    return any(one in text for one in table()[part][kind])


def _besides(paragraphs: list[str], part: str, kind: str) -> int:
    """Count the words of paragraphs that have none of the wordings of a list."""
    return sum(len(one.split()) for one in paragraphs if not _has(one.lower().replace("’", "'"), part, kind))


def _titled(titles: list[str], part: str) -> bool:
    """Say whether a part of a title that is no headline has one of the wordings of a list."""
    return any(_has(one, part, "titles") for one in titles if len(one.split()) <= _NOTICE_WORDS)


def _titles(html: str) -> list[str]:
    """Give the parts of a page's title and first heading, in lower case."""
    found = [*_TITLE.findall(html[:200_000])[:1], *_HEADING.findall(html[:500_000])[:1]]
    plain = (unescape(_TAG.sub(" ", one)).lower().replace("’", "'") for one in found)
    return [" ".join(part.split()) for one in plain for part in _PARTS.split(one) if part.strip()]


def _shown(html: str) -> str:
    """Leave out what a page holds and doesn't show: head, scripts, styles; each is passed over once."""
    lower = html.lower() if len(html.lower()) == len(html) else html
    parts, place = [], 0
    open_ = set[str]()
    while found := _HIDDEN.search(html, place):
        parts.append(html[place : found.start()])
        name = found[1].lower()
        # what has no end here has none further on: it isn't looked for again
        end = -1 if name in open_ else lower.find(f"</{name}", found.end())
        if end < 0 and name == "head":
            open_.add(name)
            end = found.end()
        if end < 0:
            return "".join(parts)
        place = end
    return "".join([*parts, html[place:]])


def _paragraphs(body: str) -> list[str]:
    """Give the stretches of running text."""
    stretches = (unescape(_TAG.sub(" ", one)) for one in _PARAGRAPH.split(body))
    return [one for one in stretches if len(one.split()) >= _PARAGRAPH_WORDS]
