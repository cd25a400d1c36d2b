"""Organisations and PSR can sign their people in; who has bound their account to one there, and by what a sign-in came."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

NEW = ("single sign-on set up", "single sign-on taken off")
BEFORE = (
    "made",
    "password changed",
    "password reset",
    "second step set up",
    "second step taken off",
    "passkey added",
    "passkey taken off",
    "recovery codes renewed",
    "renamed",
    "address changed",
    "closed",
    "opened again",
)
ANY_ACCOUNT = "SELECT 1 FROM provider_account LIMIT 1"
STANDS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "provider_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(40), nullable=False),
        sa.Column("issuer", sa.String(500), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("bound_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_provider_account"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_provider_account_person_id"),
    )
    _index_of_standing("ix_provider_account_person", ["person_id", "provider"])
    _index_of_standing("ix_provider_account_subject", ["provider", "issuer", "subject"])
    with op.batch_alter_table("sign_in") as batch_op:
        batch_op.add_column(sa.Column("vouched_by_id", sa.Uuid()))
        batch_op.create_foreign_key("fk_sign_in_vouched_by_id", "provider_account", ["vouched_by_id"], ["id"])
    op.create_index("ix_invitation_email", "invitation", ["email"])
    _allow(BEFORE + NEW)


def downgrade() -> None:
    """Refuses where somebody has bound an account: what happened to an account is kept as long as the account."""
    if op.get_bind().execute(sa.text(ANY_ACCOUNT)).first():
        raise RuntimeError("Accounts are bound to providers, or were: going back would lose who could sign in.")
    _allow(BEFORE)
    op.drop_index("ix_invitation_email", "invitation")
    with op.batch_alter_table("sign_in") as batch_op:
        batch_op.drop_constraint("fk_sign_in_vouched_by_id", type_="foreignkey")
        batch_op.drop_column("vouched_by_id")
    op.drop_table("provider_account")


def _index_of_standing(name: str, columns: list[str]) -> None:
    op.create_index(name, "provider_account", columns, unique=True, sqlite_where=STANDS, postgresql_where=STANDS)


def _allow(changes: tuple[str, ...]) -> None:
    """Let the column take other words: its check is made anew, and where that makes the table anew, its triggers too."""
    with op.batch_alter_table("account_event") as batch_op:
        batch_op.drop_constraint(op.f("ck_account_event_accountchange"), type_="check")
        batch_op.create_check_constraint(op.f("ck_account_event_accountchange"), sa.column("change").in_(changes))
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for statement in append_only_ddl("account_event", dialect):
            op.execute(statement)
