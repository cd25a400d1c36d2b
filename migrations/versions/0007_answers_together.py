"""Answers and suggestions sent together; notes that stay on one's own side; a representative's advice."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SIDES = ["organisation", "practitioner", "psr", "observer"]


def upgrade() -> None:
    op.add_column("kept_answer", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.execute("UPDATE kept_answer SET note = reason, reason = ''")
    op.create_table(
        "caution",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("side", _side(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_caution_by_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_caution_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caution")),
        sa.UniqueConstraint("proposal_id", "by_id", name=op.f("uq_caution_proposal_id_by_id")),
    )
    op.create_table(
        "bundle",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("side", _side(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_bundle_by_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_bundle_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle")),
    )
    op.create_index(op.f("ix_bundle_plan_id"), "bundle", ["plan_id"])
    for statement in append_only_ddl("bundle", op.get_bind().dialect.name):
        op.execute(statement)
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.add_column(sa.Column("bundle_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_proposal_bundle_id"), "bundle", ["bundle_id"], ["id"])
        batch_op.create_index(op.f("ix_proposal_bundle_id"), ["bundle_id"])


def downgrade() -> None:
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.drop_index(op.f("ix_proposal_bundle_id"))
        batch_op.drop_constraint(op.f("fk_proposal_bundle_id"), type_="foreignkey")
        batch_op.drop_column("bundle_id")
    op.drop_table("bundle")
    op.drop_table("caution")
    op.drop_column("kept_answer", "note")


def _side() -> sa.Enum:
    return sa.Enum(*SIDES, name="side", native_enum=False, create_constraint=True, length=40)
