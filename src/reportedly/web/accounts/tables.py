"""The tables of accounts. What lets somebody in (passwords, sessions, tokens, invitations) stands there hashed only."""

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()
VERSION = 1
"""Of these tables: kept as SQLite's user_version; a newer one is refused."""

user = Table(
    "user",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False, comment="argon2id"),
    Column("made", Float, nullable=False, comment="seconds since 1970, as all times here"),
    Column("closed", Float),
)
session = Table(
    "session",
    metadata,
    Column("hash", String(64), primary_key=True, comment="SHA-256 of what the cookie holds"),
    Column("user", ForeignKey("user.name"), nullable=False, index=True),
    Column("made", Float, nullable=False),
    Column("seen", Float, nullable=False),
)
token = Table(
    "token",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("hash", String(64), nullable=False, unique=True, comment="SHA-256 of the token"),
    Column("user", ForeignKey("user.name"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("scope", String(16), nullable=False, comment="the role it acts in, at most its user's"),
    Column("made", Float, nullable=False),
    Column("used", Float),
    Column("revoked", Float),
)
invitation = Table(
    "invitation",
    metadata,
    Column("hash", String(64), primary_key=True, comment="SHA-256 of what the link holds"),
    Column("role", String(16), nullable=False),
    Column("by", String(64), nullable=False),
    Column("made", Float, nullable=False),
    Column("used", Float),
)
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Float, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("address", Text, nullable=False, comment="of the one who asked"),
)
