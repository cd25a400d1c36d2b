"""Freezing, signing, varying and withdrawing the plan, and acting for safety, in one line each."""

from datetime import date, datetime, timedelta
from unittest.mock import patch

from portal.domain.agreements import signing
from portal.domain.agreements.advice import AdviceTime, take_advice
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.not_yet import not_yet
from portal.domain.checks.dismissal import Dismissal, keep, still_to_settle
from portal.domain.plans.plan import PlanWithdrawal
from portal.domain.plans.withdrawal import withdraw_plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.safety.action import SafetyAction, take_safety_action
from portal.domain.safety.telling import note_ring, say_told
from portal.domain.safety.told import Told
from tests.factories.changes import agree, sent
from tests.factories.story import Story

MOST_DAYS = 90


def freeze(story: Story, by: str = "editor", consequences: str = "consequences") -> Agreement:
    """The final text, ready to sign, even where something stands in the way: what then must hold is tested too."""
    with story.acting() as session, patch.object(signing, "obstacles", lambda *_, **__: []):
        return signing.open_agreement(
            session,
            story.present_plan(session),
            consequences=[consequences],
            standard_agreement="agreement",
            beside_advice=True,
            by=story.member(by, session),
            at=story.tick(),
        )


def keep_words(story: Story, by: str = "editor", reason: str = "It is meant so.") -> Dismissal:
    """The decision that the first words that a check points at stay."""
    with story.acting() as session:
        plan, member = story.present_plan(session), story.member(by, session)
        digest = next(one.digest for one in still_to_settle(session, plan, plan.content) if one.keepable)
        return keep(session, plan, digest, reason=reason, by=member, at=story.tick())


def sign(story: Story, frozen: Agreement, by: str = "practitioner", note: str = "") -> Agreement:
    """The final text with this signature and note, by somebody who has read the other's note."""
    with story.acting() as session:
        found, member = session.get_one(Agreement, frozen.id), story.member(by, session)
        signing.sign(
            session,
            found,
            digest=found.digest,
            typed_name=member.name,
            statements=["I intend to sign."],
            note=note,
            read_note=str(found.signatures[0].id) if found.signatures else "",
            by=member,
            at=story.tick(),
        )
        return found


def ask_to_explain(story: Story, frozen: Agreement, until: date | None = None, by: str = "practitioner") -> Agreement:
    """The final text, not signed yet: an explanation is asked for, and with a day more time for advice."""
    with story.acting() as session:
        found, member, at = session.get_one(Agreement, frozen.id), story.member(by, session), story.tick()
        not_yet(session, found, until=until, asks=True, by=member, at=at, most_days=MOST_DAYS)
        return found


def need_time(story: Story, by: str = "practitioner", today: datetime | None = None, days: int = 9) -> AdviceTime:
    """Time for advice that one's party takes, of so many days from today."""
    with story.acting() as session:
        plan, member, at = story.present_plan(session), story.member(by, session), today or story.tick()
        until = at.date() + timedelta(days=days)
        return take_advice(session, plan, until=until, by=member, at=at, most_days=MOST_DAYS)


def signed(story: Story) -> Agreement:
    """The plan, agreed: both parties have signed."""
    frozen = sign(story, freeze(story), by="practitioner")
    return sign(story, frozen, by="signatory")


def varied(story: Story, key: str = "supervision", text: str = "") -> Proposal:
    """A change of an agreed plan, in effect: put forward by the practitioner, agreed to by the signatory."""
    return agree(story, sent(story, key=key, text=text), by="signatory")


def act_for_safety(
    story: Story,
    by: str = "editor",
    what: str = "Every case is seen first.",
    why: str = "Two were late.",
    told: Told | None = None,
) -> SafetyAction:
    """An action that the organisation has just taken."""
    with story.acting() as session:
        plan, member, at = story.present_plan(session), story.member(by, session), story.tick()
        return take_safety_action(
            session, plan, what=what, why=why, from_when=at.date(), most_days_back=60, told=told, by=member, at=at
        )


def tell_of_safety(story: Story, action: SafetyAction, told: Told, by: str = "editor") -> SafetyAction:
    """The action, of which somebody has told the practitioner."""
    with story.acting() as session:
        found = session.get_one(SafetyAction, action.id)
        say_told(session, found, told, by=story.member(by, session), at=story.tick())
        return found


def ring_about(story: Story, action: SafetyAction, *, spoke: bool, by: str = "adviser") -> SafetyAction:
    """The action, about which PSR rang, and spoke with the practitioner or reached nobody."""
    with story.acting() as session:
        found, at = session.get_one(SafetyAction, action.id), story.tick()
        note_ring(session, found, spoke=spoke, day=at.date(), by=story.member(by, session), at=at)
        return found


def withdrawn(story: Story, by: str = "adviser", reason: str = "It went to the wrong people.") -> PlanWithdrawal:
    """The plan, taken back by PSR."""
    with story.acting() as session:
        plan, member = story.present_plan(session), story.member(by, session)
        return withdraw_plan(session, plan, reason=reason, by=member, at=story.tick())
