"""The doctor: in each case in which something is wrong, what is advised mends it."""

import os
import shlex
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from reportedly import doctor
from reportedly.ground import gazetteer
from reportedly.keeping import Ledger
from reportedly.settings import settings


def test_all_that_is_needed_is_here() -> None:
    """What is installed where the tests run is what Reportedly needs."""
    assert doctor._versions().state == "fine"


@pytest.mark.parametrize(("name", "here"), [("protego", None), ("fastwarc", "0.9"), ("spacy", "4.0.1")])
def test_a_library_that_is_missing_or_of_a_wrong_version_is_named(
    name: str, here: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The advice is a command of pip that asks for the version that is needed."""
    real = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda one: here if one == name else real(one))
    found = doctor._versions()
    assert found.state == "fault"
    assert (here or "not installed") in found.said
    command, verb, *asked = shlex.split(found.do or "")
    assert (command, verb) == ("pip", "install")
    (asked_for,) = map(Requirement, asked)
    monkeypatch.undo()
    assert (asked_for.name, doctor._met(asked_for)) == (name, True)


def test_a_gazetteer_that_is_damaged_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the doctor says to delete is what is damaged, and nothing else."""
    monkeypatch.setenv(gazetteer.SETTING, str(tmp_path))
    assert doctor._gazetteer().state == "note"
    path = tmp_path / f"gazetteer-{gazetteer.fingerprint()}.sqlite"
    path.write_bytes(b"SQLite format 3\x00 and then nothing")
    found = doctor._gazetteer()
    assert found.state == "fault"
    assert f"delete {path}" in (found.do or "")
    path.unlink()
    assert doctor._gazetteer().state == "note"


def test_a_gazetteer_that_cannot_be_written_says_where_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder of the gazetteer is no folder, the setting is named that leads elsewhere."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(gazetteer.SETTING, str(tmp_path / "file" / "folder"))
    (found,) = [one for one in doctor.examine(tmp_path / "l.sqlite", network=None) if one.what == "model"]
    assert found.state == "fault"
    assert gazetteer.SETTING in found.said


def none(path: Path) -> None:
    """Leave nothing there."""


def text(path: Path) -> None:
    """Write a text where the ledger should be."""
    path.write_text("notes of mine\n" * 100)


def folder(path: Path) -> None:
    """Make a folder where the ledger should be."""
    path.mkdir()


def other(path: Path) -> None:
    """Make another program's database."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()


def ledger(path: Path) -> None:
    """Make a ledger."""
    with Ledger(path):
        pass


@pytest.mark.parametrize(
    ("make", "state", "advice"),
    [
        (none, "note", "`reportedly add` makes it"),
        (text, "fault", "--ledger"),
        (folder, "fault", "name a file in it"),
        (other, "fault", "--ledger"),
        (ledger, "fine", ""),
    ],
)
def test_what_stands_in_a_ledgers_place(make: Callable[[Path], None], state: str, advice: str, tmp_path: Path) -> None:
    """A ledger, none, or something else: each is told from the others, and what to do with it."""
    make(tmp_path / "ledger.sqlite")
    (found,) = [one for one in doctor.examine(tmp_path / "ledger.sqlite", network=None) if one.what == "ledger"]
    assert found.state == state
    assert advice in f"{found.said} {found.do}"


def test_where_no_ledger_can_be_made_that_is_said(tmp_path: Path) -> None:
    """`add` isn't advised where it would fail."""
    (tmp_path / "file").write_text("")
    found = doctor._ledger(tmp_path / "file" / "ledger.sqlite")
    assert found.state == "fault"
    assert "is no folder" in found.said
    assert doctor._ledger("mysql://host/name").state == "fault"


def test_what_may_not_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger for reading only is a note; a folder in which nothing may be made is a fault."""
    ledger(tmp_path / "ledger.sqlite")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert doctor._ledger(tmp_path / "ledger.sqlite").state == "note"
    found = doctor._ledger(tmp_path / "new" / "ledger.sqlite")
    assert (found.state, f"you may not write in {tmp_path}" in found.said) == ("fault", True)
    assert "XDG_CACHE_HOME" in (doctor._disk(tmp_path).do or "")


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is hardly any space, it's said where to make room."""
    monkeypatch.setattr(doctor, "LEAST_FREE", 10**18)
    found = doctor._disk(tmp_path / "ledger.sqlite")
    assert found.state == "fault"
    assert str(tmp_path) in (found.do or "")


def test_the_advice_for_extras_is_what_pip_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extras that are advised are those that are missing, by the names that the package gives them."""
    monkeypatch.setattr(doctor, "find_spec", lambda module: None if module in ("distributed", "procrastinate") else 1)
    found = doctor._extras()
    asked = Requirement(shlex.split((found.do or "").split("pip install ")[1])[0])
    assert asked.extras == {"cluster", "workers"}
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(doctor._EXTRAS) <= set(project["optional-dependencies"])


def test_a_broken_settings_file_does_not_keep_the_doctor_away(tmp_path: Path) -> None:
    """`reportedly doctor` itself runs, names file and setting, and says in its status that something is wrong."""
    file = tmp_path / "settings.toml"
    file.write_text("[fetch]\ndelay = 'long'\n")
    done = subprocess.run(
        [sys.executable, "-c", "from reportedly.cli import main; main()", "doctor", "--no-network"],
        env={**os.environ, "REPORTEDLY_SETTINGS": str(file), "REPORTEDLY_LEDGER": str(tmp_path / "l.sqlite")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"FAULT settings: {file}: fetch.delay" in done.stdout
    assert "Traceback" not in done.stderr
    assert settings().fetch.delay == 1.0
