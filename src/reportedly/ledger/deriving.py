"""Bring what a report adds up to in line with its current reading: its claims, their blocks and links, its passages.

`take` sees to the claims of one report; `settle` then parts whatever that touched into questions, once for any number
of reports. The work is in proportion to the candidates of the claims that came or went, never to the ledger.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from reportedly.model import Reading
from reportedly.model.account import Imprint, Testimony

from . import facets, index
from .foretold import KeptForecast, forecast_rows
from .numbers import hash64, moment, ordinal
from .packing import pack, testimony_of
from .passages import pieces
from .reconciling import Reconciler
from .schema import blocking, claim, current, forecast, imprint, link, passage
from .sets import batches, within
from .terms import stems

SAME, PART = 0, 1
"""Verdicts of links, as they are kept."""
AT_ONCE = 2_000
"""Candidates whose bodies are held at once."""


def version_of(reconciler: Reconciler) -> str:
    """Say what made derived rows: the reconciler, and the form in which claims are kept."""
    form = ",".join(one.name for kind in (Testimony, Imprint, KeptForecast) for one in fields(kind))
    return f"{reconciler.version} {hash64(form) & 0xFFFFFFFF:08x}"


class Derivation:
    """Collect what reports change, inside the caller's transaction; `settling.settle` finishes it.

    `seeds` are the claims (numbers) around which questions have to be made anew; `changed` those that aren't what they
    were; `left` questions (ids) that lost a claim.
    """

    def __init__(self, connection: Connection, reconciler: Reconciler) -> None:
        self.connection = connection
        self.reconciler = reconciler
        self.seeds: set[int] = set()
        self.changed: set[int] = set()
        self.left: set[str] = set()

    def take(self, report: str, reading: Reading | None) -> None:
        """Make a report's claims those of a reading; of None, it has none."""
        said = {one.id: one for one in self.reconciler.testimonies(reading)} if reading else {}
        packed = {key: pack(one) for key, one in said.items()}
        chosen = select(claim.c.number, claim.c.id, claim.c.question, claim.c.body).where(claim.c.report == report)
        there = {row.id: row for row in self.connection.execute(chosen)}
        self._withdraw([row for key, row in there.items() if packed.get(key) != row.body])
        kept = {key: row.number for key, row in there.items() if packed.get(key) == row.body}
        came = [one for key, one in said.items() if key not in kept]
        numbers = self._introduce(report, came, packed)
        if self._print(report, reading):
            self.changed.update(kept.values())
            self.seeds.update(kept.values())
        self._foretell(report, reading, said.values())
        self._search(report, reading, said.values())
        self._link(dict(zip(numbers, came, strict=True)))
        version = version_of(self.reconciler) if reading else None
        self.connection.execute(update(current).where(current.c.report == report).values(derived=version))

    def _withdraw(self, gone: Sequence[Any]) -> None:
        """Take claims away; what they were linked with is parted anew."""
        numbers = [row.number for row in gone]
        if not numbers:
            return
        here, there = (within(self.connection, side, numbers) for side in (link.c.first, link.c.second))
        pairs = self.connection.execute(
            select(link.c.first, link.c.second).where(here).union(select(link.c.first, link.c.second).where(there))
        ).all()
        self.seeds.update(number for pair in pairs for number in pair)
        self.left.update(row.question for row in gone if row.question)
        self.connection.execute(delete(link).where(or_(here, there)))
        self.connection.execute(delete(blocking).where(within(self.connection, blocking.c.claim, numbers)))
        self.connection.execute(delete(claim).where(within(self.connection, claim.c.number, numbers)))
        index.drop(self.connection, "claim_words", numbers)
        self.seeds.difference_update(numbers)

    def _introduce(self, report: str, came: Sequence[Testimony], packed: dict[str, bytes]) -> list[int]:
        """Keep claims that are new, with their blocks and words; give their numbers."""
        numbers = free_numbers(self.connection, claim, [(moment(one.published), one.id) for one in came])
        if not came:
            return numbers
        rows = [
            {
                "number": number,
                "id": one.id,
                "report": report,
                "question": None,
                "moment": moment(one.published),
                "starts": moment(one.start),
                "ends": moment(one.end),
                "body": packed[one.id],
            }
            for number, one in zip(numbers, came, strict=True)
        ]
        self.connection.execute(insert(claim), rows)
        blocks = [
            {"key": key, "claim": number}
            for number, one in zip(numbers, came, strict=True)
            for key in {hash64(key) for key in self.reconciler.keys(one)}
        ]
        if blocks:
            self.connection.execute(insert(blocking), blocks)
        documents = ((number, stems(one.text), facets.of_claim(one)) for number, one in zip(numbers, came, strict=True))
        index.put(self.connection, "claim_words", documents)
        self.seeds.update(numbers)
        self.changed.update(numbers)
        return numbers

    def _link(self, came: dict[int, Testimony]) -> None:
        """Compare claims with their candidates, and keep what belongs together."""
        pairs = self.candidates(list(came))
        others = sorted({other for pair in pairs for other in pair} - came.keys())
        known = dict(came)
        for some in batches(others, AT_ONCE):
            chosen = select(claim.c.number, claim.c.body).where(within(self.connection, claim.c.number, some))
            known |= {row.number: testimony_of(row.body) for row in self.connection.execute(chosen)}
        links = [row for first, second in sorted(pairs) if (row := self.compared(first, second, known)) is not None]
        if links:
            self.connection.execute(insert(link), links)

    def candidates(self, numbers: Sequence[int]) -> set[tuple[int, int]]:
        """Give the pairs that share a block and have one of these claims in them, the lower number first."""
        if not numbers:
            return set()
        mine, its = blocking.alias(), blocking.alias()
        chosen = select(mine.c.claim, its.c.claim).join_from(mine, its, mine.c.key == its.c.key).distinct()
        rows = self.connection.execute(chosen.where(within(self.connection, mine.c.claim, numbers)))
        return {(min(one, other), max(one, other)) for one, other in rows if one != other}

    def compared(self, first: int, second: int, known: dict[int, Testimony]) -> dict[str, Any] | None:
        """Compare two claims; give the link to be kept, None where they are different."""
        found = self.reconciler.compare(known[first], known[second])
        if found.verdict == "different":
            return None
        if found.verdict == "contains":
            first, second = second, first
        verdict = SAME if found.verdict == "same" else PART
        return {"first": first, "second": second, "verdict": verdict, "score": found.score}

    def _print(self, report: str, reading: Reading | None) -> bool:
        """Keep the print of a report as a whole; say whether it's another than before."""
        body = pack(self.reconciler.imprint(reading)) if reading else None
        there = self.connection.execute(select(imprint.c.body).where(imprint.c.report == report)).scalar()
        if there == body:
            return False
        self.connection.execute(delete(imprint).where(imprint.c.report == report))
        if body is not None:
            self.connection.execute(insert(imprint).values(report=report, body=body))
        return True

    def _foretell(self, report: str, reading: Reading | None, said: Iterable[Testimony]) -> None:
        """Keep a report's forecasts."""
        self.connection.execute(delete(forecast).where(forecast.c.report == report))
        rows = forecast_rows(reading, said, self.reconciler.testimonies) if reading else []
        keyed = [(row["moment"], row["id"]) for row in rows]
        numbers = free_numbers(self.connection, forecast, keyed)
        if rows:
            columns = set(forecast.c.keys())
            kept = [{name: row[name] for name in row if name in columns} for row in rows]
            self.connection.execute(
                insert(forecast), [row | {"number": number} for row, number in zip(kept, numbers, strict=True)]
            )

    def _search(self, report: str, reading: Reading | None, said: Iterable[Testimony]) -> None:
        """Keep a report's text in pieces, each to be found by its words and by whatever the report claims."""
        there = self.connection.execute(select(passage.c.number).where(passage.c.report == report)).scalars().all()
        self.connection.execute(delete(passage).where(passage.c.report == report))
        index.drop(self.connection, "passage_words", there)
        if reading is None:
            return
        when = moment(reading.report.published)
        found = facets.of_report(reading.report.publisher, when, said)
        parts = list(pieces(reading.report.title, reading.report.text))
        numbers = free_numbers(self.connection, passage, [(when, f"{report}\n{place}") for place in range(len(parts))])
        rows = [
            {"number": number, "report": report, "start": start, "body": body}
            for number, (start, body, _) in zip(numbers, parts, strict=True)
        ]
        self.connection.execute(insert(passage), rows)
        index.put(
            self.connection,
            "passage_words",
            ((number, stems(text), found) for number, (_, _, text) in zip(numbers, parts, strict=True)),
        )


def free_numbers(connection: Connection, table: Any, keyed: Sequence[tuple[str | None, str]]) -> list[int]:
    """Give each thing its number by moment and key; where one is taken, the next that is free."""
    numbers = [ordinal(when, key) for when, key in keyed]
    if not numbers:
        return numbers
    chosen = select(table.c.number).where(within(connection, table.c.number, numbers))
    taken = set(connection.execute(chosen).scalars())
    for place, number in enumerate(numbers):
        free = number
        while free in taken:
            free += 1
            if free not in taken and _there(connection, table, free):
                taken.add(free)
        taken.add(free)
        numbers[place] = free
    return numbers


def _there(connection: Connection, table: Any, number: int) -> bool:
    """Say whether a number is taken."""
    return connection.execute(select(table.c.number).where(table.c.number == number)).first() is not None
