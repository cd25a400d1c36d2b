"""What is said in a conversation is numbered: its order is counted, never guessed from the time."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

UNPROTECT = {
    "sqlite": ["DROP TRIGGER comment_no_update", "DROP TRIGGER comment_no_delete"],
    "postgresql": ["DROP TRIGGER comment_append_only ON comment"],
}
NUMBER = """
UPDATE comment SET number = counted.place FROM
(SELECT id, row_number() OVER (PARTITION BY thread_id ORDER BY at, id) AS place FROM comment) AS counted
WHERE counted.id = comment.id
"""


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    op.add_column("comment", sa.Column("number", sa.Integer(), server_default="1", nullable=False))
    for statement in [*UNPROTECT[dialect], NUMBER, *append_only_ddl("comment", dialect)]:
        op.execute(statement)
    op.drop_index(op.f("ix_comment_thread_id"), "comment")
    op.create_index(op.f("ix_comment_thread_id_number"), "comment", ["thread_id", "number"], unique=True)


def downgrade() -> None:
    op.drop_index(op.f("ix_comment_thread_id_number"), "comment")
    op.create_index(op.f("ix_comment_thread_id"), "comment", ["thread_id"])
    op.drop_column("comment", "number")
