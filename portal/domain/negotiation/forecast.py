"""What sending several answers together would do: foreseen without doing it (design: proposals and assent)."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain.cases.roles import Party
from portal.domain.negotiation.unfold import Unfolding
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.remove import numbers_used
from portal.domain.proposals.proposal import Proposal, answer_links, chain_of
from portal.domain.proposals.said import Becomes, Fate
from portal.domain.proposals.version import AnswerKind

NO_REASON = "Say why you do not agree. Your reason is sent with your answer."
SAME_WORDS = "It says the same as change {number} here, so it is settled with that one."
CHAINED = "It stands against change {number}: when one is agreed, the other is no longer needed."
OVERLAPS = "It touches the same words as change {number}. Send that answer first, then see what this one says."


class Given(NamedTuple):
    """One answer as it would be sent: `digest` is that of the words it answers, `reason` goes with a no."""

    proposal: Proposal
    digest: str
    kind: AnswerKind
    reason: str = ""

    @property
    def is_yes(self) -> bool:
        return self.kind is AnswerKind.AGREE

    @property
    def mark(self) -> str:
        """SHA-256 of all that sending this answer depends on, as 64 hexadecimal digits."""
        return _sha256([str(self.proposal.id), self.digest, self.kind.value, self.reason])


class Waiting(NamedTuple):
    """An answer that cannot go with the others, and the sentence that says why."""

    given: Given
    sentence: str


@dataclass(frozen=True)
class Prospect:
    """What is sent, in the order in which it takes effect, and the plan afterwards; what is `waiting` is not."""

    going: list[Given]
    waiting: list[Waiting]
    effective: set[uuid.UUID]
    result: Content

    @property
    def fingerprint(self) -> str:
        return self.result.fingerprint

    @property
    def digest(self) -> str:
        """SHA-256 over the whole ordered list, as 64 hexadecimal digits."""
        return _sha256([one.mark for one in self.going])


def foresee(
    session: Session, plan: Plan, answers: Sequence[Given], *, party: Party, joint_words_shown: bool = True
) -> Prospect:
    """Sort these answers of one party into those that go together and those that do not.

    An answer to words that no longer stand, or that wait for nobody, is left out. Where the words that several of them
    make together were not shown, as on paper, those that touch the same words do not go together.
    """
    standing = sorted((one for one in answers if _stands(one, party)), key=lambda one: one.proposal.number or 0)
    used, links = numbers_used(session, plan.id), answer_links(session, plan.id)
    ahead = _Ahead(Unfolding(plan.content, used, links), party, joint_words_shown)
    going = [one for one in standing if not one.is_yes and one.reason]
    waiting = [Waiting(one, NO_REASON) for one in standing if not one.is_yes and not one.reason]
    agreed = [one for one in standing if one.is_yes]
    for one in sorted(agreed, key=lambda given: not ahead.completes(given.proposal)):
        sentence = ahead.add(one.proposal)
        if sentence:
            waiting.append(Waiting(one, sentence))
        else:
            going.append(one)
    return Prospect(going, waiting, {step.proposal.id for step in ahead.plan.steps}, ahead.plan.content)


@dataclass
class _Ahead:
    """The plan as it becomes while one yes of this party after the other takes effect."""

    plan: Unfolding
    party: Party
    joint_words_shown: bool

    def completes(self, proposal: Proposal) -> bool:
        """Whether this party's yes is the last that the change needs."""
        return proposal.assented(self.party.other)

    def add(self, proposal: Proposal) -> str:
        """Let one more yes take effect; a sentence when it must wait for those before it."""
        fate = self.plan.fate_of(proposal)
        completes = self.completes(proposal)
        joined = self.joint_words_shown and proposal.joins(fate) and completes and proposal.side.party
        if not (fate.becomes is Becomes.STAYS or joined):
            return self._why_it_waits(proposal, fate)
        if completes:
            self.plan.take(proposal, fate.said)
        return ""

    def _why_it_waits(self, proposal: Proposal, fate: Fate) -> str:
        """The sentence that names the first of those before it that bears on it."""
        for number, step in enumerate(self.plan.steps, start=1):
            first = Unfolding(self.plan.content, links=self.plan.links, steps=self.plan.steps[:number])
            if first.fate_of(proposal).becomes is not Becomes.STAYS:
                chained = step.proposal.id in chain_of(proposal.id, self.plan.links)
                settled = fate.becomes is Becomes.SUPERSEDED and fate.said.after and proposal.redlined
                sentence = CHAINED if chained else SAME_WORDS if settled else OVERLAPS
                return sentence.format(number=step.proposal.number)
        raise LookupError("a change that waits must wait for another")


def _stands(given: Given, party: Party) -> bool:
    proposal = given.proposal
    return proposal.awaits(party) and proposal.latest.digest == given.digest


def _sha256(words: list[str]) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()
