"""A second round of feedback, in one line each."""

from dataclasses import replace

from portal.domain.feedback.review import FeedbackReview
from portal.domain.plans.content import Content
from portal.domain.plans.pieces import Clause
from portal.domain.plans.plan import Plan
from tests.factories.feedback import (
    asked_for_feedback,
    assigned,
    decide_request,
    issued_feedback,
    own_draft,
    remarked,
    reviewing,
)
from tests.factories.story import Story, in_second_form

SUGGESTED = "The supervisor will meet the practitioner every Tuesday."


def mended(story: Story, draft: Plan, content: Content) -> Plan:
    """The draft in other words, as its next version."""
    with story.acting() as session:
        found = session.get_one(Plan, draft.id)
        found.mend(session, content, by=story.member("editor", session), at=story.tick())
        return found


def about_health(content: Content, key: str) -> Content:
    """The plan with one paragraph marked as being about health."""

    def marked(section: Clause) -> Clause:
        return replace(section, children=tuple(replace(one, health=one.key == key) for one in section.children))

    return replace(content, clauses=tuple(map(marked, content.clauses)))


def asked_again(story: Story, draft: Plan) -> FeedbackReview:
    """A review that is being written, of what the draft says now."""
    return reviewing(story, assigned(story, decide_request(story, asked_for_feedback(story, draft))))


def first_round(story: Story, content: Content | None = None) -> FeedbackReview:
    """Feedback of the adviser: "On the whole plan.", "On aim.", "On supervision.", which has to be said weekly."""
    asked = decide_request(story, asked_for_feedback(story, own_draft(story, content or in_second_form())))
    written = reviewing(story, assigned(story, asked, reviewer="adviser", second_reader="reviewer"))
    remarked(story, written, "On the whole plan.")
    remarked(story, written, "On aim.", clause_key="aim")
    remarked(story, written, "On supervision.", clause_key="supervision", suggested=SUGGESTED)
    return issued_feedback(story, written)
