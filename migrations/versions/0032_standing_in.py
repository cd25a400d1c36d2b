"""Who is away and who covers, who may sign in whose place, and defence organisations."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

KINDS = ["healthcare organisation", "PSR"]
DEFENCE = "defence organisation"
HOLDS_MORE = [
    "SELECT 1 FROM absence",
    "SELECT 1 FROM cover",
    "SELECT 1 FROM participation WHERE deputy_for_id IS NOT NULL",
    "SELECT 1 FROM organisation WHERE kind = 'defence organisation'",
]


def upgrade() -> None:
    moment, standing = sa.DateTime(timezone=True), sa.text("ended_at IS NULL")
    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("cover_id", sa.Uuid()),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("answered_at", moment),
        sa.Column("is_accepted", sa.Boolean()),
        sa.Column("ended_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_absence_staff_id"),
        sa.ForeignKeyConstraint(["cover_id"], ["staff.id"], name="fk_absence_cover_id"),
        sa.CheckConstraint("(answered_at IS NULL) = (is_accepted IS NULL)", name="ck_absence_answered_once"),
    )
    op.create_index("ix_absence_cover_id", "absence", ["cover_id"])
    op.create_index(
        "ix_absence_standing", "absence", ["staff_id"], unique=True, sqlite_where=standing, postgresql_where=standing
    )
    op.create_table(
        "cover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("away_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("ended_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_cover"),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_cover_case_id"),
        sa.ForeignKeyConstraint(["member_id"], ["membership.id"], name="fk_cover_member_id"),
        sa.ForeignKeyConstraint(["away_id"], ["membership.id"], name="fk_cover_away_id"),
    )
    op.create_index("ix_cover_case_id", "cover", ["case_id"])
    with op.batch_alter_table("participation") as table:
        table.add_column(sa.Column("deputy_for_id", sa.Uuid()))
        table.create_foreign_key("fk_participation_deputy_for_id", "membership", ["deputy_for_id"], ["id"])
    _allow([*KINDS, DEFENCE])


def downgrade() -> None:
    """Refuses where somebody is or was away, or named a deputy, and where there is a defence organisation."""
    if any(op.get_bind().execute(sa.text(f"{asked} LIMIT 1")).first() for asked in HOLDS_MORE):
        raise RuntimeError(
            "Somebody covers, or signs, for a colleague, or is of a defence organisation. Keep this release."
        )
    _allow(KINDS)
    with op.batch_alter_table("participation") as table:
        table.drop_constraint("fk_participation_deputy_for_id", type_="foreignkey")
        table.drop_column("deputy_for_id")
    for name in ("cover", "absence"):
        op.drop_table(name)


def _allow(kinds: list[str]) -> None:
    with op.batch_alter_table("organisation") as table:
        table.drop_constraint(op.f("ck_organisation_organisationkind"), type_="check")
        table.create_check_constraint(op.f("ck_organisation_organisationkind"), sa.column("kind").in_(kinds))
