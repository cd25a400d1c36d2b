"""PSR can pause a case."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

REASONS = ["illness", "a death", "legal proceedings", "something else"]


def upgrade() -> None:
    with op.batch_alter_table("case_file") as table:
        table.add_column(sa.Column("paused_at", sa.DateTime(timezone=True)))
    op.create_table(
        "hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "why", sa.Enum(*REASONS, native_enum=False, create_constraint=True, length=40, name="why"), nullable=False
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("look_again", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_hold"),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_hold_case_id"),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name="fk_hold_by_id"),
    )
    op.create_index("ix_hold_case_id", "hold", ["case_id"])
    standing = {"sqlite_where": sa.text("ended_at IS NULL"), "postgresql_where": sa.text("ended_at IS NULL")}
    op.create_index("ix_hold_standing", "hold", ["case_id"], unique=True, **standing)


def downgrade() -> None:
    op.drop_table("hold")
    with op.batch_alter_table("case_file") as table:
        table.drop_column("paused_at")
