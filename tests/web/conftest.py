"""A ledger of our own example reports, read once, and the app over a copy of it."""

import re
import shutil

import pytest
from fastapi.testclient import TestClient

from reportedly.examples import examples
from reportedly.keeping import Ledger
from reportedly.model import Page
from reportedly.reader import read_page
from reportedly.web import create_app
from reportedly.web.serving import Serving

HOSTILE = (
    '<script>alert("title")</script> blast kills 4\n\n'
    "Four people were killed in Mopti on Friday, <img src=x onerror=alert(1)> Col. Ba said. "
    "“It's 'war'{{ 7*7 }},” he added.\n"
)


def page_of(one):
    """Give an example as a page."""
    return Page(
        content=one.content(),
        media="html" if one.media == "html" else "text",
        published=one.published,
        url=one.url,
        publisher=one.publisher,
        name=one.file,
    )


@pytest.fixture(scope="session")
def read():
    """Pages with their readings: three examples, and one report that tries to be markup."""
    chosen = [one for one in examples() if one.file in ("guerrilla-column.html", "mine-wire.txt", "mine-followup.txt")]
    pages = [page_of(one) for one in chosen]
    pages.append(
        Page(
            content=HOSTILE,
            media="text",
            id="<b>'\"&hostile",
            url="javascript:alert(3)",
            publisher='"><script>alert(4)</script>',
            published="2026-03-14",
        )
    )
    return [(page, read_page(page)) for page in pages]


@pytest.fixture(scope="session")
def kept(read, tmp_path_factory):
    """A ledger's file with these reports."""
    path = tmp_path_factory.mktemp("kept") / "ledger.sqlite"
    with Ledger(path) as ledger:
        for page, reading in read:
            ledger.add(page, reading)
    return path


@pytest.fixture
def path(kept, tmp_path):
    """A copy of the ledger, to be written to."""
    copy = tmp_path / "ledger.sqlite"
    shutil.copy(kept, copy)
    return copy


class Browser(TestClient):
    """A client that behaves as a browser on our own pages does."""

    token = ""

    def page(self, address, **more):
        """Get a page as a person's browser does, and note its form token."""
        answer = self.get(address, headers={"accept": "text/html"}, **more)
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        self.token = found.group(1) if found else self.token
        return answer

    def submit(self, address, data=None, *, token=None, headers=None, **more):
        """Send a form of the page that was last got."""
        form = {"csrf": self.token if token is None else token, **(data or {})}
        sent = {"accept": "text/html", "sec-fetch-site": "same-origin", **(headers or {})}
        return self.post(address, data=form, headers=sent, follow_redirects=False, **more)


def browser(serving, **more):
    """Open an app in a browser."""
    return Browser(create_app(serving), base_url="http://127.0.0.1:8000", **more)


@pytest.fixture
def local(path):
    """The app on loopback, over the copy."""
    with browser(Serving(path)) as client:
        yield client


@pytest.fixture
def empty(tmp_path):
    """The app on loopback, over an empty ledger."""
    with browser(Serving(tmp_path / "empty.sqlite")) as client:
        yield client


@pytest.fixture
def shared(path):
    """The app for others, with an admin, a reviewer and a reader."""
    serving = Serving(path, host="0.0.0.0")  # noqa: S104 - nothing is bound: the app is called directly
    with browser(serving) as client:
        accounts = client.app.state.web.accounts
        for name, role in (("ada", "admin"), ("rev", "reviewer"), ("rea", "reader")):
            accounts.add_user(name, f"{name} has a long word", role)
        client.accounts = accounts
        yield client


def log_in(client, name):
    """Log in by the page."""
    client.page("/login")
    answer = client.submit("/login", {"name": name, "password": f"{name} has a long word"})
    client.page("/")
    return answer
