"""Every kind of act that there is, one after the other, on one story."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from portal.database import append_only_lifted
from portal.domain.agreements import signing
from portal.domain.agreements.advice import take_advice
from portal.domain.cases.roles import Reach, Role
from portal.domain.checks.dismissal import keep, still_to_settle
from portal.domain.feedback.remark import change_remark, remove_remark
from portal.domain.feedback.request import Step
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.feedback.second import comment
from portal.domain.keeping.blank import Blank
from portal.domain.keeping.blanking import blank
from portal.domain.keeping.legal_hold import keep_for_court, keep_no_longer
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.kept_answer import forget_answer, withdraw_caution
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.safety.action import comment_on, end_safety_action
from portal.domain.safety.told import Told
from portal.domain.talk.concern import Does
from portal.domain.talk.copying import put_forward_copy
from portal.domain.talk.meeting import MeetingEnd
from portal.domain.talk.thread import Audience, Thread
from tests import factories
from tests.factories import WORDS, Story
from tests.factories.rounds import about_health, first_round

AUDIENCES = {
    Audience.SHARED: "practitioner",
    Audience.ORGANISATION: "editor",
    Audience.PRACTITIONER: "representative",
    Audience.PSR: "adviser",
    Audience.ORGANISATION_PSR: "editor",
    Audience.PRACTITIONER_PSR: "practitioner",
}


def every_kind_of_act(story: Story) -> None:
    """All of them, but for those that close a plan."""
    change = suggested_and_answered(story)
    fitted(story, change)
    for audience, author in AUDIENCES.items():
        talked(story, author, audience)
    acted_for_safety(story)
    on_paper(story)
    kept(story)
    asked_for_feedback(story)
    arranged(story)
    came_and_went(story)
    concluded(story)
    factories.answer_concern(story, factories.raise_concern(story, factories.thread(story)), Does.PAUSE, days=0)


def do(story: Story, role: str, act: Callable[..., object], thing: Any, **facts: object) -> None:
    """One act of the domain that this person does to a thing."""
    with story.acting() as session:
        found = session.get_one(type(thing), thing.id)
        act(session, found, by=story.member(role, session), at=story.tick(), **facts)


def came_and_went(story: Story) -> None:
    """Invited, sent again, taken back, limited, gone and come back, the reviewer unseen by the parties; and paused."""
    invitation, _ = factories.invite(story)
    factories.send_again(story, invitation)
    factories.take_back_invitation(story, invitation)
    factories.limit(story, Reach.DRAFT)
    factories.say_wishes(story, "Ring after 5pm.")
    factories.take_back_handover(story, factories.ask_to_hand_over(story))
    factories.refuse_handover(story, factories.ask_to_hand_over(story))
    factories.agree_to_handover(story, factories.ask_to_hand_over(story))
    factories.name_representative(story)
    factories.stop_naming(story)
    factories.refuse_showing(story, factories.offer_showing(story))
    factories.end_showing(story, factories.agree_to_showing(story, factories.offer_showing(story)))
    stood_in(story)
    factories.pause(story)
    factories.look_later(story, days=60)
    factories.go_on(story)
    for name, role, by in (("signatory", Role.SIGNATORY, "editor"), ("reviewer", Role.REVIEWER, "adviser")):
        factories.take_off(story, name, by)
        asked, _ = factories.invite(story, by, role, story.people[name].email)
        factories.accept(story, asked, story.people[name])


def stood_in(story: Story) -> None:
    """Away and covered, back again, away and not covered; a deputy named and no longer."""
    factories.come_back(story, factories.covered(story, "signatory", "editor"))
    factories.refuse_to_cover(story, factories.go_away(story, "adviser", "reviewer"))
    factories.name_deputy(story, story.members["editor"])
    factories.end_deputy(story, story.members["editor"])


def suggested_and_answered(story: Story) -> Proposal:
    """Kept answers, advice, questions and refusals; the suggestion that waits is given back."""
    change, theirs = factories.sent(story), factories.sent(story, "editor", "aim")
    factories.keep(story, change, note="A note.")
    factories.caution(story, theirs)
    factories.reply(story, factories.ask(story, change))
    do(story, "editor", forget_answer, change)
    do(story, "representative", withdraw_caution, theirs)
    with story.acting() as session:
        plan, by, at = story.present_plan(session), story.member("editor", session), datetime.now(UTC)
        take_advice(session, plan, until=at.date() + timedelta(days=5), by=by, at=at, most_days=90)
    factories.decline(story, theirs, "practitioner")
    factories.bundle(story, factories.suggest(story, key="cases"), factories.suggest_weeks(story))
    return change


def fitted(story: Story, change: Proposal) -> None:
    """What touches the words that take effect is fitted to them, superseded, written anew and taken back."""
    same = factories.suggest(story, text=change.latest.after)
    near = factories.sent(story, "editor", text=f"{WORDS['supervision']} Notes are kept.")
    factories.agree(story, change)
    assert factories.fit(story, same).status is Status.SUPERSEDED
    with story.acting() as session:
        found = session.get_one(Proposal, near.id)
        assert found.status is Status.TO_CONFIRM
    do(story, "editor", negotiation.confirm, near, digest=found.latest.digest)
    do(story, "editor", negotiation.withdraw, near)
    private = factories.suggest(story, key="consequences")
    do(story, "practitioner", negotiation.rewrite, private, after="Clearer.", reason="So.", limits=factories.LIMITS)
    do(story, "practitioner", negotiation.withdraw, private)


def talked(story: Story, author: str, audience: Audience) -> None:
    """Talk for one audience, settled, taken up again, and copied where it is private."""
    talk = factories.thread(story, author, audience, key="aim", quote="")
    factories.reply(story, talk, author)
    if audience is Audience.SHARED:
        shown_to_psr(story, talk)
    factories.settle(story, talk, author)
    factories.reopen(story, talk, author)
    if audience is Audience.PRACTITIONER_PSR:
        do(story, author, put_forward_copy, talk, comments={talk.comments[0].id}, audience=Audience.SHARED)


def shown_to_psr(story: Story, talk: Thread) -> None:
    """Left as it is, and folded."""
    for number, (by, kind) in enumerate((("editor", Does.NOTHING), ("signatory", Does.FOLD)), start=1):
        factories.answer_concern(story, factories.raise_concern(story, talk, by, number=number), kind, days=0)


def acted_for_safety(story: Story) -> None:
    action = factories.act_for_safety(story)
    factories.ring_about(story, action, spoke=False)
    factories.ring_about(story, action, spoke=True)
    factories.tell_of_safety(story, factories.act_for_safety(story), Told(who="Her manager"))
    do(story, "practitioner", comment_on, action, body="I see.")
    do(story, "editor", end_safety_action, action, reason="Over.")


def arranged(story: Story) -> None:
    """Calls, talks and meetings, each in every way; and PSR asks for views, as if the plan were to end."""
    factories.take_back_call(story, factories.ask_for_call(story))
    for spoke in (False, True):
        factories.note_call(story, factories.ask_for_call(story, "editor" if spoke else "representative"), spoke=spoke)
    factories.stay_in_writing(story, factories.offer_talk(story))
    factories.take_back_offer(story, factories.other_times(story, factories.offer_talk(story)), "editor")
    for is_fair in (True, False):
        talk = factories.write_note(story, factories.accept_time(story, factories.offer_talk(story)))
        factories.reply_to_note(story, talk, is_fair=is_fair, words="We spoke of July.")
    for kind, by in zip(MeetingEnd, ("adviser", "adviser", "practitioner"), strict=True):
        factories.settle_meeting(story, factories.ask_to_meet(story), kind, by, words="As you asked.")
    factories.end_blocker(story, factories.name_blocker(story))
    factories.ask_for_views(story)
    factories.give_view(story)


def on_paper(story: Story) -> None:
    """Papers of one party: said by telephone, set aside, disputed before and after they count; and signed."""
    factories.sent(story, "editor", "cases")
    paper, no = factories.paper_for(story), factories.NO
    factories.told_by_telephone(story, paper, no)
    factories.set_paper_aside(story, factories.came_back(story, paper, no))
    factories.dispute_paper(story, factories.came_back(story, paper, no))
    counted = factories.confirm_paper(story, factories.came_back(story, paper, no))
    factories.dispute_paper(story, counted)


def kept(story: Story) -> None:
    """Words that a check points at stay by a decision."""
    factories.in_effect(story, factories.suggest(story, key="aim", text="The aim of this draft."))
    with story.acting() as session:
        plan = story.present_plan(session)
        (finding,) = still_to_settle(session, plan, plan.content)
        keep(session, plan, finding.digest, reason="Both say so.", by=story.member("editor", session), at=story.tick())


def asked_for_feedback(story: Story) -> None:
    """A draft of the organisation's own, and every step of a request about it."""
    asked = factories.take_back_request(story, factories.asked_for_feedback(story))
    asked = factories.asked_for_feedback(story, asked.draft)
    factories.attached(story, asked)
    factories.attached(story, asked, name="letter.png", health=True)
    factories.decide_request(story, asked, Step.MORE_ASKED, "Who supervises?")
    factories.decide_request(story, factories.give_more(story, asked), Step.ELSEWHERE, "Assessment helps more.")
    review = factories.reviewing(story)
    changed, removed = factories.remarked(story, review), factories.remarked(story, review)
    with story.acting() as session:
        by, found = story.member("reviewer", session), session.get_one(FeedbackReview, review.id)
        point = replace(changed.point, text="Said better.")
        change_remark(session, session.get_one(Remark, changed.id), point, by=by, at=story.tick())
        remove_remark(session, session.get_one(Remark, removed.id), by=by, at=story.tick())
        comment(session, found, words="Nearly there.", by=by, at=story.tick())
    issued = factories.issued_feedback(story, factories.handed_back(story, factories.handed_over(story, review)))
    factories.replied(story, issued)
    factories.issued_feedback(story, factories.corrected(story, issued))
    factories.heard_urgent(story, factories.urgent_point(story, issued.request))
    factories.shared_draft(story, issued.request.draft)
    for shown in (False, True):
        factories.shown_feedback(story, issued, shown=shown)
    factories.replied(story, first_round(story, about_health(factories.in_second_form(), "supervision")))


def concluded(story: Story) -> None:
    """Frozen and reopened in both ways, once with an explanation asked for; then signed and varied; words
    covered; and kept for a court."""
    asked = factories.ask_to_explain(story, factories.freeze(story))
    do(story, "practitioner", signing.cancel, asked, reason="Not yet.")
    do(story, "practitioner", signing.decline_to_sign, factories.freeze(story), reason="Not yet.")
    factories.signed(story)
    factories.varied(story, key="aim", text="A varied aim.")
    with story.acting() as session, append_only_lifted(session):
        words = Blank(["progress is slow"])
        blank(session, words, by="The owner", why="A patient asked.", at=story.tick())
    with story.acting() as session:
        keep_for_court(session, story.present_plan(session).case, by="The owner", why="A court.", at=story.tick())
        keep_no_longer(session, story.present_plan(session).case, story.tick())
