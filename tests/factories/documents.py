"""Documents of a request for feedback, in one line each."""

from portal.documents.scan import Scan
from portal.domain.feedback.document import Attached, FeedbackDocument, attach
from portal.domain.feedback.request import FeedbackRequest
from tests.factories.feedback import asked_for_feedback
from tests.factories.on_paper import a_scan
from tests.factories.story import Story


def attached(
    story: Story,
    asked: FeedbackRequest | None = None,
    about: str = "The job plan",
    name: str = "job-plan.png",
    *,
    scan: Scan | None = None,
    health: bool = False,
    most: int = 10,
    by: str = "editor",
) -> FeedbackDocument:
    """A document with a request, another one for each name."""
    found_or_new = asked or asked_for_feedback(story)
    sent = scan or a_scan(name)
    with story.acting() as session:
        found, at = session.get_one(FeedbackRequest, found_or_new.id), story.tick()
        document = Attached("document-1", sent.body, sent.file_type, name, about, health)
        (made,) = attach(session, found, [document], most=most, by=story.member(by, session), at=at)
        return made
