"""Checks remember where the record ended, signatures and sealed PDFs name it, and any subject may have sealed papers."""

import re
import uuid
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STREAMS = ["shared", "organisation", "practitioner", "psr", "organisation_psr", "practitioner_psr"]
EVENT = sa.table("event", *map(sa.column, ("subject", "kind", "actor", "stream", "seq", "hash")))
SIGNATURE = sa.table(
    "signature", sa.column("id", sa.Uuid), sa.column("agreement_id", sa.Uuid), sa.column("by_id", sa.Uuid),
    sa.column("record_head"),
)  # fmt: skip
AGREEMENT = sa.table("agreement", sa.column("id", sa.Uuid), sa.column("plan_id", sa.Uuid))
PLAN = sa.table("plan", sa.column("id", sa.Uuid), sa.column("case_id", sa.Uuid))
CASE = sa.table("case_file", sa.column("id", sa.Uuid), sa.column("reference"))
SEALED = sa.table(
    "sealed_document", sa.column("id", sa.Uuid), sa.column("subject_id", sa.Uuid), sa.column("case_id", sa.Uuid),
    *map(sa.column, ("kind", "file_name", "record_head")),
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "checked_head",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stream",
            sa.Enum(*STREAMS, name="stream", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_checked_head_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checked_head")),
        sa.UniqueConstraint("case_id", "stream", "hash", name=op.f("uq_checked_head_case_id_stream_hash")),
    )
    _protect("checked_head")
    op.add_column("signature", sa.Column("record_head", sa.String(length=64), nullable=True))
    _unprotect("signature")
    for row in _rows(sa.select(SIGNATURE)):
        told = _told(row.agreement_id, "agreement.signed").where(EVENT.c.actor == str(row.by_id))
        _set(SIGNATURE, row.id, record_head=_first(told))
    _protect("signature")
    _of_any_subject()


def downgrade() -> None:
    _unprotect("sealed_document")
    op.drop_index(op.f("ix_sealed_document_case_id"), "sealed_document")
    with op.batch_alter_table("sealed_document") as batch_op:
        batch_op.drop_constraint(op.f("ck_sealed_document_sealedkind"), type_="check")
        batch_op.drop_constraint(op.f("fk_sealed_document_case_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_sealed_document_kind_subject_id"), type_="unique")
        batch_op.alter_column("subject_id", new_column_name="agreement_id")
        for name in ("case_id", "kind", "file_name", "record_head"):
            batch_op.drop_column(name)
    with op.batch_alter_table("sealed_document") as batch_op:
        batch_op.create_unique_constraint(op.f("uq_sealed_document_agreement_id"), ["agreement_id"])
        batch_op.create_foreign_key(op.f("fk_sealed_document_agreement_id"), "agreement", ["agreement_id"], ["id"])
    _protect("sealed_document")
    op.drop_column("signature", "record_head")
    op.drop_table("checked_head")


def _of_any_subject() -> None:
    _unprotect("sealed_document")
    with op.batch_alter_table("sealed_document") as batch_op:
        batch_op.drop_constraint(op.f("fk_sealed_document_agreement_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_sealed_document_agreement_id"), type_="unique")
        batch_op.alter_column("agreement_id", new_column_name="subject_id")
        batch_op.add_column(sa.Column("case_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("file_name", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("record_head", sa.String(length=64), nullable=True))
    cases = (
        sa.select(SEALED.c.id, SEALED.c.subject_id, CASE.c.id.label("case_id"), CASE.c.reference)
        .join(AGREEMENT, AGREEMENT.c.id == SEALED.c.subject_id)
        .join(PLAN, PLAN.c.id == AGREEMENT.c.plan_id)
        .join(CASE, CASE.c.id == PLAN.c.case_id)
    )
    for row in _rows(cases):
        name = f"action-plan-{re.sub(r'[^A-Za-z0-9]+', '-', row.reference).strip('-')}.pdf"
        head = _first(_told(row.subject_id, "plan.agreed"))
        _set(SEALED, row.id, case_id=row.case_id, kind="agreement", file_name=name, record_head=head)
    with op.batch_alter_table("sealed_document") as batch_op:
        for name, kind in {"case_id": sa.Uuid(), "kind": sa.String(40), "file_name": sa.String(120)}.items():
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.create_foreign_key(op.f("fk_sealed_document_case_id"), "case_file", ["case_id"], ["id"])
        batch_op.create_unique_constraint(op.f("uq_sealed_document_kind_subject_id"), ["kind", "subject_id"])
        batch_op.create_check_constraint(op.f("ck_sealed_document_sealedkind"), sa.column("kind").in_(["agreement"]))
    op.create_index(op.f("ix_sealed_document_case_id"), "sealed_document", ["case_id"])
    _protect("sealed_document")


def _rows(wanted: sa.Select[tuple[object, ...]]) -> Iterator[sa.Row[tuple[object, ...]]]:
    yield from op.get_bind().execute(wanted).all()


def _told(subject: uuid.UUID, kind: str) -> sa.Select[tuple[str]]:
    """The newest event of this kind that both parties were told about this thing."""
    about = EVENT.c.subject == str(subject), EVENT.c.kind == kind, EVENT.c.stream == "shared"
    return sa.select(EVENT.c.hash).where(*about).order_by(EVENT.c.seq.desc()).limit(1)


def _first(wanted: sa.Select[tuple[str]]) -> str | None:
    return op.get_bind().execute(wanted).scalar()


def _set(table: sa.TableClause, row_id: uuid.UUID, **values: object) -> None:
    op.get_bind().execute(sa.update(table).where(table.c.id == row_id).values(**values))


def _protect(table: str) -> None:
    for statement in append_only_ddl(table, op.get_bind().dialect.name):
        op.execute(statement)


def _unprotect(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{change}")
    else:
        op.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
