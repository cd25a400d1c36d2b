"""An organisation's own draft, and what it asks PSR about it, in one line each."""

from datetime import date

from portal.domain.dates import london_day
from portal.domain.feedback import request, triage
from portal.domain.feedback.request import FeedbackRequest, Step
from portal.domain.plans.content import Content
from portal.domain.plans.draft_version import newest_version
from portal.domain.plans.plan import Plan
from tests.factories.story import Story, some_content


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
