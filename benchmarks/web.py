"""The pages over a large ledger: how long the server takes for each kind of page, and how much of it is sent.

Readings of the synthetic press are loaded as any bulk is; then each kind of page is asked for at several addresses,
through the whole app, in process and warm.
"""

import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from reportedly.keeping import Ledger
from reportedly.ledger import Scope

from .beside import Measure
from .growth import NEVER, SEED, SMALL, WORDS

CLAIMS = 100_000
ASKED = 40
"""Times that each kind of page is asked for, at addresses in turn."""
SAMPLES = 20
PLACES = ("KE", "NG", "PK", "CO")
HEADERS = {"accept": "text/html", "accept-encoding": "gzip"}


def web(*, short: bool = False, claims: int = CLAIMS, ledgers: Sequence[Path] = ()) -> Measure:
    """Measure the pages over ledgers that are there, or else over one of so many claims that is made for it."""
    times = 4 if short else ASKED
    if missing := [str(path) for path in ledgers if not path.exists()]:
        raise SystemExit(f"there is no {', '.join(missing)}")
    if ledgers:
        return {"ledgers": [measured(path, times=times) for path in ledgers]}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        grow(path, SMALL if short else claims)
        return {"ledgers": [measured(path, times=times)]}


def grow(path: Path, claims: int) -> None:
    """Load readings of the synthetic press until there are so many claims."""
    from benchmarks.press.__main__ import readings

    def wanted() -> Iterator[Any]:
        held = 0
        for page, reading in itertools.islice(readings(NEVER, SEED), NEVER):
            yield page, reading
            held += len(reading.claims)
            if held >= claims:
                return

    with Ledger(path) as ledger:
        for _ in ledger.load(wanted()):
            pass


def measured(path: Path, *, times: int) -> Measure:
    """Ask for every kind of page, and give the times in milliseconds and the weights in bytes."""
    from fastapi.testclient import TestClient

    from reportedly.web import create_app
    from reportedly.web.serving import Serving

    with TestClient(create_app(Serving(path)), base_url="http://127.0.0.1:8000", headers=HEADERS) as client:
        ledger: Ledger = client.app.state.web.ledger  # type: ignore[attr-defined]
        _situation(ledger)
        kinds = {name: _asked(client, found, times) for name, found in addresses(ledger).items() if found}
        counts = ledger.counts()
    return {"claims": counts["claim"], "questions": counts["question"], "pages": kinds}


def _situation(ledger: Ledger) -> None:
    """Have a situation to look at."""
    if not any(one.name == "Measured" for one in ledger.situations()):
        ledger.save_situation("Measured", Scope(words="killed", places=("KE",)), by="benchmark")


def addresses(ledger: Ledger) -> dict[str, list[str]]:
    """Give addresses of each kind of page: the newest things, older ones, and the largest."""
    rng = random.Random(SEED)
    later = ledger.reports(limit=400)
    deep = ledger.questions(limit=400)
    largest = sorted(deep, key=lambda one: -one.answers)[: SAMPLES // 4]
    reports = [one.id for one in rng.sample(later, min(SAMPLES, len(later)))]
    questions = [one.id for one in (*rng.sample(deep, min(SAMPLES, len(deep))), *largest)]
    said = [one.claim for one in ledger.search(Scope(words=rng.choice(WORDS)), limit=SAMPLES) if one.claim]
    origins = list(dict.fromkeys(one.origin for one in said if one.origin))
    return {
        "reports": ["/", f"/?after={later.next}" if later.next else "/"],
        "report": [f"/reports/{quote(one, safe='')}" for one in reports],
        "revisions": [f"/reports/{quote(one, safe='')}/history" for one in reports],
        "coding": [f"/reports/{quote(one, safe='')}/coding" for one in reports],
        "questions": ["/questions", "/questions?counts=killed", *(f"/questions?place={one}" for one in PLACES)],
        "question": [f"/questions/{one}" for one in questions],
        "claim": [f"/claims/{one.id}" for one in said],
        "search": [f"/search?q={one}" for one in WORDS] + [f"/search?of=texts&q={one}" for one in WORDS],
        "speakers": ["/speakers"],
        "speaker": [f"/speakers?{urlencode({'speaker': one})}" for one in origins],
        "forecasts": ["/forecasts", "/forecasts?status=due"],
        "drift": ["/drift"],
        "review": ["/review"],
        "situation": ["/situations/Measured"],
        "feed": [f"/follow/search.atom?q={one}" for one in WORDS],
        "API": ["/api/v1/questions", "/api/v1/reports", "/api/v1/claims?q=killed"],
    }


def _asked(client: Any, found: list[str], times: int) -> dict[str, float]:
    """Ask for pages in turn; give median and 95th percentile of the clock and the processor, and the largest weight.

    The clock's are what people wait; the processor's are ours alone, where others are at work on the machine, too.
    """
    taken, spent, weights = [], [], []
    for address in found:
        answer = client.get(address)  # once beforehand, so that all are warm
        assert answer.status_code == 200, f"{address}: {answer.status_code}"  # noqa: S101 - a broken page measures nothing
        weights.append(int(answer.headers.get("content-length", len(answer.content))))
    for address in itertools.islice(itertools.cycle(found), max(times, len(found))):
        began, cpu = time.perf_counter(), time.process_time()
        client.get(address)
        taken.append(1000 * (time.perf_counter() - began))
        spent.append(1000 * (time.process_time() - cpu))
    at = int(0.95 * len(taken))
    return {
        "median": statistics.median(taken),
        "p95": sorted(taken)[at],
        "cpu_median": statistics.median(spent),
        "cpu_p95": sorted(spent)[at],
        "bytes": max(weights),
    }


def told(found: Measure) -> Iterator[str]:
    """Word what was measured."""
    yield "In process and warm; milliseconds, of the clock and of the processor, and kB as sent."
    for one in found["ledgers"]:
        yield ""
        yield f"Over {one['claims']:,} claims, {one['questions']:,} questions:"
        yield ""
        yield "| page | median | p95 | median of processor | p95 of processor | kB |"
        yield "|---|---|---|---|---|---|"
        for name, page in one["pages"].items():
            numbers = (page["median"], page["p95"], page["cpu_median"], page["cpu_p95"], page["bytes"] / 1000)
            yield f"| {name} | " + " | ".join(f"{number:.0f}" for number in numbers) + " |"
