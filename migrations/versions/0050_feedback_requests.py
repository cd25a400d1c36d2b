"""Who drafted a plan, and what organisations ask PSR about their own drafts."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0050"
down_revision = "0042"
branch_labels = None
depends_on = None

SIDES = ["organisation", "practitioner", "psr", "observer"]
STEPS = [
    "accepted",
    "more information asked",
    "more information given",
    "another service",
    "taken back",
    "answered",
]
TABLES = ("feedback_request", "feedback_request_step", "feedback_assignment")


def upgrade() -> None:
    side = sa.Enum(*SIDES, name="side", native_enum=False, create_constraint=True, length=40)
    with op.batch_alter_table("plan") as table:
        table.add_column(sa.Column("drafted_by", side, nullable=False, server_default="psr"))
    with op.batch_alter_table("plan") as table:
        table.alter_column("drafted_by", server_default=None)
    _make(
        "feedback_request",
        [
            sa.Column("plan_id", sa.Uuid(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("version_id", sa.Uuid(), nullable=False),
            sa.Column("fingerprint", sa.String(64), nullable=False),
            sa.Column("wants", sa.Text(), nullable=False),
            sa.Column("wanted_by", sa.Date()),
            sa.Column("told_on", sa.Date()),
            sa.Column("not_told_why", sa.Text()),
        ],
        {"plan_id": "plan", "version_id": "draft_version"},
        sa.CheckConstraint(
            "(told_on IS NULL) = (not_told_why IS NOT NULL)", name="ck_feedback_request_told_or_why_not"
        ),
        sa.UniqueConstraint("plan_id", "number", name="uq_feedback_request_plan_id_number"),
    )
    step = sa.Enum(*STEPS, name="step", native_enum=False, create_constraint=True, length=40)
    _make(
        "feedback_request_step",
        [
            sa.Column("request_id", sa.Uuid(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("step", step, nullable=False),
            sa.Column("words", sa.Text(), nullable=False),
        ],
        {"request_id": "feedback_request"},
        sa.UniqueConstraint("request_id", "number", name="uq_feedback_request_step_request_id_number"),
    )
    _make(
        "feedback_assignment",
        [
            sa.Column("request_id", sa.Uuid(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("reviewer_id", sa.Uuid(), nullable=False),
            sa.Column("second_reader_id", sa.Uuid()),
        ],
        {"request_id": "feedback_request", "reviewer_id": "membership", "second_reader_id": "membership"},
        sa.CheckConstraint("reviewer_id <> second_reader_id", name="ck_feedback_assignment_two_people"),
        sa.UniqueConstraint("request_id", "number", name="uq_feedback_assignment_request_id_number"),
    )
    for name in TABLES:
        for statement in append_only_ddl(name, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """What organisations drafted and asked would be lost, or shown to PSR."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM plan WHERE drafted_by <> 'psr'")):
        raise RuntimeError(
            "Organisations have drafted plans here, which the former release shows to PSR. Keep this one."
        )
    for name in reversed(TABLES):
        op.drop_table(name)
    with op.batch_alter_table("plan") as table:
        table.drop_constraint(op.f("ck_plan_side"), type_="check")
        table.drop_column("drafted_by")


def _make(name: str, columns: list[sa.Column[object]], leads_to: dict[str, str], *rules: sa.Constraint) -> None:
    """A table of what somebody did, with keys to others by column."""
    keys = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}")
        for column, table in (leads_to | {"by_id": "membership"}).items()
    ]
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        *keys,
        *rules,
    )
