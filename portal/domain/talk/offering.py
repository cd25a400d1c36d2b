"""Offering to talk, answering an offer, and what was said: acts of the parties, told to both and to PSR (002 §2.5)."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk import events
from portal.domain.talk.offer import How, NoteReply, OfferedTime, OfferEnd, OfferOutcome, TalkNote, TalkOffer

ONLY_PARTIES = "Only the parties themselves offer to talk, and answer an offer."
NO_TIME = "Write at least one time that suits you."
NO_NOTE = "Write in a few words what was said."


def offer_talk(
    session: Session,
    plan: Plan,
    *,
    times: Sequence[str],
    how: How,
    by: Membership,
    at: datetime,
    most: int,
    proposal: Proposal | None = None,
) -> TalkOffer:
    """Offer the other party up to `most` times to talk about a change, or about the plan as a whole.

    Raises Refused for who speaks for no party, before issue and once the plan is closed, without a time or with too
    many, about a change that is not open, and while another offer about the same thing waits for an answer.
    """
    plan.expect_issued()
    plan.expect_standing()
    if proposal and not can_be_talked_about(proposal):
        raise Refused("This suggested change is not open, so there is nothing left to talk about in it.")
    waiting = open_offer(session, plan, proposal)
    if waiting:
        raise Refused(f"{plan.case.name_of(waiting.party)} has offered times already. They wait for an answer.")
    return _offered(session, plan, proposal, times, how, by, at, most)


def accept_time(session: Session, offer: TalkOffer, number: int, *, by: Membership, at: datetime) -> None:
    """Say that one of the times suits.

    Raises Refused when the offer does not wait for this party, or has no such time.
    """
    _expect_asked(offer, by)
    if number not in {one.number for one in offer.times}:
        raise Refused("Choose the time that suits you.", "chosen")
    _end(session, offer, OfferEnd.ACCEPTED, events.TALK_ACCEPTED, by, at, chosen=number)


def offer_other_times(
    session: Session, offer: TalkOffer, *, times: Sequence[str], how: How, by: Membership, at: datetime, most: int
) -> TalkOffer:
    """Say which other times suit: an offer of one's own, in answer to this one."""
    _expect_asked(offer, by)
    _end(session, offer, OfferEnd.OTHER_TIMES, None, by, at)
    return _offered(session, offer.plan, offer.proposal, times, how, by, at, most, answers_to=offer.id)


def stay_in_writing(session: Session, offer: TalkOffer, *, words: str, by: Membership, at: datetime) -> None:
    """Say "not now, in writing please"; a reason is never asked for."""
    _expect_asked(offer, by)
    _end(session, offer, OfferEnd.IN_WRITING, events.TALK_IN_WRITING, by, at, words=words)


def take_back_offer(session: Session, offer: TalkOffer, *, by: Membership, at: datetime) -> None:
    """Take one's own offer back while it has no answer."""
    _expect_open(offer)
    if by.voice is not offer.party:
        raise Refused("Only the party that made an offer takes it back.")
    _end(session, offer, OfferEnd.TAKEN_BACK, events.TALK_TAKEN_BACK, by, at)


def write_note(session: Session, offer: TalkOffer, *, words: str, by: Membership, at: datetime) -> TalkNote:
    """Write down what was said in a talk; it changes nothing in the plan.

    Raises Refused before a time was accepted, without words, and when there is a note already.
    """
    offer.plan.expect_standing()
    if by.voice is None:
        raise Refused(ONLY_PARTIES)
    if not offer.is_accepted:
        raise Refused("You have not settled a time to talk yet.")
    if offer.note:
        raise Refused(
            f"{offer.case.name_of(offer.note.party)} has written a note of this talk. Read it and reply to it."
        )
    if not words.strip():
        raise Refused(NO_NOTE, "words")
    offer.note = TalkNote(party=by.voice, words=words, by_id=by.id, at=at)
    session.flush()
    _tell(session, offer, events.TALK_NOTED, by, at, {"words": words})
    return offer.note


