"""Cases can be kept for a court, and erased; that somebody was told what is held about them is kept with their account."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

BEFORE = (
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
)
NEW = ("subject-access file made", "subject-access file released")
STANDING = sa.text("ended_at IS NULL")
ANY_LEFT = {
    "A case is kept for a court, or was": "SELECT 1 FROM legal_hold",
    "A case was erased": "SELECT 1 FROM erasure",
    "Somebody was told what is held about them": "SELECT 1 FROM account_event WHERE change LIKE 'subject-access%'",
}


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("ended_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_legal_hold"),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_legal_hold_case_id"),
    )
    op.create_index("ix_legal_hold_case_id", "legal_hold", ["case_id"])
    op.create_index(
        "ix_legal_hold_standing",
        "legal_hold",
        ["case_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(40), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("shared_head", sa.String(64), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
    )
    for statement in append_only_ddl("erasure", op.get_bind().dialect.name):
        op.execute(statement)
    _allow(BEFORE + NEW)


def downgrade() -> None:
    """Refuses where anything was kept for a court, erased, or told: what became of it would be lost."""
    for what, asked in ANY_LEFT.items():
        if op.get_bind().execute(sa.text(f"{asked} LIMIT 1")).first():
            raise RuntimeError(f"{what}: going back would lose that.")
    _allow(BEFORE)
    op.drop_table("erasure")
    op.drop_table("legal_hold")


def _allow(changes: tuple[str, ...]) -> None:
    """Let the column take other words: its check is made anew, and where that makes the table anew, its triggers too."""
    with op.batch_alter_table("account_event") as batch_op:
        batch_op.drop_constraint(op.f("ck_account_event_accountchange"), type_="check")
        batch_op.create_check_constraint(op.f("ck_account_event_accountchange"), sa.column("change").in_(changes))
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for statement in append_only_ddl("account_event", dialect):
            op.execute(statement)
