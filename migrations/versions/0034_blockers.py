"""What a party waits for itself, and that it is over."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

WHY = ["a placement", "a supervisor", "occupational health", "funding"]
WHY += ["something else", "leave", "illness", "advice"]


def upgrade() -> None:
    op.create_table(
        "blocker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("party", _words("party", ["organisation", "practitioner"]), nullable=False),
        sa.Column("why", _words("why", WHY), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocker"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_blocker_plan_id"),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name="fk_blocker_by_id"),
        sa.CheckConstraint("(why = 'something else') = (words <> '')", name=op.f("ck_blocker_words_say_what")),
        sa.CheckConstraint("first <= until", name=op.f("ck_blocker_ends_after_it_begins")),
    )
    op.create_index("ix_blocker_plan_id", "blocker", ["plan_id"])
    op.create_table(
        "blocker_end",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("blocker_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocker_end"),
        sa.UniqueConstraint("blocker_id", name="uq_blocker_end_blocker_id"),
        sa.ForeignKeyConstraint(["blocker_id"], ["blocker.id"], name="fk_blocker_end_blocker_id"),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name="fk_blocker_end_by_id"),
    )
    for name in ("blocker", "blocker_end"):
        for statement in append_only_ddl(name, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """What parties said they wait for would be lost, and with it which days were counted."""
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table("blocker"))):
        raise RuntimeError("This would lose what parties said they wait for. Keep this release.")
    op.drop_table("blocker_end")
    op.drop_table("blocker")


def _words(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
