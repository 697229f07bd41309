"""Accounts as they're kept: users, sessions, tokens, invitations, and the account of what was done."""

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Engine, create_engine, event, func, insert, select, update
from sqlalchemy.pool import NullPool

from reportedly.errors import BadSetting, LedgerNewer, NotFound
from reportedly.web.sessions import RANKS, Role, Viewer

from .tables import VERSION, audit, invitation, metadata, session, token, user

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
SHORTEST = 10
LONGEST = 1000
"""Characters of a password: hashing a longer one would only cost time."""
IDLE = 14 * 24 * 3600.0
OLDEST = 60 * 24 * 3600.0
INVITED = 7 * 24 * 3600.0
SEEN_EVERY = 300.0
"""A session's last use is written down this often, not at every request."""
PREFIX = "rptd_"
"""Tokens begin so, for scanners of leaked secrets to know them."""
LOCKED = 30.0


@dataclass(frozen=True, slots=True)
class UserRow:
    """One user."""

    name: str
    role: Role
    made: float
    closed: float | None


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One API token, without what it is."""

    id: str
    user: str
    name: str
    scope: Role
    made: float
    used: float | None
    revoked: float | None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One thing that somebody did."""

    at: float
    who: str
    did: str
    about: str
    address: str


def hashed(secret: str) -> str:
    """Hash a random secret: it has 256 bits, so no slow hash is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Accounts:
    """Keep accounts in a file of their own, readable by its owner only."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._clock = clock
        self._hasher = PasswordHasher()
        self._decoy = self._hasher.hash(secrets.token_hex())
        self._engine = _opened(path)
        self._writing = self._engine.execution_options(writes=True)

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    @property
    def empty(self) -> bool:
        """Whether there's no user yet."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(user)).scalar_one() == 0

    def users(self) -> list[UserRow]:
        """List the users by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(user.c.name, user.c.role, user.c.made, user.c.closed).order_by(user.c.name)
            )
            return [UserRow(*row) for row in rows]

    def add_user(self, name: str, password: str, role: Role) -> None:
        """Make a user. Raises BadSetting where name or password won't do."""
        _check(name, password)
        with self._writing.begin() as connection:
            self._insert_user(connection, name, password, role)

    def set_password(self, name: str, password: str) -> None:
        """Set a user's password; whoever was logged in under the old one is no more."""
        _check(name, password)
        with self._writing.begin() as connection:
            done = connection.execute(
                update(user).where(user.c.name == name).values(password=self._hasher.hash(password))
            )
            if not done.rowcount:
                raise NotFound(f"there's no user {name}")
            connection.execute(session.delete().where(session.c.user == name))

    def set_role(self, name: str, role: Role) -> None:
        """Give a user another role. The last admin stays one."""
        with self._writing.begin() as connection:
            self._keep_an_admin(connection, name, unless=role == "admin")
            connection.execute(update(user).where(user.c.name == name).values(role=role))

    def close_user(self, name: str) -> None:
        """Shut a user out, with all sessions and tokens. The name stays: judgements carry it."""
        with self._writing.begin() as connection:
            self._keep_an_admin(connection, name)
            now = self._clock()
            connection.execute(update(user).where(user.c.name == name).values(closed=now))
            connection.execute(session.delete().where(session.c.user == name))
            open_ = (token.c.user == name) & token.c.revoked.is_(None)
            connection.execute(update(token).where(open_).values(revoked=now))

    def log_in(self, name: str, password: str) -> str | None:
        """Begin a session, always a new one; give its secret, None where name or password is wrong.

        An unknown name takes as long as a wrong password.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(user).where(user.c.name == name, user.c.closed.is_(None))).first()
        try:
            self._hasher.verify(row.password if row else self._decoy, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        if row is None:
            return None
        return self._begin(row.name)

    def _begin(self, name: str) -> str:
        """Write down a new session, and give its secret."""
        secret, now = secrets.token_urlsafe(32), self._clock()
        with self._writing.begin() as connection:
            connection.execute(session.delete().where(session.c.seen < now - IDLE))
            connection.execute(insert(session).values(hash=hashed(secret), user=name, made=now, seen=now))
        return secret

    def log_out(self, secret: str) -> None:
        """End a session."""
        with self._writing.begin() as connection:
            connection.execute(session.delete().where(session.c.hash == hashed(secret)))

    def viewer(self, secret: str) -> Viewer | None:
        """Give who is logged in by a session's secret, None where nobody is."""
        now = self._clock()
        joined = select(user.c.name, user.c.role, session.c.seen).join(session, session.c.user == user.c.name)
        fresh = (session.c.seen > now - IDLE) & (session.c.made > now - OLDEST) & user.c.closed.is_(None)
        with self._engine.connect() as connection:
            row = connection.execute(joined.where(session.c.hash == hashed(secret), fresh)).first()
        if row is None:
            return None
        if row.seen < now - SEEN_EVERY:
            with self._writing.begin() as connection:
                connection.execute(update(session).where(session.c.hash == hashed(secret)).values(seen=now))
        return Viewer(row.name, row.role, secret)

    def add_token(self, name: str, label: str, scope: Role) -> str:
        """Make an API token, which is shown this once; it may never do more than its user."""
        secret = PREFIX + secrets.token_urlsafe(32)
        values = {"id": secrets.token_hex(8), "hash": hashed(secret), "user": name, "name": label, "scope": scope}
        with self._writing.begin() as connection:
            connection.execute(insert(token).values(**values, made=self._clock()))
        return secret

    def tokens(self, name: str) -> list[TokenRow]:
        """List a user's tokens, newest first."""
        columns = (token.c.id, token.c.user, token.c.name, token.c.scope, token.c.made, token.c.used, token.c.revoked)
        with self._engine.connect() as connection:
            rows = connection.execute(select(*columns).where(token.c.user == name).order_by(token.c.made.desc()))
            return [TokenRow(*row) for row in rows]

    def revoke(self, name: str, key: str) -> None:
        """Revoke one of a user's own tokens. Raises NotFound where it's none of theirs."""
        own = (token.c.id == key) & (token.c.user == name)
        with self._writing.begin() as connection:
            done = connection.execute(update(token).where(own).values(revoked=self._clock()))
        if not done.rowcount:
            raise NotFound("there's no such token of yours")

    def bearer(self, secret: str) -> Viewer | None:
        """Give whose token it is, in the lesser of its scope and the user's role; None where it's none."""
        now = self._clock()
        joined = select(user.c.name, user.c.role, token.c.scope, token.c.used).join(token, token.c.user == user.c.name)
        good = token.c.revoked.is_(None) & user.c.closed.is_(None)
        with self._engine.connect() as connection:
            row = connection.execute(joined.where(token.c.hash == hashed(secret), good)).first()
        if row is None:
            return None
        if row.used is None or row.used < now - SEEN_EVERY:
            with self._writing.begin() as connection:
                connection.execute(update(token).where(token.c.hash == hashed(secret)).values(used=now))
        return Viewer(row.name, min(row.role, row.scope, key=lambda role: RANKS[role]), "", by_token=True)

    def invite(self, by: str, role: Role) -> str:
        """Make an invitation, good for one person and a week; give its secret."""
        secret = secrets.token_urlsafe(32)
        with self._writing.begin() as connection:
            values = {"hash": hashed(secret), "role": role, "by": by, "made": self._clock()}
            connection.execute(insert(invitation).values(values))
        return secret

    def invited(self, secret: str) -> Role | None:
        """Give the role that an invitation offers, None where it's used, too old or none."""
        good = invitation.c.used.is_(None) & (invitation.c.made > self._clock() - INVITED)
        with self._engine.connect() as connection:
            role = select(invitation.c.role).where(invitation.c.hash == hashed(secret), good)
            return cast("Role | None", connection.execute(role).scalar())

    def accept(self, secret: str, name: str, password: str) -> str:
        """Make the user who was invited, and log them in; an invitation is good once, also when two take it at once."""
        _check(name, password)
        now = self._clock()
        with self._writing.begin() as connection:
            mine = (invitation.c.hash == hashed(secret)) & invitation.c.used.is_(None)
            role = connection.execute(select(invitation.c.role).where(mine, invitation.c.made > now - INVITED)).scalar()
            if role is None or not connection.execute(update(invitation).where(mine).values(used=now)).rowcount:
                raise BadSetting("the invitation was used, or is too old: ask for another")
            self._insert_user(connection, name, password, role)
        return self._begin(name)

    def note(self, who: str, did: str, about: str, address: str) -> None:
        """Write down what somebody did."""
        values: dict[str, Any] = {"at": self._clock(), "who": who, "did": did, "about": about, "address": address}
        with self._writing.begin() as connection:
            connection.execute(insert(audit).values(values))

    def audit(self, *, limit: int = 200) -> list[AuditRow]:
        """List what was done, latest first."""
        columns = (audit.c.at, audit.c.who, audit.c.did, audit.c.about, audit.c.address)
        with self._engine.connect() as connection:
            return [
                AuditRow(*row)
                for row in connection.execute(select(*columns).order_by(audit.c.number.desc()).limit(limit))
            ]

    def _insert_user(self, connection: Connection, name: str, password: str, role: Role) -> None:
        """Make a user, unless there's one of that name."""
        if connection.execute(select(user.c.name).where(user.c.name == name)).first():
            raise BadSetting(f"there's a user {name} already: choose another name")
        values = {"name": name, "role": role, "password": self._hasher.hash(password), "made": self._clock()}
        connection.execute(insert(user).values(values))

    def _keep_an_admin(self, connection: Connection, name: str, *, unless: bool = False) -> None:
        """Refuse to lose the last admin; and a name that is nobody's."""
        row = connection.execute(select(user.c.role).where(user.c.name == name)).first()
        if row is None:
            raise NotFound(f"there's no user {name}")
        admins = select(func.count()).where(user.c.role == "admin", user.c.closed.is_(None))
        if row.role == "admin" and not unless and connection.execute(admins).scalar_one() <= 1:
            raise BadSetting(f"{name} is the only admin: make another one first")


def _check(name: str, password: str) -> None:
    """Refuse names and passwords that won't do."""
    if not NAME.fullmatch(name):
        raise BadSetting("a name has 2 to 40 of a–z, 0–9, dot, hyphen, underscore")
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadSetting(f"a password has at least {SHORTEST} characters")
    if password.lower() in (name, name * 2) or len(set(password)) < SHORTEST // 2:
        raise BadSetting("that password is too easy to guess")


def _opened(path: Path) -> Engine:
    """Open the file, made where there's none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    engine = create_engine(
        f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": LOCKED, "isolation_level": None}
    )
    with closing(engine.raw_connection()) as raw:  # outside any transaction, as SQLite wants it
        raw.cursor().execute("PRAGMA journal_mode = WAL")
        (version,) = raw.cursor().execute("PRAGMA user_version").fetchone()
    event.listen(engine, "begin", _begin)
    if version > VERSION:
        raise LedgerNewer(f"the accounts {path} were made by a newer version: upgrade with `pip install -U reportedly`")
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    return engine


def _begin(connection: Connection) -> None:
    """Begin a transaction: with the lock taken where it's going to write."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
