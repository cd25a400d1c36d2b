"""A suggestion that brings a paragraph back holds it whole, with its fields and all that stood under it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("amendment", sa.Column("restored", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("amendment", "restored")
