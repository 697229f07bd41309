"""Keep retrievals, judgements, settings and erasures; and what many reports add up to, with its search."""


import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
# texts are ordered by code point on every database, so that lists and prefixes are the same on all
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
HASH = sa.String(64)
SEARCHED = ("claim_words", "question_words", "passage_words")


def upgrade() -> None:
    _kept()
    _derived()
    _questions()
    _search()


def _kept() -> None:
    op.create_index("ix_revision_capture", "revision", ["capture"])
    op.create_table(
        "retrieval",
        sa.Column("id", HASH, primary_key=True),
        sa.Column("revision", HASH, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("url", TEXT),
        sa.Column("retrieved", MOMENT),
        sa.Column("headers", TEXT),
    )
    op.create_index("ix_retrieval_revision", "retrieval", ["revision"])
    op.create_index("retrieval_by_url", "retrieval", ["url"])
    op.create_table(
        "judgement",
        sa.Column("id", HASH, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subjects", TEXT, nullable=False),
        sa.Column("value", TEXT),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", TEXT),
    )
    op.create_index("judgement_by_kind", "judgement", ["kind", "at"])
    op.create_table(
        "judged",
        sa.Column("subject", TEXT, primary_key=True),
        sa.Column("judgement", HASH, sa.ForeignKey("judgement.id"), primary_key=True),
    )
    op.create_table(
        "setting",
        sa.Column("id", HASH, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("setting_by_name", "setting", ["kind", "name", "at"])
    op.create_table(
        "polled",
        sa.Column("channel", TEXT, primary_key=True),
        sa.Column("state", TEXT, nullable=False),
    )
    op.create_table(
        "erasure",
        sa.Column("id", HASH, primary_key=True),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("capture", HASH, nullable=False),
        sa.Column("readings", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
    )
    op.create_index("ix_erasure_report", "erasure", ["report"])
    op.create_index("ix_erasure_capture", "erasure", ["capture"])


def _derived() -> None:
    op.create_table(
        "current",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("report", TEXT, nullable=False, unique=True),
        sa.Column("revision", HASH, nullable=False),
        sa.Column("reading", HASH, nullable=False),
        sa.Column("url", TEXT),
        sa.Column("published", MOMENT),
        sa.Column("moment", MOMENT),
        sa.Column("title", TEXT),
        sa.Column("publisher", TEXT),
        sa.Column("attributions", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("revisions", sa.Integer, nullable=False),
        sa.Column("derived", TEXT),
    )
    op.create_index("current_by_url", "current", ["url"])
    op.create_index("current_by_derived", "current", ["derived"])
    op.create_table(
        "imprint",
        sa.Column("report", TEXT, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "claim",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", TEXT, nullable=False, unique=True),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("question", TEXT),
        sa.Column("moment", MOMENT),
        sa.Column("starts", MOMENT),
        sa.Column("ends", MOMENT),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_claim_report", "claim", ["report"])
    op.create_index("ix_claim_question", "claim", ["question"])
    op.create_table(
        "blocking",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("claim", NUMBER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("blocking_by_claim", "blocking", ["claim"])
    op.create_table(
        "link",
        sa.Column("first", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("second", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("verdict", sa.SmallInteger, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("link_by_second", "link", ["second"])


def _questions() -> None:
    op.create_table(
        "question",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", TEXT, nullable=False, unique=True),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        *(sa.Column(name, TEXT) for name in ("event_type", "event_mode", "counts", "unit", "place")),
        sa.Column("geonames_id", sa.BigInteger),
        sa.Column("latitude", sa.Double),
        sa.Column("longitude", sa.Double),
        sa.Column("country", sa.String(2)),
        sa.Column("starts", MOMENT),
        sa.Column("ends", MOMENT),
        sa.Column("low", sa.Double),
        sa.Column("high", sa.Double),
        sa.Column("best", sa.Double),
        sa.Column("rule", MOMENT),
        sa.Column("conflict", sa.SmallInteger),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("reports", "answers", "independent_low", "independent_high")
        ),
        sa.Column("part_of", TEXT),
        sa.Column("moment", MOMENT),
    )
    op.create_index("ix_question_part_of", "question", ["part_of"])
    op.create_table(
        "forecast",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", TEXT, nullable=False, unique=True),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("claim", TEXT, nullable=False),
        sa.Column("by", TEXT),
        sa.Column("due", MOMENT),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    for name in ("report", "claim", "by", "due"):
        op.create_index(f"ix_forecast_{name}", "forecast", [name])
    op.create_table(
        "passage",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("report", TEXT, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_passage_report", "passage", ["report"])


def _search() -> None:
    for name in SEARCHED:
        if op.get_bind().dialect.name == "sqlite":
            # words come folded, stemmed and parted by blanks: the tokenizer has nothing to decide but the case of ASCII
            op.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, facets, columnsize=0, tokenize=\"ascii tokenchars ':/_.+-'\")"
            )
        else:
            op.execute(f"CREATE TABLE {name} (number BIGINT PRIMARY KEY, terms TSVECTOR NOT NULL)")
            op.execute(f"CREATE INDEX {name}_terms ON {name} USING gin (terms) WITH (fastupdate = off)")
