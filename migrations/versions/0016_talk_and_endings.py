"""Calls asked for, offers to talk and what was said, meetings with PSR, and plans that end without an agreement."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PARTIES = ["organisation", "practitioner"]
SIDES = [*PARTIES, "psr", "observer"]
TABLES = [
    "call_request",
    "call_step",
    "talk_offer",
    "offered_time",
    "offer_outcome",
    "talk_note",
    "note_reply",
    "meeting_request",
    "meeting_outcome",
    "views_request",
    "party_view",
    "not_agreed",
]


def upgrade() -> None:
    _calls()
    _talks()
    _meetings()
    _endings()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _calls() -> None:
    _make("call_request", _link("case_id", "case_file"), _words("side", SIDES), *_texts("times", "phone", "about"))
    kinds = _words("kind", ["spoke", "tried", "taken back"], "stepkind")
    _make("call_step", _link("call_request_id", "call_request"), kinds, _day())


def _talks() -> None:
    _make(
        "talk_offer",
        _link("plan_id", "plan"),
        _link("proposal_id", "proposal", nullable=True),
        _link("answers_to", "talk_offer", nullable=True, index=False),
        _words("party", PARTIES),
        _words("how", ["by telephone", "by video", "in person"]),
        sa.Column("health", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    _make(
        "offered_time",
        _alone("talk_offer"),
        _number("number"),
        *_texts("words"),
        unique=["talk_offer_id", "number"],
        told=False,
    )
    kinds = _words("kind", ["accepted", "other times", "in writing", "taken back"], "offerend")
    chosen = _number("chosen", nullable=True)
    _make("offer_outcome", _alone("talk_offer"), kinds, chosen, *_texts("words"), unique=["talk_offer_id"])
    _make("talk_note", _alone("talk_offer"), _words("party", PARTIES), *_texts("words"), unique=["talk_offer_id"])
    fair = sa.Column("is_fair", sa.Boolean(), nullable=False)
    _make("note_reply", _alone("talk_note"), fair, *_texts("words"), unique=["talk_note_id"])


def _meetings() -> None:
    _make("meeting_request", _link("plan_id", "plan"), _words("party", PARTIES), *_texts("words"))
    kinds = _words("kind", ["held", "not held", "taken back"], "meetingend")
    _make("meeting_outcome", _alone("meeting_request"), kinds, _day(), *_texts("words"), unique=["meeting_request_id"])


def _endings() -> None:
    _make("views_request", _alone("plan"), unique=["plan_id"])
    _make("party_view", _link("plan_id", "plan"), _words("party", PARTIES), *_texts("words"))
    _make("not_agreed", _alone("plan"), *_texts("comes_next"), unique=["plan_id"])


def _make(name: str, *columns: sa.Column, unique: list[str] | None = None, told: bool = True) -> None:
    """An append-only table, whose rows say who wrote them and when unless they stand under one that does."""
    by = [_link("by_id", "membership", index=False), sa.Column("at", sa.DateTime(timezone=True), nullable=False)]
    every = [sa.Column("id", sa.Uuid(), nullable=False), *columns, *(by if told else [])]
    op.create_table(
        name,
        *every,
        *(
            sa.ForeignKeyConstraint([one.name], [f"{one.info['of']}.id"], name=op.f(f"fk_{name}_{one.name}"))
            for one in every
            if "of" in one.info
        ),
        *([sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}"))] if unique else []),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for one in every:
        if one.info.get("index"):
            op.create_index(op.f(f"ix_{name}_{one.name}"), name, [one.name])
    for statement in append_only_ddl(name, op.get_bind().dialect.name):
        op.execute(statement)


def _link(name: str, table: str, *, nullable: bool = False, index: bool = True) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable, info={"of": table, "index": index})


def _alone(table: str) -> sa.Column:
    """What a row hangs on, which a unique constraint finds already."""
    return _link(f"{table}_id", table, index=False)


def _texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _day() -> sa.Column:
    return sa.Column("day", sa.Date(), nullable=False)


def _words(name: str, values: list[str], constraint: str = "") -> sa.Column:
    kind = sa.Enum(*values, name=constraint or name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=False)
