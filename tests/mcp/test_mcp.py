"""`reportedly mcp` answers the SDK's own client over standard streams."""

import os
import sys

import jsonschema
import pytest

from reportedly import read
from reportedly.keeping import open_ledger
from reportedly.model import Page
from tests.aside import run

mcp = pytest.importorskip("mcp")

WIRE = "Ferry sinks\n\nNine people were killed in Mombasa on Monday when a ferry sank, the port authority said.\n"
RELAY = (
    "Nine dead in ferry disaster\n\nNine people were killed in Mombasa on Monday when a ferry sank, "
    "according to the port authority.\n"
)
PATIENCE = 300
"""Seconds that an answer may take on a machine that has much else to do: models are loaded first."""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger of two reports, one of which relays what the other says."""
    path = tmp_path_factory.mktemp("mcp") / "l.sqlite"
    with open_ledger(path) as kept:
        for key, text, day in (("wire", WIRE, "2026-01-06"), ("a/../relay", RELAY, "2026-01-07")):
            kept.add(Page(content=text, media="text", id=key), read(text, published=day, media="text", id=key))
    return str(path)


def talk(place, ask, *flags):
    """Start the server as a user's client does, and let `ask` talk with it."""

    async def session():
        words = ["-c", "from reportedly.cli import main; main()", "--ledger", place, "mcp", *flags]
        server = mcp.StdioServerParameters(command=sys.executable, args=words, env=dict(os.environ))
        async with mcp.Client(server, read_timeout_seconds=PATIENCE) as client:
            return await ask(client)

    return run(session())


def test_a_client_reads_searches_and_traces(ledger):
    """One session over standard streams: every tool answers in its schema, and leads from a search to the origins."""

    async def ask(client):
        tools = {one.name: one for one in (await client.list_tools()).tools}
        given = {}

        async def call(name, **arguments):
            result = await client.call_tool(name, arguments)
            assert not result.is_error, result.content
            jsonschema.validate(result.structured_content, tools[name].output_schema)
            given[name] = result.structured_content
            return result.structured_content

        assert all(one.annotations.read_only_hint for one in tools.values())
        asked = await call("questions", counts=["killed"])
        await call("origins", question=asked["items"][0]["id"])
        await call("answers", question=asked["items"][0]["id"][:8], limit=1)
        await call("search", words="ferry", of="texts", limit=1)
        await call("search", words="ferry sank", places=["Mombasa"])
        await call("reports")
        await call("report", report="wire", parts=["attributions"])
        await call("read", text="Two people were hurt in Aden on Friday, a doctor said.", published="2026-01-10")
        return set(tools), given

    names, given = talk(ledger, ask)
    assert names == {"read", "search", "questions", "answers", "origins", "reports", "report"}
    assert given["origins"]["reports"] == 2
    assert given["origins"]["independent"] == {"low": 1, "high": 1}
    assert {one["origin"] for one in given["origins"]["routes"]} == {"port authority"}
    assert len(given["answers"]["question"]["answers"]) == 1
    assert given["answers"]["left_out"] == len(given["origins"]["routes"]) - 1
    assert all(one["claim"]["place"] == "Mombasa" for one in given["search"]["items"])
    assert given["search"]["items"]
    assert [one["id"] for one in given["reports"]["items"]] == ["a/../relay", "wire"]
    assert given["report"]["attributions"]
    assert given["report"]["claims"] == []
    assert given["read"]["timexes"][0]["value"] == "2026-01-09"


def test_resources_hold_the_reports(ledger):
    """Every report's reading and text can be read as a resource; a name that looks like a path is still only a name."""
    from reportedly.mcp.server import build
    from reportedly.model import Reading
    from reportedly.model.form import from_json

    server, tools = build(ledger)

    async def ask():
        async with mcp.Client(server) as client:
            listed = (await client.read_resource("reportedly://reports")).contents[0].text
            kept = (await client.read_resource("reportedly://reports/wire")).contents[0].text
            text = (await client.read_resource("reportedly://reports/a%2F..%2Frelay/text")).contents[0].text
            with pytest.raises(mcp.MCPError, match="no report"):
                await client.read_resource("reportedly://reports/..%2F..%2Fetc%2Fpasswd")
            return listed, kept, text

    listed, kept, text = run(ask())
    tools.close()
    assert '"a/../relay"' in listed
    assert from_json(Reading, kept).report.text == WIRE
    assert text == RELAY


def asked_of(place, name, arguments, **options):
    """Call one tool in this process."""
    from reportedly.mcp.server import build

    server, tools = build(place, **options)

    async def ask():
        async with mcp.Client(server) as client:
            return await client.call_tool(name, arguments)

    try:
        return run(ask())
    finally:
        tools.close()


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("search", {"wrods": "ferry"}, "wrods"),
        ("search", {"words": "x" * 301}, "300"),
        ("questions", {"limit": 51}, "50"),
        ("answers", {"question": "nosuch"}, "nosuch"),
        ("read", {"text": "x" * 200_001}, "200000"),
        ("read", {"text": "Two men were held, police said.", "published": "soon"}, "soon is no date"),
        ("read", {"text": "  "}, "nothing"),
        ("report", {"report": "wire", "parts": ["secrets"]}, "parts"),
        ("add", {"text": WIRE}, "add"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger, name, arguments, told):
    """Unknown arguments, too much, what isn't there, and writing are errors that a client is told of, not crashes."""
    result = asked_of(ledger, name, arguments)
    assert result.is_error
    assert told in result.content[0].text


def test_a_missing_ledger_is_told_and_reading_goes_on(tmp_path):
    """Without a ledger texts are still read; what needs one says how to make it, and none is made."""
    place = str(tmp_path / "none.sqlite")
    assert "reportedly add" in asked_of(place, "search", {"words": "ferry"}).content[0].text
    assert not asked_of(place, "read", {"text": WIRE, "parts": ["claims"]}).is_error
    assert list(tmp_path.iterdir()) == []


def test_writing_has_to_be_allowed(tmp_path):
    """Started so, it adds a report once, and says that the tool writes."""
    place = str(tmp_path / "l.sqlite")
    report = {"text": WIRE, "published": "2026-01-06"}
    assert asked_of(place, "add", report, write=True).structured_content["status"] == "added"
    assert asked_of(place, "add", report, write=True).structured_content["status"] == "unchanged"
    assert len(asked_of(place, "reports", {}, write=True).structured_content["items"]) == 1


def test_without_the_sdk_it_says_what_to_install(monkeypatch):
    """Where the extra isn't installed, one line says how to get it."""
    from typer.testing import CliRunner

    from reportedly.cli.app import app
    from reportedly.errors import BadSetting

    monkeypatch.delitem(sys.modules, "reportedly.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    result = CliRunner().invoke(app, ["mcp"])
    assert isinstance(result.exception, BadSetting)
    assert "reportedly[mcp]" in str(result.exception)
