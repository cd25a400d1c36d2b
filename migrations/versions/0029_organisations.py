"""Organisations are rows, with the people who act for them; every name that a case has is kept as it is."""

import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl
from portal.text import as_compared

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

KINDS = ["healthcare organisation", "PSR"]
PSR = "PSR, NHS Resolution"
BEFORE = [
    "made",
    "password changed",
    "password reset",
    "second step set up",
    "second step taken off",
    "passkey added",
    "passkey taken off",
    "recovery codes renewed",
    "renamed",
    "address changed",
    "closed",
    "opened again",
    "single sign-on set up",
    "single sign-on taken off",
]
NEW = [
    "link for a password sent",
    "signed out everywhere",
    "joined an organisation",
    "left an organisation",
    "made an administrator",
    "no administrator any more",
    "may open cases",
    "may open no cases any more",
]
HOLDS_MORE = [
    "SELECT 1 FROM staff_invitation",
    "SELECT 1 FROM invitation WHERE is_to_colleague",
    "SELECT 1 FROM staff WHERE is_administrator OR left_at IS NOT NULL",
    "SELECT 1 FROM account_event WHERE change LIKE '%administrator%' OR change LIKE '%organisation%'",
    "SELECT 1 FROM account_event WHERE change IN ('link for a password sent', 'signed out everywhere')",
    "SELECT 1 FROM account_event WHERE change LIKE 'may open%'",
]
ORGANISATION = sa.table(
    "organisation",
    sa.column("id", sa.Uuid()),
    sa.column("name", sa.String()),
    sa.column("known_as", sa.String()),
    sa.column("kind", sa.String()),
    sa.column("made_at", sa.DateTime(timezone=True)),
)
STAFF = sa.table(
    "staff",
    sa.column("id", sa.Uuid()),
    sa.column("organisation_id", sa.Uuid()),
    sa.column("person_id", sa.Uuid()),
    sa.column("is_administrator", sa.Boolean()),
    sa.column("joined_at", sa.DateTime(timezone=True)),
)
CASE = sa.table(
    "case_file",
    sa.column("id", sa.Uuid()),
    sa.column("organisation", sa.String()),
    sa.column("organisation_id", sa.Uuid()),
    sa.column("opened_at", sa.DateTime(timezone=True)),
)
MEMBER = sa.table(
    "membership",
    sa.column("case_id", sa.Uuid()),
    sa.column("person_id", sa.Uuid()),
    sa.column("side", sa.String()),
    sa.column("ended_at", sa.DateTime(timezone=True)),
)
PERSON = sa.table("person", sa.column("id", sa.Uuid()), sa.column("opens_cases", sa.Boolean()))


