"""Signing in has a second step: an authenticator for each person who has set one up, and codes for when it is lost."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authenticator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_secret", sa.String(255), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_authenticator"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_authenticator_person_id"),
        sa.UniqueConstraint("person_id", name="uq_authenticator_person_id"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_recovery_code_person_id"),
    )
    op.create_index("ix_recovery_code_person_id", "recovery_code", ["person_id"])


def downgrade() -> None:
    op.drop_table("recovery_code")
    op.drop_table("authenticator")
