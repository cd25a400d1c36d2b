"""Lines that a reader pointed out in what was brought in, kept beside the draft until somebody settles each."""

import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ForeignKey, String, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Identified
from portal.domain.drafting.settling import Choice, Decision, choices
from portal.domain.plans.content import Content


class PointedOut(NamedTuple):
    """A line that nobody has decided on yet: its number in the file, 0 for none, its words, and why it was pointed out.

    `above` is the key of the clause that it came after, or that holds its words, or "".
    """

    number: int
    words: str
    why: str
    above: str
    is_in_plan: bool

    def asks_in(self, content: Content) -> bool:
        """Whether there is something to settle: its words stand in this plan, or were not read into any clause."""
        clause = content.clause(self.above)
        return not self.is_in_plan or (clause is not None and self.words in " ".join(clause.text.split()))


class DraftLine(Identified, Base):
    """A line that was pointed out. Versions of the draft say when it came, `kept_in`, and when it was settled.

    It is open while `settled_in` is None; going back to what stood before opens it again.
    """

    __tablename__ = "draft_line"

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    above_key: Mapped[str] = mapped_column(String(40))
    is_in_plan: Mapped[bool]
    kept_in: Mapped[int]
    settled_in: Mapped[int | None]

    @property
    def name(self) -> str:
        return f"Line {self.number}" if self.number else "A line"

    def place_in(self, content: Content) -> str:
        """The key of the clause that it stands at; "" where that clause is gone, or it came first."""
        return self.above_key if content.clause(self.above_key) else ""

    def choices(self, content: Content) -> list[Choice]:
        """What can become of it in the draft as it stands."""
        above = content.clause(self.above_key)
        return choices(is_in_plan=bool(above) and self.is_in_plan, has_above=bool(above))

    def decision(self, become: str, words: str) -> Decision:
        return Decision(become, words, self.above_key, self.words if self.is_in_plan else "")


def keep_lines(session: Session, plan_id: uuid.UUID, lines: Iterable[PointedOut], *, version: int) -> None:
    """Keep what nobody has decided on, beside the version of the draft that it came with."""
    session.add_all(
        DraftLine(
            plan_id=plan_id,
            number=one.number,
            words=one.words,
            why=one.why,
            above_key=one.above,
            is_in_plan=one.is_in_plan,
            kept_in=version,
        )
        for one in lines
    )


def open_lines(session: Session, plan_id: uuid.UUID) -> Sequence[DraftLine]:
    """What waits to be settled, in the order of the file."""
    wanted = select(DraftLine).where(DraftLine.plan_id == plan_id, DraftLine.settled_in.is_(None))
    return session.scalars(wanted.order_by(DraftLine.kept_in, DraftLine.number, DraftLine.id)).all()


def line_of(session: Session, plan_id: uuid.UUID, line_id: uuid.UUID) -> DraftLine | None:
    """A line of this draft, open or settled, as it is now."""
    return session.scalar(select(DraftLine).filter_by(plan_id=plan_id, id=line_id).with_for_update())


def settle_line(session: Session, line: DraftLine, *, version: int, made: str) -> None:
    """Note that a line is settled; the lines that came after it at its place follow the clause that it became."""
    line.settled_in = version
    if made:
        later = (DraftLine.number > line.number, DraftLine.above_key == line.above_key)
        beside = (DraftLine.plan_id == line.plan_id, DraftLine.kept_in == line.kept_in, DraftLine.settled_in.is_(None))
        session.execute(update(DraftLine).where(*beside, *later, ~DraftLine.is_in_plan).values(above_key=made))


def bring_back_lines(session: Session, plan_id: uuid.UUID, restored: int, *, version: int) -> None:
    """Settle what came after the version that was gone back to, and open what was settled after it."""
    came_later, own = DraftLine.kept_in > restored, DraftLine.plan_id == plan_id
    session.execute(update(DraftLine).where(own, came_later, DraftLine.settled_in.is_(None)).values(settled_in=version))
    again = (DraftLine.settled_in > restored, DraftLine.kept_in <= restored)
    session.execute(update(DraftLine).where(own, *again).values(settled_in=None))
