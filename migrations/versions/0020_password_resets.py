"""A new password can be chosen by a link that is sent; an account can be closed."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("closed_at", sa.DateTime(timezone=True)))
    op.create_table(
        "password_reset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_password_reset"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_password_reset_person_id"),
        sa.UniqueConstraint("token_hash", name="uq_password_reset_token_hash"),
    )
    op.create_index("ix_password_reset_person_id", "password_reset", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_password_reset_person_id", "password_reset")
    op.drop_table("password_reset")
    op.drop_column("person", "closed_at")
