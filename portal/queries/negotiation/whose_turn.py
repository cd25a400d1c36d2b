"""How a plan stands for one reader: whose turn it is, as the plan page and the list of cases say it."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import SIGNING_ROLES, Party
from portal.domain.plans.plan import Plan
from portal.policy import may
from portal.queries.negotiation.turn import Turn


class State(enum.Enum):
    """What holds for the reader; where several would, RULES names the one that counts."""

    OWN_DRAFT = enum.auto()
    DRAFT = enum.auto()
    WITHDRAWN = enum.auto()
    NOT_AGREED = enum.auto()
    PAUSED = enum.auto()
    EXPLAINED_FIRST = enum.auto()
    TO_SIGN = enum.auto()
    EXPLAIN = enum.auto()
    FINAL = enum.auto()
    PSR_ACTS = enum.auto()
    PSR_READS = enum.auto()
    BESIDE_ADVICE = enum.auto()
    BESIDE = enum.auto()
    ADVICE = enum.auto()
    WAITING = enum.auto()
    YOURS = enum.auto()
    SIDES = enum.auto()
    PARTIES = enum.auto()
    THEIR_ADVICE = enum.auto()
    THEY_WAIT = enum.auto()
    THEIRS = enum.auto()
    PSRS = enum.auto()
    VARIED = enum.auto()
    AGREED = enum.auto()
    OPEN = enum.auto()


HEADINGS = {
    State.OWN_DRAFT: "You are writing it. Nobody else sees it",
    State.DRAFT: "Neither party has this plan yet",
    State.WITHDRAWN: "PSR has withdrawn this plan",
    State.NOT_AGREED: "This plan ended without an agreement",
    State.PAUSED: "PSR has paused this case",
    State.EXPLAINED_FIRST: "You asked for an explanation first",
    State.TO_SIGN: "The final text is ready to sign",
    State.EXPLAIN: "{other} asks for an explanation",
    State.FINAL: "The final text is ready to sign",
    State.PSR_ACTS: "It is PSR’s turn",
    State.PSR_READS: "It is PSR’s turn",
    State.BESIDE_ADVICE: "{own} takes advice",
    State.BESIDE: "It is {own}’s turn",
    State.ADVICE: "You are taking advice",
    State.WAITING: "You are waiting",
    State.YOURS: "It is your turn",
    State.SIDES: "It is your side’s turn",
    State.PARTIES: "Whose turn it is",
    State.THEIR_ADVICE: "{other} takes advice",
    State.THEY_WAIT: "{other} is waiting",
    State.THEIRS: "It is {other}’s turn",
    State.PSRS: "It is PSR’s turn",
    State.VARIED: "Changes are agreed, and not signed yet",
    State.AGREED: "The plan is agreed",
    State.OPEN: "Nothing waits for an answer",
}


@dataclass(frozen=True)
class WhoseTurn:
    """What waits in a plan, and for whom; `variations` are the changes agreed since both signed."""

    plan: Plan
    member: Membership
    turn: Turn
    variations: int

    @property
    def state(self) -> State:
        return next(state for state, holds in RULES if holds(self))

    @property
    def heading(self) -> str:
        case, party = self.plan.case, self.member.party
        names = {"own": case.name_of(party), "other": case.name_of(party.other)} if party else {}
        return HEADINGS[self.state].format(**names)

    @property
    def is_for_the_reader(self) -> bool:
        """Whether this very reader is asked to act now; others read whose turn it is."""
        return self.state in (State.YOURS, State.PSR_ACTS)

    @property
    def holds_meanwhile(self) -> bool:
        """Whether something waits for a party while the agreed plan holds."""
        waits = self.turn.is_yours or self.turn.theirs or self.turn.organisation or self.turn.practitioner
        closed = self.plan.is_frozen or self.plan.rests
        return bool(self.plan.agreed and waits and not closed)

    @property
    def signs(self) -> bool:
        """Whether the final text waits for this reader's own signature."""
        party, agreement = self.member.party, self.plan.newest_agreement
        if not (party and agreement and self.plan.is_frozen):
            return False
        return self.member.has(SIGNING_ROLES[party]) and agreement.signature_of(party) is None

    @property
    def waits_for_explanation(self) -> bool:
        """Whether the practitioner asked for the consequences to be explained before signing (002 §8.3)."""
        agreement = self.plan.newest_agreement
        return agreement is not None and agreement.waits_for_explanation

    @property
    def was_reopened(self) -> bool:
        """Whether the text that was frozen last was reopened, and no other is ready to sign since."""
        agreement = self.plan.newest_agreement
        return agreement is not None and agreement.end is not None and self.plan.closure is None

    @property
    def explains(self) -> bool:
        """Whether this reader's side is asked to explain them."""
        return self.waits_for_explanation and self.member.party is Party.ORGANISATION

    @property
    def acts(self) -> bool:
        """Whether the reader can do something of what waits for their side."""
        if self.member.party is None:
            return may(self.member, Action.COMMENT, self.plan)
        own = self.turn.fits or self.turn.questions
        asked = self.turn.talks or self.turn.view
        return may(self.member, Action.PUT_FORWARD if own or asked else Action.ASSENT, self.plan)

    @property
    def is_beside(self) -> bool:
        """Whether the reader acts beside a party without answering for it."""
        return self.member.party is not None and self.member.voice is None


RULES: list[tuple[State, Callable[[WhoseTurn], object]]] = [
    (State.OWN_DRAFT, lambda it: not it.plan.is_issued and it.member.party),
    (State.DRAFT, lambda it: not it.plan.is_issued),
    (State.WITHDRAWN, lambda it: it.plan.withdrawal),
    (State.NOT_AGREED, lambda it: it.plan.not_agreed),
    (State.PAUSED, lambda it: it.plan.case.paused_at),
    (State.EXPLAINED_FIRST, lambda it: it.signs and it.waits_for_explanation and not it.explains),
    (State.TO_SIGN, lambda it: it.signs),
    (State.EXPLAIN, lambda it: it.explains),
    (State.FINAL, lambda it: it.plan.is_frozen),
    (State.PSR_ACTS, lambda it: it.turn.is_yours and not it.member.party and it.acts),
    (State.PSR_READS, lambda it: it.turn.is_yours and not it.member.party),
    (State.BESIDE_ADVICE, lambda it: it.turn.is_yours and it.is_beside and it.turn.advice),
    (State.BESIDE, lambda it: it.turn.is_yours and it.is_beside),
    (State.ADVICE, lambda it: it.turn.is_yours and it.turn.advice),
    (State.WAITING, lambda it: it.turn.is_yours and it.turn.still),
    (State.YOURS, lambda it: it.turn.is_yours and it.acts),
    (State.SIDES, lambda it: it.turn.is_yours),
    (State.PARTIES, lambda it: not it.member.party and (it.turn.organisation or it.turn.practitioner)),
    (State.THEIR_ADVICE, lambda it: it.turn.theirs and it.turn.their_advice),
    (State.THEY_WAIT, lambda it: it.turn.theirs and it.turn.their_still),
    (State.THEIRS, lambda it: it.turn.theirs or it.turn.their_talks),
    (State.PSRS, lambda it: it.turn.psr),
    (State.VARIED, lambda it: it.variations),
    (State.AGREED, lambda it: it.plan.agreed),
    (State.OPEN, lambda it: True),
]
