"""Paragraphs added, removed and moved; other words for stages; another start."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = ["reword", "duration"]
AFTER = ["reword", "add", "remove", "move", "stage", "duration", "start"]


def upgrade() -> None:
    _allow(AFTER)
    op.add_column("amendment", sa.Column("clause_part", sa.String(length=200), server_default="", nullable=False))
    op.add_column("amendment", sa.Column("clause_kind", sa.String(length=20), server_default="", nullable=False))
    op.add_column("proposal_version", sa.Column("stored_flags", sa.Text(), server_default="[]", nullable=False))
    op.create_table(
        "stage_amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stage_key", sa.String(length=40), nullable=False),
        sa.Column("stage_part", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["proposal.id"], name=op.f("fk_stage_amendment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_amendment")),
    )
    op.create_index(op.f("ix_stage_amendment_stage_key"), "stage_amendment", ["stage_key"])


def downgrade() -> None:
    op.drop_table("stage_amendment")
    op.drop_column("proposal_version", "stored_flags")
    op.drop_column("amendment", "clause_kind")
    op.drop_column("amendment", "clause_part")
    _allow(BEFORE)


def _allow(kinds: list[str]) -> None:
    """Let the column take other words: its check is made anew."""
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.drop_constraint(op.f("ck_proposal_proposalkind"), type_="check")
        batch_op.create_check_constraint(op.f("ck_proposal_proposalkind"), sa.column("kind").in_(kinds))
