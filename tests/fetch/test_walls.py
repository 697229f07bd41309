"""What is no article: failures, walls, consent pages, teasers and front pages are told and said."""

# ruff: noqa: E501 - pages stand on one line

from typing import Any

import pytest

from reportedly.errors import (
    FetchError,
    NotThere,
    Unreachable,
    Walled,
)
from reportedly.fetch import Link
from reportedly.model import Page

from .local_web import LocalWeb, article, error_of


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, NotThere),
        (410, NotThere),
        (401, Walled),
        (403, Walled),
        (451, Walled),
        (500, Unreachable),
        (599, Unreachable),
    ],
)
def test_statuses_are_told_in_words(status: int, kind: type[FetchError], local: LocalWeb, opened: Any) -> None:
    """A page that isn't given is said to be missing, walled or out of reach."""
    error = error_of(opened(attempts=1).page(Link(local.page("news.example", "/a", article(), status=status))))
    assert type(error) is kind
    assert str(status) in str(error)


WALLS: dict[str, tuple[str, type[FetchError], str]] = {
    "a soft 404": (
        "<title>Page not found - River News</title><h1>Oops!</h1><p>The page may have moved.</p>",
        NotThere,
        "says that there is none",
    ),
    "an empty shell": (
        '<html><body><div id="root"></div><script src="/a.js"></script></body></html>',
        Walled,
        "JavaScript",
    ),
    "a notice in noscript": (
        "<body><noscript>You need to enable JavaScript to run this app.</noscript></body>",
        Walled,
        "JavaScript",
    ),
    "consent": (
        (
            "<title>Before you continue</title><p>We value your privacy. We and our partners store and/or access information on a device.</p>"
            "<button>Accept all</button><button>Manage preferences</button>"
        ),
        Walled,
        "consent",
    ),
    "a login": ("<title>Log in | River News</title><form>Email <input> Password <input></form>", Walled, "login"),
    "a challenge": ("<title>Just a moment...</title><p>Checking your browser before you go on.</p>", Walled, "human"),
}


@pytest.mark.parametrize("name", WALLS)
def test_walls_are_recognised_and_said(name: str, local: LocalWeb, opened: Any) -> None:
    """A page that shows a wall in place of its article is no report."""
    body, kind, said = WALLS[name]
    error = error_of(opened().page(Link(local.page("news.example", "/a", body))))
    assert type(error) is kind
    assert said in str(error)


def test_a_teaser_is_read_and_said_to_be_one(local: LocalWeb, opened: Any) -> None:
    """The beginning of an article before a paywall is read, with a note; a whole article that is sold isn't marked."""
    teaser = (
        article().split("</p><p>")[0]
        + '</p><div class="paywall">Already a subscriber? Subscribe to continue reading.</div>'
    )
    found = opened().page(Link(local.page("news.example", "/a", teaser)))
    assert isinstance(found, Page)
    assert "paywall" in found.notes[0]
    footer = "<footer>Cookie settings. Log in. Enable JavaScript for comments. Page not found? Tell us.</footer>"
    whole = opened().page(Link(local.page("news.example", "/b", article(extra=footer))))
    assert (isinstance(whole, Page), whole.notes) == (True, ())


def test_a_front_page_in_place_of_a_page_is_said(local: LocalWeb, opened: Any) -> None:
    """A server that leads to its front page in place of an old article has it no more."""
    local.page(
        "news.example",
        "/",
        "<title>River News</title>" + "".join(f"<li><a href='/{i}'>Headline {i}</a></li>" for i in range(40)),
    )
    url = local.on("news.example", "/old/article", lambda request: request.redirect("/"))
    assert isinstance(error_of(opened().page(Link(url))), NotThere)
