"""Passkeys are a second step of signing in; people change the address of their account by a link."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BEFORE = [
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
NEW = ["passkey added", "passkey taken off"]
ANY_PASSKEY = "SELECT 1 FROM passkey LIMIT 1"
ANY_EVENT = "SELECT 1 FROM account_event WHERE change IN ('passkey added', 'passkey taken off') LIMIT 1"


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.String(1364), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_passkey"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_passkey_person_id"),
        sa.UniqueConstraint("key_id", name="uq_passkey_key_id"),
    )
    op.create_index("ix_passkey_person_id", "passkey", ["person_id"])
    op.create_table(
        "spent_challenge",
        sa.Column("challenge_hash", sa.String(64), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("challenge_hash", name="pk_spent_challenge"),
    )
    op.create_table(
        "address_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_address_change"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_address_change_person_id"),
        sa.UniqueConstraint("token_hash", name="uq_address_change_token_hash"),
    )
    op.create_index("ix_address_change_person_id", "address_change", ["person_id"])
    _allow(BEFORE + NEW)


def downgrade() -> None:
    """Refuses where somebody has a passkey, or had one: what happened to an account is kept as long as the account."""
    connection = op.get_bind()
    if connection.execute(sa.text(ANY_PASSKEY)).first() or connection.execute(sa.text(ANY_EVENT)).first():
        raise RuntimeError("There are passkeys, or were some: going back would lose what happened to an account.")
    _allow(BEFORE)
    op.drop_table("address_change")
    op.drop_table("spent_challenge")
    op.drop_table("passkey")


def _allow(changes: list[str]) -> None:
    """Let the column take other words: its check is made anew, and where that makes the table anew, its triggers too."""
    with op.batch_alter_table("account_event") as batch_op:
        batch_op.drop_constraint(op.f("ck_account_event_accountchange"), type_="check")
        batch_op.create_check_constraint(op.f("ck_account_event_accountchange"), sa.column("change").in_(changes))
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for statement in append_only_ddl("account_event", dialect):
            op.execute(statement)
