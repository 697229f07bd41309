"""Check a bundle by itself: its files, the log's chain, what the log has of its rows, and every answer's words."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.ledger import Head, Problem
from reportedly.ledger.keeping import digest
from reportedly.ledger.log import ZEROS, hash_of
from reportedly.ledger.verify import HASHED, wrong_spans

from .bag import DECLARATION, MANIFEST, TAGS, Files

Row = dict[str, Any]
NEEDED = ("question.json", "rows.jsonl", "log.jsonl", "head.json", "report.html")
_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(\S.*)")


@dataclass(slots=True)
class _Told:
    """What a bundle tells, as far as it could be read."""

    files: Files
    logged: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    head: Head | None = None
    readings: dict[str, Row] = field(default_factory=dict)
    """Readings by their report's id."""

    def of(self, table: str) -> list[Row]:
        """Give the rows of a table."""
        return self.rows.get(table, [])


def check(path: Path, *, against: Head | None = None) -> tuple[Head | None, list[Problem]]:
    """Give the head of a bundle's log, and all that is wrong with the bundle; nothing, where it's whole.

    `against` is a head of the same ledger that was kept elsewhere. Raises BadSetting where there is no bundle at all.
    """
    files = Files(path)
    try:
        told = _Told(files)
        found = list(_problems(told, against))
    finally:
        files.close()
    return told.head, found


def _problems(told: _Told, against: Head | None) -> Iterator[Problem]:
    """Yield what is wrong, from the files inward."""
    yield from _files(told.files)
    yield from _log(told, against)
    yield from _rows(told)
    yield from _captures(told)
    yield from _readings(told)
    yield from _answers(told)


def _files(files: Files) -> Iterator[Problem]:
    """Hold the files against the manifests, as RFC 8493 has it."""
    if (files.bytes_of("bagit.txt") or b"").decode("utf-8", "replace").replace("\r", "") != DECLARATION:
        yield Problem("file", "bagit.txt", "isn't there, or doesn't say that this is a BagIt bag of version 1.0")
    tags, payload = _manifest(files, TAGS), _manifest(files, MANIFEST)
    for name, listed in ((TAGS, tags), (MANIFEST, payload)):
        if not listed:
            yield Problem("file", name, "isn't there, or lists nothing")
    for name, expected in {**tags, **payload}.items():
        if name not in files.names:
            yield Problem("file", name, "is missing")
        elif files.digest(name) != expected:
            yield Problem("file", name, "was altered: its SHA-256 isn't the manifest's")
    for name in sorted(files.names - payload.keys() - tags.keys() - {TAGS}):
        yield Problem("file", name, "was added: no manifest lists it")
    for name in NEEDED:
        if f"data/{name}" not in payload.keys() & files.names:
            yield Problem("file", f"data/{name}", "is missing: without it this is no bundle of evidence")


def _manifest(files: Files, name: str) -> dict[str, str]:
    """Read a manifest: SHA-256 by path."""
    lines = (files.bytes_of(name) or b"").decode("utf-8", "replace").splitlines()
    return {found[2]: found[1].lower() for line in lines if (found := _LINE.fullmatch(line))}


def _lines(told: _Told, name: str) -> Iterator[Row]:
    """Yield the rows of a file; those that are none are left out, for the manifest tells of them."""
    for line in told.files.lines(f"data/{name}"):
        row = _json(line)
        if isinstance(row, dict):
            yield row


def _json(content: bytes | None) -> Any:
    """Read JSON; None where it's none."""
    try:
        return json.loads(content or b"null")
    except (ValueError, RecursionError):
        return None


def _log(told: _Told, against: Head | None) -> Iterator[Problem]:
    """Follow the chain to the head, and hold a head that was kept elsewhere against it."""
    number, previous, hashes = None, None, dict[int, str]()
    for row in _lines(told, "log.jsonl"):
        try:
            at, kind, subject = str(row["at"]), str(row["kind"]), str(row["subject"])
            this, before, digest_ = int(row["number"]), str(row["previous"]), str(row["hash"])
        except (KeyError, ValueError, TypeError):
            yield Problem("entry", str(row.get("number")), "is no entry of a log")
            continue
        if number is not None and this != number + 1:
            yield Problem("entry", str(number + 1), "is missing from the chain")
        if before != (previous if previous is not None else ZEROS if this == 1 else before):
            yield Problem("entry", str(this), "does not follow from the entry before it: the chain is broken")
        if digest_ != hash_of(this, at, kind, subject, before):
            yield Problem("entry", str(this), "was altered: its hash isn't that of its words")
        told.logged.add((kind, subject))
        number, previous, hashes[this] = this, digest_, digest_
    yield from _head(told, hashes, against)


