"""Decisions to keep words that a check points at; those about the word "draft" are among them."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import rfc8785
import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
TRUTH = "a plan that both have signed is no longer a draft"
REASON = "Read and kept when the text was frozen."
AGREEMENT = sa.table(
    "agreement",
    *(sa.column(name, sa.Uuid()) for name in ("id", "plan_id", "revision_id", "opened_by_id")),
    *(sa.column(name, sa.Text()) for name in ("kept", "kept_drafts")),
    sa.column("opened_at", sa.DateTime(timezone=True)),
)
REVISION = sa.table("revision", sa.column("id", sa.Uuid()), sa.column("canonical", sa.Text()))
COLUMNS = [
    sa.Column("id", sa.Uuid(), nullable=False),
    sa.Column("plan_id", sa.Uuid(), nullable=False),
    sa.Column("check_name", sa.String(length=40), nullable=False),
    sa.Column("digest", sa.String(length=64), nullable=False),
    sa.Column("sentence", sa.Text(), nullable=False),
    sa.Column("words", sa.Text(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("by_id", sa.Uuid(), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
]


def upgrade() -> None:
    dismissal = op.create_table(
        "dismissal",
        *COLUMNS,
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_dismissal_plan_id")),
        sa.ForeignKeyConstraint(["by_id"], ["membership.id"], name=op.f("fk_dismissal_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissal")),
        sa.UniqueConstraint("plan_id", "digest", name=op.f("uq_dismissal_plan_id_digest")),
    )
    op.add_column("agreement", sa.Column("kept", sa.Text(), server_default="[]", nullable=False))
    _bring_over(dismissal)
    op.drop_column("agreement", "kept_drafts")
    for statement in append_only_ddl("dismissal", op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.add_column("agreement", sa.Column("kept_drafts", sa.Text(), server_default="[]", nullable=False))
    op.drop_column("agreement", "kept")
    op.drop_table("dismissal")


def _bring_over(dismissal: sa.Table) -> None:
    """Each paragraph that was kept with the word "draft" in it becomes a decision for each of those words."""
    bind, known = op.get_bind(), dict[tuple[uuid.UUID, str], uuid.UUID]()
    wanted = sa.select(AGREEMENT, REVISION.c.canonical).join(REVISION, REVISION.c.id == AGREEMENT.c.revision_id)
    for row in bind.execute(wanted.order_by(AGREEMENT.c.opened_at)).all():
        ids = []
        for found in _drafts(json.loads(row.canonical)["clauses"], set(json.loads(row.kept_drafts))):
            at = row.plan_id, found["digest"]
            if at not in known:
                known[at] = uuid.uuid4()
                whose = {"plan_id": row.plan_id, "by_id": row.opened_by_id, "at": row.opened_at}
                bind.execute(
                    sa.insert(dismissal).values(id=known[at], check_name="draft", reason=REASON, **whose, **found)
                )
            ids.append(str(known[at]))
        bind.execute(sa.update(AGREEMENT).where(AGREEMENT.c.id == row.id).values(kept=json.dumps(ids)))


def _drafts(clauses: list[dict[str, Any]], kept: set[str]) -> Iterator[dict[str, str]]:
    for clause in clauses:
        for part, words in [("", clause["text"]), *clause["fields"]] if clause["key"] in kept else []:
            for match in DRAFT.finditer(words):
                place = ["draft", "clause", clause["key"], part, *match.span(), words, TRUTH]
                digest = hashlib.sha256(rfc8785.dumps(place)).hexdigest()
                where = f"Paragraph {clause['label']}" if clause["label"] else "A paragraph"
                yield {"digest": digest, "words": words, "sentence": f"{where} says “{match[0]}”, but {TRUTH}."}
        yield from _drafts(clause["children"], kept)
