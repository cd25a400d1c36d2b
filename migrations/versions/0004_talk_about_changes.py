"""Conversations about suggested changes, questions, reopened talk, copies of comments; who asked PSR for a change."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ASKERS = ["organisation", "practitioner", "both"]


def upgrade() -> None:
    op.add_column("thread", sa.Column("is_question", sa.Boolean(), server_default=sa.false(), nullable=False))
    _let_talk_be_settled_again()
    _ask_psr()
    op.create_table(
        "comment_copy",
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_comment_copy_by_id")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_comment_copy_comment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_copy")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_comment_copy_comment_id")),
    )
    op.create_table(
        "reopening",
        sa.Column("settlement_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_reopening_by_id")),
        sa.ForeignKeyConstraint(["settlement_id"], ["settlement.id"], name=op.f("fk_reopening_settlement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopening")),
        sa.UniqueConstraint("settlement_id", name=op.f("uq_reopening_settlement_id")),
    )
    for table in ("comment_copy", "reopening", "settlement"):
        for statement in append_only_ddl(table, op.get_bind().dialect.name):
            op.execute(statement)


def _let_talk_be_settled_again() -> None:
    with op.batch_alter_table("settlement") as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), server_default="1", nullable=False))
        batch_op.drop_constraint(op.f("uq_settlement_thread_id"), type_="unique")
        batch_op.create_unique_constraint(op.f("uq_settlement_thread_id_number"), ["thread_id", "number"])


def _ask_psr() -> None:
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.add_column(sa.Column("asked_by", sa.String(length=40), nullable=True))
        batch_op.create_check_constraint(op.f("ck_proposal_asker"), sa.column("asked_by").in_(ASKERS))
        batch_op.create_check_constraint(
            op.f("ck_proposal_only_psr_is_asked"), "(side = 'psr') = (asked_by IS NOT NULL)"
        )


def downgrade() -> None:
    """Only talk that was settled no more than once goes back: the second settlement of a thread has no place."""
    op.drop_table("reopening")
    op.drop_table("comment_copy")
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.drop_constraint(op.f("ck_proposal_only_psr_is_asked"), type_="check")
        batch_op.drop_constraint(op.f("ck_proposal_asker"), type_="check")
        batch_op.drop_column("asked_by")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER settlement_append_only ON settlement")
    with op.batch_alter_table("settlement") as batch_op:
        batch_op.drop_constraint(op.f("uq_settlement_thread_id_number"), type_="unique")
        batch_op.drop_column("number")
        batch_op.create_unique_constraint(op.f("uq_settlement_thread_id"), ["thread_id"])
    op.drop_column("thread", "is_question")
