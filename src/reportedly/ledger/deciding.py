"""What persons decide, kept beside what the machine found: judgements, situations, channels, erasures."""

import getpass
import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from reportedly.errors import BadSetting, LedgerError, NotFound
from reportedly.model import from_json, to_plain

from . import naming
from .decided import led_to
from .deriving import Derivation
from .erasing import erase, scrub
from .judging import claims_of, considered
from .keeping import digest, keep
from .packing import storable
from .reconciling import Reconciler
from .schema import claim, judged, judgement, polled, setting
from .sets import within
from .settling import settle
from .store import Place, meaningful
from .views import JudgementKind, JudgementRow, Scope, Situation


def now() -> str:
    """Give the moment."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def whoever() -> str:
    """Name who decides where nobody is named: the user of this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


class Deciding:
    """Keep what persons decide; nothing of it is altered, and what is no longer meant is withdrawn."""

    place: Place
    reconciler: Reconciler | None
    _engine: Engine

    def _asking(self) -> AbstractContextManager[Connection]:
        """Give a connection that reads."""
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        """Give a transaction that writes."""
        raise NotImplementedError

    def judge(
        self,
        kind: JudgementKind,
        subjects: Sequence[str],
        *,
        value: Any = None,
        by: str | None = None,
        why: str | None = None,
    ) -> JudgementRow:
        """Record a judgement, and let questions follow it. Ids may be given by their beginnings.

        `merge` puts the questions named together, or those that the claims named answer; `split` takes claims out of
        their question; `reject` claims; `correct` a claim's figure (`value`: a number, or {"low", "high"}) or its
        origin ({"origin": name}, or None for nobody); `grade_source` A–F by name; `grade_item` 1–6, a claim or report;
        `comment` on anything; `resolve` a forecast, true, false or void; `withdraw` a judgement; `attribute`
        words of a report to a source by hand, and `code` what was read in it (`value` as in `ledger/coding.py`).

        Raises BadSetting, NotFound, LedgerError.
        """
        with self._writing() as connection:
            keys, kept = considered(connection, kind, list(map(storable, subjects)), value, self.place)
            row = {
                "kind": kind,
                "subjects": json.dumps(keys, ensure_ascii=False),
                "value": None if kept is None else json.dumps(kept, ensure_ascii=False),
                "by": storable(by or whoever()),
                "at": now(),
                "why": storable(why) if why else None,
            }
            row["id"] = digest(*(row[name] for name in ("kind", "subjects", "value", "by", "at", "why")))
            keep(connection, judgement, row)
            touched = self._about(connection, kind, keys, row["value"])
            about = sorted({*keys, *claims_of(row["value"])})
            connection.execute(insert(judged), [{"subject": one, "judgement": row["id"]} for one in about])
            self._follow(connection, touched)
        return JudgementRow(str(row["id"]), kind, tuple(keys), kept, str(row["by"]), str(row["at"]), row["why"])

    def withdraw(self, name: str, *, by: str | None = None, why: str | None = None) -> JudgementRow:
        """Take a judgement back: what it said holds no more, and stays to be seen."""
        return self.judge("withdraw", [name], by=by, why=why)

    def _about(self, connection: Connection, kind: str, keys: Sequence[str], value: str | None) -> list[str]:
        """Give the claims that a judgement touches; of one that is withdrawn, those it touched."""
        if kind != "withdraw":
            return claims_of(value)
        rows = connection.execute(select(judgement).where(within(connection, judgement.c.id, list(keys)))).all()
        if any(row.kind == "withdraw" for row in rows):
            raise BadSetting("what was withdrawn stays so: judge anew")
        return [key for row in rows for key in claims_of(row.value)]

    def _follow(self, connection: Connection, touched: Sequence[str]) -> None:
        """Make questions anew around claims."""
        if not touched or self.reconciler is None:
            return
        done = Derivation(connection, self.reconciler)
        keys = sorted(led_to(connection, touched))
        chosen = select(claim.c.number).where(within(connection, claim.c.id, keys))
        done.seeds.update(connection.execute(chosen).scalars())
        done.changed.update(done.seeds)
        settle(done)

    # --- situations and channels

    def save_situation(self, name: str, scope: Scope, *, by: str | None = None) -> Situation:
        """Save a scope under a name; one of that name gives way, and stays in the record."""
        if not name.strip():
            raise BadSetting("a situation has a name")
        who, at = by or whoever(), now()
        self._set("situation", name, to_plain(scope), by=who, at=at)
        return Situation(name, scope, who, at)

    def close_situation(self, name: str, *, by: str | None = None) -> None:
        """Close a situation: it's shown no more. Raises NotFound."""
        self.situation(name)
        self._set("situation", name, None, by=by or whoever(), at=now())

    def situations(self) -> list[Situation]:
        """List the situations that are open, by name."""
        return [Situation(row.name, from_json(Scope, row.value), row.by, row.at) for row in self._settings("situation")]

    def situation(self, name: str) -> Situation:
        """Give a situation. Raises NotFound."""
        found = next((one for one in self.situations() if one.name == name), None)
        if found is None:
            raise NotFound(f"no situation {name!r}: `reportedly situation list` shows those there are")
        return found

    def save_channel(self, name: str, value: Any, *, by: str | None = None) -> None:
        """Keep where reports come from: what it is, and its settings, as JSON takes them; None closes it."""
        self._set("channel", name, value, by=by or whoever(), at=now())

    def channels(self) -> dict[str, Any]:
        """Give the channels that are open, by name."""
        return {row.name: json.loads(row.value) for row in self._settings("channel")}

    def polled(self, channel: str) -> Any:
        """Give how far a channel has been followed, as `set_polled` was told; None where it never was."""
        with self._asking() as connection:
            state = connection.execute(select(polled.c.state).where(polled.c.channel == storable(channel))).scalar()
        return json.loads(state) if state else None

    def set_polled(self, channel: str, state: Any) -> None:
        """Remember how far a channel has been followed. This is working memory: it's altered in place, not logged."""
        with self._writing() as connection:
            connection.execute(delete(polled).where(polled.c.channel == storable(channel)))
            connection.execute(insert(polled).values(channel=storable(channel), state=json.dumps(state)))

    def _set(self, kind: str, name: str, value: Any, *, by: str, at: str) -> None:
        """Keep a setting, unless it's what holds already."""
        row = {
            "kind": kind,
            "name": storable(name),
            "value": None if value is None else json.dumps(value, ensure_ascii=False),
            "by": storable(by),
            "at": at,
        }
        with self._writing() as connection:
            held = {one.name: one.value for one in _held(connection, kind)}
            if held.get(row["name"]) != row["value"]:
                keep(connection, setting, row | {"id": digest(*row.values())})

    def _settings(self, kind: str) -> list[Any]:
        """Give the settings of a kind that hold, by name."""
        with self._asking() as connection:
            return [row for row in _held(connection, kind) if row.value is not None]

    # --- erasure

    def erase(self, name: str, *, reason: str, by: str | None = None) -> list[str]:
        """Erase a report, for a witness's safety or the law: its bytes and texts go, a tombstone stays.

        Other reports of the very same bytes go with it. Give the ids of those erased. Raises NotFound, LedgerError.
        """
        if not reason.strip():
            raise BadSetting("an erasure has a reason: say it with --reason")
        if self.reconciler is None:
            raise LedgerError("to erase, open the ledger by reportedly.keeping.open_ledger")
        with self._writing() as connection:
            key = naming.erasable_named(connection, name, self.place)
            done = Derivation(connection, self.reconciler)
            gone = erase(done, key, reason=storable(reason), by=storable(by or whoever()), at=now())
            settle(done)
        with meaningful(self.place):
            scrub(self._engine)
        return gone


def _held(connection: Connection, kind: str) -> list[Any]:
    """Give the latest setting of each name."""
    chosen = select(setting).where(setting.c.kind == kind).order_by(setting.c.name, setting.c.at, setting.c.id)
    return list({row.name: row for row in connection.execute(chosen)}.values())
