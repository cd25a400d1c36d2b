"""Preparing a suggested change, private to one's side until it is put forward (design: proposals and assent)."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.plans.content import Clause, Stage, new_key
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place, misfit, place_of, subtree
from portal.domain.proposals.kinds.amendment import Addition, Amendment, Move, Removal, expect, words_of_addition
from portal.domain.proposals.kinds.programme import STAGE_PART_NAMES, DurationChange, StageAmendment, StartChange
from portal.domain.proposals.proposal import Asker, Proposal
from portal.domain.typed import new_start, new_weeks, new_words

Prepared = TypeVar("Prepared", bound=Proposal)


@dataclass(frozen=True)
class Author:
    """Who prepares a change of a plan, when and why; `answers_to` is the change that this one answers.

    PSR says in `asked_by` who asked for it. Each method makes one kind of change, and raises Refused when it says
    nothing new or cannot be.
    """

    session: Session
    plan: Plan
    by: Membership
    at: datetime
    reason: str
    answers_to: uuid.UUID | None = None
    asked_by: Asker | None = None

    def reword(self, clause_key: str, text: str, *, limit: int, part: str = "") -> Amendment:
        """Other words for a paragraph, or for the field `part` of an objective."""
        clause = self._clause(clause_key)
        if part and part not in dict(clause.fields):
            raise Refused("That part of the objective is no longer in the plan.")
        after = new_words(clause.words(part), text, limit)
        return self._draft(Amendment(clause_key=clause_key, clause_part=part, **self._facts()), after)

    def add(self, place: Place, kind: str, text: str, *, limit: int, most_clauses: int) -> Addition:
        """A new section, paragraph, item or objective."""
        self._expect_room(1, most_clauses)
        expect(misfit(self.plan.content, place, kind), "place")
        after = new_words("", text, limit)
        return self._draft(Addition(clause_key=new_key(), clause_kind=kind, **self._facts()), after, place)

    def restore(self, clause: Clause, place: Place, text: str, *, limit: int, most_clauses: int) -> Addition:
        """A clause that was removed, with its number, its fields and all that stood under it; it may say `text`."""
        self._expect_room(sum(1 for _ in subtree(clause)), most_clauses)
        facts = {"clause_key": clause.key, "clause_kind": clause.kind, "restored": clause.canonical}
        addition = Addition(**facts, **self._facts())
        expect(addition.misfit(self.plan.content, place), "place")
        return self._draft(addition, words_of_addition(clause, text, limit), place)

    def remove(self, clause_key: str) -> Removal:
        """One paragraph less, with everything under it."""
        self._clause(clause_key)
        removal = Removal(clause_key=clause_key, **self._facts())
        expect(removal.misfit(self.plan.content, None))
        return self._draft(removal, "")

    def move(self, clause_key: str, place: Place) -> Move:
        """A paragraph, with everything under it, at another place; its number and words stay."""
        clause, content = self._clause(clause_key), self.plan.content
        if place == place_of(content, clause_key):
            raise Refused("The paragraph stands there already. Choose another place.", "place")
        expect(misfit(content, place, clause.kind, clause_key), "place")
        return self._draft(Move(clause_key=clause_key, **self._facts()), place.written(), place)

    def reword_stage(self, stage_key: str, part: str, text: str, *, limit: int) -> StageAmendment:
        """Another title, supervision level or review meeting for a stage (002 §6.3, §8.1)."""
        stage = self._stage(stage_key)
        if part not in STAGE_PART_NAMES:
            raise Refused("That part of the stage is not in the plan.")
        after = new_words(str(getattr(stage, part)), text, limit)
        return self._draft(StageAmendment(stage_key=stage_key, stage_part=part, **self._facts()), after)

    def change_weeks(self, stage_key: str, weeks: int, *, most: int) -> DurationChange:
        """Another length for a stage, between 1 and `most` weeks (002 §8.3)."""
        after = new_weeks(self._stage(stage_key).weeks, weeks, most)
        return self._draft(DurationChange(stage_key=stage_key, **self._facts()), after)

    def change_start(self, start: date) -> StartChange:
        """Another day on which the programme starts (002 §8.3)."""
        after = new_start(self.plan.content.start, start)
        return self._draft(StartChange(stage_key="", **self._facts()), after)

    def _expect_room(self, more: int, most: int) -> None:
        if sum(1 for _ in self.plan.content.walk()) + more > most:
            raise Refused(f"The plan would have more than {most:,} paragraphs, which is the most it can have.")

    def _clause(self, key: str) -> Clause:
        clause = self.plan.content.clause(key)
        if clause is None:
            raise Refused("That paragraph is no longer in the plan.")
        return clause

    def _stage(self, key: str) -> Stage:
        stage = self.plan.content.stage(key)
        if stage is None:
            raise Refused("That stage is no longer in the plan.")
        return stage

    def _facts(self) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "side": self.by.side,
            "by_id": self.by.id,
            "reason": self.reason,
            "created_at": self.at,
            "answers_to": self.answers_to,
            "asked_by": self.asked_by,
        }

    def _draft(self, proposal: Prepared, after: str, place: Place | None = None) -> Prepared:
        self.plan.expect_issued()
        if (self.asked_by is None) is (self.by.party is None):
            raise Refused("Say who asked PSR to suggest this.", "asked_by")
        self.plan.expect_standing()
        self._expect_one_matter(proposal, place)
        self.session.add(proposal)
        proposal.write(self.plan.current, after, by=self.by, at=self.at, place=place)
        self.session.flush()
        proposal.tell(self.session, record.Kind.PROPOSAL_DRAFTED, self.by, self.at)
        return proposal

    def _expect_one_matter(self, proposal: Proposal, place: Place | None) -> None:
        """An answer to the other side's change is about the same words, weeks, day or place as that change."""
        answered = self.session.get(Proposal, self.answers_to) if self.answers_to else None
        if answered is None:
            return
        beside = isinstance(proposal, Addition) and isinstance(answered, Addition) and place is not None
        same = answered.latest.place == place if beside else _matter(answered) == _matter(proposal)
        if answered.side is self.by.side or not same:
            raise Refused("Your suggestion is not about the same thing as the change that it answers.")


def _matter(proposal: Proposal) -> tuple[str, str, bool]:
    return proposal.target(), proposal.part, isinstance(proposal, DurationChange)
