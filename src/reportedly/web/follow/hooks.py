"""Webhooks after Standard Webhooks (standardwebhooks.com, 1.0): signed calls, tried again when they fail.

Kept beside the ledger, in a file of their own: they change, and their secrets are no part of what was said.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    insert,
    select,
    update,
)
from sqlalchemy.pool import NullPool

from reportedly.errors import BadSetting, NotFound

PREFIX = "whsec_"
WAITS = (0.0, 5.0, 300.0, 1800.0, 7200.0, 18_000.0, 36_000.0)
"""Seconds before each try, as the specification advises; after the last the call is given up."""
LONGEST_URL = 2000

metadata = MetaData()
hook = Table(
    "hook",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False, comment="to sign with: it has to be known"),
    Column("situation", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("entry", Integer, nullable=False, comment="of the ledger's log: what came before it was told"),
    Column("closed", Float),
)
delivery = Table(
    "delivery",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("hook", String(32), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("made", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Float, index=True, comment="null: done, or given up"),
    Column("said", Text, nullable=False, comment="what came of the last try"),
)


@dataclass(frozen=True, slots=True)
class HookRow:
    """One webhook, without its secret, and what came of its last call."""

    id: str
    url: str
    situation: str
    by: str
    entry: int
    said: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """One call that is due."""

    id: str
    url: str
    secret: str
    body: str


def signature(secret: str, key: str, stamp: int, body: str) -> str:
    """Sign a call: HMAC-SHA256 over its id, its time and its body, with the secret's bytes."""
    signed = f"{key}.{stamp}.{body}".encode()
    digest = hmac.new(base64.b64decode(secret.removeprefix(PREFIX)), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


class Hooks:
    """Keep webhooks and their calls."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._engine = _opened(path)

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def add(self, url: str, situation: str, *, by: str, entry: int) -> tuple[str, str]:
        """Make a webhook for a situation; give its id and its secret, which is shown this once."""
        if not url.lower().startswith(("https://", "http://")) or len(url) > LONGEST_URL or not url.isprintable():
            raise BadSetting("a webhook's address begins with https:// or http://")
        key = secrets.token_hex(8)
        secret = PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
        values = {"id": key, "url": url, "secret": secret, "situation": situation, "by": by, "entry": entry}
        with self._engine.begin() as connection:
            connection.execute(insert(hook).values(values))
        return key, secret

    def rows(self) -> list[HookRow]:
        """List the webhooks that are open, with what came of the last call of each."""
        last = (
            select(delivery.c.said)
            .where(delivery.c.hook == hook.c.id)
            .order_by(delivery.c.made.desc())
            .limit(1)
            .scalar_subquery()
        )
        columns = (hook.c.id, hook.c.url, hook.c.situation, hook.c.by, hook.c.entry, last)
        with self._engine.connect() as connection:
            return [HookRow(*row) for row in connection.execute(select(*columns).where(hook.c.closed.is_(None)))]

    def end(self, key: str) -> None:
        """Close a webhook, and give up what is still due to it. Raises NotFound."""
        with self._engine.begin() as connection:
            open_ = (hook.c.id == key) & hook.c.closed.is_(None)
            if not connection.execute(update(hook).where(open_).values(closed=self._clock())).rowcount:
                raise NotFound("there's no such webhook")
            connection.execute(update(delivery).where(delivery.c.hook == key).values(due=None))

    def tell(self, key: str, entry: int, events: Sequence[dict[str, Any]]) -> None:
        """Note how far a webhook has been told, and what it's to be told now, in one go: nothing is lost or doubled."""
        now = self._clock()
        with self._engine.begin() as connection:
            connection.execute(update(hook).where(hook.c.id == key).values(entry=entry))
            for event in events:
                body = json.dumps(event, ensure_ascii=False)
                values = {"id": f"msg_{secrets.token_hex(12)}", "hook": key, "body": body, "made": now}
                connection.execute(insert(delivery).values(**values, tries=0, due=now, said="waiting"))

    def due(self) -> list[Call]:
        """Give the calls that are to be made now."""
        chosen = (
            select(delivery.c.id, hook.c.url, hook.c.secret, delivery.c.body)
            .join(hook, hook.c.id == delivery.c.hook)
            .where(delivery.c.due <= self._clock())
            .order_by(delivery.c.due)
            .limit(20)
        )
        with self._engine.connect() as connection:
            return [Call(*row) for row in connection.execute(chosen)]

    def tried(self, key: str, said: str, *, done: bool) -> None:
        """Note what came of a try, and when the next is due."""
        with self._engine.begin() as connection:
            tries: int = connection.execute(select(delivery.c.tries).where(delivery.c.id == key)).scalar_one() + 1
            more = not done and tries < len(WAITS)
            due = self._clock() + WAITS[tries] if more else None
            told = said if done or more else f"given up: {said}"
            connection.execute(update(delivery).where(delivery.c.id == key).values(tries=tries, due=due, said=told))


def _opened(path: Path) -> Engine:
    """Open the file, made where there's none, for its owner only: it holds secrets."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": 30})
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    metadata.create_all(engine)
    return engine
