"""Up to where each person has read a plan."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "last_look",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name=op.f("fk_last_look_membership_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_last_look_plan_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_last_look_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_last_look")),
    )
    op.create_index(op.f("ix_last_look_plan_id_membership_id"), "last_look", ["plan_id", "membership_id"])
    for statement in append_only_ddl("last_look", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("last_look")
