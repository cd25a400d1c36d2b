"""What PSR says of the drafts that organisations ask it about."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

KINDS = ["handed over", "commented", "agreed", "handed back"]
PRIORITIES = ["must", "should", "could"]
ABOUT = [
    "safety",
    "feasibility",
    "objectives",
    "evidence",
    "roles",
    "supervision",
    "reviews",
    "duration",
    "consequences",
    "health",
    "conditions",
    "fairness",
    "other",
]
APPEND_ONLY = ("feedback_review_version", "feedback_reading")


def upgrade() -> None:
    _make_reviews()
    _make_remarks()
    _make(
        "feedback_review_version",
        [
            sa.Column("review_id", sa.Uuid(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("answers", sa.Text(), nullable=False),
        ],
        {"review_id": "feedback_review"},
        sa.UniqueConstraint("review_id", "number", name="uq_feedback_review_version_review_id_number"),
    )
    _make(
        "feedback_reading",
        [
            sa.Column("review_id", sa.Uuid(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("kind", _words("readingkind", KINDS), nullable=False),
            sa.Column("words", sa.Text(), nullable=False),
            sa.Column("fingerprint", sa.String(64), nullable=False),
        ],
        {"review_id": "feedback_review"},
        sa.UniqueConstraint("review_id", "number", name="uq_feedback_reading_review_id_number"),
    )
    for name in APPEND_ONLY:
        for statement in append_only_ddl(name, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """What PSR wrote would be lost."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM feedback_review")):
        raise RuntimeError("PSR has reviewed drafts here, which the former release cannot hold. Keep this one.")
    for name in ("feedback_reading", "feedback_review_version", "feedback_remark", "feedback_review"):
        op.drop_table(name)


def _make_reviews() -> None:
    _make(
        "feedback_review",
        [
            sa.Column("case_id", sa.Uuid(), nullable=False),
            sa.Column("request_id", sa.Uuid(), nullable=False),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("corrects_id", sa.Uuid()),
            sa.Column("form_version", sa.String(10), nullable=False),
            sa.Column("stored_answers", sa.Text(), nullable=False),
            sa.Column("saved", sa.Integer(), nullable=False),
            sa.Column("issued_at", sa.DateTime(timezone=True)),
            sa.Column("issued_by_id", sa.Uuid()),
            sa.Column("issued_fingerprint", sa.String(64)),
        ],
        {
            "case_id": "case_file",
            "request_id": "feedback_request",
            "corrects_id": "feedback_review",
            "issued_by_id": "membership",
        },
        sa.UniqueConstraint("request_id", "number", name="uq_feedback_review_request_id_number"),
        sa.CheckConstraint(
            "(issued_at IS NULL) = (issued_fingerprint IS NULL)", name="ck_feedback_review_issued_as_it_was"
        ),
    )
    op.create_index("ix_feedback_review_case_id", "feedback_review", ["case_id"])


def _make_remarks() -> None:
    _make(
        "feedback_remark",
        [
            sa.Column("case_id", sa.Uuid(), nullable=False),
            sa.Column("review_id", sa.Uuid(), nullable=False),
            sa.Column("former_id", sa.Uuid()),
            sa.Column("number", sa.Integer(), nullable=False),
            sa.Column("clause_key", sa.String(40), nullable=False),
            sa.Column("quote", sa.Text(), nullable=False),
            sa.Column("priority", _words("priority", PRIORITIES), nullable=False),
            sa.Column("about", _words("about", ABOUT), nullable=False),
            sa.Column("text", sa.Text(), nullable=False),
            sa.Column("suggested", sa.Text(), nullable=False),
            sa.Column("health", sa.Boolean(), nullable=False),
        ],
        {"case_id": "case_file", "review_id": "feedback_review", "former_id": "feedback_remark"},
    )
    for column in ("case_id", "review_id"):
        op.create_index(f"ix_feedback_remark_{column}", "feedback_remark", [column])


def _words(name: str, values: list[str]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


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
