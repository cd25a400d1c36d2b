"""A change of the programme, put forward together with the words that it makes untrue (002 §8.1, §8.3)."""

from collections.abc import Sequence

from portal.domain.base import Refused
from portal.domain.checks.finding import Facts
from portal.domain.checks.guardian import no_longer_true
from portal.domain.checks.mending import Mending, mendings
from portal.domain.negotiation.authoring import Author
from portal.domain.negotiation.bundle import Bundle, put_forward_together
from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.proposals.proposal import Proposal

GOES_WITH = "It goes with another change ({where}), so that the plan says the same everywhere."
OTHERS_NOW = "The words that this change makes untrue are others now, so nothing was sent. Read them again, then send."


def made_untrue(proposal: Proposal, content: Content, facts: Facts) -> list[Mending]:
    """The words of this plan that would no longer be true with the change in effect, spot by spot, in reading order.

    None for changes of other kinds, and while the change does not fit the plan.
    """
    if not proposal.changes_programme or proposal.outcome or not proposal.fits(content, proposal.latest.said):
        return []
    changed = proposal.applied(content, proposal.latest.said)
    found = mendings(no_longer_true(content, changed, facts))
    return [one for one in found if one.can_be_reworded and _is_there(content, one)]


def rehearse(content: Content, chosen: Sequence[Mending]) -> None:
    """Compare beforehand what `put_forward_with` compares."""
    for one in chosen:
        one.begun(content).compare(content, one.words)


def put_forward_with(
    author: Author, proposal: Proposal, chosen: Sequence[Mending], *, digest: str, limits: PlanLimits
) -> Bundle:
    """Show a change to the other party with other words for what it makes untrue, all or none.

    Raises Refused for words that only a person can put right, and as `put_forward_together` does; the transaction
    cannot go on after that.
    """
    if not all(one.is_ready for one in chosen):
        raise Refused(OTHERS_NOW)
    content = author.plan.content
    beside = [author.suggest(one.begun(content), one.words, limits=limits) for one in chosen]
    together = [(proposal, digest), *((one, one.latest.digest) for one in beside)]
    return put_forward_together(author.session, author.plan, together, note="", by=author.by, at=author.at)


def reason_beside(proposal: Proposal) -> str:
    """Why other words are suggested with this change."""
    return GOES_WITH.format(where=proposal.where(proposal.plan.content, proposal.latest.said))


def _is_there(content: Content, mending: Mending) -> bool:
    """Whether the present plan has these words: those of a stage that the change brings are its own to write."""
    try:
        return mending.begun(content).present(content) == mending.spot.words
    except LookupError:
        return False
