"""Who told the practitioner of an action for safety, and whether PSR is asked to ring them."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

STEPS = ["told", "PSR is asked to ring", "PSR tried to ring", "PSR rang"]
COMPANY = ["somebody from work", "somebody of their own", "nobody", "not known"]


def upgrade() -> None:
    op.create_table(
        "safety_telling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("safety_action_id", sa.Uuid(), nullable=False),
        sa.Column("step", _words("step", STEPS), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("company", _words("company", COMPANY)),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_safety_telling"),
        sa.ForeignKeyConstraint(["safety_action_id"], ["safety_action.id"], name="fk_safety_telling_safety_action_id"),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name="fk_safety_telling_by_id"),
        sa.CheckConstraint(
            "step = 'told' OR (who = '' AND company IS NULL)", name=op.f("ck_safety_telling_only_a_talk_has_people")
        ),
    )
    op.create_index("ix_safety_telling_safety_action_id", "safety_telling", ["safety_action_id"])
    for statement in append_only_ddl("safety_telling", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Who has told a practitioner would be lost, and whom PSR is to ring."""
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table("safety_telling"))):
        raise RuntimeError("This would lose who told practitioners of actions for safety. Keep this release.")
    op.drop_table("safety_telling")


def _words(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
