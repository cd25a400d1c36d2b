"""E-mail that leaves, and how far each is."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0037"
branch_labels = None
depends_on = None

KINDS = ["letter", "news", "reminder"]
STATES = ["waiting", "sending", "sent", "parked", "failed"]


def upgrade() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of(KINDS, "mailkind"), nullable=False),
        sa.Column("state", _one_of(STATES, "mailstate"), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Uuid()),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("fault", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mail"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_mail_person_id"),
    )
    op.create_index("ix_mail_state_due_at", "mail", ["state", "due_at"])
    op.create_index("ix_mail_person_id", "mail", ["person_id"])


def _one_of(words: list[str], name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    """Letters that have not left are lost: send them first, by flask notices send."""
    op.drop_table("mail")
