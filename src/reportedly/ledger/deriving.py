"""Bring what a report adds up to in line with its current reading: its claims, their blocks and links, its passages.

`take` sees to the claims of some reports; `settle` then parts whatever that touched into questions, once for any number
of reports. The work is in proportion to the candidates of the claims that came or went, never to the ledger.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from reportedly.model import Reading
from reportedly.model.account import Imprint, Testimony

from . import facets, index
from .foretold import KeptForecast, forecast_rows
from .linking import PART, SAME, Row, Web
from .many import free_numbers, pour
from .numbers import hash64, moment
from .packing import pack, testimony_of
from .passages import pieces
from .reconciling import Reconciler
from .schema import blocking, claim, current, forecast, imprint, link, passage
from .sets import batches, within
from .terms import stems

AT_ONCE = 2_000
"""Candidates whose bodies are asked for at once."""
TOGETHER = 100
"""Claims whose candidates are held at once: a story of ten thousand claims comes to a million pairs."""


def version_of(reconciler: Reconciler) -> str:
    """Say what made derived rows: the reconciler, and the form in which claims are kept."""
    form = ",".join(one.name for kind in (Testimony, Imprint, KeptForecast) for one in fields(kind))
    return f"{reconciler.version} {hash64(form) & 0xFFFFFFFF:08x}"


@dataclass(frozen=True, slots=True)
class Book:
    """Hold what a report's reading comes to: its claims, each once, and as they are kept, by id; of None, nothing."""

    reading: Reading | None
    said: tuple[Testimony, ...]
    packed: dict[str, bytes]


