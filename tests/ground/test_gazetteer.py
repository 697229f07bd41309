"""The gazetteer: how it is compiled, asked, and added to."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import tomllib
import zipfile

import pytest

from reportedly.errors import BadDocument, BadSetting, ModelMissing
from reportedly.ground import gazetteer
from reportedly.ground.gazetteer import build, lookup, own, sources, store
from reportedly.ground.gazetteer.sound import sound

TOWNS = (
    sources.Entry("Sweetwater", 32.47, -100.41, "city", 1, "US", "TX", 10_000, ("Sweet Water",)),
    sources.Entry("Sweetwater", 25.76, -80.37, "city", 2, "US", "FL", 20_000),
    sources.Entry("Qal‘at al Maḑīq", 35.42, 36.39, "city", 3, "SY", "10", 5_000, ("Qalat al Madiq",)),
    sources.Entry("Texas", 31.0, -99.0, "admin1", 4, "US", "TX", 29_000_000, ("US.TX",)),
)


@pytest.fixture
def small(monkeypatch, tmp_path):
    """Let the gazetteer be compiled of four places, into a folder of its own."""
    monkeypatch.setenv(gazetteer.SETTING, str(tmp_path))
    monkeypatch.setattr(sources, "cities", lambda: iter(TOWNS[:3]))
    monkeypatch.setattr(sources, "divisions", lambda: iter(TOWNS[3:]))
    for name in ("countries", "regions"):
        monkeypatch.setattr(sources, name, lambda: iter(()))
    return tmp_path


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("São Tomé", "sao tome"),
        ("St. Cloud", "saint cloud"),
        ("Mt. Isa", "mount isa"),
        ("U.S.", "us"),
        ("Dar‘ā", "dara"),
        ("Cox’s Bazar", "coxs bazar"),
        ("The Hague", "hague"),
        ("Tel Aviv-Yafo", "tel aviv yafo"),
        ("W. Va.", "wva"),
    ],
)
def test_names_fold_to_one_key(written, key):
    """Marks, case, hyphens, apostrophes and short forms don't part two spellings of one name."""
    assert gazetteer.fold(written) == key


def test_romanised_names_sound_alike():
    """Spellings by ear and by scholars come to one key; a key of too few sounds is none."""
    assert sound("Khan Younis") == sound("Khān Yūnus")
    assert sound("al-Qusayr") == sound("Qusair")
    assert sound("Mosul") != sound("Misrata")
    assert sound("Aya") is None
    assert sound("Ar Raqqah") == sound("Raqa") != sound("Riqo")


@pytest.mark.usefixtures("small")
def test_compiles_once_and_answers():
    """What is compiled is found under every spelling, the largest first, and isn't compiled again."""
    path = gazetteer.ensure()
    made = path.stat().st_mtime_ns
    found = gazetteer.Gazetteer(path).find(["Sweetwater", "SWEET WATER", "Nowhere"])
    assert [(one.admin1, one.alias) for one in found["Sweetwater"]] == [("FL", False), ("TX", False)]
    assert [(one.division, one.alias) for one in found["SWEET WATER"]] == [("Texas", True)]
    assert "Nowhere" not in found
    assert gazetteer.ensure().stat().st_mtime_ns == made
    assert gazetteer.is_ready()


@pytest.mark.usefixtures("small")
def test_sounds_are_asked_apart():
    """A name that only sounds like a place's isn't found by its spelling."""
    asked = gazetteer.Gazetteer(gazetteer.ensure())
    assert asked.find(["Qalaat al-Madeek"]) == {}
    assert [one.geonames_id for one in asked.find_alike(["Qalaat al-Madeek"])["Qalaat al-Madeek"]] == [3]


