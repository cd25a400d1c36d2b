"""One party offers a choice of what an observer is shown; the other says yes or no; either ends it at once."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.cases.presence import expect_here
from portal.domain.plans.plan import Plan
from portal.domain.showing import events
from portal.domain.showing.showing import Showing, sections_of, showings_of

NO_SECTION = Fault("Choose at least one section.", "sections")
NOT_THERE = Fault("A section that you chose is no longer in the plan. Choose again.", "sections")
NO_VOICE = "Both parties decide what an observer is shown: one of them asks, and the other says yes or no."
OPEN_ALREADY = "What to show this observer waits for an answer already. It has to be answered or taken back first."
SETTLED = "This has been answered or taken back already."
OVER = "The observer is shown nothing by this any more."
GONE = "A section that was chosen is no longer in the plan. Say no, then choose anew."
CHANGED = "What would be shown has changed since you opened this page. Read it again, then answer."


class Choice(NamedTuple):
    """What is to be shown: sections by their keys, and whether also before both have signed."""

    sections: Sequence[str]
    before_agreement: bool = False


def expect_sections(plan: Plan, keys: Sequence[str]) -> list[str]:
    """These sections in the order of the plan; Refused where there are none, or one of them cannot be shown."""
    kept = [one.key for one in sections_of(plan) if one.key in keys]
    faults = [(not keys, NO_SECTION), (len(kept) < len(set(keys)), NOT_THERE)]
    expect_none(fault for wrong, fault in faults if wrong)
    return kept


def offer_showing(
    session: Session,
    plan: Plan,
    observer: Membership,
    choice: Choice,
    *,
    by: Membership,
    at: datetime,
) -> Showing:
    """Ask the other party to show an observer these sections. They see nothing by it before its yes.

    Raises Refused without a section, and for one that cannot be shown; while another choice for them waits; for a plan
    that is closed or not issued, while the case is paused, and for who speaks for no party.
    """
    plan.expect_issued()
    party = plan.voice_of(by)
    if party is None:
        raise Refused(NO_VOICE)
    plan.expect_standing()
    kept = expect_sections(plan, choice.sections)
    expect_here(observer, at)
    earlier = _of_observer(session, plan, observer)
    if any(one.is_open for one in earlier):
        raise Refused(OPEN_ALREADY)
    _end(session, [one for one in earlier if one.answered_at is None], at)
    showing = Showing(
        plan=plan,
        observer=observer,
        party=party,
        keys=json.dumps(kept),
        before_agreement=choice.before_agreement and not plan.agreed,
        by_id=by.id,
        at=at,
    )
    session.add(showing)
    session.flush()
    _tell(session, showing, events.SHOWING_OFFERED, by, at)
    return showing


def agree_to_showing(session: Session, showing: Showing, *, digest: str, by: Membership, at: datetime) -> None:
    """Say yes to exactly this choice, of which the page showed this digest; it takes the place of the one before.

    Raises Refused once it is settled, where something in it is another by now or gone, for a plan that is closed, while
    the case is paused, and for who does not speak for the other party.
    """
    _expect_open(showing)
    _expect_other_party(showing, by)
    showing.plan.expect_standing()
    if digest != showing.digest:
        raise Refused(CHANGED)
    if len(showing.sections) < len(showing.chosen):
        raise Refused(GONE)
    others = _of_observer(session, showing.plan, showing.observer)
    _end(session, [one for one in others if one is not showing], at)
    showing.is_agreed, showing.answered_by_id, showing.answered_at = True, by.id, at
    _tell(session, showing, events.SHOWING_AGREED, by, at)


def refuse_showing(session: Session, showing: Showing, *, by: Membership, at: datetime) -> None:
    """Say no to it; nobody asks why. Refused once it is settled, and for who does not speak for the other party."""
    _expect_open(showing)
    _expect_other_party(showing, by)
    showing.is_agreed, showing.answered_by_id, showing.answered_at = False, by.id, at
    _tell(session, showing, events.SHOWING_REFUSED, by, at)


def end_showing(session: Session, showing: Showing, *, by: Membership, at: datetime) -> None:
    """Take it back: from now on the observer is shown nothing by it. Refused once it is over."""
    if not (showing.is_open or showing.stands):
        raise Refused(OVER)
    showing.ended_at = at
    _tell(session, showing, events.SHOWING_ENDED, by, at)


def _of_observer(session: Session, plan: Plan, observer: Membership) -> list[Showing]:
    return [one for one in showings_of(session, plan) if one.observer_id == observer.id]


def _expect_open(showing: Showing) -> None:
    if not showing.is_open:
        raise Refused(SETTLED)


def _expect_other_party(showing: Showing, by: Membership) -> None:
    if showing.plan.voice_of(by) is not showing.party.other:
        raise Refused(NO_VOICE)


def _end(session: Session, showings: Sequence[Showing], at: datetime) -> None:
    """Let them make way for another, before that one stands."""
    for one in showings:
        one.ended_at = at
    session.flush()


def _tell(session: Session, showing: Showing, kind: record.Kind, by: Membership, at: datetime) -> None:
    values = {"sections": showing.keys, "before_agreement": "yes" if showing.before_agreement else "no"}
    showing.case.tell(session, record.Stream.SHARED, kind, by=by, subject=showing.id, at=at, values=values)
