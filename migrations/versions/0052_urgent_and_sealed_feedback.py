"""PSR's feedback is sealed and can be corrected, and what is urgent is sent at once."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

TABLES = ("feedback_urgent_point", "feedback_urgent_heard")
SEALED = "sealed_document"


def upgrade() -> None:
    op.add_column("feedback_review", sa.Column("correction", sa.Text()))
    _make(
        "feedback_urgent_point",
        {"case_id": "case_file", "request_id": "feedback_request", "by_id": "membership"},
        ["text", "telephoned"],
    )
    for column in ("case_id", "request_id"):
        op.create_index(f"ix_feedback_urgent_point_{column}", "feedback_urgent_point", [column])
    _make(
        "feedback_urgent_heard",
        {"point_id": "feedback_urgent_point", "by_id": "membership"},
        ["words"],
        sa.UniqueConstraint("point_id", name="uq_feedback_urgent_heard_point_id"),
    )
    for table in TABLES:
        _protect(table)
    _seal("agreement", "feedback")


def downgrade() -> None:
    """What PSR wrote would be lost."""
    corrected = "SELECT count(*) FROM feedback_review WHERE corrects_id IS NOT NULL"
    sealed = "SELECT count(*) FROM sealed_document WHERE kind = 'feedback'"
    urgent = "SELECT count(*) FROM feedback_urgent_point"
    if any(op.get_bind().scalar(sa.text(one)) for one in (corrected, sealed, urgent)):
        raise RuntimeError("PSR has given feedback here that the former release cannot hold. Keep this one.")
    _seal("agreement")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("feedback_review", "correction")


def _seal(*kinds: str) -> None:
    """Let sealed papers be of these kinds."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(f"DROP TRIGGER IF EXISTS {SEALED}_no_{change}")
    else:
        op.execute(f"DROP TRIGGER IF EXISTS {SEALED}_append_only ON {SEALED}")
    with op.batch_alter_table(SEALED) as table:
        table.drop_constraint(op.f("ck_sealed_document_sealedkind"), type_="check")
        table.create_check_constraint(op.f("ck_sealed_document_sealedkind"), sa.column("kind").in_(list(kinds)))
    _protect(SEALED)


def _protect(table: str) -> None:
    for statement in append_only_ddl(table, op.get_bind().dialect.name):
        op.execute(statement)


def _make(name: str, leads_to: dict[str, str], words: list[str], *rules: sa.Constraint) -> None:
    """A table of what somebody said, with keys to others by column."""
    keys = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}")
        for column, table in leads_to.items()
    ]
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in leads_to),
        *(sa.Column(column, sa.Text(), nullable=False) for column in words),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *keys,
        *rules,
    )
