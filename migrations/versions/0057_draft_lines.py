"""Lines that were pointed out in what was brought into a draft, kept until somebody settles each."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

NAME = "draft_line"


def upgrade() -> None:
    op.create_table(
        NAME,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("above_key", sa.String(40), nullable=False),
        sa.Column("is_in_plan", sa.Boolean(), nullable=False),
        sa.Column("kept_in", sa.Integer(), nullable=False),
        sa.Column("settled_in", sa.Integer()),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f(f"fk_{NAME}_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{NAME}")),
    )
    op.create_index(op.f(f"ix_{NAME}_plan_id"), NAME, ["plan_id"])


def downgrade() -> None:
    """What nobody has decided on would be lost."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM draft_line WHERE settled_in IS NULL")):
        raise RuntimeError("Lines that were pointed out in drafts wait to be settled. Keep this release.")
    op.drop_table(NAME)
