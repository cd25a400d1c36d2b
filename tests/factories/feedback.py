"""An organisation's own draft, and what it asks PSR about it, in one line each."""

from datetime import date

from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.feedback import request, second, triage
from portal.domain.feedback.answering import save_answers, start_review
from portal.domain.feedback.correcting import correct_review
from portal.domain.feedback.point import About, Point, Priority
from portal.domain.feedback.remark import add_remark
from portal.domain.feedback.reply import Said, reply
from portal.domain.feedback.request import FeedbackRequest, Step
from portal.domain.feedback.review import Answer, Answers, FeedbackReview, Remark
from portal.domain.feedback.showing import show_feedback
from portal.domain.feedback.standing import Took
from portal.domain.feedback.urgent import UrgentPoint, hear_urgent_point, send_urgent_point
from portal.domain.plans.content import Content
from portal.domain.plans.draft_version import newest_version
from portal.domain.plans.plan import Plan
from tests.factories.story import LIMITS, Story, some_content


def own_draft(story: Story, content: Content | None = None, by: str = "editor") -> Plan:
    """A draft that the organisation wrote itself, in the story's case and beside its plan."""
    with story.acting() as session:
        member = story.member(by, session)
        return Plan.from_draft(session, case=member.case, content=content or some_content(), by=member, at=story.tick())


def asked_for_feedback(
    story: Story,
    draft: Plan | None = None,
    *,
    wants: str = "Is this feasible?",
    wanted_by: date | None = None,
    not_told_why: str = "",
    by: str = "editor",
) -> FeedbackRequest:
    """A request about the newest version of a draft; the practitioner was told today, unless there are reasons."""
    own = draft or own_draft(story)
    with story.acting() as session:
        plan, at = session.get_one(Plan, own.id), story.tick()
        newest = newest_version(session, plan.id)
        return request.ask_for_feedback(
            session,
            plan,
            version=newest.number if newest else 0,
            wants=wants,
            wanted_by=wanted_by,
            told_on=None if not_told_why else london_day(at),
            not_told_why=not_told_why,
            by=story.member(by, session),
            at=at,
        )


def decide_request(
    story: Story, asked: FeedbackRequest, decision: Step = Step.ACCEPTED, reasons: str = "", by: str = "adviser"
) -> FeedbackRequest:
    with story.acting() as session:
        found = session.get_one(FeedbackRequest, asked.id)
        triage.decide(session, found, decision, reasons=reasons, by=story.member(by, session), at=story.tick())
        return found


def accepted(story: Story) -> FeedbackRequest:
    return decide_request(story, asked_for_feedback(story))


def give_more(story: Story, asked: FeedbackRequest, words: str = "Yes.", by: str = "editor") -> FeedbackRequest:
    with story.acting() as session:
        found = session.get_one(FeedbackRequest, asked.id)
        triage.give_more(session, found, words=words, by=story.member(by, session), at=story.tick())
        return found


def take_back_request(story: Story, asked: FeedbackRequest, by: str = "editor") -> FeedbackRequest:
    with story.acting() as session:
        found = session.get_one(FeedbackRequest, asked.id)
        triage.take_back(session, found, by=story.member(by, session), at=story.tick())
        return found


def assigned(
    story: Story,
    asked: FeedbackRequest | None = None,
    reviewer: str = "reviewer",
    second_reader: str = "adviser",
    *,
    alone: bool = False,
) -> FeedbackRequest:
    """An accepted request with a reviewer and a second reader; with "" for that, none."""
    found_or_new = asked or accepted(story)
    with story.acting() as session:
        found = session.get_one(FeedbackRequest, found_or_new.id)
        triage.assign(
            session,
            found,
            reviewer=story.member(reviewer, session) if reviewer else None,
            second_reader=story.member(second_reader, session) if second_reader else None,
            alone=alone,
            by=story.member("adviser", session),
            at=story.tick(),
        )
        return found


FORM = {"safety": Answer("strengthen", "Nobody steps in."), "feasibility": Answer("changes", "Two lists are missing.")}


def reviewing(story: Story, asked: FeedbackRequest | None = None, answers: Answers | None = None) -> FeedbackReview:
    """A review that is being written, with these answers, or with what is needed; by who reviews the request."""
    found_or_new = asked or assigned(story)
    with story.acting() as session:
        found = session.get_one(FeedbackRequest, found_or_new.id)
        by = _reviewer(found)
        started = start_review(session, found, by=by, at=story.tick())
        said = FORM if answers is None else answers
        save_answers(session, started, said, saved=started.saved, by=by, at=story.tick())
        return started


