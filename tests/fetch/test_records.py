"""Web archives that are damaged somewhere, and documents in them that are no pages."""

import gzip
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.bulk.parts import divide
from reportedly.errors import BadDocument
from reportedly.fetch import Unread, pages
from reportedly.model import Page
from tests.fetch import files

NUMBER = 6
CHANCE = random.Random(3)


def written(number: int) -> bytes:
    """Write a record whose body doesn't pack well."""
    body = "<html><p>" + " ".join(str(CHANCE.random()) for _ in range(150)) + "</p></html>"
    return files.warc_record(body.encode(), url=f"https://n.example/{number}")


RECORDS = [written(number) for number in range(NUMBER)]
Damage = Callable[[list[bytes]], bytes]


def third(change: Callable[[bytes], bytes]) -> Damage:
    """Damage the third record."""
    return lambda some: b"".join(change(one) if number == 2 else one for number, one in enumerate(some))


def lost(some: list[bytes], *, of: int, start: int, many: int) -> bytes:
    """Overwrite many bytes, from one of a record on."""
    place = sum(map(len, some[:of])) + start
    whole = b"".join(some)
    return whole[:place] + bytes(many) + whole[place + many :]


# how it's damaged, and which records can't be read then
PACKED: dict[str, tuple[Damage, set[int]]] = {
    "zeros": (lambda some: lost(some, of=2, start=500, many=60), {2}),
    "zeros over two": (lambda some: lost(some, of=2, start=500, many=len(some[2])), {2, 3}),
    "no mark": (third(lambda one: b"xxxx" + one[4:]), {2}),
    "no mark at first": (lambda some: b"xxxx" + b"".join(some)[4:], {0}),
    "checksum": (third(lambda one: one[:-8] + bytes(8)), {2}),
    "cut": (third(lambda one: one[:700]), {2}),
    "noise before": (third(lambda one: b"noise" * 50 + one), set()),
}
PLAIN: dict[str, tuple[Damage, set[int]]] = {
    "noise before": (third(lambda one: b"noise\r\n" * 50 + one), set()),
    # what is there of it is read: nothing tells it from a record that ends there
    "cut": (third(lambda one: one[:1000]), {3}),
    "too long": (third(lambda one: one.replace(b"\r\nContent-Length: ", b"\r\nContent-Length: 9", 1)), {2}),
    "far too long": (third(lambda one: one.replace(b"\r\nContent-Length: ", b"\r\nContent-Length: 9999", 1)), {2}),
    "negative": (third(lambda one: one.replace(b"\r\nContent-Length: ", b"\r\nContent-Length: -", 1)), {2}),
    "no length": (third(lambda one: re.sub(rb"\r\nContent-Length: \d+", b"", one, count=1)), {2}),
    "no record": (third(lambda one: one.replace(b"WARC/", b"WORC/", 1)), {2}),
}


def case(name: str, packed: bool) -> tuple[bytes, set[int]]:  # noqa: FBT001 - a parameter of the test
    """Give an archive that is damaged in some way, and which of its records are lost."""
    damage, gone = (PACKED if packed else PLAIN)[name]
    return damage([gzip.compress(one) for one in RECORDS] if packed else RECORDS), gone


@pytest.mark.parametrize(("name", "packed"), [*((name, True) for name in PACKED), *((name, False) for name in PLAIN)])
def test_behind_damage_the_rest_is_read(name: str, packed: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    """A damaged record costs itself and what it covers; it is said where; and any division gives the same."""
    content, gone = case(name, packed)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(content)
    found = list(pages([path]))
    read = [one.url for one in found if isinstance(one, Page)]
    assert read == [f"https://n.example/{number}" for number in range(NUMBER) if number not in gone]
    unread = [one for one in found if isinstance(one, Unread)]
    assert 0 < len(unread) <= 2
    assert "is damaged" in str(unread[-1].error)
    assert "the rest is read" in str(unread[-1].error)
    for size in (1, 2, 3):
        parts = divide([str(path)], per_part=size)
        assert len(parts) > 1
        again = [one for part in parts for one in part.documents()]
        assert [(one.name, str(getattr(one, "error", ""))) for one in again] == [
            (one.name, str(getattr(one, "error", ""))) for one in found
        ]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_gives_what_is_there(packed: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    """Of an archive that wasn't fetched to its end all but the last record is read, and it's said to be cut."""
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in RECORDS)[:-300])
    found = list(pages([path]))
    assert len([one for one in found if isinstance(one, Page)]) == NUMBER - 1
    (cut,) = (one for one in found if isinstance(one, Unread))
    assert "cut off" in str(cut.error)


def test_other_records_stand_between(tmp_path: Path) -> None:
    """Requests and the like beside the pages are neither read nor taken for damage, behind damage as before it."""
    request = RECORDS[0].replace(b"WARC-Type: response", b"WARC-Type: request", 1)
    some = [gzip.compress(one) for record in RECORDS for one in (request, record, request)]
    some[7] = some[7][:300]  # the third page
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(some))
    found = list(pages([path]))
    assert len([one for one in found if isinstance(one, Page)]) == NUMBER - 1
    (gap,) = (one for one in found if isinstance(one, Unread))
    assert f"byte {sum(map(len, some[:6])):,}" in str(gap.error)
    assert f"byte {sum(map(len, some[:8])):,}" in str(gap.error)


def test_documents_in_an_archive_are_read_as_files_are(tmp_path: Path) -> None:
    """A PDF and a DOCX that a crawler kept give their text, with their address; a damaged one stops nothing."""
    text = "The council agreed on Tuesday to send two more boats to the villages."
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    pdf, docx = files.pdf([[text]]), files.docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    some = (
        files.warc_record(pdf, url="https://n.example/a.pdf", kind="application/pdf"),
        files.warc_record(pdf[:200], url="https://n.example/b.pdf", kind="application/pdf"),
        files.warc_record(docx, url="https://n.example/c.docx", kind=kind),
        RECORDS[0],
    )
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, some)))
    first, damaged, second, page = pages([path])
    assert isinstance(first, Page)
    assert (first.content, first.url, first.original) == (text, "https://n.example/a.pdf", pdf)
    assert isinstance(damaged, Unread)
    assert isinstance(damaged.error, BadDocument)
    assert "record 2" in damaged.name
    assert isinstance(second, Page)
    assert (second.content, second.url) == (text, "https://n.example/c.docx")
    assert isinstance(page, Page)
