"""How people want to be told by e-mail: nobody is written to about what happened before."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

CADENCES = ["daily", "at once", "my turn"]
CHANGES = [
    "made",
    "password changed",
    "password reset",
    "second step set up",
    "second step taken off",
    "passkey added",
    "passkey taken off",
    "single sign-on set up",
    "single sign-on taken off",
    "recovery codes renewed",
    "renamed",
    "address changed",
    "closed",
    "opened again",
    "link for a password sent",
    "signed out everywhere",
    "joined an organisation",
    "left an organisation",
    "made an administrator",
    "no administrator any more",
    "may open cases",
    "may open no cases any more",
    "subject-access file made",
    "subject-access file released",
]
UNMAILED = sa.text("mailed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "mail_preference",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "cadence",
            sa.Enum(*CADENCES, name="cadence", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("at_any_hour", sa.Boolean(), nullable=False),
        sa.Column("sealed_phrase", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mail_preference"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_mail_preference_person_id"),
        sa.UniqueConstraint("person_id", name="uq_mail_preference_person_id"),
    )
    op.add_column("mail", sa.Column("is_urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("notice", sa.Column("mailed_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE notice SET mailed_at = at")
    op.create_index("ix_notice_unmailed", "notice", ["membership_id"], sqlite_where=UNMAILED, postgresql_where=UNMAILED)
    _allow([*CHANGES, "e-mail chosen"])


def downgrade() -> None:
    """Refused where anybody chose, as that would be lost."""
    if op.get_bind().execute(sa.text("SELECT 1 FROM mail_preference LIMIT 1")).first():
        raise RuntimeError("Somebody chose how to be told by e-mail: going back would lose that.")
    op.drop_index("ix_notice_unmailed", "notice")
    op.drop_column("notice", "mailed_at")
    op.drop_column("mail", "is_urgent")
    op.drop_table("mail_preference")
    _allow(CHANGES)


def _allow(changes: list[str]) -> None:
    """Let the column take other words: its check is made anew, and where that makes the table anew, its triggers too."""
    with op.batch_alter_table("account_event") as batch_op:
        batch_op.drop_constraint(op.f("ck_account_event_accountchange"), type_="check")
        batch_op.create_check_constraint(op.f("ck_account_event_accountchange"), sa.column("change").in_(changes))
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for statement in append_only_ddl("account_event", dialect):
            op.execute(statement)
