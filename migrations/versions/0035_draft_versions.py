"""Every saving of a draft is kept whole."""

import uuid

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

NAME = "draft_version"
BEFORE = "The draft as it stood when its savings began to be kept"


def upgrade() -> None:
    op.create_table(
        NAME,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("did", sa.String(200), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("restores", sa.Integer()),
        sa.Column("by_id", sa.Uuid()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f(f"fk_{NAME}_plan_id")),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f(f"fk_{NAME}_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{NAME}")),
        sa.UniqueConstraint("plan_id", "number", name=op.f(f"uq_{NAME}_plan_id_number")),
    )
    _keep_what_stands()
    for statement in append_only_ddl(NAME, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM draft_version WHERE number > 1")):
        raise RuntimeError("What drafts said before would be lost, so this is not undone.")
    op.drop_table(NAME)


def _keep_what_stands() -> None:
    """Each draft that there is becomes its own first version; who saved it last is in the record alone."""
    plan = sa.table("plan", sa.column("id", sa.Uuid()), sa.column("draft"), sa.column("imported_at", sa.DateTime(True)))
    ids = [sa.column(name, sa.Uuid()) for name in ("id", "plan_id")]
    kept = sa.table(NAME, *ids, *map(sa.column, ("number", "canonical", "did", "about", "at")))
    for row in op.get_bind().execute(sa.select(plan)).all():
        said = {"number": 1, "canonical": row.draft, "did": BEFORE, "about": "", "at": row.imported_at}
        op.execute(kept.insert().values(id=uuid.uuid4(), plan_id=row.id, **said))
