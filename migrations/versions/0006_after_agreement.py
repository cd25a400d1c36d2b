"""Actions taken for safety, and plans that PSR withdraws."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ["plan_withdrawal", "safety_action", "safety_action_end", "safety_remark"]


def upgrade() -> None:
    op.create_table(
        "plan_withdrawal",
        *_said_by("plan_withdrawal"),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_withdrawal_plan_id")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_plan_withdrawal_plan_id")),
    )
    op.create_table(
        "safety_action",
        *_said_by("safety_action"),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("from_when", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_safety_action_plan_id")),
    )
    op.create_index(op.f("ix_safety_action_plan_id"), "safety_action", ["plan_id"])
    op.create_table(
        "safety_action_end",
        *_said_by("safety_action_end"),
        *_of_an_action("safety_action_end"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.UniqueConstraint("safety_action_id", name=op.f("uq_safety_action_end_safety_action_id")),
    )
    op.create_table(
        "safety_remark",
        *_said_by("safety_remark"),
        *_of_an_action("safety_remark"),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_index(op.f("ix_safety_remark_safety_action_id"), "safety_remark", ["safety_action_id"])
    for table in TABLES:
        for statement in append_only_ddl(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    for table in ("safety_remark", "safety_action_end", "safety_action", "plan_withdrawal"):
        op.drop_table(table)


def _said_by(table: str) -> list[sa.schema.SchemaItem]:
    """Whose row it is, and when."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f(f"fk_{table}_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _of_an_action(table: str) -> list[sa.schema.SchemaItem]:
    """The action that it is about."""
    key = sa.ForeignKeyConstraint(["safety_action_id"], ["safety_action.id"], name=op.f(f"fk_{table}_safety_action_id"))
    return [sa.Column("safety_action_id", sa.Uuid(), nullable=False), key]
