"""A proof has what was kept of some reports and nothing of others, in both databases."""

from reportedly.ledger import Ledger
from reportedly.ledger.log import ZEROS, hash_of

from .conftest import made


def test_a_proof_has_its_reports_rows_and_the_log_from_there(bare):
    """Rows of each table about the report alone; entries from its first to the head, each following from the last."""
    with Ledger(bare) as ledger:
        for key in ("one", "two", "three"):
            text = f"{key} people spoke.\n"
            ledger.add(
                *made(
                    key, text, url=f"https://example.org/{key}", published="2026-03-14", retrieved="2026-03-15T00:00Z"
                )
            )
        ledger.judge("comment", ["two"], value="seen", by="Ana")
        ledger.judge("comment", ["three"], value="unseen", by="Ana")
        proof = ledger.proof(["two"])
        assert {name: len(rows) for name, rows in proof.rows.items()} == {
            "capture": 1,
            "report": 1,
            "revision": 1,
            "reading": 1,
            "retrieval": 1,
            "judgement": 1,
            "erasure": 0,
        }
        (captured,), (read,) = proof.rows["capture"], proof.rows["reading"]
        assert ledger.content("capture", captured["sha256"]) == b"two people spoke.\n"
        assert b"two people spoke." in ledger.content("reading", read["sha256"])
        assert ledger.content("capture", "0" * 64) is None
        entries = list(ledger.entries(proof.first))
        assert entries[0]["subject"] == captured["sha256"]
        assert (entries[-1]["number"], entries[-1]["hash"]) == (ledger.head().number, ledger.head().hash)
        previous = entries[0]["previous"]
        assert previous != ZEROS
        for one in entries:
            assert one["previous"] == previous
            previous = hash_of(one["number"], one["at"], one["kind"], one["subject"], previous)
        assert ledger.proof([], []).first == 1
