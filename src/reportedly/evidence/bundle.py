"""Write what a question's answers rest on into a bundle: captures, readings, claims, judgements, log, and one page."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import BadSetting, LedgerError
from reportedly.model import Question, Reading, from_json, to_json
from reportedly.version import VERSION

from .bag import Bag, zipped
from .check import check
from .page import page

if TYPE_CHECKING:
    from reportedly.keeping import Ledger
    from reportedly.ledger import Proof
    from reportedly.model.account import EstimateRule

README = """\
This is a BagIt bag (RFC 8493). It holds what one question of a Reportedly ledger rests on.

data/report.html      the question and its answers, to be read or printed
data/question.json    the same as data, with every answer, origin and the estimate
data/claims.jsonl     each answer's claim, as it was compared with others
data/captures/        what was published, byte for byte as it was fetched; named by its SHA-256, and .bin, so that
                      nothing opens a page that may hold anything
data/readings/        what was read in each, as JSON; named by its SHA-256
data/rows.jsonl       the ledger's rows about these: reports, revisions, retrievals, judgements, erasures
data/log.jsonl        the ledger's log, from its first entry about any of these to its last
data/head.json        that last entry's number and hash

Whoever has Reportedly checks all of it with: reportedly evidence --check THIS
Whoever has not: any BagIt tool checks the files. An entry's hash is the SHA-256 of the JSON list
[number,at,kind,subject,previous], in ASCII, without blanks; `previous` is the hash of the entry before.
A bundle that was made anew as a whole would pass, too: hold head.json against a head that was kept elsewhere.
"""


def bundle(
    ledger: "Ledger", name: str, out: Path, *, rule: "EstimateRule" = "latest_by_origin", now: datetime | None = None
) -> Question:
    """Write the bundle of a question to a folder, or where `out` ends in .zip to a ZIP file.

    What stands at `out` isn't written over. Raises NotFound, BadSetting where it can't be written, or LedgerError where
    what the ledger kept doesn't prove itself.
    """
    if out.exists():
        raise BadSetting(f"{out} is there already: name a new folder or ZIP file")
    fresh = out.with_name(f".{out.name}.part")
    packed = out.with_name(f".{out.name}.zip.part")
    try:
        question = _proving(ledger, name, fresh, rule, now or datetime.now(UTC))
        if out.suffix.lower() == ".zip":
            zipped(fresh, packed, name=out.stem)
            packed.replace(out)
        else:
            fresh.replace(out)
    except OSError as error:
        raise BadSetting(f"{out} can't be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if packed.exists():
            packed.unlink()
    return question


def _proving(ledger: "Ledger", name: str, fresh: Path, rule: "EstimateRule", now: datetime) -> Question:
    """Write a bundle that passes its own check; once more where the ledger may have changed meanwhile."""
    problems = []
    for _ in range(2):
        shutil.rmtree(fresh, ignore_errors=True)
        question = ledger.question(name, rule=rule)
        _write(ledger, question, fresh, now)
        problems = check(fresh)[1]
        if not problems:
            return question
    first = problems[0]
    raise LedgerError(
        f"what was kept of this question doesn't prove itself ({first.kind} {first.subject}: {first.message}): "
        "`reportedly verify` says what is wrong with the ledger"
    )


def _write(ledger: "Ledger", question: Question, folder: Path, now: datetime) -> None:
    """Write the bag."""
    bag = Bag(folder)
    said = ledger.answering(question.id)
    proof = ledger.proof(question.reports, [question.id, *(one.id for one in said)])
    for row in proof.rows["capture"]:
        content = ledger.content("capture", row["sha256"])
        if content is not None:
            bag.add(f"captures/{row['sha256']}.bin", [content])
    readings: dict[str, Reading] = {}
    for row in proof.rows["reading"]:
        body = ledger.content("reading", row["sha256"])
        if body is not None:
            bag.add(f"readings/{row['sha256']}.json", [body])
            readings[row["sha256"]] = from_json(Reading, body)
    bag.add("question.json", [to_json(question, indent=2).encode("utf-8", "surrogatepass")])
    bag.add("claims.jsonl", (f"{to_json(one)}\n".encode("utf-8", "surrogatepass") for one in said))
    bag.add("rows.jsonl", _rows(proof))
    head: dict[str, Any] = {}
    bag.add("log.jsonl", _entries(ledger, proof.first, head))
    bag.add("head.json", [_line(head)])
    bag.add("README.txt", [README.encode()])
    told = page(question, said, list(readings.values()), proof=proof, head=head, now=now)
    bag.add("report.html", [told.encode("utf-8", "replace")])
    bag.finish(
        {
            "Bagging-Date": now.date().isoformat(),
            "Bag-Software-Agent": f"Reportedly {VERSION}",
            "External-Identifier": question.id,
            "External-Description": question.text,
        }
    )


def _rows(proof: "Proof") -> Iterator[bytes]:
    """Yield the rows as lines."""
    for table, rows in proof.rows.items():
        yield from (_line({"table": table, **row}) for row in rows)


def _entries(ledger: "Ledger", first: int, head: dict[str, Any]) -> Iterator[bytes]:
    """Yield the log's entries as lines, and note the last."""
    for entry in ledger.entries(first):
        head.update(number=entry["number"], hash=entry["hash"])
        yield _line(entry)


def _line(row: Mapping[str, Any]) -> bytes:
    """Write a row as a line of JSON, in ASCII, whatever characters it holds."""
    return (json.dumps(row) + "\n").encode("ascii")
