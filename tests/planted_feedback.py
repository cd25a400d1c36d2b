"""What the organisation drafts by itself, and what it and PSR say of it: the practitioner’s side knows of nothing."""

from dataclasses import replace

from portal.domain.cases.roles import Side
from portal.domain.feedback.request import Step
from portal.domain.plans.plan import Plan
from tests.factories import asked_for_feedback, assigned, decide_request, give_more, own_draft, some_content
from tests.planting import Secrets

READERS = (Side.ORGANISATION, Side.PSR)


def plant_feedback(secrets: Secrets) -> None:
    """A draft that PSR is asked about, and what it says later, which PSR does not see."""
    story = secrets.story
    draft = own_draft(story, replace(some_content(), title=f"A plan {secrets.plant(*READERS)}"))
    asked = asked_for_feedback(story, draft, wants=secrets.plant(*READERS), not_told_why=secrets.plant(*READERS))
    decide_request(story, asked, Step.MORE_ASKED, secrets.plant(*READERS))
    give_more(story, asked, secrets.plant(*READERS))
    decide_request(story, asked, reasons=secrets.plant(*READERS))
    assigned(story, asked)
    secrets.guard("feedback-requests", asked, *READERS)
    with story.acting() as session:
        found = session.get_one(Plan, draft.id)
        later = replace(some_content(), title=f"A later plan {secrets.plant(Side.ORGANISATION)}")
        found.mend(session, later, by=story.member("editor", session), at=story.tick())
    secrets.guard("plans", draft, Side.ORGANISATION)