def _head(told: _Told, hashes: dict[int, str], against: Head | None) -> Iterator[Problem]:
    """Hold heads against the chain: the bundle's own, which is the last entry, and one from elsewhere."""
    kept = _json(told.files.bytes_of("data/head.json"))
    try:
        told.head = Head(int(kept["number"]), str(kept["hash"]))
    except (KeyError, ValueError, TypeError):
        yield Problem("entry", "head", "the bundle's head isn't there, or is none")
        return
    last = max(hashes, default=0)
    if told.head.number != last or hashes.get(last) != told.head.hash:
        yield Problem("entry", str(told.head.number), "the log doesn't end at the bundle's head")
    if against is None:
        return
    if against.number > last:
        yield Problem(
            "entry", str(against.number), "the log is shorter than when that head was kept: its end is missing"
        )
    elif against.number not in hashes:
        yield Problem(
            "entry",
            str(against.number),
            f"that head is older than the bundle's log, which begins at {min(hashes, default=0)}",
        )
    elif hashes[against.number] != against.hash:
        yield Problem("entry", str(against.number), "isn't the one whose hash was kept: this is another log")


def _rows(told: _Told) -> Iterator[Problem]:
    """Check that every row was logged, and is what was logged."""
    for row in _lines(told, "rows.jsonl"):
        told.rows.setdefault(str(row.get("table")), []).append(row)
    hashed = {table.name: (columns, message) for table, columns, message in HASHED}
    for table, rows in told.rows.items():
        for row in rows:
            key = str(row.get("sha256") or row.get("id"))
            if (table, key) not in told.logged:
                yield Problem(table, key, "is in the bundle, and the log never added it")
            columns, message = hashed.get(table, ((), ""))
            if columns and digest(*(_text(row.get(name)) for name in columns)) != key:
                yield Problem(table, key, message)


def _text(value: Any) -> str | None:
    """Give a cell as the ledger has it: a text, or nothing."""
    return None if value is None else str(value)


def _captures(told: _Told) -> Iterator[Problem]:
    """Check that each capture is there, and is the one that was logged; what was erased has a tombstone."""
    erased = {str(row.get("capture")) for row in told.of("erasure")}
    known = {str(row.get("sha256")) for row in told.of("capture")}
    for key in sorted(known | {str(row.get("capture")) for row in told.of("revision")}):
        name = f"data/captures/{key}.bin"
        if key not in known:
            yield Problem("capture", key, "a revision was read from it, and the bundle has no row of it")
        if name not in told.files.names:
            if key not in erased:
                yield Problem("capture", key, "is missing: what was published isn't in the bundle")
        elif told.files.digest(name) != key:
            yield Problem("capture", key, "its bytes were altered")


def _readings(told: _Told) -> Iterator[Problem]:
    """Check that each reading is there, is the one that was logged, and quotes the text that it was read from."""
    reports = {str(row.get("id")): str(row.get("report")) for row in told.of("revision")}
    erased = {str(key) for row in told.of("erasure") for key in _keys(row)}
    for row in told.of("reading"):
        key, revision = str(row.get("sha256")), str(row.get("revision"))
        body = told.files.bytes_of(f"data/readings/{key}.json")
        if body is None:
            if key not in erased:
                yield Problem("reading", key, "is missing")
            continue
        words = hashlib.sha256(body).hexdigest()
        # a reading whose words were also read in another revision is kept under a key of its own
        if key not in (words, digest(words, revision)):
            yield Problem("reading", key, "its words were altered")
        plain = _json(body)
        if not isinstance(plain, dict) or not isinstance(plain.get("report"), dict):
            yield Problem("reading", key, "is no reading")
            continue
        told.readings[reports.get(revision, "")] = plain
        yield from _quotes(key, plain)


def _keys(tombstone: Row) -> list[Any]:
    """Give the readings that an erasure names."""
    found = _json(str(tombstone.get("readings")).encode("utf-8", "replace"))
    return found if isinstance(found, list) else []


def _quotes(key: str, plain: Row) -> Iterator[Problem]:
    """Check a reading's text and its spans."""
    text, title = str(plain["report"].get("text")), str(plain["report"].get("title") or "")
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != plain["report"].get("sha256"):
        yield Problem("reading", key, "its text isn't the one it was read from")
    try:
        wrong = sum(1 for _ in wrong_spans(plain, text, title))
    except (TypeError, KeyError, RecursionError):
        yield Problem("reading", key, "is no reading")
        return
    if wrong:
        yield Problem("reading", key, f"{wrong} of its spans don't quote its text")


def _answers(told: _Told) -> Iterator[Problem]:
    """Check that each answer stands in a report of the bundle, word for word."""
    question = _json(told.files.bytes_of("data/question.json"))
    if not isinstance(question, dict):
        return
    for answer in _list(question.get("answers")):
        claim, report = str(answer.get("claim")), str(answer.get("report"))
        reading = told.readings.get(report)
        if reading is None:
            yield Problem("answer", claim, f"its report {report} has no reading in the bundle")
        elif not _stands(answer.get("span"), reading["report"]):
            yield Problem("answer", claim, f"its words don't stand in its report {report}")
    reports = question.get("reports")
    for report in sorted(set(map(str, reports if isinstance(reports, list) else [])) - told.readings.keys()):
        yield Problem("report", report, "answers the question, and isn't in the bundle")


def _list(value: Any) -> list[Row]:
    """Give the objects of a JSON list; nothing, where it's none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _stands(span: Any, report: Row) -> bool:
    """Say whether a span quotes its report."""
    try:
        source = report["title" if span.get("in") == "title" else "text"]
        return bool(source[span["start"] : span["end"]] == span["text"])
    except (TypeError, KeyError, AttributeError):
        return False
