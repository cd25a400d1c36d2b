"""A suggested change, a talk and a decision to keep words can be about health: then only both parties and the adviser of the case read it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("proposal", "thread", "dismissal")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("health", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "health")
