"""Words that a check points at and a party decided to keep: the other reads which, before it signs (002 §7.4)."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused
from portal.domain.cases.case import Membership
from portal.domain.checks import events
from portal.domain.checks.finding import Finding
from portal.domain.checks.guardian import facts_of, findings
from portal.domain.checks.plan_checks import plan_checks
from portal.domain.plans.content import Content
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan

GONE = "The plan no longer says this, or what it is compared with has changed. Read what is worth a look now."
ONLY_PARTIES = "Only the parties themselves decide to keep words."
NOT_KEEPABLE = "This cannot be kept as it is. Suggest other words, or fill what is missing."
WHY = "Say why these words stay, so that the other party can understand."


class Dismissal(OfPlan, Identified, Base):
    """A decision to keep some words; `digest` is that of the finding, so that other words or facts bring it back.

    `sentence` says what was pointed at, and `words` are the whole passage, as they were shown.
    """

    __tablename__ = "dismissal"
    __table_args__ = (UniqueConstraint("plan_id", "digest"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    check_name: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    sentence: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    health: Mapped[bool] = mapped_column(default=False, server_default=false())
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def keep(session: Session, plan: Plan, digest: str, *, reason: str, by: Membership, at: datetime) -> Dismissal:
    """Decide that the words of the finding with this digest stay, with a reason that both parties read.

    Raises Refused when nothing is found so any more, when it cannot be kept or is kept already, without a reason,
    for who speaks for no party, and while the plan is not issued, is frozen or closed.
    """
    plan.expect_issued()
    plan.expect_unfrozen()
    if by.voice is None:
        raise Refused(ONLY_PARTIES)
    finding = found_as(plan, digest)
    if finding is None:
        raise Refused(GONE)
    if not finding.keepable:
        raise Refused(NOT_KEEPABLE)
    if digest in kept_of(session, plan):
        raise Refused("It has been decided already that these words stay.")
    if not reason.strip():
        raise Refused(WHY, "reason")
    kept = Dismissal(
        plan=plan,
        check_name=finding.check,
        digest=digest,
        sentence=finding.sentence,
        words=finding.spot.words,
        reason=reason,
        health=_is_about_health(finding, plan.content),
        by_id=by.id,
        at=at,
    )
    session.add(kept)
    session.flush()
    values = {"sentence": finding.sentence, "reason": reason, "digest": digest}
    plan.case.tell(session, record.Stream.SHARED, events.FINDING_KEPT, by=by, subject=kept.id, at=at, values=values)
    return kept


def _is_about_health(finding: Finding, content: Content) -> bool:
    clause = content.clause(finding.spot.key)
    return clause is not None and clause.health


def found_as(plan: Plan, digest: str) -> Finding | None:
    """What is found in the plan now, or what a plan check says of it, and has this digest."""
    content, facts = plan.content, facts_of(plan.case)
    every = (*findings(content, facts), *plan_checks(content, facts))
    return next((one for one in every if one.digest == digest), None)


def kept_of(session: Session, plan: Plan) -> dict[str, Dismissal]:
    """Every decision on this plan, whether its words still stand or not, by the finding's digest; the oldest first."""
    made = select(Dismissal).where(Dismissal.plan_id == plan.id).order_by(Dismissal.at, Dismissal.id)
    return {one.digest: one for one in session.scalars(made)}


def still_to_settle(session: Session, plan: Plan, content: Content) -> list[Finding]:
    """What checks find in this content of a plan and nobody has decided to keep."""
    kept = kept_of(session, plan)
    return [one for one in findings(content, facts_of(plan.case)) if one.digest not in kept]


def kept_in(session: Session, plan: Plan, content: Content) -> list[Dismissal]:
    """The decisions that hold for this content of a plan, in reading order."""
    kept = kept_of(session, plan)
    return [kept[one.digest] for one in findings(content, facts_of(plan.case)) if one.digest in kept]


def decided(session: Session, ids: Sequence[uuid.UUID]) -> list[Dismissal]:
    """These decisions, in this order."""
    found = {one.id: one for one in session.scalars(select(Dismissal).where(Dismissal.id.in_(ids)))}
    return [found[one] for one in ids if one in found]
