"""Reminders of what waits, and e-mail that came back."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_reminder_plan_id"),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"], name="fk_reminder_membership_id"),
        sa.UniqueConstraint(
            "plan_id", "membership_id", "since", "number", name="uq_reminder_plan_id_membership_id_since_number"
        ),
    )
    op.create_index("ix_reminder_membership_id", "reminder", ["membership_id"])
    op.create_table(
        "bounce",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bounce"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_bounce_person_id"),
    )
    op.create_index("ix_bounce_person_id", "bounce", ["person_id"])
    op.add_column("mail", sa.Column("reminder_id", sa.Uuid()))


def downgrade() -> None:
    op.drop_column("mail", "reminder_id")
    op.drop_table("bounce")
    op.drop_table("reminder")
