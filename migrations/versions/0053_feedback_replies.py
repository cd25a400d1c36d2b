"""What organisations answer to PSR's points, and whether the practitioner reads its feedback."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

TOOK = ["adopted", "adapted", "not adopted", "later"]
TABLES = ("feedback_reply", "feedback_showing")


def upgrade() -> None:
    with op.batch_alter_table("feedback_review") as table:
        table.add_column(sa.Column("is_shown", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("feedback_review") as table:
        table.alter_column("is_shown", server_default=None)
    took = sa.Enum(*TOOK, name="took", native_enum=False, create_constraint=True, length=40)
    _make(
        "feedback_reply",
        [
            sa.Column("case_id", sa.Uuid(), nullable=False),
            sa.Column("remark_id", sa.Uuid(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("took", took, nullable=False),
            sa.Column("reason", sa.Text(), nullable=False),
            sa.Column("proposal_id", sa.Uuid()),
        ],
        {"case_id": "case_file", "remark_id": "feedback_remark", "proposal_id": "proposal"},
        sa.UniqueConstraint("remark_id", "number", name="uq_feedback_reply_remark_id_number"),
    )
    op.create_index("ix_feedback_reply_case_id", "feedback_reply", ["case_id"])
    _make(
        "feedback_showing",
        [
            sa.Column("review_id", sa.Uuid(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("shown", sa.Boolean(), nullable=False),
        ],
        {"review_id": "feedback_review"},
        sa.UniqueConstraint("review_id", "number", name="uq_feedback_showing_review_id_number"),
    )
    for name in TABLES:
        for statement in append_only_ddl(name, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """What organisations answered would be lost."""
    for name in TABLES:
        if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(name))):
            raise RuntimeError("This would lose what organisations answered to feedback. Keep this release.")
    for name in reversed(TABLES):
        op.drop_table(name)
    with op.batch_alter_table("feedback_review") as table:
        table.drop_column("is_shown")


def _make(name: str, columns: list[sa.Column[object]], leads_to: dict[str, str], once: sa.UniqueConstraint) -> None:
    """A table of what somebody did, with keys to others by column."""
    keys = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}")
        for column, table in (leads_to | {"by_id": "membership"}).items()
    ]
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *keys,
        once,
    )
