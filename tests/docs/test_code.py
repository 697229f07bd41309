"""Every command and snippet in README and docs runs, in a folder like the one that the page speaks of.

Not run, but held against the program's own options: what needs a network or a cluster, and what serves until it is
stopped. `make` and `pip` lines are held against the Makefile and the extras.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from reportedly.cli.app import app
from reportedly.examples import example
from reportedly.fetch import begin_warc, write_warc
from reportedly.ground.gazetteer import ensure
from reportedly.keeping import open_ledger
from reportedly.ledger import Scope
from reportedly.model import Page
from reportedly.reader import read
from tests.docs.blocks import ROOT, Block, Command, blocks, commands, pages, split

NETWORK = re.compile(r"(https?|tcp)://")
ENDLESS = {"serve", "watch", "work", "mcp"}
"""Commands that go on until they're stopped."""
HOURS = {"benchmarks"}
"""Modules that measure for long: of these only the options are held against their help."""
ADDRESSES = {"links.csv", "links.txt"}
"""Lists of addresses: to read them needs a network."""
LESS = {"--workers": "1", "--reports": "4"}
"""Options that are tried with less than a page says."""
SHELL = {"git", "cd", "make", "pip", "export", "source", "datasette"}
LEFT_ALONE = {"toctree", "eval-rst", "include", "text", "yaml", "mermaid"}
"""Directives of the site, drawings, and a cluster's own files: there is nothing of ours to run in them."""
TEXTS = {
    "wire": "Seven people were killed in Garoua, in northern Cameroon, on Monday when a bridge fell, the mayor said.\n",
    "paper": "Nine people were killed in Garoua, in northern Cameroon, on Monday when a bridge fell, a doctor said. "
    "The mayor will resign by Friday, she predicted.\n",
    "other": "Four men were arrested in Duala, in Cameroon, on Tuesday, the police said.\n",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A ledger of three reports."""
    place = tmp_path_factory.mktemp("kept") / "ledger.sqlite"
    with open_ledger(place) as ledger:
        for key, text in TEXTS.items():
            ledger.add(Page(text, media="text", id=key), read(text, published="2025-03-12", media="text", id=key))
        ledger.save_situation("north", Scope(places=("Garoua",)), by="me")
    return place


@pytest.fixture
def folder(tmp_path, monkeypatch, kept):
    """A folder with the files that the pages name, a ledger, and nothing of the user's own."""
    compiled = ensure()
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("REPORTEDLY_")]:
        monkeypatch.delenv(name)
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name))
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / compiled.name).symlink_to(compiled)
    monkeypatch.setenv("REPORTEDLY_GAZETTEER", str(tmp_path / "gazetteer"))
    monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "ledger.sqlite"))
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    _write_files(tmp_path)
    shutil.copy(kept, tmp_path / "ledger.sqlite")
    return tmp_path


def tried() -> list[Path]:
    """Give the pages that have something to try."""
    return [one for one in pages() if any(block.kind not in LEFT_ALONE for block in blocks(one))]


