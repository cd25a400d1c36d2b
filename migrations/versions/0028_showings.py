"""What both parties show an observer of a plan, section by section."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

PARTY = sa.Enum("organisation", "practitioner", name="party", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "showing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("observer_id", sa.Uuid(), nullable=False),
        sa.Column("party", PARTY, nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("before_agreement", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Uuid()),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("is_agreed", sa.Boolean()),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_showing"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_showing_plan_id"),
        sa.ForeignKeyConstraint(["observer_id"], ["membership.id"], name="fk_showing_observer_id"),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name="fk_showing_by_id"),
        sa.ForeignKeyConstraint(["answered_by_id"], ["membership.id"], name="fk_showing_answered_by_id"),
        sa.CheckConstraint("(answered_at IS NULL) = (is_agreed IS NULL)", name="ck_showing_answered_once"),
    )
    op.create_index("ix_showing_plan_id", "showing", ["plan_id"])
    op.create_index("ix_showing_observer_id", "showing", ["observer_id"])
    _at_most_one("ix_showing_waiting", "answered_at IS NULL AND ended_at IS NULL")
    _at_most_one("ix_showing_standing", "is_agreed AND ended_at IS NULL")


def downgrade() -> None:
    """What both parties chose to show, or not to show, would be lost."""
    chosen = sa.select(sa.func.count()).select_from(sa.table("showing"))
    if op.get_bind().scalar(chosen):
        raise RuntimeError("This would lose what the parties show to observers. Keep this release.")
    op.drop_table("showing")


def _at_most_one(name: str, where: str) -> None:
    is_so = sa.text(where)
    op.create_index(
        name, "showing", ["plan_id", "observer_id"], unique=True, sqlite_where=is_so, postgresql_where=is_so
    )