@pytest.mark.usefixtures("small")
def test_progress_ends_at_the_whole():
    """Progress never goes back, and ends with all done."""
    seen = []
    gazetteer.ensure(progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_a_failure_leaves_nothing_half(small, monkeypatch):
    """Where compiling breaks off, no file is left, and the next time it's compiled whole."""

    def broken():
        yield TOWNS[0]
        raise OSError("no space left on device")

    monkeypatch.setattr(sources, "cities", broken)
    with pytest.raises(ModelMissing, match=gazetteer.SETTING):
        gazetteer.ensure()
    assert list(small.iterdir()) == []
    monkeypatch.setattr(sources, "cities", lambda: iter(TOWNS[:3]))
    assert gazetteer.info().places == 4


def test_a_killed_process_leaves_nothing_half(tmp_path):
    """A process killed while compiling leaves no gazetteer that could be taken for one."""
    code = "from reportedly.ground import gazetteer; gazetteer.ensure(progress=lambda d, t: print(d, flush=True))"
    environment = {**os.environ, gazetteer.SETTING: str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE)
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert not list(tmp_path.glob("gazetteer-*"))
    assert list(tmp_path.glob(".gazetteer-*"))


def test_what_a_killed_process_left_is_swept(small):
    """An old unfinished file is deleted, a young one may be another process's."""
    old, young = small / ".gazetteer-old", small / ".gazetteer-young"
    for path in (old, young):
        path.write_bytes(b"half")
    long_ago = time.time() - 2 * build._STALE
    os.utime(old, (long_ago, long_ago))
    gazetteer.ensure()
    assert not old.exists()
    assert young.exists()


def test_two_at_once_come_to_one_file(small):
    """Processes that compile at the same time don't harm each other."""
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=gazetteer.ensure) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 4
    assert [one.name for one in small.iterdir()] == [gazetteer.ensure().name]
    assert gazetteer.info().places == 4


def test_a_damaged_file_is_told(small):
    """A file that isn't a gazetteer gives an error that says what to do."""
    path = small / "damaged.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(ModelMissing, match="delete it"):
        gazetteer.Gazetteer(path).find(["Paris"])


@pytest.mark.usefixtures("small")
def test_threads_ask_at_once():
    """Each thread gets its own connection and the same answer."""
    asked = gazetteer.Gazetteer(gazetteer.ensure())
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(asked.find(["Sweetwater"]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.usefixtures("small")
def test_memory_of_answers_is_bounded(monkeypatch):
    """However many names are asked for, only the latest answers are kept."""
    monkeypatch.setattr(lookup, "_KEPT", 10)
    asked = gazetteer.Gazetteer(gazetteer.ensure())
    for i in range(100):
        assert asked.find([f"Place {i}", "Sweetwater"])["Sweetwater"]
    assert len(asked._local.answers) <= 10


CSV = "name,latitude,longitude,country,kind,aliases\nCamp Juniper,0.1,40.3,ke,camp,Juniper|Arar Camp\n"


def test_adds_a_csv(small):
    """The user's places are found with the others, under their other names too, and marked as the user's."""
    path = small / "mine.csv"
    path.write_text(CSV)
    added = gazetteer.add(path)
    assert (added.places, added.bad) == (1, 0)
    (site,) = gazetteer.Gazetteer(gazetteer.ensure(), added.path).find(["juniper"])["juniper"]
    assert (site.name, site.country, site.kind, site.own, site.alias) == ("Camp Juniper", "KE", "camp", True, True)


def test_adding_twice_changes_nothing(small):
    """A file added again leaves as many places as before."""
    path = small / "mine.csv"
    path.write_text(CSV)
    gazetteer.add(path)
    first = gazetteer.info()
    gazetteer.add(path)
    assert gazetteer.info() == first
    assert first.own_places == 1
    assert first.own_names == 3


def test_what_is_added_is_seen_at_once(small):
    """An open gazetteer answers with places added after it was opened."""
    asked = gazetteer.Gazetteer(gazetteer.ensure(), store.own_path())
    assert asked.find(["Juniper"]) == {}
    path = small / "mine.csv"
    path.write_text(CSV)
    gazetteer.add(path)
    assert asked.find(["Juniper"])


def test_errors_are_told_by_line(small):
    """What can't be read is told with its line, and the rest goes in."""
    path = small / "mine.csv"
    path.write_text("name,latitude,longitude\nA Place,91,0\nBeta,1,2\n,1,2\nGamma,x,2\n")
    added = gazetteer.add(path)
    assert (added.places, added.bad) == (1, 3)
    assert [error.split(":")[0] for error in added.errors] == ["line 2", "line 4", "line 5"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "empty"), ("town,lat,lon\nA,1,2\n", "first line"), ("name,latitude,longitude\nA,x,y\n", "line 2")],
)
def test_a_file_without_places_is_refused(small, text, told):
    """A file of which nothing can be read is refused with a reason, and nothing goes in."""
    path = small / "mine.csv"
    path.write_text(text)
    with pytest.raises(BadDocument, match=told):
        gazetteer.add(path)
    assert gazetteer.info().own_places == 0


