"""What happens to an account is kept."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

CHANGES = [
    "made",
    "password changed",
    "password reset",
    "second step set up",
    "second step taken off",
    "recovery codes renewed",
    "renamed",
    "address changed",
    "closed",
    "opened again",
]


def upgrade() -> None:
    op.create_table(
        "account_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "change",
            sa.Enum(*CHANGES, name="accountchange", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid()),
        sa.Column("said", sa.String(500), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account_event"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_account_event_person_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_account_event_by_id"),
    )
    op.create_index("ix_account_event_person_id", "account_event", ["person_id"])
    for statement in append_only_ddl("account_event", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("account_event")
