"""The ledger's tables: what was kept, and what it adds up to.

Rows of the first half are only inserted, each with an entry in the log; their ids are hashes of what they hold, so
adding twice is adding once. The second half is derived: it follows from the first whatever its order, and is made
anew wherever a report changes it. Migrations under `migrations/` make these tables; a test holds the two together.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

HEAD = "0002"
"""The newest migration: what `alembic_version` holds in a ledger of this version."""

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
"""A number that orders rows by time (`numbers.ordinal`); SQLite keeps a table by it where it's an INTEGER key."""

# --- what was kept ------------------------------------------------------------------------------------------------

capture = Table(
    "capture",
    metadata,
    Column("sha256", String(64), primary_key=True, comment="of the bytes as they came"),
    Column("media", String(16), nullable=False, comment="text or html"),
    Column("size", BigInteger, nullable=False, comment="bytes before compression"),
    Column("content", LargeBinary, nullable=False, comment="zlib; empty where it was erased"),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True, comment="the document's own, else its URL's hash, else its text's"),
    Column("url", Text, index=True, comment="of the first capture; each capture's own is in retrieval"),
)

revision = Table(
    "revision",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of report and capture"),
    Column("report", ForeignKey("report.id"), nullable=False, index=True),
    Column("capture", ForeignKey("capture.sha256"), nullable=False, index=True),
    Column("retrieved", String(40), comment="ISO 8601, of the first capture"),
)

retrieval = Table(
    "retrieval",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of the rest"),
    Column("revision", ForeignKey("revision.id"), nullable=False, index=True),
    Column("url", Text),
    Column("retrieved", String(40), comment="ISO 8601, as it was given"),
    Column("headers", Text, comment="of the answer that brought it: a JSON list of pairs"),
    Index("retrieval_by_url", "url"),
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
    Column("body", LargeBinary, nullable=False, comment="the JSON form, zlib; empty where it was erased"),
    Index("reading_by_revision", "revision", "reader"),
)
"""Where two revisions read the same, the later one's key is the SHA-256 of that hash and its revision."""

judgement = Table(
    "judgement",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of the rest"),
    Column("kind", String(16), nullable=False),
    Column("subjects", Text, nullable=False, comment="JSON list"),
    Column("value", Text, comment="JSON"),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False, comment="ISO 8601, UTC"),
    Column("why", Text),
    Index("judgement_by_kind", "kind", "at"),
)

judged = Table(
    "judged",
    metadata,
    Column("subject", Text, primary_key=True, comment="what a judgement is about"),
    Column("judgement", ForeignKey("judgement.id"), primary_key=True),
)
"""The subjects of judgements, one a row, to find them by; not logged, for `judgement` has them."""

setting = Table(
    "setting",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of the rest"),
    Column("kind", String(16), nullable=False, comment="situation or channel"),
    Column("name", Text, nullable=False),
    Column("value", Text, comment="JSON; null where it was closed"),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False, comment="ISO 8601, UTC"),
    Index("setting_by_name", "kind", "name", "at"),
)
"""Situations and channels, and where ids lead that questions had: the latest row of a name holds, by time and id."""

polled = Table(
    "polled",
    metadata,
    Column("channel", Text, primary_key=True, comment="its name"),
    Column("state", Text, nullable=False, comment="JSON: when it was polled, validators, what was seen"),
)
"""How far a channel has been followed: working memory, altered in place and never logged."""

erasure = Table(
    "erasure",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of the rest"),
    Column("report", Text, nullable=False, index=True),
    Column("capture", String(64), nullable=False, index=True, comment="SHA-256 of the bytes that went"),
    Column("readings", Text, nullable=False, comment="JSON list: SHA-256 of each reading that went"),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False, comment="ISO 8601, UTC"),
    Column("reason", Text, nullable=False),
)
"""Tombstones."""

entry = Table(
    "entry",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False, comment="ISO 8601, UTC"),
    Column("kind", String(16), nullable=False, comment="the table of what was added"),
    Column("subject", Text, nullable=False, comment="its key there"),
    Column("previous", String(64), nullable=False, comment="hash of the entry before; zeros at the first"),
    Column("hash", String(64), nullable=False, unique=True),
    Index("entry_by_subject", "kind", "subject"),
)

