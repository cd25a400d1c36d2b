"""A suggestion as it is typed into its form, and how many were kept."""

from sqlalchemy import func, select

from portal.domain.plans.content import fingerprint
from portal.domain.proposals.proposal import Proposal
from portal.web.http import Portal
from tests.factories import WORDS

TYPED = "The supervisor will meet the practitioner twice a week."
REASON = "Because <b>twice</b> is better."


def form(request_key: str = "", text: str = TYPED) -> dict[str, str]:
    return {"text": text, "reason": REASON, "shown": fingerprint(WORDS["supervision"]), "request_key": request_key}


def suggestions(app: Portal) -> int:
    """How many suggestions there are."""
    with app.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Proposal)) or 0
