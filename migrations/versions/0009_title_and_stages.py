"""Another title for the plan, a stage more, and a stage less."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BEFORE = ["reword", "add", "remove", "move", "stage", "duration", "start"]
AFTER = [*BEFORE, "title", "stage_more", "stage_less"]


def upgrade() -> None:
    _allow(AFTER)
    op.create_table(
        "stage_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stage_key", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["proposal.id"], name=op.f("fk_stage_change_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_change")),
    )
    op.create_index(op.f("ix_stage_change_stage_key"), "stage_change", ["stage_key"])


def downgrade() -> None:
    op.drop_table("stage_change")
    _allow(BEFORE)


def _allow(kinds: list[str]) -> None:
    """Let the column take other words: its check is made anew."""
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.drop_constraint(op.f("ck_proposal_proposalkind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_proposal_proposalkind"), sa.column("kind").in_(kinds))
