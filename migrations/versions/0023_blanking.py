"""That words which must not be kept were covered is kept, without the words."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blanking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blanking"),
    )
    for statement in append_only_ddl("blanking", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("blanking")
