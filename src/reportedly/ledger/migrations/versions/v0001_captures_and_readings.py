"""Keep captures, reports, their revisions and readings, and the log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "capture",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("media", sa.String(16), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "report",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("url", TEXT),
    )
    op.create_index("ix_report_url", "report", ["url"])
    op.create_table(
        "revision",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("report", TEXT, sa.ForeignKey("report.id"), nullable=False),
        sa.Column("capture", sa.String(64), sa.ForeignKey("capture.sha256"), nullable=False),
        sa.Column("retrieved", sa.String(40)),
    )
    op.create_index("ix_revision_report", "revision", ["report"])
    op.create_table(
        "reading",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("revision", sa.String(64), sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("published", sa.String(40)),
        sa.Column("title", TEXT),
        sa.Column("publisher", TEXT),
        sa.Column("attributions", sa.Integer, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("reading_by_revision", "reading", ["revision", "reader"])
    op.create_index("ix_reading_published", "reading", ["published"])
    op.create_table(
        "entry",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
    )
    op.create_index("entry_by_subject", "entry", ["kind", "subject"])
