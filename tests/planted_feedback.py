"""What the organisation drafts by itself, and what it and PSR say of it: the practitioner’s side knows of nothing."""

from dataclasses import replace

from portal.domain.cases.roles import Side
from portal.domain.drafting.pointed_out import PointedOut, keep_lines
from portal.domain.feedback.request import FeedbackRequest, Step
from portal.domain.feedback.review import Answer
from portal.domain.plans.plan import Plan
from tests.factories import (
    a_scan,
    asked_for_feedback,
    assigned,
    attached,
    corrected,
    decide_request,
    give_more,
    handed_back,
    handed_over,
    heard_urgent,
    issued_feedback,
    own_draft,
    remarked,
    replied,
    reviewing,
    some_content,
    urgent_point,
)
from tests.factories.rounds import mended
from tests.planting import Secrets

CHOICES = (("safety", "urgent"), ("feasibility", "yes"))
BETWEEN = "a plan between two requests"
READERS = (Side.ORGANISATION, Side.PSR)


def plant_review(secrets: Secrets, asked: FeedbackRequest) -> None:
    """What PSR writes of it, which nobody else knows of, and words of the first round, which the organisation has."""
    story, psr = secrets.story, Side.PSR
    said = {one: Answer(choice, secrets.plant(psr)) for one, choice in CHOICES}
    review = reviewing(story, asked, said)
    remark = remarked(story, review, secrets.plant(psr), clause_key="aim", suggested=f"Work {secrets.plant(psr)}")
    handed_back(story, handed_over(story, review, secrets.plant(psr)), secrets.plant(psr))
    secrets.guard("feedback-reviews", review, psr)
    secrets.guard("feedback-remarks", remark, psr)


def plant_issued(secrets: Secrets) -> None:
    """What the organisation has of PSR, and what was said before, which stays with PSR."""
    story = secrets.story
    said = {one: Answer(choice, secrets.plant(*READERS)) for one, choice in CHOICES}
    review = reviewing(story, assigned(story, decide_request(story, asked_for_feedback(story))), said)
    remark = remarked(story, review, secrets.plant(*READERS))
    point = urgent_point(story, review.request, secrets.plant(*READERS), secrets.plant(*READERS))
    heard_urgent(story, point, secrets.plant(*READERS))
    secrets.guard("urgent-points", point, *READERS)
    review = issued_feedback(
        story, handed_back(story, handed_over(story, review, secrets.plant(Side.PSR)), secrets.plant(Side.PSR))
    )
    replied(story, review, reason=secrets.plant(*READERS))
    secrets.guard("feedback-requests", review.request, *READERS)
    secrets.guard("feedback-reviews", review, *READERS)
    secrets.guard("feedback-remarks", remark, *READERS)
    correction = corrected(story, review, secrets.plant(Side.PSR))
    secrets.guard("feedback-reviews", correction, Side.PSR)
    plant_second_round(secrets, review.request.draft)


def plant_second_round(secrets: Secrets, draft: Plan) -> None:
    """PSR is asked about a newer version, and sees none of what lies between the two."""
    secrets.sides[BETWEEN] = {Side.ORGANISATION}
    between, later = (replace(some_content(), title=title) for title in (BETWEEN, secrets.plant(*READERS)))
    mended(secrets.story, draft, between)
    with secrets.story.acting() as session:
        unclear = PointedOut(
            3, secrets.plant(Side.ORGANISATION), secrets.plant(Side.ORGANISATION), "", is_in_plan=False
        )
        keep_lines(session, draft.id, [unclear], version=1)
    asked = asked_for_feedback(secrets.story, mended(secrets.story, draft, later))
    secrets.guard("feedback-requests", asked, *READERS)
    secrets.guard("plans", draft, Side.ORGANISATION)


def plant_document(secrets: Secrets, asked: FeedbackRequest) -> None:
    """A document, of which the practitioner's side learns neither what it is, nor its name, nor its fingerprint."""
    about, name = secrets.plant(*READERS), f"{secrets.plant(*READERS)}.png"
    document = attached(secrets.story, asked, about, name, scan=a_scan("a document"))
    secrets.sides[document.file.sha256] = set(READERS)
    secrets.guard("feedback-documents", document, *READERS)


def plant_feedback(secrets: Secrets) -> None:
    """A draft that PSR is asked about, and what it says later, which PSR does not see."""
    story = secrets.story
    draft = own_draft(story, replace(some_content(), title=f"A plan {secrets.plant(*READERS)}"))
    asked = asked_for_feedback(story, draft, wants=secrets.plant(*READERS), not_told_why=secrets.plant(*READERS))
    decide_request(story, asked, Step.MORE_ASKED, secrets.plant(*READERS))
    give_more(story, asked, secrets.plant(*READERS))
    decide_request(story, asked, reasons=secrets.plant(*READERS))
    plant_review(secrets, assigned(story, asked))
    secrets.guard("feedback-requests", asked, *READERS)
    plant_document(secrets, asked)
    with story.acting() as session:
        found = session.get_one(Plan, draft.id)
        later = replace(some_content(), title=f"A later plan {secrets.plant(Side.ORGANISATION)}")
        found.mend(session, later, by=story.member("editor", session), at=story.tick())
    secrets.guard("plans", draft, Side.ORGANISATION)
    plant_issued(secrets)
