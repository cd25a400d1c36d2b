"""People answer and sign on paper; somebody can be on a case without an account."""

import sqlalchemy as sa
from alembic import op

from portal.database import append_only_ddl

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLES = [
    "stored_file",
    "signed_on_paper",
    "paper",
    "paper_line",
    "paper_entry",
    "entered_answer",
    "counted_answer",
    "entry_end",
    "paper_concern",
]


def upgrade() -> None:
    _without_an_account()
    _files()
    _papers()
    _entries()


def downgrade() -> None:
    kept = sa.text("SELECT count(*) FROM membership WHERE person_id IS NULL")
    if op.get_bind().scalar(kept) or op.get_bind().scalar(sa.text("SELECT count(*) FROM paper")):
        raise RuntimeError("What people said on paper would be lost, so this is not undone.")
    for name in reversed(TABLES):
        op.drop_table(name)
    with op.batch_alter_table("membership") as table:
        table.drop_constraint(op.f("ck_membership_account_or_paper"), type_="check")
        table.drop_column("name_on_paper")
        table.alter_column("person_id", existing_type=sa.Uuid(), nullable=False)


def _without_an_account() -> None:
    with op.batch_alter_table("membership") as table:
        table.add_column(sa.Column("name_on_paper", sa.String(200)))
        table.alter_column("person_id", existing_type=sa.Uuid(), nullable=True)
        table.create_check_constraint(
            op.f("ck_membership_account_or_paper"), "(person_id IS NULL) = (name_on_paper IS NOT NULL)"
        )


def _files() -> None:
    types = ["application/pdf", "image/png", "image/jpeg"]
    body = sa.Column("body", sa.LargeBinary(), nullable=False)
    _make("stored_file", _code("sha256"), _words("file_type", types, "filetype"), body, _at(), unique=["sha256"])
    _make("signed_on_paper", _link("signature"), _link("stored_file", "file_id"), _day(), unique=["signature_id"])


def _papers() -> None:
    _make(
        "paper",
        _link("plan", index=True),
        _number(),
        _link("membership", "member_id"),
        _words("party", ["organisation", "practitioner"]),
        _link("revision"),
        _link("agreement", nullable=True),
        _link("signature", "note_of_id", nullable=True),
        _code("digest"),
        *_by_whom(),
        unique=["plan_id", "party", "number"],
    )
    version = _link("proposal_version", "version_id", nullable=True, index=True)
    _make("paper_line", _link("paper"), _number(), version, unique=["paper_id", "number"])


def _entries() -> None:
    _make(
        "paper_entry",
        _link("plan", index=True),
        _link("paper", index=True),
        _words("how", ["by telephone", "on paper"]),
        _day(),
        *_texts("spoken_with", "statements", "note"),
        _link("stored_file", "file_id", nullable=True, index=True),
        *_by_whom(),
        check=("paper_has_a_scan", "(how = 'on paper') = (file_id IS NOT NULL)"),
    )
    answer, line = _words("kind", ["agree", "decline"], "answerkind"), _link("paper_line", "line_id", index=True)
    links = [_link("paper_entry", "entry_id"), line]
    _make("entered_answer", *links, answer, *_texts("reason"), unique=["entry_id", "line_id"])
    _make("counted_answer", _link("entered_answer", "answer_id"), unique=["answer_id"])
    kinds = _words("kind", ["confirmed", "set aside by PSR", "not what they said", "entered anew"], "entryendkind")
    _make("entry_end", _link("paper_entry", "entry_id"), kinds, *_texts("words"), *_by_whom(), unique=["entry_id"])
    _make("paper_concern", _link("paper_entry", "entry_id", index=True), *_texts("words"), *_by_whom())


def _make(
    name: str, *columns: sa.Column, unique: list[str] | None = None, check: tuple[str, str] | None = None
) -> None:
    """An append-only table."""
    links = [
        sa.ForeignKeyConstraint([one.name], [f"{one.info['of']}.id"], name=op.f(f"fk_{name}_{one.name}"))
        for one in columns
        if "of" in one.info
    ]
    rules: list[sa.Constraint] = [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))]
    rules += [sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}"))] if unique else []
    rules += [sa.CheckConstraint(check[1], name=op.f(f"ck_{name}_{check[0]}"))] if check else []
    op.create_table(name, sa.Column("id", sa.Uuid(), nullable=False), *columns, *links, *rules)
    for one in columns:
        if one.info.get("index"):
            op.create_index(op.f(f"ix_{name}_{one.name}"), name, [one.name])
    for statement in append_only_ddl(name, op.get_bind().dialect.name):
        op.execute(statement)


def _link(table: str, name: str = "", *, nullable: bool = False, index: bool = False) -> sa.Column:
    return sa.Column(name or f"{table}_id", sa.Uuid(), nullable=nullable, info={"of": table, "index": index})


def _by_whom() -> list[sa.Column]:
    return [_link("membership", "by_id"), _at()]


def _at() -> sa.Column:
    return sa.Column("at", sa.DateTime(timezone=True), nullable=False)


def _day() -> sa.Column:
    return sa.Column("day", sa.Date(), nullable=False)


def _number() -> sa.Column:
    return sa.Column("number", sa.Integer(), nullable=False)


def _code(name: str) -> sa.Column:
    return sa.Column(name, sa.String(64), nullable=False)


def _texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _words(name: str, values: list[str], constraint: str = "") -> sa.Column:
    kind = sa.Enum(*values, name=constraint or name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(name, kind, nullable=False)
