"""Many at once: readers and writers on a real server; nobody meets an error, and nothing acknowledged is lost.

`make soak` keeps it up for `REPORTEDLY_LOAD_SECONDS`; otherwise everybody has a few turns, however long these take.
"""

import http.client
import itertools
import json
import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
import uvicorn

from reportedly.web import create_app
from reportedly.web.serving import Serving

READERS, WRITERS = 50, 5
TURNS = 3
SECONDS = float(os.environ.get("REPORTEDLY_LOAD_SECONDS", "0"))
PATIENCE = 300
"""Seconds for one answer: a busy machine is slow, and no error."""


@pytest.fixture
def port(path):
    """A server over a copy of the examples' ledger; give its port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(Serving(path)), log_level="error"))
        thread = threading.Thread(target=server.run, args=([taken],), daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.02)
            assert thread.is_alive()
        yield taken.getsockname()[1]
        server.should_exit = True
        thread.join(PATIENCE)


def ask(port, address, body=None):
    """Ask for an address; give status and what came."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"accept": "application/json" if address.startswith("/api") else "text/html"}
    if body is not None:
        headers["content-type"] = "application/json"
    try:
        line.request("GET" if body is None else "POST", address, None if body is None else json.dumps(body), headers)
        answer = line.getresponse()
        return answer.status, answer.read()
    finally:
        line.close()


def turns():
    """Yield numbers, as many as are wanted, or for as long."""
    until = time.monotonic() + SECONDS
    for number in itertools.count():
        if number >= TURNS and time.monotonic() >= until:
            return
        yield number


def listed(port, name):
    """Give a list of the API."""
    return json.loads(ask(port, f"/api/v1/{name}")[1])["items"]


def every(port, name):
    """Yield all of a list of the API, page by page."""
    after = ""
    while after is not None:
        answer = json.loads(ask(port, f"/api/v1/{name}?limit=200{after}")[1])
        yield from answer["items"]
        after = f"&after={quote(answer['next'])}" if answer["next"] else None


def test_fifty_read_and_five_write_at_once(port):
    """Every page answers whoever asks, and every judgement and report that was taken is there."""
    claims = [one["claim"]["id"] for one in listed(port, "claims?limit=20")]
    pages = ["/", "/questions", "/search?q=killed", "/forecasts", "/drift", "/speakers", "/review", "/api/v1/questions"]
    pages += [f"/reports/{quote(one['id'], safe='')}" for one in listed(port, "reports")]
    pages += [f"/questions/{one['id']}" for one in listed(port, "questions?limit=20")]
    pages += [f"/claims/{one}" for one in claims]

    def read(reader):
        return [(page, ask(port, page)[0]) for turn in turns() for page in [pages[(reader * 7 + turn) % len(pages)]]]

    def write(writer):
        kept = []
        for turn in turns():
            if turn % 5 == 1:
                text = f"Writer {writer} said on Monday that {turn + 2} people were killed in Gao."
                body = {"text": text, "id": f"w{writer}-{turn}", "published": "2026-03-14"}
                kept.append((body["id"], ask(port, "/api/v1/reports", body)[0]))
            else:
                body = {"kind": "comment", "subjects": [claims[turn % len(claims)]], "value": f"{writer} {turn}"}
                kept.append((body["value"], ask(port, "/api/v1/judgements", body)[0]))
        return kept

    with ThreadPoolExecutor(READERS + WRITERS) as threads:
        writing = [threads.submit(write, writer) for writer in range(WRITERS)]
        reading = [threads.submit(read, reader) for reader in range(READERS)]
        seen = [one for done in reading for one in done.result()]
        kept = [one for done in writing for one in done.result()]
    assert {status for _, status in seen} == {200}
    assert {status for _, status in kept} == {201}
    assert len(seen) >= READERS * TURNS
    there = {one["value"] for one in every(port, "judgements")} | {one["id"] for one in every(port, "reports")}
    assert {name for name, _ in kept} <= there