def test_a_missing_file_is_told(tmp_path):
    """A file that isn't there is a bad setting."""
    with pytest.raises(BadSetting):
        gazetteer.add(tmp_path / "none.csv")


def geonames_line(number, name, feature="P", code="PPL", *, aliases=""):
    """Write a line as GeoNames' dumps have them."""
    cells = [
        str(number),
        name,
        name,
        aliases,
        "12.5",
        "-3.25",
        feature,
        code,
        "ML",
        "",
        "04",
        "",
        "",
        "",
        "77",
        "",
        "",
        "",
        "2020",
    ]
    return "\t".join(cells) + "\n"


@pytest.mark.parametrize("zipped", [True, False])
def test_adds_a_geonames_dump(small, zipped):
    """GeoNames' dumps go in, as zip or as text, with their kinds; bad lines are told."""
    text = (
        geonames_line(900001, "Korobougou", aliases="Korobugu")
        + "bad line\n"
        + geonames_line(900002, "Cercle X", "A", "ADM2")
    )
    path = small / ("ML.zip" if zipped else "ML.txt")
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("ML.txt", text)
    else:
        path.write_text(text)
    added = gazetteer.add(path)
    assert (added.places, added.bad) == (2, 1)
    found = gazetteer.Gazetteer(gazetteer.ensure(), added.path).find(["Korobugu", "Cercle X"])
    assert found["Korobugu"][0].geonames_id == 900001
    assert found["Cercle X"][0].kind == "admin2"


def test_a_broken_zip_is_told(small):
    """What only calls itself a zip is refused."""
    path = small / "ML.zip"
    path.write_bytes(b"PK no")
    with pytest.raises(BadDocument, match="zip"):
        gazetteer.add(path)


def test_endless_lines_are_passed_over(small, monkeypatch):
    """A line longer than any may be is told and never held."""
    monkeypatch.setattr(own, "_LINE", 1000)
    path = small / "ML.txt"
    path.write_text(geonames_line(1, "Aaa") + "x" * 10_000 + "\n" + geonames_line(2, "Bbb"))
    added = gazetteer.add(path)
    assert (added.places, added.bad) == (2, 1)
    assert added.errors[0].startswith("line 2")


def test_breaking_off_adds_nothing(small):
    """Where adding breaks off, what was there before is all there is."""
    path = small / "mine.csv"
    path.write_text("name,latitude,longitude\n" + "".join(f"Place {i},1,{i % 90}\n" for i in range(12_000)))

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gazetteer.add(path, progress=stop)
    assert gazetteer.info().own_places == 0
    assert gazetteer.add(path).places == 12_000


def test_tables_of_our_own_are_sound():
    """Every region has a source, a name, and a point on the globe; every country and division too."""
    with sources.data("regions.toml").open("rb") as stream:
        table = tomllib.load(stream)
    assert all(group["source"] for group in (table["country_aliases"], *table["places"].values()))
    entries = [*sources.regions(), *sources.countries(), *sources.divisions()]
    assert len(entries) > 30_000
    for one in entries:
        assert one.name
        assert -90 <= one.latitude <= 90
        assert -180 <= one.longitude <= 180
    codes = {one.country for one in sources.countries()}
    assert set(sources.country_aliases()) <= codes


def test_cities_are_streamed_whole(tmp_path):
    """Reading a megabyte at a time comes to the same as reading all, braces in names included."""
    path = tmp_path / "cities.json"
    names = [f"Town {i} " + "{}"[i % 2] * (i % 3) for i in range(30_000)]
    path.write_text("{" + ", ".join(f'"{i}": {{"name": "{name}", "n": {i}}}' for i, name in enumerate(names)) + "}")
    assert path.stat().st_size > sources._CHUNK
    assert [one["name"] for one in sources._inner(path)] == names


def test_the_whole_gazetteer_is_small_and_quick():
    """The real one is under 60 MB, holds every list, and answers hundreds of names in a fraction of a second."""
    path = gazetteer.ensure()
    assert path.stat().st_size < 60e6
    asked = gazetteer.Gazetteer(path)
    start = time.process_time()
    found = asked.find(
        [f"{name} {i}" for i in range(300) for name in ("Springfield", "Ashgrove")] + ["Nairobi", "Kenya", "Lake Chad"]
    )
    assert time.process_time() - start < 2
    assert {found[name][0].kind for name in ("Nairobi", "Kenya", "Lake Chad")} == {"capital", "country", "water"}
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM place").fetchone()[0] > 270_000