def reply_to_note(
    session: Session, offer: TalkOffer, *, is_fair: bool, words: str, by: Membership, at: datetime
) -> None:
    """Call the other party's note a fair account, or say beside it what differs; its words stay as they are.

    Raises Refused for anyone but the other party, once there is a reply, and for "it differs" without words.
    """
    offer.plan.expect_standing()
    note = offer.note
    if note is None or by.voice is not note.party.other:
        raise Refused("The other party replies to a note.")
    if note.reply:
        raise Refused("Your party has replied to this note already.")
    if not is_fair and not words.strip():
        raise Refused("Say what differs, in your own words.", "words")
    note.reply = NoteReply(is_fair=is_fair, words=words, by_id=by.id, at=at)
    session.flush()
    _tell(session, offer, events.TALK_NOTE_FAIR if is_fair else events.TALK_NOTE_DIFFERS, by, at, {"words": words})


def can_be_talked_about(proposal: Proposal) -> bool:
    """Whether a suggested change is one that both parties see and that is still open."""
    return proposal.put_forward_at is not None and proposal.outcome is None


def open_offer(session: Session, plan: Plan, proposal: Proposal | None) -> TalkOffer | None:
    """The offer about this change, or about the plan as a whole, that waits for an answer."""
    return next((one for one in offers_about(session, plan, proposal) if one.outcome is None), None)


def offers_about(session: Session, plan: Plan, proposal: Proposal | None) -> Sequence[TalkOffer]:
    """Every offer about this change, or about the plan as a whole, the oldest first."""
    wanted = select(TalkOffer).where(TalkOffer.plan_id == plan.id).order_by(TalkOffer.at)
    return session.scalars(wanted.where(TalkOffer.proposal_id == (proposal.id if proposal else None))).all()


def _offered(
    session: Session,
    plan: Plan,
    proposal: Proposal | None,
    times: Sequence[str],
    how: How,
    by: Membership,
    at: datetime,
    most: int,
    *,
    answers_to: uuid.UUID | None = None,
) -> TalkOffer:
    if by.voice is None:
        raise Refused(ONLY_PARTIES)
    if not times:
        raise Refused(NO_TIME, "times")
    if len(times) > most:
        raise Refused(f"Write at most {most} times, one on each line.", "times")
    offer = TalkOffer(
        plan=plan,
        proposal=proposal,
        answers_to=answers_to,
        party=by.voice,
        how=how,
        health=bool(proposal and proposal.health),
        by_id=by.id,
        at=at,
        times=[OfferedTime(number=number, words=one) for number, one in enumerate(times, start=1)],
    )
    session.add(offer)
    session.flush()
    said = {f"time_{one.number}": one.words for one in offer.times} | {"how": how.value}
    said |= {"about": str(proposal.id if proposal else plan.id), "answers_to": str(answers_to or "")}
    _tell(session, offer, events.TALK_OFFERED, by, at, said)
    return offer


def _expect_open(offer: TalkOffer) -> None:
    offer.plan.expect_standing()
    if offer.outcome:
        raise Refused("This offer to talk has been answered already.")


def _expect_asked(offer: TalkOffer, by: Membership) -> None:
    _expect_open(offer)
    if by.voice is not offer.party.other:
        raise Refused("This offer to talk waits for the other party’s answer.")


def _end(
    session: Session,
    offer: TalkOffer,
    kind: OfferEnd,
    event: record.Kind | None,
    by: Membership,
    at: datetime,
    *,
    chosen: int | None = None,
    words: str = "",
) -> None:
    offer.outcome = OfferOutcome(kind=kind, chosen=chosen, words=words, by_id=by.id, at=at)
    session.flush()
    if event:
        _tell(session, offer, event, by, at, {"chosen": offer.chosen, "words": words})


def _tell(
    session: Session, offer: TalkOffer, kind: record.Kind, by: Membership, at: datetime, values: dict[str, str]
) -> None:
    offer.case.tell(session, record.Stream.SHARED, kind, by=by, subject=offer.id, at=at, values=values)
