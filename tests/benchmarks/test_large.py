"""A day's pages, and what is made of the looks at the processes that read them: nothing is counted twice or lost."""

import json
from itertools import islice

from benchmarks import large


def look(pid: int, phase: str, own: float, crew: float, *mib: float) -> dict[str, object]:
    """Make one look at the processes."""
    told = {"pid": pid, "pass": phase, "own": own, "crew": crew, "own_mib": 90.0, "crew_mib": list(mib)}
    return told | {"parts": 10, "looked": 10 if phase == "read" else 4, "done": 0, "load": 1.0}


def test_three_pages_in_ten_are_copies():
    """A day's pages are the same each time; a part of them repeats an earlier one under another dateline."""
    pages = [page.content for page in islice(large.day(200, seed=1), 200)]
    copies = sum(b"(Agency) - " in page for page in pages)
    assert 30 <= copies <= 90
    assert pages == [page.content for page in large.day(200, seed=1)]


def test_what_killed_runs_took_is_summed_up(tmp_path):
    """Each run counts from nothing, each pass what was taken since the look before; memory is that of the workers."""
    rows = [
        look(1, "look", 1.0, 4.0, 60.0),
        look(2, "look", 1.0, 2.0, 61.0),
        look(2, "read", 2.0, 9.0, 250.0),
        look(3, "read", 1.0, 5.0, 280.0),
        look(3, "read", 1.0, 8.0),
    ]
    (tmp_path / "looks.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    work = tmp_path / "out" / "work"
    work.mkdir(parents=True)
    for number in range(2):
        done = {"documents": 5, "read": 3, "copies": 2, "failures": 0}
        (work / f"done-{number}.json").write_text(json.dumps(done))
    found = large._summed(tmp_path)
    assert found["passes"] == {"look": {"seconds": 8.0, "peak": 61.0}, "read": {"seconds": 17.0, "peak": 280.0}}
    assert (found["documents"], found["read"], found["copies"]) == (10, 6, 4)
    whole = {"pages": 12, "archives": 1, "shortest": 80, "longest": 200, **found}
    assert "ended after 10 of 12 pages: 6 read, 4 copies" in "\n".join(large.told(whole))
    assert "All of them were done" in "\n".join(large.told(whole | {"pages": 10}))


def test_each_pass_is_killed_once(tmp_path):
    """A pass that is far enough is killed, and not again."""
    path = tmp_path / "looks.jsonl"
    assert not large._to_be_killed(tmp_path)
    path.write_text(json.dumps(look(1, "look", 0, 0)) + "\n")
    assert not large._to_be_killed(tmp_path)
    path.write_text(json.dumps(look(1, "look", 0, 0) | {"looked": 5}) + "\n")
    assert [large._to_be_killed(tmp_path) for _ in range(2)] == [True, False]
    path.write_text(json.dumps(look(1, "read", 0, 0) | {"done": 1}) + "\n")
    assert [large._to_be_killed(tmp_path) for _ in range(2)] == [True, False]