def remarked(
    story: Story,
    written: FeedbackReview,
    text: str = "Name a day that can be kept.",
    *,
    clause_key: str = "",
    quote: str = "",
    priority: Priority = Priority.SHOULD,
    about: About = About.SUPERVISION,
    suggested: str = "",
) -> Remark:
    """A point of a review that is being written; about the whole plan, unless a clause is named."""
    with story.acting() as session:
        found = session.get_one(FeedbackReview, written.id)
        point = Point(clause_key, quote, priority, about, text, suggested)
        return add_remark(session, found, point, most=200, by=_reviewer(found.request), at=story.tick())


def handed_over(story: Story, written: FeedbackReview | None = None, words: str = "") -> FeedbackReview:
    """A review that its second reader has."""
    found_or_new = written or reviewing(story)
    with story.acting() as session:
        found = session.get_one(FeedbackReview, found_or_new.id)
        second.hand_over(session, found, words=words, by=_reviewer(found.request), at=story.tick())
        return found


def agreed_second(story: Story, written: FeedbackReview | None = None, words: str = "") -> FeedbackReview:
    """A review to which the second reader agreed."""
    handed = handed_over(story, written)
    with story.acting() as session:
        found = session.get_one(FeedbackReview, handed.id)
        by, at = _second_reader(found), story.tick()
        second.agree_second(session, found, fingerprint=found.fingerprint, words=words, by=by, at=at)
        return found


def handed_back(story: Story, handed: FeedbackReview | None = None, words: str = "Say more.") -> FeedbackReview:
    """A review that came back to its reviewer."""
    found_or_new = handed or handed_over(story)
    with story.acting() as session:
        found = session.get_one(FeedbackReview, found_or_new.id)
        second.hand_back(session, found, words=words, by=_second_reader(found), at=story.tick())
        return found


def issued_feedback(story: Story, written: FeedbackReview | None = None) -> FeedbackReview:
    """What the organisation has of PSR: a review that was read second and issued."""
    agreed = agreed_second(story, written)
    with story.acting() as session:
        found = session.get_one(FeedbackReview, agreed.id)
        second.issue_review(session, found, alone=False, by=_reviewer(found.request), at=story.tick())
        return found


def corrected(story: Story, issued: FeedbackReview | None = None, reason: str = "A word was wrong.") -> FeedbackReview:
    """A correction that is being written."""
    found_or_new = issued or issued_feedback(story)
    with story.acting() as session:
        found = session.get_one(FeedbackReview, found_or_new.id)
        return correct_review(session, found, reason=reason, by=_reviewer(found.request), at=story.tick())


def urgent_point(
    story: Story,
    asked: FeedbackRequest | None = None,
    text: str = "Nobody supervises on Friday.",
    telephoned: str = "Dr Ash, today.",
) -> UrgentPoint:
    """What went to the organisation at once."""
    found_or_new = asked or assigned(story)
    with story.acting() as session:
        found = session.get_one(FeedbackRequest, found_or_new.id)
        said = {"text": text, "telephoned": telephoned}
        return send_urgent_point(session, found, **said, by=_reviewer(found), at=story.tick())


def heard_urgent(story: Story, point: UrgentPoint, words: str = "We act.", by: str = "editor") -> None:
    with story.acting() as session:
        found = session.get_one(UrgentPoint, point.id)
        hear_urgent_point(session, found, words=words, by=story.member(by, session), at=story.tick())


def replied(story: Story, review: FeedbackReview, took: Took = Took.NOT_ADOPTED, reason: str = "So.") -> FeedbackReview:
    """The organisation says the same to every point of a review, which it has not answered yet."""
    with story.acting() as session:
        found, by = session.get_one(FeedbackReview, review.id), story.member("editor", session)
        said = {one.id: Said(took, reason, 0) for one in found.remarks}
        reply(session, found, said, limits=LIMITS, by=by, at=story.tick())
        return found


def shared_draft(story: Story, draft: Plan, by: str = "editor") -> Plan:
    """A draft that the organisation has given to both."""
    with story.acting() as session:
        found = session.get_one(Plan, draft.id)
        found.issue(session, by=story.member(by, session), at=story.tick())
        return found


def shown_feedback(story: Story, review: FeedbackReview, *, shown: bool = True) -> FeedbackReview:
    """A review of a shared draft that the practitioner reads, or of which the organisation said that they do not."""
    with story.acting() as session:
        found = session.get_one(FeedbackReview, review.id)
        show_feedback(session, found, shown=shown, by=story.member("editor", session), at=story.tick())
        return found


def _reviewer(asked: FeedbackRequest) -> Membership:
    assert asked.assigned
    return asked.assigned.reviewer


def _second_reader(written: FeedbackReview) -> Membership:
    assigned = written.request.assigned
    assert assigned
    assert assigned.second_reader
    return assigned.second_reader
