"""People are asked to a case, leave it, and are limited in it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

REACHES = ["read and comment", "read, comment and prepare changes"]
ROLES = [
    "organisation editor",
    "organisation signatory",
    "practitioner",
    "representative",
    "PSR adviser",
    "PSR reviewer",
    "observer",
]


def upgrade() -> None:
    with op.batch_alter_table("membership") as table:
        table.add_column(sa.Column("reach", _words(REACHES, "reach")))
        table.add_column(sa.Column("last_day", sa.Date()))
        table.add_column(sa.Column("ended_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("wishes", sa.Text()))
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("role", _words(ROLES, "role"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("job", sa.String(200), nullable=False),
        sa.Column("reach", _words(REACHES, "reach")),
        sa.Column("last_day", sa.Date()),
        sa.Column("replaces_id", sa.Uuid()),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_invitation_case_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["membership.id"], name="fk_invitation_replaces_id"),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name="fk_invitation_by_id"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
    )
    op.create_index("ix_invitation_case_id", "invitation", ["case_id"])


def downgrade() -> None:
    op.drop_table("invitation")
    with op.batch_alter_table("membership") as table:
        table.drop_constraint(op.f("ck_membership_reach"), type_="check")
        for name in ("wishes", "ended_at", "last_day", "reach"):
            table.drop_column(name)


def _words(values: list[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
