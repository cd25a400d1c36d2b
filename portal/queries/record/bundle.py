"""What a member takes away of the record of a case, to check it without the service."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.documents.record_bundle import RecordBundle
from portal.domain import record
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Case, Membership
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import is_whole_for
from portal.domain.record import START, Event, SealedDocument, Stream
from portal.policy_of_sight import sees
from portal.queries.cases.names import names
from portal.queries.plans.health import hidden_in
from portal.queries.plans.history import streams_of


def agreed_texts(session: Session, case: Case, member: Membership) -> list[Agreement]:
    """Every text of the case's plans that both parties signed and this member may see whole, the oldest first."""
    wanted = select(Agreement).join(Plan).where(Plan.case_id == case.id).order_by(Agreement.opened_at, Agreement.id)
    complete = (one for one in session.scalars(wanted).unique() if one.is_complete)
    return [one for one in complete if sees(member, one) and is_whole_for(member, one.revision)]


def bundle_of(
    session: Session,
    case: Case,
    member: Membership,
    papers: Mapping[UUID, SealedDocument | None],
    *,
    private: bool,
    at: datetime,
) -> RecordBundle:
    """The streams that this member may see, the shared one alone unless `private`, and where each of them ends.

    `papers` are the sealed PDFs by the id of their agreement.
    """
    visible = streams_of(member.side)
    chains = _chains(record.events(session, case.id, visible))
    included = {one: chains.get(one, []) for one in visible if private or one is Stream.SHARED}
    return RecordBundle(
        reference=case.reference,
        case_id=case.id,
        made_at=at,
        streams=included,
        heads={one: chains[one][-1].hash if one in chains else START for one in visible},
        people=_people(names(case, member, to_pass_on=not private), chain.from_iterable(included.values())),
        hidden=hidden_in(session, case.id),
        agreed=[(one, papers.get(one.id)) for one in agreed_texts(session, case, member)],
    )


def _people(known: Mapping[UUID, str], events: Iterable[Event]) -> dict[UUID, str]:
    """Of these names those whom the events tell of: nobody else's place on the case shows in a copy of them."""
    told = " ".join(event.body for event in events)
    return {key: name for key, name in known.items() if str(key) in told}


def _chains(events: Sequence[Event]) -> dict[Stream, list[Event]]:
    return {stream: list(chain) for stream, chain in groupby(events, key=lambda event: event.stream)}
