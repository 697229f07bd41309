"""Settings: the file, the environment and flags, in order; and what a doctor finds."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly import doctor
from reportedly.cli.health import list_settings
from reportedly.cli.online import Online
from reportedly.errors import BadSetting
from reportedly.settings import default_ledger, names, settings

DOCS = Path(__file__).parent.parent / "docs" / "reference" / "settings.md"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Name a settings' file, and read it anew in this test."""
    path = tmp_path / "settings.toml"
    path.write_text("")
    monkeypatch.setenv("REPORTEDLY_SETTINGS", str(path))
    monkeypatch.delenv("REPORTEDLY_LEDGER", raising=False)
    settings.cache_clear()
    yield path
    settings.cache_clear()


def test_flags_win_over_variables_and_these_over_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of three settings comes from the nearest place in which it is set."""
    file.write_text("[fetch]\ndelay = 3.0\nhosts = 3\nattempts = 2\n")
    monkeypatch.setenv("REPORTEDLY_FETCH__DELAY", "4")
    monkeypatch.setenv("REPORTEDLY_FETCH__HOSTS", "4")
    manners = Online(delay=5.0).manners()
    assert (manners.delay, manners.hosts, manners.attempts, manners.timeout) == (5.0, 4, 2, 20.0)


def test_where_each_value_comes_from_is_shown(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list of settings says of each whether it's by default, from the file or from the environment."""
    file.write_text('reader = "fast"\n[fetch]\ndelay = 3.0\nhosts = 3\n')
    monkeypatch.setenv("REPORTEDLY_FETCH__HOSTS", "4")
    list_settings()
    shown = [line for line in capsys.readouterr().out.splitlines() if " = " in line]
    assert len(shown) == len(names())
    assert "reader = fast  # from the file" in shown
    assert "fetch.delay = 3.0  # from the file" in shown
    assert "fetch.hosts = 4  # from the environment" in shown
    assert "fetch.timeout = 20.0  # by default" in shown


def test_the_ledger_is_set_in_the_file_or_by_its_variable(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's ledger is the default, and the variable's wins."""
    file.write_text('ledger = "~/one.sqlite"')
    assert default_ledger() == Path("~/one.sqlite").expanduser()
    monkeypatch.setenv("REPORTEDLY_LEDGER", "/tmp/two.sqlite")  # noqa: S108 - never opened
    assert str(default_ledger()) == "/tmp/two.sqlite"  # noqa: S108


MISTAKES = {
    "fetch = 3": "fetch",
    "[fetch]\ndelays = 3": "fetch.delays is no setting",
    "[fetch]\ndelay = -1": "fetch.delay makes no sense",
    'reader = "slow"': "reader makes no sense",
    "reader = ": "isn't TOML",
    "\x00": "isn't TOML",
    "[watch]\nshortest = 10\nlongest = 5": "it is less than watch.shortest, 10)",
    "[watch]\nshortest = 100000": "watch.longest makes no sense",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_in_the_file_are_named(text: str, file: Path) -> None:
    """A setting that makes no sense, or is none, is one line that names the file and the place."""
    file.write_text(text)
    with pytest.raises(BadSetting) as caught:
        settings()
    assert MISTAKES[text] in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_mistakes_in_the_environment_are_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that makes no sense, or only looks like a setting, is named."""
    del file
    monkeypatch.setenv("REPORTEDLY_FETCH__HOSTS", "many")
    with pytest.raises(BadSetting, match="REPORTEDLY_FETCH__HOSTS makes no sense"):
        settings()
    monkeypatch.setenv("REPORTEDLY_FETCH__HOST", "2")
    with pytest.raises(BadSetting, match="REPORTEDLY_FETCH__HOST is no setting"):
        settings()
    monkeypatch.delenv("REPORTEDLY_FETCH__HOST")
    monkeypatch.delenv("REPORTEDLY_FETCH__HOSTS")
    monkeypatch.setenv("REPORTEDLY_READR", "fast")
    with pytest.raises(BadSetting, match="is REPORTEDLY_READER meant"):
        settings()


def test_a_missing_file_that_was_named_is_said(file: Path) -> None:
    """No file is all defaults, unless one was named."""
    file.unlink()
    with pytest.raises(BadSetting, match="there is no file"):
        settings()


def test_every_setting_is_documented() -> None:
    """The reference has a row for each setting: its place, variable, default and meaning; and no others."""
    rows = [line.split(" | ") for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {row[0].strip("| `"): row for row in rows}
    assert set(told) == {place for place, _ in names().values()}
    for variable, (place, field) in names().items():
        _, shown, default, meaning = told[place]
        assert shown == f"`REPORTEDLY_{variable}`"
        assert default == (f"`{field.default}`" if field.default is not None else default)
        assert meaning.removesuffix(" |") == field.description


def test_the_doctor_says_what_is_wrong_and_goes_on(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finding stands by itself: a broken settings' file and a file that is no ledger don't hide what works."""
    monkeypatch.setattr(doctor, "_model", lambda: doctor.Finding("model", "fine", "as it should be"))
    file.write_text("reader = 3")
    other = tmp_path / "notes.txt"
    other.write_text(json.dumps({"a": "b"}) * 1000)
    found = {one.what: one for one in doctor.examine(other, network=None)}
    assert (found["settings"].state, found["ledger"].state) == ("fault", "fault")
    assert (found["versions"].state, found["model"].state, found["disk"].state) == ("fine", "fine", "fine")
    assert "network" not in found


def test_the_doctor_takes_no_network_for_a_note() -> None:
    """Reading needs no network: an address that gives nothing is no fault."""
    finding = doctor._network("http://127.0.0.1:1/")
    assert finding.state == "note"
    assert finding.do
