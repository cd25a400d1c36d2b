"""Documents that organisations send PSR with their requests for feedback."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0056"
down_revision = "0053"
branch_labels = None
depends_on = None

TABLE = "feedback_document"
LINKS = {"case_id": "case_file", "request_id": "feedback_request", "file_id": "stored_file", "by_id": "membership"}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in LINKS),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("health", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        *(sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_{TABLE}_{name}") for name, table in LINKS.items()),
        sa.UniqueConstraint("request_id", "number", name=f"uq_{TABLE}_request_id_number"),
    )
    op.create_index(f"ix_{TABLE}_case_id", TABLE, ["case_id"])
    for statement in append_only_ddl(TABLE, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """What organisations sent PSR would be lost."""
    if op.get_bind().scalar(sa.select(sa.func.count()).select_from(sa.table(TABLE))):
        raise RuntimeError("This would lose the documents that organisations sent PSR. Keep this release.")
    op.drop_table(TABLE)
