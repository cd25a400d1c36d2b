"""Calls, offers to talk, meetings with PSR, and plans that end without an agreement, in one line each."""

from collections.abc import Sequence
from datetime import timedelta

from portal.domain.plans import ending
from portal.domain.plans.plan import NotAgreed
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk import call, meeting, offering
from portal.domain.talk.call import CallRequest
from portal.domain.talk.meeting import MeetingEnd, MeetingRequest
from portal.domain.talk.offer import How, TalkOffer
from tests.factories.story import Story

TIMES = ("Tuesday after 5pm", "Thursday at noon")
MOST_TIMES = 3


def ask_for_call(
    story: Story, by: str = "practitioner", times: str = "After 5pm.", phone: str = "", about: str = "The weeks."
) -> CallRequest:
    with story.acting() as session:
        member = story.member(by, session)
        return call.ask_for_call(
            session, member.case, times=times, phone=phone, about=about, by=member, at=story.tick()
        )


def note_call(story: Story, asked: CallRequest, *, spoke: bool = True, by: str = "adviser") -> CallRequest:
    with story.acting() as session:
        found, member, at = session.get_one(CallRequest, asked.id), story.member(by, session), story.tick()
        call.note_call(session, found, spoke=spoke, day=at.date(), by=member, at=at)
        return found


def take_back_call(story: Story, asked: CallRequest, by: str = "practitioner") -> CallRequest:
    with story.acting() as session:
        found = session.get_one(CallRequest, asked.id)
        call.take_back_call(session, found, by=story.member(by, session), at=story.tick())
        return found


def offer_talk(
    story: Story, by: str = "practitioner", about: Proposal | None = None, times: Sequence[str] = TIMES
) -> TalkOffer:
    with story.acting() as session:
        plan, member, at = story.present_plan(session), story.member(by, session), story.tick()
        change = session.get_one(Proposal, about.id) if about else None
        facts = {"times": times, "how": How.VIDEO, "by": member, "at": at, "most": MOST_TIMES}
        return offering.offer_talk(session, plan, proposal=change, **facts)


def accept_time(story: Story, offer: TalkOffer, by: str = "editor", number: int = 1) -> TalkOffer:
    with story.acting() as session:
        found = session.get_one(TalkOffer, offer.id)
        offering.accept_time(session, found, number, by=story.member(by, session), at=story.tick())
        return found


def other_times(story: Story, offer: TalkOffer, by: str = "editor", times: Sequence[str] = ("Friday",)) -> TalkOffer:
    with story.acting() as session:
        found, member, at = session.get_one(TalkOffer, offer.id), story.member(by, session), story.tick()
        facts = {"times": times, "how": How.IN_PERSON, "by": member, "at": at, "most": MOST_TIMES}
        return offering.offer_other_times(session, found, **facts)


def stay_in_writing(story: Story, offer: TalkOffer, by: str = "editor", words: str = "") -> TalkOffer:
    with story.acting() as session:
        found = session.get_one(TalkOffer, offer.id)
        offering.stay_in_writing(session, found, words=words, by=story.member(by, session), at=story.tick())
        return found


def take_back_offer(story: Story, offer: TalkOffer, by: str = "practitioner") -> TalkOffer:
    with story.acting() as session:
        found = session.get_one(TalkOffer, offer.id)
        offering.take_back_offer(session, found, by=story.member(by, session), at=story.tick())
        return found


def write_note(story: Story, offer: TalkOffer, by: str = "practitioner", words: str = "We spoke of June.") -> TalkOffer:
    with story.acting() as session:
        found = session.get_one(TalkOffer, offer.id)
        offering.write_note(session, found, words=words, by=story.member(by, session), at=story.tick())
        return found


def reply_to_note(
    story: Story, offer: TalkOffer, by: str = "editor", *, is_fair: bool = True, words: str = ""
) -> TalkOffer:
    with story.acting() as session:
        found, member = session.get_one(TalkOffer, offer.id), story.member(by, session)
        offering.reply_to_note(session, found, is_fair=is_fair, words=words, by=member, at=story.tick())
        return found


def ask_to_meet(story: Story, by: str = "practitioner", words: str = "The weeks.") -> MeetingRequest:
    with story.acting() as session:
        plan, member = story.present_plan(session), story.member(by, session)
        return meeting.ask_to_meet(session, plan, words=words, by=member, at=story.tick())


def settle_meeting(
    story: Story, asked: MeetingRequest, kind: MeetingEnd = MeetingEnd.HELD, by: str = "adviser", words: str = ""
) -> MeetingRequest:
    with story.acting() as session:
        found, member, at = session.get_one(MeetingRequest, asked.id), story.member(by, session), story.tick()
        meeting.settle_meeting(session, found, kind, day=at.date(), words=words, by=member, at=at)
        return found


def ask_for_views(story: Story, by: str = "adviser") -> None:
    with story.acting() as session:
        ending.ask_for_views(session, story.present_plan(session), by=story.member(by, session), at=story.tick())


def give_view(story: Story, by: str = "practitioner", words: str = "I could not agree.") -> ending.PartyView:
    with story.acting() as session:
        plan, member = story.present_plan(session), story.member(by, session)
        return ending.give_view(session, plan, words=words, by=member, at=story.tick())


def end_not_agreed(
    story: Story,
    by: str = "adviser",
    comes_next: str = "The Trust decides.",
    *,
    without_views: bool = False,
    after: timedelta = timedelta(days=14),
) -> NotAgreed:
    """The end, so long after all else that happened."""
    story.at += after
    with story.acting() as session:
        plan, member = story.present_plan(session), story.member(by, session)
        facts = {"comes_next": comes_next, "without_views": without_views, "by": member, "at": story.tick()}
        return ending.end_not_agreed(session, plan, wait_working_days=5, **facts)


def not_agreed(story: Story) -> NotAgreed:
    """The plan, ended after both parties gave their view."""
    ask_for_views(story)
    give_view(story)
    give_view(story, "signatory", "")
    return end_not_agreed(story)
