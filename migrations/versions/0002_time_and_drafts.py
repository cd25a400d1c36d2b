"""Time to take advice, and the decisions about words that call a plan a draft."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agreement", sa.Column("kept_drafts", sa.Text(), server_default="[]", nullable=False))
    op.create_table(
        "advice_time",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column(
            "party",
            sa.Enum("organisation", "practitioner", name="party", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_advice_time_by_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_advice_time_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_time")),
    )
    op.create_index(op.f("ix_advice_time_plan_id"), "advice_time", ["plan_id"])
    for statement in append_only_ddl("advice_time", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("advice_time")
    op.drop_column("agreement", "kept_drafts")
