"""The practitioner says who represents them, and a representative hands over with their yes."""

import json
from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MEMBERSHIP = sa.table(
    "membership",
    sa.column("id", sa.Uuid()),
    sa.column("case_id", sa.Uuid()),
    sa.column("begun_at", sa.DateTime(timezone=True)),
    sa.column("named_at", sa.DateTime(timezone=True)),
    sa.column("unnamed_at", sa.DateTime(timezone=True)),
)
PARTICIPATION = sa.table("participation", sa.column("membership_id", sa.Uuid()), sa.column("role", sa.String()))
EVENT = sa.table(
    "event", sa.column("case_id", sa.Uuid()), sa.column("stream", sa.String()), sa.column("body", sa.Text())
)
CASE = sa.table("case_file", sa.column("id", sa.Uuid()), sa.column("opened_at", sa.DateTime(timezone=True)))
ADDED = ("participant.added", "participant.added_in_private")


def upgrade() -> None:
    with op.batch_alter_table("membership") as table:
        table.add_column(sa.Column("begun_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("named_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("unnamed_at", sa.DateTime(timezone=True)))
    _date_places()
    _remember_who_was_heard()
    with op.batch_alter_table("membership") as table:
        table.alter_column("begun_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("representative_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("job", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
        sa.Column("invitation_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_handover_case_id"),
        sa.ForeignKeyConstraint(["representative_id"], ["membership.id"], name="fk_handover_representative_id"),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name="fk_handover_invitation_id"),
    )
    op.create_index("ix_handover_case_id", "handover", ["case_id"])
    waiting = sa.text("answered_at IS NULL AND taken_back_at IS NULL")
    op.create_index(
        "ix_handover_open",
        "handover",
        ["representative_id"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    """The names that the practitioner gave, and what was asked and answered, would be lost."""
    connection = op.get_bind()
    named = sa.select(sa.func.count()).select_from(MEMBERSHIP).where(MEMBERSHIP.c.named_at.is_not(None))
    asked = sa.select(sa.func.count()).select_from(sa.table("handover"))
    if connection.scalar(named) or connection.scalar(asked):
        raise RuntimeError("This would lose who was named to the organisation, and handovers. Keep this release.")
    op.drop_table("handover")
    with op.batch_alter_table("membership") as table:
        table.drop_column("unnamed_at")
        table.drop_column("named_at")
        table.drop_column("begun_at")


def _date_places() -> None:
    """Since when each place on a case is held, as the record tells it; the first adviser's since the case was opened."""
    connection, begun = op.get_bind(), {}
    for told in _told(sa.select(EVENT.c.body)):
        if told["kind"] in ADDED:
            begun[told["subject"]] = max(begun.get(told["subject"], ""), told["at"])
    opened = {one.id: one.opened_at for one in connection.execute(sa.select(CASE.c.id, CASE.c.opened_at))}
    for member in connection.execute(sa.select(MEMBERSHIP.c.id, MEMBERSHIP.c.case_id)).all():
        at = begun.get(str(member.id))
        since = datetime.fromisoformat(at) if at else opened[member.case_id]
        connection.execute(sa.update(MEMBERSHIP).where(MEMBERSHIP.c.id == member.id).values(begun_at=since))


def _remember_who_was_heard() -> None:
    """A representative who spoke where both parties read was known there, though not by name, and stays so."""
    connection, heard = op.get_bind(), {}
    for told in _told(sa.select(EVENT.c.body).where(EVENT.c.stream == "shared")):
        heard.setdefault(told["actor"], datetime.fromisoformat(told["at"]))
    beside = sa.select(PARTICIPATION.c.membership_id).where(PARTICIPATION.c.role == "representative")
    for (member_id,) in connection.execute(beside).all():
        at = heard.get(str(member_id))
        if at:
            known = {"named_at": at, "unnamed_at": at}
            connection.execute(sa.update(MEMBERSHIP).where(MEMBERSHIP.c.id == member_id).values(**known))


def _told(wanted: sa.Select[tuple[str]]) -> Iterator[dict[str, str]]:
    """What these events say, but for one that somebody changed past the portal."""
    for (body,) in op.get_bind().execute(wanted).all():
        try:
            told = json.loads(body)
            yield {name: told[name] for name in ("kind", "actor", "subject", "at")}
        except (ValueError, KeyError, TypeError):
            continue
