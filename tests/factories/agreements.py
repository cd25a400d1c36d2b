"""Freezing, signing, varying and withdrawing the plan, and acting for safety, in one line each."""

from unittest.mock import patch

from portal.domain.agreements import signing
from portal.domain.agreements.agreement import Agreement
from portal.domain.plans.plan import PlanWithdrawal
from portal.domain.plans.withdrawal import withdraw_plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.safety.action import SafetyAction, take_safety_action
from tests.factories.changes import agree, sent
from tests.factories.story import Story


def freeze(story: Story, by: str = "editor") -> Agreement:
    """The final text, ready to sign, even where something stands in the way: what then must hold is tested too."""
    with story.acting() as session, patch.object(signing, "obstacles", lambda *_, **__: []):
        return signing.open_agreement(
            session,
            story.present_plan(session),
            consequences=["consequences"],
            standard_agreement="agreement",
            by=story.member(by, session),
            at=story.tick(),
        )


def sign(story: Story, frozen: Agreement, by: str = "practitioner") -> Agreement:
    with story.acting() as session:
        found, member = session.get_one(Agreement, frozen.id), story.member(by, session)
        declared = ["I intend to sign."]
        digest, at = found.digest, story.tick()
        signing.sign(session, found, digest=digest, typed_name=member.name, statements=declared, by=member, at=at)
        return found


def signed(story: Story) -> Agreement:
    """The plan, agreed: both parties have signed."""
    frozen = sign(story, freeze(story), by="practitioner")
    return sign(story, frozen, by="signatory")


def varied(story: Story, key: str = "supervision", text: str = "") -> Proposal:
    """A change of an agreed plan, in effect: put forward by the practitioner, agreed to by the signatory."""
    return agree(story, sent(story, key=key, text=text), by="signatory")


def act_for_safety(
    story: Story, by: str = "editor", what: str = "Every case is seen first.", why: str = "Two were late."
) -> SafetyAction:
    """An action that the organisation has just taken."""
    with story.acting() as session:
        plan, member, at = story.present_plan(session), story.member(by, session), story.tick()
        return take_safety_action(session, plan, what=what, why=why, from_when=at.date(), by=member, at=at)


def withdrawn(story: Story, by: str = "adviser", reason: str = "It went to the wrong people.") -> PlanWithdrawal:
    """The plan, taken back by PSR."""
    with story.acting() as session:
        plan, member = story.present_plan(session), story.member(by, session)
        return withdraw_plan(session, plan, reason=reason, by=member, at=story.tick())
