"""What nobody has been told yet of what happened, and who hears of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, lazyload

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Role, Side
from portal.domain.dates import london_day
from portal.domain.feedback.document import FeedbackDocument
from portal.domain.notices.heard import Ear, heard_of
from portal.domain.notices.notice import NoticeCursor, Untold
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Event, Stream
from portal.policy import may
from portal.queries.plans.history import streams_of


def cases_with_news(session: Session) -> Sequence[UUID]:
    """The cases in which something happened that was not told yet, but for those that are paused."""
    newer = or_(*(_has_newer(stream) for stream in Stream))
    return session.scalars(select(Case.id).where(Case.paused_at.is_(None), newer).order_by(Case.id)).all()


def untold_of(session: Session, case_id: UUID, most: int) -> Untold | None:
    """What is to be told of a case, of each stream `most` events; None where nothing is, or while it is paused.

    Somebody hears of what happened while they were on the case, and what the policy lets them read in its record.
    """
    case = session.get(Case, case_id)
    if case is None or case.paused_at:
        return None
    cursors = session.scalars(select(NoticeCursor).where(NoticeCursor.case_id == case_id))
    before = {one.stream: one.seq for one in cursors}
    found = {stream: _events(session, case_id, stream, before.get(stream, 0), most) for stream in Stream}
    newest = {stream: events[-1] for stream, events in found.items() if events}
    if not newest:
        return None
    events = [one for one in chain.from_iterable(found.values()) if heard_of(one)]
    authors, private = _authors(session, events), _about_health(session, events)
    heard = [
        (event, member)
        for event in events
        for member in _hearers(case, event, authors)
        if member.reads_health or event.facts.subject not in private
    ]
    return Untold(case_id, before, newest, heard)


def _has_newer(stream: Stream) -> ColumnElement[bool]:
    of_stream = (NoticeCursor.case_id == Case.id, NoticeCursor.stream == stream)
    told = select(NoticeCursor.seq).where(*of_stream).correlate(Case).scalar_subquery()
    newer = select(Event.id).where(Event.case_id == Case.id, Event.stream == stream)
    return newer.where(Event.seq > func.coalesce(told, 0)).correlate(Case).exists()


def _events(session: Session, case_id: UUID, stream: Stream, after: int, most: int) -> Sequence[Event]:
    wanted = select(Event).where(Event.case_id == case_id, Event.stream == stream, Event.seq > after)
    return session.scalars(wanted.order_by(Event.seq).limit(most).options(lazyload(Event.values))).all()


def _authors(session: Session, events: Sequence[Event]) -> Mapping[str, Side]:
    """Which side wrote the changes that these events are about, by the id as the record writes it."""
    about = {UUID(one.facts.subject) for one in events if (heard := heard_of(one)) and Ear.AUTHORS in heard.ears}
    wrote = select(Proposal.id, Proposal.side).where(Proposal.id.in_(about))
    return {str(key): side for key, side in session.execute(wrote)} if about else {}


def _about_health(session: Session, events: Sequence[Event]) -> set[str]:
    """What of this a reviewer of PSR would hear of, and may not read, by the id as the record writes it."""
    sent = {UUID(one.facts.subject) for one in events if (heard := heard_of(one)) and heard.about is FeedbackDocument}
    private = select(FeedbackDocument.id).where(FeedbackDocument.id.in_(sent), FeedbackDocument.health)
    return {str(key) for key in session.scalars(private)} if sent else set()


def _hearers(case: Case, event: Event, authors: Mapping[str, Side]) -> Iterator[Membership]:
    """Those on the case, with an account, who may read it and whom the table names, but for who did it."""
    heard, facts = heard_of(event), event.facts
    if heard is None:
        return
    actor = next((one for one in case.memberships if str(one.id) == facts.actor), None)
    for member in case.memberships:
        was_there = member.begun_at < facts.at and member.holds(london_day(facts.at))
        reads = event.stream in streams_of(member.side) and may(member, Action.VIEW_RECORD, case)
        ears = _ears(member, actor, authors.get(facts.subject))
        if member.person_id and member is not actor and was_there and reads and ears & heard.ears:
            yield member


def _ears(member: Membership, actor: Membership | None, author: Side | None) -> set[Ear]:
    """What this member is to whom it is told, for what somebody did."""
    if member.side is Side.PSR:
        ears = {Ear.ADVISERS if member.has(Role.ADVISER) else Ear.REVIEWERS}
    else:
        ears = {Ear.OWN if actor and actor.side is member.side else Ear.OTHER}
    hears_as_author = member.side is author and Ear.REVIEWERS not in ears
    return ears | ({Ear.AUTHORS} if hears_as_author else set())
