"""The command itself: it serves, says where, and ends in peace."""

import re
import signal
import subprocess
import sys
import urllib.request

import pytest


def started(tmp_path, *options):
    """Start the command; give the process and the lines that it said until it served."""
    command = [
        sys.executable,
        "-c",
        "from reportedly.cli import main; main()",
        "serve",
        "--ledger",
        tmp_path / "l.sqlite",
    ]
    process = subprocess.Popen([*command, "--port", "0", *options], stderr=subprocess.PIPE, text=True)
    return process, process.stderr.readline()


def ended(process, how=signal.SIGTERM):
    """Tell it to stop; give its exit status."""
    process.send_signal(how)
    with process.stderr:
        return process.wait(30)


def test_it_serves_and_stops_when_told(tmp_path):
    """It answers where it says, and ends without a trace of trouble."""
    process, line = started(tmp_path)
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/", line).group()
        with urllib.request.urlopen(f"{address}health", timeout=30) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
    finally:
        status = ended(process)
    assert status in (0, -signal.SIGTERM)


def test_others_are_let_in_by_invitation_only(tmp_path):
    """Off loopback, the first start gives a link for the first admin."""
    process, _ = started(tmp_path, "--host", "0.0.0.0")  # noqa: S104 - what is tested
    try:
        assert "Nobody has an account" in process.stderr.readline()
        assert re.fullmatch(r"  http://localhost:\d+/join/\S+\n", process.stderr.readline())
    finally:
        ended(process)


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ({"host": "10.0.0.7"}, "http://10.0.0.7:"),
        ({"host": "::"}, "http://localhost:"),
        ({"host": "::", "names": ("ledger.example.org",)}, "http://ledger.example.org:"),
        ({"host": "::", "names": ("ledger.example.org",), "secure_cookies": True}, "https://ledger.example.org/join/"),
    ],
)
def test_the_first_admins_link_leads_to_the_server(tmp_path, monkeypatch, given, address):
    """It's an address that a browser can follow: by the server's name where it has one."""
    import socket

    from reportedly.web import run
    from reportedly.web.serving import Serving

    monkeypatch.setattr(run, "_socket", lambda *_: socket.create_server(("127.0.0.1", 0)))
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, sockets: [one.close() for one in sockets])
    said = []
    run.serve(Serving(tmp_path / "a.sqlite", **given), say=said.append)
    assert said[2].strip().startswith(address)


def test_an_address_that_is_taken_is_told(tmp_path):
    """One line says which, and what to do."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process, line = started(tmp_path, "--port", port)
        with process.stderr:
            assert process.wait(30) == 2
    assert "choose another with --port" in line


def test_a_servers_password_is_not_told(tmp_path, monkeypatch):
    """Where the ledger is, is said as the ledger shows it: a PostgreSQL address without its password."""
    import uvicorn

    from reportedly.keeping import Ledger
    from reportedly.web.run import serve
    from reportedly.web.serving import Serving

    monkeypatch.setattr(Ledger, "shown", "postgresql://ana:***@db/news")
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, sockets: [one.close() for one in sockets])
    said = []
    serve(Serving(tmp_path / "secret.sqlite", port=0), say=said.append)
    assert "postgresql://ana:***@db/news" in said[0]
    assert "secret" not in said[0]