def _write_files(folder: Path) -> None:
    """Write what the pages call their files."""
    wire, page = example("mine-wire"), example("derailment-live")
    (folder / "report.txt").write_text(wire.content(), encoding="utf-8")
    (folder / "page.html").write_text(page.content(), encoding="utf-8")
    (folder / "reports").mkdir()
    (folder / "reports" / "one.txt").write_text(TEXTS["wire"], encoding="utf-8")
    lines = [{"id": key, "text": text, "published": "2025-03-12"} for key, text in TEXTS.items()]
    (folder / "documents.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "my-places.csv").write_text("name,latitude,longitude,country\nOur Hill,9.3,13.4,CM\n", encoding="utf-8")
    table = "Date of incident,Town,Country,Event,Dead\n2025-03-10,Garoua,Cameroon,bridge collapse,7\n"
    (folder / "events.csv").write_text(table, encoding="utf-8")
    feeds = '<opml version="2.0"><body><outline xmlUrl="https://news.example/feed.xml"/></body></opml>'
    (folder / "subscriptions.opml").write_text(feeds, encoding="utf-8")
    with (folder / "CC-NEWS-20260314.warc.gz").open("wb") as stream:
        begin_warc(stream, software="a test")
        write_warc(Page(page.content(), media="html", url="https://news.example/live"), stream)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_is_of_a_kind_that_is_tried(page):
    """A page has no block of which nobody knows how to try it."""
    for block in blocks(page):
        assert block.kind in KINDS or block.kind in LEFT_ALONE, f"line {block.line}: “{block.language}”"


@pytest.mark.parametrize("page", tried(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_says_works(page, folder):
    """Each block of a page does what the page says, in the order in which a reader would try them."""
    # a reading, as the snippets of several pages take for granted
    names: dict[str, object] = {"reading": read(TEXTS["wire"], published="2025-03-12", media="text")}
    for block in blocks(page):
        if block.kind in LEFT_ALONE:
            continue
        try:
            KINDS[block.kind](block, Trial(folder, names))
        except Exception as error:
            error.add_note(f"in {page.relative_to(ROOT)}, in the block at line {block.line}")
            raise


@dataclass(frozen=True, slots=True)
class Trial:
    """Hold where a page is tried, and the names that its snippets gave."""

    folder: Path
    names: dict[str, object]


def try_console(block: Block, trial: Trial) -> None:
    """Type each command, and hold what it prints against what the page says it prints."""
    for one in commands(block):
        printed = [type_in(words, trial.folder) for words in split(one.words)]
        if None not in printed:
            expect(one, "".join(filter(None, printed)))


def expect(one: Command, printed: str) -> None:
    """Hold that every line a page shows is printed, in order; `…` stands for anything, white space for any of it."""
    at, told = 0, " ".join(re.sub(r"[│├└─]", " ", printed).split())
    for line in one.prints:
        for part in filter(None, (" ".join(some.split()) for some in line.split("…"))):
            found = told.find(part, at)
            assert found >= 0, f"line {one.line}: “{part}” isn't printed (after what stands before it):\n{printed}"
            at = found + len(part)


def type_in(words: list[str], folder: Path) -> str | None:
    """Run one command, and give what it prints; None where it's only held against options, targets or extras."""
    assert words[0] in {"reportedly", "python"} | SHELL, f"nobody knows how to try {words[0]}"
    if words[0] in SHELL:
        hold(words)
        return None
    words = [LESS.get(before, word) for before, word in pairwise(["", *words])]
    words += ["--no-network"] if words[1] == "doctor" else []
    return run_python(words[1:]) if words[0] == "python" else run_reportedly(words[1:], folder)


def run_reportedly(words: list[str], folder: Path) -> str | None:
    """Run it in this process, with standard input and output where the page leads them."""
    words, given, out = redirected(words)
    words = [name for word in named(words) for name in globbed(word, folder)]
    inner = next((word for word in words if not word.startswith("-") and not word.endswith(".sqlite")), "")
    if inner in ENDLESS or NETWORK.search(" ".join(words)) or ADDRESSES & set(words):
        parse(words)
        return None
    result = CliRunner().invoke(app, words, input=given.read_bytes() if given else None)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, f"{words}: {result.output}"
    if out:
        out.write_text(result.stdout, encoding="utf-8")
    return result.stdout


def redirected(words: list[str]) -> tuple[list[str], Path | None, Path | None]:
    """Take `< FILE` and `> FILE` off a command."""
    kept, paths = list(words), {}
    for sign in "<>":
        if sign in kept:
            at = kept.index(sign)
            paths[sign] = Path(kept[at + 1])
            del kept[at : at + 2]
    return kept, paths.get("<"), paths.get(">")


def named(words: list[str]) -> list[str]:
    """Put ids of the ledger in place of names in capitals, another for each that a command names."""
    ledger = next(
        (words[at + 1] for at, word in enumerate(words) if word == "--ledger"), os.environ["REPORTEDLY_LEDGER"]
    )
    stand_ins = {"QUESTION", "CLAIM", "REPORT", "JUDGEMENT"} & set(words)
    if not stand_ins:
        return words
    with open_ledger(ledger) as kept:
        answered = sorted(kept.questions(), key=lambda one: one.answers, reverse=True)
        ids = {
            "QUESTION": [one.id[:8] for one in answered],
            "CLAIM": [one.id[:8] for asked in answered for one in kept.answering(asked.id)],
            "REPORT": [one.id for one in kept.reports()],
            "JUDGEMENT": [one.id[:8] for one in kept.judgements()],
        }
    return [ids[word].pop(0) if word in ids else word for word in words]


def globbed(word: str, folder: Path) -> list[str]:
    """Give the files that a pattern stands for."""
    return sorted(str(one.relative_to(folder)) for one in folder.glob(word)) if "/*" in word else [word]


def parse(words: list[str]) -> None:
    """Hold words against the options of the command they call, without calling it."""
    command, context = typer.main.get_command(app), None
    rest = list(words)
    while True:
        context = command.make_context(command.name, rest, parent=context)
        inner = getattr(command, "commands", None)
        if not inner:
            return
        rest = [*context._protected_args, *context.args]
        command = inner[rest.pop(0)]


def run_python(words: list[str]) -> str:
    """Run a module of the repository, in a process of its own."""
    assert words[0] == "-m"
    options = [word for word in words if word.startswith("--")]
    command = [sys.executable, *words[:2], *(["--help"] if words[1] in HOURS else words[2:])]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src")))}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert words[1] not in HOURS or all(option in done.stdout for option in options), f"{words[1]}: {options}"
    return done.stdout


def hold(words: list[str]) -> None:
    """Hold a line of the shell's against what there is: targets of the Makefile, extras of the package."""
    if words[0] == "make":
        targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        assert words[1] in targets, f"there is no `make {words[1]}`"
    if words[0] == "pip":
        extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
            "optional-dependencies"
        ]
        for extra in re.findall(r"reportedly\[(\w+)\]", " ".join(words)):
            assert extra in extras, f"there is no extra {extra}"


def try_python(block: Block, trial: Trial) -> None:
    """Run a snippet, after those before it on its page."""
    exec(compile(block.text, f"line {block.line}", "exec"), trial.names)  # noqa: S102 - our own documentation


def try_shell(block: Block, _: Trial) -> None:
    """Hold the lines of a script that call us against our options; take what it exports."""
    for line in block.text.splitlines():
        exported = re.fullmatch(r"export (REPORTEDLY_\w+)=(\S+)", line)
        if exported:
            os.environ[exported[1]] = exported[2]
        for words in split(line) if line.startswith("reportedly ") else []:
            parse(words[1:])


def try_settings(block: Block, _: Trial) -> None:
    """Take a settings' file as the program does."""
    from reportedly.settings import Settings

    Settings(**tomllib.loads(block.text))


def try_json(block: Block, _: Trial) -> None:
    """Parse it, and hold a command in it against our options."""
    told = json.loads(block.text)
    for server in told.get("mcpServers", {}).values():
        assert server["command"] == "reportedly"
        parse(server["args"])


def try_image(block: Block, _: Trial) -> None:
    """Hold the lines of an image's recipe that install or call us against what there is."""
    for line in re.findall(r"^RUN (.+)", block.text, re.MULTILINE):
        for words in split(line):
            if words[0] == "reportedly":
                parse(words[1:])
            else:
                hold(words)


KINDS: dict[str, Callable[[Block, Trial], None]] = {
    "console": try_console,
    "python": try_python,
    "bash": try_shell,
    "toml": try_settings,
    "json": try_json,
    "dockerfile": try_image,
}


@pytest.mark.parametrize(
    "wrong",
    [
        "$ reportedly schema\nno such words",
        "$ reportedly list --no-such-option",
        "$ reportedly serve --prot 80",
        "$ reportedly add https://news.example/a --form links.csv",
        "$ make nonsense",
        "$ pip install 'reportedly[nonsense]'",
        "$ rm -rf everything",
    ],
)
def test_what_is_wrong_in_a_page_is_found(wrong, tmp_path, monkeypatch):
    """A command that fails, prints something else, or names an option, target or extra that isn't there, fails."""
    from typer._click.exceptions import ClickException

    monkeypatch.setenv("REPORTEDLY_LEDGER", str(tmp_path / "none.sqlite"))
    with pytest.raises((AssertionError, ClickException)):
        try_console(Block("console", wrong, 1), Trial(tmp_path, {}))