def upgrade() -> None:
    _make_tables()
    with op.batch_alter_table("case_file") as table:
        table.add_column(sa.Column("organisation_id", sa.Uuid()))
    with op.batch_alter_table("invitation") as table:
        table.add_column(sa.Column("is_to_colleague", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.alter_column("is_to_colleague", existing_type=sa.Boolean(), server_default=None)
    _make_organisations()
    _make_staff()
    with op.batch_alter_table("case_file") as table:
        table.alter_column("organisation_id", existing_type=sa.Uuid(), nullable=False)
        table.create_foreign_key("fk_case_file_organisation_id", "organisation", ["organisation_id"], ["id"])
        table.create_index("ix_case_file_organisation_id", ["organisation_id"])
    _allow(BEFORE + NEW)


def downgrade() -> None:
    """Refuses where there is more than the cases tell: an administrator, an invitation, or what came of one."""
    if any(op.get_bind().execute(sa.text(f"{asked} LIMIT 1")).first() for asked in HOLDS_MORE):
        raise RuntimeError("Organisations have administrators, or invitations: going back would lose them.")
    _allow(BEFORE)
    with op.batch_alter_table("case_file") as table:
        table.drop_index("ix_case_file_organisation_id")
        table.drop_constraint("fk_case_file_organisation_id", type_="foreignkey")
        table.drop_column("organisation_id")
    op.drop_column("invitation", "is_to_colleague")
    for name in ("staff_invitation", "staff", "organisation"):
        op.drop_table(name)


def _make_tables() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("known_as", sa.String(400), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="organisationkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("made_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("known_as", name="uq_organisation_known_as"),
    )
    is_psr = sa.text("kind = 'PSR'")
    op.create_index(
        "ix_organisation_psr", "organisation", ["kind"], unique=True, sqlite_where=is_psr, postgresql_where=is_psr
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("is_administrator", sa.Boolean(), nullable=False),
        sa.Column("joined_at", moment, nullable=False),
        sa.Column("left_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_staff_organisation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_staff_person_id"),
        sa.UniqueConstraint("organisation_id", "person_id", name="uq_staff_organisation_id_person_id"),
    )
    op.create_index("ix_staff_person_id", "staff", ["person_id"])
    op.create_table(
        "staff_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("is_administrator", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Uuid()),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("job", sa.String(200), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("sent_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("accepted_at", moment),
        sa.Column("ended_at", moment),
        sa.PrimaryKeyConstraint("id", name="pk_staff_invitation"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_staff_invitation_organisation_id"),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name="fk_staff_invitation_by_id"),
        sa.UniqueConstraint("token_hash", name="uq_staff_invitation_token_hash"),
    )
    op.create_index("ix_staff_invitation_email", "staff_invitation", ["email"])
    op.create_index("ix_staff_invitation_organisation_id", "staff_invitation", ["organisation_id"])


def _make_organisations() -> None:
    """One for all names that a reader takes for the same; its name is the one of its first case."""
    connection, known = op.get_bind(), {as_compared(PSR): uuid.uuid4()}
    _put(connection, known[as_compared(PSR)], PSR, "PSR", datetime.now(UTC))
    for row in connection.execute(sa.select(CASE).order_by(CASE.c.opened_at, CASE.c.id)).all():
        compared = as_compared(row.organisation)[:400]
        if compared not in known:
            known[compared] = uuid.uuid4()
            _put(connection, known[compared], row.organisation, "healthcare organisation", row.opened_at)
        connection.execute(sa.update(CASE).where(CASE.c.id == row.id).values(organisation_id=known[compared]))


def _put(connection: sa.Connection, number: uuid.UUID, name: str, kind: str, at: datetime) -> None:
    row: dict[str, Any] = {"id": number, "name": name, "known_as": as_compared(name)[:400], "kind": kind, "made_at": at}
    connection.execute(sa.insert(ORGANISATION).values(row))


def _make_staff() -> None:
    """Who is on a case for an organisation acts for it, and who may open cases acts for PSR."""
    connection = op.get_bind()
    psr = connection.scalar(sa.select(ORGANISATION.c.id).where(ORGANISATION.c.kind == "PSR"))
    here = sa.select(MEMBER.c.side, MEMBER.c.person_id, CASE.c.organisation_id).join(
        CASE, CASE.c.id == MEMBER.c.case_id
    )
    here = here.where(MEMBER.c.ended_at.is_(None), MEMBER.c.side.in_(["organisation", "psr"]))
    places = {(psr if row.side == "psr" else row.organisation_id, row.person_id) for row in connection.execute(here)}
    places |= {(psr, row.id) for row in connection.execute(sa.select(PERSON.c.id).where(PERSON.c.opens_cases))}
    for organisation_id, person_id in places:
        place = {"id": uuid.uuid4(), "organisation_id": organisation_id, "person_id": person_id}
        connection.execute(sa.insert(STAFF).values(place | {"is_administrator": False, "joined_at": datetime.now(UTC)}))


def _allow(changes: list[str]) -> None:
    """Let the column take other words: its check is made anew, and where that makes the table anew, its triggers too."""
    with op.batch_alter_table("account_event") as batch_op:
        batch_op.drop_constraint(op.f("ck_account_event_accountchange"), type_="check")
        batch_op.create_check_constraint(op.f("ck_account_event_accountchange"), sa.column("change").in_(changes))
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for statement in append_only_ddl("account_event", dialect):
            op.execute(statement)
