"""Print a report as a whole: whose copy it says it is, and prints of its text by which copies know each other.

A report's signature is a bottom sketch of its word shingles (Broder 1997), thinned by a fixed share of all hashes
(FracMinHash: Irber et al. 2022), since what counts is how much of the *shorter* text stands in the longer. It is kept
for as long as the report is: so it's made here, by BLAKE2b, and no library's next version can change it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from reportedly.model import Credit, Imprint, Reading

from .called import agency
from .moments import utc
from .tables import table

SHINGLE = 5
"""Words in a row that are printed as one."""
THINNING = 4
"""Of so many hashes one is kept: a report of 400 words keeps about a hundred."""
FEWEST = 64
"""Hashes kept of a short text even where fewer are small enough; of a text with no more, all."""
MOST = 4096
"""Hashes kept of a long one: what is longer than forty pages is no article."""
COPY = 0.3
"""Share of the shorter text's shingles from which two reports are copies. On pairs of reports of the Syrian war whose
copies are known, it finds the same as counting every shingle does."""
BITS = 64
_WORD = re.compile(r"\w+")


def imprint(reading: Reading) -> Imprint:
    """Print a report: its agencies, the signature of its text without furniture, and prints of its quotations."""
    report = reading.report
    words = [one.lower() for one in _WORD.findall(_text(reading))]
    return Imprint(
        report=report.id,
        url=report.url,
        published=utc(report.published),
        publisher=report.publisher,
        agencies=tuple(sorted({agency(one) for credit in report.credits for one in _agencies(credit)})),
        signature=_signature(words),
        quotations=tuple(sorted(set(_quotations(reading)))),
        words=len(words),
    )


def copied(one: Imprint, other: Imprint) -> float:
    """Give the share of the shorter report's shingles that stand in the longer one too; 0 where either has none."""
    if not one.signature or not other.signature:
        return 0.0
    # both sketches hold all hashes up to the lower of their two ends, so below it they can be held together;
    # what both hold lies below it, for no sketch ends before its last hash
    end = min(_end(one), _end(other))
    fewer = min(bisect_right(one.signature, end), bisect_right(other.signature, end))
    return len(_held(one.signature) & _held(other.signature)) / fewer if fewer else 0.0


@lru_cache(maxsize=1024)
def _held(signature: tuple[int, ...]) -> frozenset[int]:
    """Give a signature's hashes as a set; a question's reports are held against one another again and again."""
    return frozenset(signature)


def _end(one: Imprint) -> int:
    """Give the hash up to which a signature holds all of its text's."""
    complete = len(one.signature) < FEWEST
    return (1 << BITS) - 1 if complete else max(one.signature[-1], _SMALL if len(one.signature) < MOST else 0)


_SMALL = (1 << BITS) // THINNING


def _signature(words: list[str]) -> tuple[int, ...]:
    """Give the hashes kept of a text's shingles, sorted."""
    shingles = zip(*(islice(words, n, None) for n in range(SHINGLE)), strict=False)
    hashes = sorted({_hash(" ".join(shingle)) for shingle in shingles})
    small = sum(one < _SMALL for one in hashes)
    return tuple(hashes[: min(max(small, FEWEST), MOST)])


def _hash(text: str) -> int:
    """Give 64 bits of a text's BLAKE2b."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=BITS // 8).digest())


def _text(reading: Reading) -> str:
    """Give a report's text without its furniture."""
    text, at, kept = reading.report.text, 0, []
    for start, end in sorted(
        (span.start, span.end) for one in reading.furniture for span in one.spans if span.in_ is None
    ):
        kept.append(text[at:start])
        at = max(at, end)
    return "\n".join([*kept, text[at:]])


def _agencies(credit: Credit) -> Iterator[str]:
    """Yield the agencies that a credit names: "TRTWorld and agencies" names none.

    One that stands nowhere in the text comes from how the report was got: it names whoever is forwarded.
    """
    if credit.name is None or credit.kind not in {"agency", "byline"}:
        return
    if credit.kind == "agency" and not credit.spans:
        yield credit.name
        return
    known: Iterable[str] = table("agencies")["names"]
    for one in known:
        if re.search(rf"\b{re.escape(one)}\b", credit.name):
            yield one


def _quotations(reading: Reading) -> Iterator[int]:
    """Yield prints of the report's verbatim quotations of some length, by the words in them."""
    for one in reading.attributions:
        if one.kind != "direct":
            continue
        words = [word.lower() for span in one.content.spans for word in _WORD.findall(span.text)]
        if len(words) >= 2 * SHINGLE:
            yield _hash(" ".join(words))
