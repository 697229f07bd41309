"""The ledger's tables. Rows are only inserted; their ids are hashes of what they hold, so adding twice is adding once.

Migrations under `migrations/` make these tables; a test holds the two against each other.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0001"
"""The newest migration: what `alembic_version` holds in a ledger of this version."""

metadata = MetaData()

capture = Table(
    "capture",
    metadata,
    Column("sha256", String(64), primary_key=True, comment="of the bytes as they came"),
    Column("media", String(16), nullable=False, comment="text or html"),
    Column("size", BigInteger, nullable=False, comment="bytes before compression"),
    Column("content", LargeBinary, nullable=False, comment="zlib"),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True, comment="the document's own, else its URL's hash, else its text's"),
    Column("url", Text, index=True),
)

revision = Table(
    "revision",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of report and capture"),
    Column("report", ForeignKey("report.id"), nullable=False, index=True),
    Column("capture", ForeignKey("capture.sha256"), nullable=False),
    Column("retrieved", String(40), comment="ISO 8601"),
)

reading = Table(
    "reading",
    metadata,
    Column("sha256", String(64), primary_key=True, comment="of the reading's JSON form"),
    Column("revision", ForeignKey("revision.id"), nullable=False),
    Column("reader", Text, nullable=False, comment="version and model"),
    Column("published", String(40), index=True, comment="ISO 8601"),
    Column("title", Text),
    Column("publisher", Text),
    Column("attributions", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False, comment="the JSON form, zlib"),
    Index("reading_by_revision", "revision", "reader"),
)

entry = Table(
    "entry",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False, comment="ISO 8601, UTC"),
    Column("kind", String(16), nullable=False, comment="the table of what was added"),
    Column("subject", Text, nullable=False, comment="its key there"),
    Column("previous", String(64), nullable=False, comment="hash of the entry before; zeros at the first"),
    Column("hash", String(64), nullable=False, unique=True),
    Index("entry_by_subject", "kind", "subject"),
)
