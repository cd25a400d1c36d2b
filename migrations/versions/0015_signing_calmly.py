"""What PSR names when it issues a plan, an explanation asked for before signing, and a note beside a signature."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "designation",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("consequences", sa.Text(), nullable=False),
        sa.Column("standard_agreement", sa.String(length=40), nullable=False),
        *_by_whom("designation", "plan"),
    )
    op.create_table(
        "explanation_request",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        *_by_whom("explanation_request", "agreement"),
    )
    op.add_column("signature", sa.Column("note", sa.Text(), server_default="", nullable=False))
    for table in ("designation", "explanation_request"):
        for statement in append_only_ddl(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    op.drop_column("signature", "note")
    op.drop_table("explanation_request")
    op.drop_table("designation")


def _by_whom(table: str, of: str) -> list[sa.schema.SchemaItem]:
    """Who wrote a row and when; there is one of each plan or agreement."""
    about = f"{of}_id"
    return [
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint([about], [f"{of}.id"], name=op.f(f"fk_{table}_{about}")),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f(f"fk_{table}_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(about, name=op.f(f"uq_{table}_{about}")),
    ]
