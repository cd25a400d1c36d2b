"""Several answers of one side, as its page shows and sends them."""

from collections.abc import Sequence

from portal.domain.cases.roles import Party
from portal.domain.negotiation.forecast import Given, Prospect, foresee
from portal.domain.negotiation.sending import answer_together
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import AnswerKind
from tests.factories import Story


def yes(proposal: Proposal) -> Given:
    return Given(proposal, proposal.latest.digest, AnswerKind.AGREE)


def no(proposal: Proposal, reason: str = "Not now.") -> Given:
    return Given(proposal, proposal.latest.digest, AnswerKind.DECLINE, reason)


def foreseen(story: Story, *answers: Given) -> Prospect:
    return foresee(story.session, story.plan, answers, party=Party.ORGANISATION)


def send(
    story: Story,
    *answers: Given,
    shown: Prospect | None = None,
    by: str = "editor",
    ticked: Sequence[Proposal] = (),
) -> Prospect:
    """Send these answers as the organisation, with the prospect that its page showed and the ticks set on it."""
    shown = shown or foreseen(story, *answers)
    member, at = story.member(by), story.tick()
    seen = {"digest": shown.digest, "fingerprint": shown.fingerprint}
    ticks = {one.id for one in ticked}
    return answer_together(story.session, story.plan, answers, **seen, ticked=ticks, by=member, at=at)
