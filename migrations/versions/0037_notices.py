"""Notices of what happened, and how far each stream has been told: what happened before is told to nobody."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

STREAMS = ["shared", "organisation", "practitioner", "psr", "organisation_psr", "practitioner_psr"]
UNREAD = sa.text("read_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_notice_event_id"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_notice_membership_id"),
        sa.UniqueConstraint("event_id", "membership_id", name="uq_notice_event_id_membership_id"),
    )
    op.create_index("ix_notice_membership_id_at", "notice", ["membership_id", "at"])
    op.create_index("ix_notice_unread", "notice", ["membership_id"], sqlite_where=UNREAD, postgresql_where=UNREAD)
    stream = sa.Enum(*STREAMS, name="stream", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "notice_cursor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("stream", stream, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice_cursor"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name="fk_notice_cursor_event_id"),
        sa.UniqueConstraint("case_id", "stream", name="uq_notice_cursor_case_id_stream"),
    )
    _begin_now()


def _begin_now() -> None:
    newest = "SELECT max(seq) FROM event AS later WHERE later.case_id = event.case_id AND later.stream = event.stream"
    heads = sa.text(f"SELECT id, case_id, stream, seq FROM event WHERE seq = ({newest})")  # noqa: S608 - our own words
    found = op.get_bind().execute(heads.columns(id=sa.Uuid(), case_id=sa.Uuid())).all()
    names = ("id", "case_id", "stream", "seq", "event_id")
    kinds = (sa.Uuid(), sa.Uuid(), sa.String(), sa.Integer(), sa.Uuid())
    cursor = sa.table("notice_cursor", *map(sa.column, names, kinds))
    rows = [dict(zip(names, (uuid.uuid4(), one.case_id, one.stream, one.seq, one.id), strict=True)) for one in found]
    op.bulk_insert(cursor, rows)


def downgrade() -> None:
    """Notices are made again from the record; what their readers marked as read is told anew."""
    op.drop_table("notice_cursor")
    op.drop_table("notice")