class Derivation:
    """Collect what reports change, inside the caller's transaction; `settling.settle` finishes it.

    `seeds` are the claims (numbers) around which questions have to be made anew; `changed` those that aren't what they
    were; `left` questions (ids) that lost a claim; `bereft` claims that lost a link.
    """

    def __init__(self, connection: Connection, reconciler: Reconciler) -> None:
        self.connection = connection
        self.reconciler = reconciler
        self.seeds: set[int] = set()
        self.changed: set[int] = set()
        self.left: set[str] = set()
        self.bereft: set[int] = set()

    def take(self, readings: Mapping[str, Reading | None]) -> None:
        """Make reports' claims those of their readings; of None, a report has none."""
        books = {key: self._book(read) for key, read in readings.items()}
        chosen = select(claim.c.report, claim.c.number, claim.c.id, claim.c.question, claim.c.body)
        there = self.connection.execute(chosen.where(within(self.connection, claim.c.report, list(books)))).all()
        anew = self._reckoned_otherwise(list(books))
        kept = [row for row in there if row.report not in anew and books[row.report].packed.get(row.id) == row.body]
        stay = {row.id for row in kept}
        self._withdraw([row for row in there if row.id not in stay])
        came = [(key, one) for key, book in books.items() for one in book.said if one.id not in stay]
        numbers = self._introduce(came, books)
        reprinted = self._print(books)
        again = {row.number for row in kept if row.report in reprinted}
        self.changed |= again
        self.seeds |= again
        self._foretell(books)
        self._search(books)
        self._link(dict(zip(numbers, (one for _, one in came), strict=True)))
        self._sign(books)

    def _reckoned_otherwise(self, reports: Sequence[str]) -> set[str]:
        """Give the reports whose claims were put into blocks and linked by another version."""
        chosen = select(current.c.report).where(within(self.connection, current.c.report, reports))
        other = current.c.derived.is_distinct_from(version_of(self.reconciler))
        return set(self.connection.execute(chosen.where(other)).scalars())

    def _book(self, reading: Reading | None) -> Book:
        """Take down what a reading comes to."""
        said = {one.id: one for one in self.reconciler.testimonies(reading)} if reading else {}
        return Book(reading, tuple(said.values()), {key: pack(one) for key, one in said.items()})

    def _sign(self, books: Mapping[str, Book]) -> None:
        """Say of reports by whom their claims were made."""
        signed = [key for key, book in books.items() if book.reading]
        bare = [key for key, book in books.items() if not book.reading]
        for keys, version in ((signed, version_of(self.reconciler)), (bare, None)):
            if keys:
                chosen = update(current).where(within(self.connection, current.c.report, keys))
                self.connection.execute(chosen.values(derived=version))

    def _withdraw(self, gone: Sequence[Any]) -> None:
        """Take claims away; what they were linked with is parted anew."""
        numbers = [row.number for row in gone]
        if not numbers:
            return
        here, there = (within(self.connection, side, numbers) for side in (link.c.first, link.c.second))
        pairs = self.connection.execute(
            select(link.c.first, link.c.second).where(here).union(select(link.c.first, link.c.second).where(there))
        ).all()
        self.bereft.update(number for pair in pairs for number in pair)
        self.bereft.difference_update(numbers)
        self.seeds |= self.bereft
        self.left.update(row.question for row in gone if row.question)
        self.connection.execute(delete(link).where(or_(here, there)))
        self.connection.execute(delete(blocking).where(within(self.connection, blocking.c.claim, numbers)))
        self.connection.execute(delete(claim).where(within(self.connection, claim.c.number, numbers)))
        index.drop(self.connection, "claim_words", numbers)
        self.seeds.difference_update(numbers)

    def _introduce(self, came: Sequence[tuple[str, Testimony]], books: Mapping[str, Book]) -> list[int]:
        """Keep claims that are new, each of a report, with their blocks and words; give their numbers."""
        numbers = free_numbers(self.connection, claim, [(moment(one.published), one.id) for _, one in came])
        if not came:
            return numbers
        numbered = [(number, report, one) for number, (report, one) in zip(numbers, came, strict=True)]
        rows = [
            {
                "number": number,
                "id": one.id,
                "report": report,
                "question": None,
                "moment": moment(one.published),
                "starts": moment(one.start),
                "ends": moment(one.end),
                "body": books[report].packed[one.id],
            }
            for number, report, one in numbered
        ]
        self.connection.execute(insert(claim), rows)
        blocks = ((number, {hash64(key) for key in self.reconciler.keys(one)}) for number, _, one in numbered)
        pour(self.connection, blocking, [(key, number) for number, keys in blocks for key in keys])
        documents = ((number, stems(one.text), facets.of_claim(one)) for number, _, one in numbered)
        index.put(self.connection, "claim_words", documents)
        self.seeds.update(numbers)
        self.changed.update(numbers)
        return numbers

    def _link(self, came: dict[int, Testimony]) -> None:
        """Compare claims with their candidates, and keep the nearest that belong together; a few claims at a time."""
        mine = {**came, **self._said(sorted(self.bereft - came.keys()))}
        web = self._web()
        compared: set[int] = set()
        for some in batches(sorted(mine), TOGETHER):
            for number, others, known in self._beside(some, mine):
                web.figure |= {one: known[one].value for one in (number, *others)}
                compared.add(number)
                for other in others - compared:
                    if (row := self.compared(number, other, known)) is not None:
                        web.tell(row)
        self.seeds |= web.settle()
        self.bereft.clear()

    def kept(self, numbers: Sequence[int]) -> dict[int, set[Row]]:
        """Give the links that claims keep, by comparing them with all their candidates anew."""
        web = self._web()
        for number, others, known in self._beside(numbers, self._said(numbers)):
            web.figure |= {one: known[one].value for one in (number, *others)}
            for other in others:
                if (row := self.compared(number, other, known)) is not None:
                    web.tell_one(number, row)
        return {number: set(web.kept[number].rows(number)) for number in numbers}

    def _web(self) -> Web:
        """Begin to gather links."""
        return Web(self.connection, lambda some: {key: one.value for key, one in self._said(sorted(some)).items()})

    def _beside(
        self, numbers: Sequence[int], mine: dict[int, Testimony]
    ) -> Iterator[tuple[int, set[int], dict[int, Testimony]]]:
        """Yield claims, each with its candidates and all that has to be known of them."""
        near = self.candidates(numbers)
        known = {**mine, **self._said(sorted(set().union(*near.values()) - mine.keys()))}
        for number, others in near.items():
            yield number, others & known.keys(), known

    def _said(self, numbers: Sequence[int]) -> dict[int, Testimony]:
        """Load claims by their numbers."""
        found: dict[int, Testimony] = {}
        for some in batches(numbers, AT_ONCE):
            chosen = select(claim.c.number, claim.c.body).where(within(self.connection, claim.c.number, some))
            found |= {row.number: testimony_of(row.body) for row in self.connection.execute(chosen)}
        return found

    def candidates(self, numbers: Sequence[int]) -> dict[int, set[int]]:
        """Give, by claim, the others that share a block with it."""
        chosen = select(blocking.c.claim, blocking.c.key).where(within(self.connection, blocking.c.claim, numbers))
        keys: dict[int, list[int]] = {number: [] for number in numbers}
        for number, key in self.connection.execute(chosen):
            keys[number].append(key)
        blocks: dict[int, list[int]] = {key: [] for some in keys.values() for key in some}
        for some in batches(sorted(blocks), AT_ONCE):
            held = select(blocking.c.key, blocking.c.claim).where(within(self.connection, blocking.c.key, some))
            for key, number in self.connection.execute(held):
                blocks[key].append(number)
        return {number: set().union(*(blocks[key] for key in some)) - {number} for number, some in keys.items()}

    def compared(self, one: int, other: int, known: dict[int, Testimony]) -> Row | None:
        """Compare two claims, whichever is named first; give their link, None where they are different."""
        first, second = (one, other) if one < other else (other, one)
        found = self.reconciler.compare(known[first], known[second])
        if found.verdict == "same":
            return first, second, SAME, found.score
        if found.verdict == "part_of":
            return first, second, PART, found.score
        return (second, first, PART, found.score) if found.verdict == "contains" else None

    def _print(self, books: Mapping[str, Book]) -> set[str]:
        """Keep the prints of reports as wholes; give those whose print is another than before."""
        prints = {key: pack(self.reconciler.imprint(book.reading)) for key, book in books.items() if book.reading}
        chosen = select(imprint).where(within(self.connection, imprint.c.report, list(books)))
        there = {row.report: row.body for row in self.connection.execute(chosen)}
        changed = {key for key in books if prints.get(key) != there.get(key)}
        if gone := sorted(changed & there.keys()):
            self.connection.execute(delete(imprint).where(within(self.connection, imprint.c.report, gone)))
        if rows := [{"report": key, "body": body} for key, body in prints.items() if key in changed]:
            self.connection.execute(insert(imprint), rows)
        return changed

    def _foretell(self, books: Mapping[str, Book]) -> None:
        """Keep reports' forecasts."""
        self.connection.execute(delete(forecast).where(within(self.connection, forecast.c.report, list(books))))
        rows = [
            row
            for book in books.values()
            if book.reading
            for row in forecast_rows(book.reading, book.said, self.reconciler.testimonies)
        ]
        numbers = free_numbers(self.connection, forecast, [(row["moment"], row["id"]) for row in rows])
        if rows:
            columns = set(forecast.c.keys())
            kept = [{name: row[name] for name in row if name in columns} for row in rows]
            self.connection.execute(
                insert(forecast), [row | {"number": number} for row, number in zip(kept, numbers, strict=True)]
            )

    def _search(self, books: Mapping[str, Book]) -> None:
        """Keep reports' texts in pieces, each to be found by its words and by whatever its report claims."""
        chosen = select(passage.c.number).where(within(self.connection, passage.c.report, list(books)))
        if there := self.connection.execute(chosen).scalars().all():
            self.connection.execute(delete(passage).where(within(self.connection, passage.c.number, there)))
            index.drop(self.connection, "passage_words", there)
        keyed, parts = [], []
        for key, book in books.items():
            if book.reading:
                told = book.reading.report
                when = moment(told.published)
                found = facets.of_report(told.publisher, when, book.said)
                for place, (start, body, text) in enumerate(pieces(told.title, told.text)):
                    keyed.append((when, f"{key}\n{place}"))
                    parts.append((key, start, body, stems(text), found))
        numbers = free_numbers(self.connection, passage, keyed)
        rows = [
            {"number": number, "report": key, "start": start, "body": body}
            for number, (key, start, body, *_) in zip(numbers, parts, strict=True)
        ]
        if rows:
            self.connection.execute(insert(passage), rows)
        documents = ((number, words, found) for number, (*_, words, found) in zip(numbers, parts, strict=True))
        index.put(self.connection, "passage_words", documents)
