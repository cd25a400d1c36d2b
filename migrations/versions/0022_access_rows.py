"""Who opened a plan, and in which hour, is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access_row"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_access_row_plan_id"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_access_row_membership_id"),
        sa.UniqueConstraint("plan_id", "membership_id", "hour", name="uq_access_row_plan_id_membership_id_hour"),
    )
    op.create_index("ix_access_row_membership_id", "access_row", ["membership_id"])
    op.create_index("ix_access_row_hour", "access_row", ["hour"])


def downgrade() -> None:
    op.drop_table("access_row")
