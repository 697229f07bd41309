"""What the tests of this room share: a reading, and a question with its claims."""

import pytest

from reportedly import read
from reportedly.export.cases import Case
from reportedly.export.formats import FORMATS
from reportedly.model import Period, Question
from reportedly.model import account as accounts
from reportedly.model.account import (
    Answer,
    AnswerOrigin,
    AskedEvent,
    AskedPlace,
    CountedOrigin,
    Estimate,
    Independent,
)
from reportedly.model.span import Span

REPORT = """\
Ferry fire kills 12 off Zanzibar

ZANZIBAR, Tanzania, 3 May - Twelve people were killed and 31 injured
when a ferry caught fire off Zanzibar on Sunday, the coast guard said.

"We could see the smoke from the market, and then the boats went out
to them one after another," said Asha Juma, a fisherwoman. Police
arrested two officers of the ferry on Monday, Captain Omar Said of the
marine police told reporters.
"""


@pytest.fixture(scope="module")
def reading():
    """A short report with deaths, injuries, arrests, a broken line inside a quotation, and places."""
    return read(REPORT, published="2026-05-05", media="text", publisher="The Island Post", url="https://example.org/1")


@pytest.fixture
def case():
    """A question about deaths in an attack, answered by two papers on the word of one ministry."""
    place = AskedPlace("Nimule", 228985, 3.5961, 32.0641, "SS")
    answers = tuple(
        Answer(
            claim=f"k{number}",
            report=f"r{number}",
            published=f"2026-02-0{number}",
            event_time="2026-02-01",
            as_of=None,
            value=value,
            low=value,
            high=value,
            bound="exact",
            role="total",
            status="asserted",
            factuality="CT+",
            voice="attributed",
            origin=AnswerOrigin("the interior ministry", "stated"),
            chain=("the interior ministry",),
            span=Span(0, 2, "17"),
            supersedes=None,
            publisher=publisher,
        )
        for number, value, publisher in ((1, 17.0, "-Courier"), (2, 19.0, "Juba News"))
    )
    question = Question(
        id="q1",
        text="How many people were killed in the attack in Nimule on 1 February 2026?",
        kind="how_many",
        event=AskedEvent("ASSAULT", "firearms"),
        counts="killed",
        unit="person",
        place=place,
        period=Period("2026-02-01T00:00:00+00:00", "2026-02-02T00:00:00+00:00"),
        estimate=Estimate(17, 19, 19, "latest_by_origin", conflict=False),
        reports=("r1", "r2"),
        origins=(CountedOrigin("the interior ministry", "government", 2),),
        independent=Independent(1, 1),
        part_of=None,
        answers=answers,
    )
    return Case(question, {"k1": told("k1"), "k2": told("k2")}, {"r1": "Gunmen kill 17", "r2": None})


def told(key):
    """One claim's testimony, with what the formats take from it."""
    return accounts.Testimony(
        id=key, report="r1", url=None, published=None, publisher=None, claim="c1", quantity="n1", voice="attributed",
        act="assert", factuality="CT+", standing="asserted", retrospect=False, event_type="ASSAULT",
        event_mode="firearms", outcome="killed", trigger="kill", counted="villager", unit="person", status="civilian",
        value=17, low=17, high=17, bound="exact", role="total", measure="flow", named=(), actors=("gunmen",), cast=(),
        place="Nimule", geonames_id=228985, latitude=3.5961, longitude=32.0641, country="SS", admin1="Torit",
        precision="exact", modifier=None, place_by="claim", also_at=(), start=None, end=None, time_by="none",
        as_of=None, origin="the interior ministry", origin_kind="government", origin_of=(), origin_basis="stated",
        chain=(),
        part_of=None, supersedes=None, thread=None, span=Span(0, 2, "17"), figure=None, text="17",
        confidence=1.0,
    )  # fmt: skip


def written(name, things, tmp_path):
    """Write a format and read the file back as text."""
    out = tmp_path / name
    FORMATS[name].write(things, out)
    return out.read_text(encoding="utf-8")
