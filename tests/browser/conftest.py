"""A real Chromium on a real server over the ledger of our own examples.

Left out where Chromium, Playwright or the built scripts aren't there; each says so.
"""

import shutil
import socket
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportedly.web.assets import BUILT
from reportedly.web.serving import Serving
from tests.web.conftest import kept, read  # noqa: F401 - fixtures

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    """Leave the browser's tests out where there's no browser, or nothing to look at."""
    missing = [] if CHROMIUM else ["Chromium"]
    missing += [] if (BUILT / "manifest.json").is_file() else ["the built scripts (make assets)"]
    if missing:
        for item in items:
            if "browser" in Path(item.fspath).parts:
                item.add_marker(pytest.mark.skip(reason=f"{' and '.join(missing)} not there"))


PATIENCE = 120_000
"""Milliseconds that anything may take: no test asks how fast, and a busy machine is no error."""


def goto(page, address, *, script=True):
    """Open an address, and wait until the page's scripts listen."""
    page.goto(address)
    if script:
        ready(page)


def ready(page):
    """Wait until the page's scripts listen: it says so itself."""
    from playwright.sync_api import expect

    expect(page.locator("html[data-ready]")).to_be_attached()


@contextmanager
def leaving(page):
    """Do what leads to another page, or to the same anew, and wait until that one's scripts listen."""
    page.evaluate("delete document.documentElement.dataset.ready")
    yield
    ready(page)


class Server:
    """A server in a thread of its own, on a port that it holds from the start."""

    def __init__(self, ledger):
        import uvicorn

        from reportedly.web import create_app

        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        port = self._socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        config = uvicorn.Config(create_app(Serving(ledger, port=port)), log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.02)
            assert self._thread.is_alive(), "the server ended before it began"

    def stop(self):
        """Stop, when what is under way is done."""
        self._server.should_exit = True
        self._thread.join(PATIENCE / 1000)
        self._socket.close()


@pytest.fixture
def server(kept, tmp_path):  # noqa: F811 - the fixture
    """The app over a copy of the ledger: each test writes to its own."""
    path = tmp_path / "ledger.sqlite"
    shutil.copy(kept, path)
    made = Server(path)
    yield made
    made.stop()


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all tests, with a fresh profile."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS), timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, server):
    """Open pages; whatever the browser complains of fails the test."""
    contexts, complaints = [], []

    def _open(address="/", *, width=1280, dark=False, script=True, touch=False):
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if dark else "light",
            base_url=server.address,
            java_script_enabled=script,
            has_touch=touch,
            is_mobile=touch,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
        goto(page, address, script=script)
        return page

    yield _open
    for context in contexts:
        context.close()
    assert not complaints
