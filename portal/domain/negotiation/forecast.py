"""What sending several answers together would do: foreseen without doing it (design: proposals and assent)."""

import enum
import hashlib
import json
import uuid
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain.cases.case import Party
from portal.domain.negotiation.rebase import Reaction, reaction_of
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.amendment import Amendment, numbers_taken
from portal.domain.proposals.proposal import Proposal, ProposalKind, Status, answer_links, chain_of
from portal.domain.proposals.version import AnswerKind
from portal.text import merge

NO_REASON = "Say why you do not agree. Your reason is sent with your answer."
SAME_WORDS = "It says the same as change {number} here, so it is settled with that one."
CHAINED = "It stands against change {number}: when one is agreed, the other is no longer needed."
OVERLAPS = "It touches the same words as change {number}. Send that answer first, then see what this one says."


class Touch(enum.Enum):
    """How a yes before it bears on a change."""

    NOT = "not at all"
    CHAIN = "one answers the other"
    WORDS = "both reword the same clause"
    PLACE = "it changes where the other stands"


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
    """What is sent, in the order in which it takes effect, and the plan afterwards; `alone` and `waiting` are not."""

    going: list[Given]
    alone: list[Given]
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


def foresee(session: Session, plan: Plan, answers: Sequence[Given], *, party: Party, alone: Set[str]) -> Prospect:
    """Sort these answers of one party into those that go together and those that do not.

    An answer to words that no longer stand, or that wait for nobody, is left out. `alone` are the keys of the clauses
    whose changes are answered by themselves, beside the kinds that always are.
    """
    standing = sorted((one for one in answers if _stands(one, party)), key=lambda one: one.proposal.number or 0)
    apart = [one for one in standing if _is_alone(one.proposal, alone)]
    others = [one for one in standing if not _is_alone(one.proposal, alone)]
    ahead = _Ahead(plan.content, party, numbers_taken(session, plan), answer_links(session, plan.id))
    going = [one for one in others if not one.is_yes and one.reason]
    waiting = [Waiting(one, NO_REASON) for one in others if not one.is_yes and not one.reason]
    agreed = [one for one in others if one.is_yes]
    for one in sorted(agreed, key=lambda given: not ahead.completes(given.proposal)):
        sentence = ahead.add(one.proposal)
        if sentence:
            waiting.append(Waiting(one, sentence))
        else:
            going.append(one)
    return Prospect(going, apart, waiting, {step.proposal.id for step in ahead.steps}, ahead.content)


class Step(NamedTuple):
    """A change that takes effect ahead of the others: `old` becomes `new`."""

    proposal: Proposal
    old: Content
    new: Content


@dataclass
class _Ahead:
    """The plan as it becomes while one yes after the other takes effect."""

    content: Content
    party: Party
    taken: Set[str]
    links: list[tuple[uuid.UUID, uuid.UUID]]
    steps: list[Step] = field(default_factory=list)

    def completes(self, proposal: Proposal) -> bool:
        """Whether this party's yes is the last that the change needs."""
        return all(proposal.assented(other) for other in Party if other is not self.party)

    def add(self, proposal: Proposal) -> str:
        """Let one more yes take effect; a sentence when it must wait for those before it."""
        words, sentence = self._fitted(proposal)
        if sentence:
            return sentence
        if self.completes(proposal):
            new = self._applied(proposal, words)
            self.steps.append(Step(proposal, self.content, new))
            self.content = new
        return ""

    def _fitted(self, proposal: Proposal) -> tuple[str, str]:
        """The words of a change after all the steps before it, or why it must wait: as `rebase` would decide."""
        before, after = proposal.latest.before, proposal.latest.after
        for step in self.steps:
            touches = self._touches(proposal, step)
            if touches is Touch.NOT:
                continue
            current = proposal.present(step.new)
            merged = merge(before, current, after)
            sentence = OVERLAPS
            if touches is Touch.CHAIN:
                sentence = CHAINED
            elif touches is Touch.WORDS and current in (merged.text, after):
                sentence = SAME_WORDS
            elif (
                touches is Touch.WORDS and merged.text is not None and self.completes(proposal) and proposal.side.party
            ):
                before, after = current, merged.text
                continue
            return "", sentence.format(number=step.proposal.number)
        return after, ""

    def _touches(self, proposal: Proposal, step: Step) -> "Touch":
        if proposal.id in chain_of(step.proposal.id, self.links):
            return Touch.CHAIN
        if not (isinstance(proposal, Amendment) and isinstance(step.proposal, Amendment)):
            return Touch.NOT
        reaction = reaction_of(proposal, step.proposal, step.old, step.new)
        if reaction is None:
            return Touch.PLACE if proposal.misfit(step.new, proposal.latest.place) else Touch.NOT
        return Touch.WORDS if reaction is Reaction.MERGE else Touch.PLACE

    def _applied(self, proposal: Proposal, words: str) -> Content:
        if proposal.kind is ProposalKind.REWORD:
            return self.content.with_text(proposal.target(), words, proposal.part)
        return proposal.applied(self.content, self.taken)


def _stands(given: Given, party: Party) -> bool:
    proposal = given.proposal
    waits = proposal.status is Status.OPEN and not proposal.assented(party)
    return waits and proposal.latest.digest == given.digest


def _is_alone(proposal: Proposal, alone: Set[str]) -> bool:
    place = proposal.latest.place
    return proposal.answered_alone or proposal.target() in alone or (place is not None and place.parent in alone)


def _sha256(words: list[str]) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()
