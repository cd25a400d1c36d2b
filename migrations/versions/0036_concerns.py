"""Comments that somebody shows PSR, and what PSR does about them."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KINDS = ["leave it as it is", "fold it", "pause its author", "fold it and pause its author"]
TABLES = ("concern", "concern_answer", "fold", "comment_pause")


def upgrade() -> None:
    _make("concern", "comment", "why", sa.Column("plan_id", sa.Uuid(), nullable=False), unique=["comment_id", "by_id"])
    op.create_index("ix_concern_plan_id", "concern", ["plan_id"])
    kind = sa.Enum(*KINDS, name="does", native_enum=False, create_constraint=True, length=40)
    _make("concern_answer", "concern", "reason", sa.Column("kind", kind, nullable=False), unique=["concern_id"])
    _make("fold", "comment", "reason", unique=["comment_id"])
    _make("comment_pause", "membership", "reason", sa.Column("until", sa.Date(), nullable=False), column="member_id")
    op.create_index("ix_comment_pause_member_id", "comment_pause", ["member_id"])
    with op.batch_alter_table("membership") as table:
        table.add_column(sa.Column("quiet_until", sa.Date()))
    for name in TABLES:
        for statement in append_only_ddl(name, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """What somebody showed PSR, and its answer, would be lost."""
    for name in TABLES:
        if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(name))):
            raise RuntimeError("This would lose what was shown to PSR about comments. Keep this release.")
    op.drop_column("membership", "quiet_until")
    for name in reversed(TABLES):
        op.drop_table(name)


def _make(
    name: str, about: str, words: str, *more: sa.Column[object], unique: list[str] | None = None, column: str = ""
) -> None:
    """A table of what somebody said about one row of another one."""
    column = column or f"{about}_id"
    plan = [sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=f"fk_{name}_plan_id")] if name == "concern" else []
    once = [sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}")] if unique else []
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(column, sa.Uuid(), nullable=False),
        *more,
        sa.Column(words, sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint([column], [f"{about}.id"], name=f"fk_{name}_{column}"),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=f"fk_{name}_by_id"),
        *plan,
        *once,
    )