# --- what it adds up to -------------------------------------------------------------------------------------------

current = Table(
    "current",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False, comment="orders by publication"),
    Column("report", Text, nullable=False, unique=True),
    Column("revision", String(64), nullable=False),
    Column("reading", String(64), nullable=False),
    Column("url", Text, comment="of the newest capture"),
    Column("published", String(40)),
    Column("moment", String(40), comment="when it was published, UTC"),
    Column("title", Text),
    Column("publisher", Text),
    Column("attributions", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("revisions", Integer, nullable=False),
    Column("derived", Text, comment="version of the reconciler whose claims of it stand below; null: none yet"),
    Index("current_by_url", "url"),
    Index("current_by_derived", "derived"),
)
"""Each report as it stands: its current revision and reading, by the rule in `standing`."""

imprint = Table(
    "imprint",
    metadata,
    Column("report", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False, comment="JSON, zlib"),
)

claim = Table(
    "claim",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False, comment="orders by publication"),
    Column("id", Text, nullable=False, unique=True, comment="the testimony's"),
    Column("report", Text, nullable=False, index=True),
    Column("question", Text, index=True),
    Column("moment", String(40), comment="when it was published, UTC"),
    Column("starts", String(40), comment="of the event, UTC"),
    Column("ends", String(40)),
    Column("body", LargeBinary, nullable=False, comment="the testimony's JSON form, zlib"),
)

blocking = Table(
    "blocking",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False, comment="hash of a block key"),
    Column("claim", Number, primary_key=True, autoincrement=False),
    Index("blocking_by_claim", "claim"),
    sqlite_with_rowid=False,
)
"""Which claims may answer the same question: those that share a key are compared."""

link = Table(
    "link",
    metadata,
    Column("first", Number, primary_key=True, autoincrement=False),
    Column("second", Number, primary_key=True, autoincrement=False),
    Column("verdict", SmallInteger, nullable=False, comment="0 same, 1 the first is part of the second"),
    Column("score", Double, nullable=False),
    Index("link_by_second", "second"),
    sqlite_with_rowid=False,
)
"""Comparisons that found two claims to belong together; of `same`, the lower number stands first."""

question = Table(
    "question",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False, comment="orders by the last answer"),
    Column("id", Text, nullable=False, unique=True, comment="of its first claim"),
    Column("text", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("event_type", Text),
    Column("event_mode", Text),
    Column("counts", Text),
    Column("unit", Text),
    Column("place", Text, comment="name"),
    Column("geonames_id", BigInteger),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("country", String(2)),
    Column("starts", String(40)),
    Column("ends", String(40)),
    Column("low", Double),
    Column("high", Double),
    Column("best", Double),
    Column("rule", String(40)),
    Column("conflict", SmallInteger),
    Column("reports", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("independent_low", Integer, nullable=False),
    Column("independent_high", Integer, nullable=False),
    Column("part_of", Text, index=True),
    Column("moment", String(40), comment="of the last answer's publication, UTC"),
)

forecast = Table(
    "forecast",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False, comment="orders by publication"),
    Column("id", Text, nullable=False, unique=True),
    Column("report", Text, nullable=False, index=True),
    Column("claim", Text, nullable=False, index=True, comment="the testimony's id"),
    Column("by", Text, index=True, comment="whose, folded"),
    Column("due", String(40), index=True, comment="the deadline's end, UTC"),
    Column("body", LargeBinary, nullable=False, comment="JSON, zlib"),
)

passage = Table(
    "passage",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False, comment="orders by publication"),
    Column("report", Text, nullable=False, index=True),
    Column("start", Integer, nullable=False, comment="code points of the report's text"),
    Column("body", LargeBinary, nullable=False, comment="the text, zlib"),
)
"""The reports' texts, in pieces that can be searched."""

SEARCHED = ("claim_words", "question_words", "passage_words")
"""Full text: on SQLite FTS5 tables of words and facets, on PostgreSQL tables of number and terms; `search` has them."""
