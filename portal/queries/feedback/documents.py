"""The documents of a request, as one reader may know of them."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.feedback.document import FeedbackDocument, documents_of
from portal.domain.feedback.request import FeedbackRequest
from portal.policy import may


def documents_for(session: Session, request: FeedbackRequest, reader: Membership) -> Sequence[FeedbackDocument]:
    """The first first: never for the practitioner's side; none about health for who may not read that."""
    return [one for one in documents_of(session, request) if may(reader, Action.READ_DOCUMENT, one)]
