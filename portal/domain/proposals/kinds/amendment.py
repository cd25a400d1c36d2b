"""Changes of the plan's clauses: other words, a new clause, one less, or one elsewhere."""

import json
import uuid
from collections.abc import Set
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Refused
from portal.domain.plans.content import Clause, Content, read_clause
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import (
    Place,
    last_place,
    misfit,
    new_label,
    place_of,
    subtree,
    whole_words,
    with_added,
    with_moved,
    with_placed,
    without,
)
from portal.domain.proposals.proposal import Proposal, ProposalKind
from portal.domain.proposals.version import Outcome, OutcomeKind, ProposalVersion
from portal.domain.typed import new_words

GONE = "That paragraph is no longer in the plan."
NO_PLACE = "Choose a place."
THERE_AGAIN = "This paragraph, or something that stood under it, is in the plan again already."


class Amendment(Proposal):
    """Other words for a clause, or for the field `clause_part` of an objective."""

    __tablename__ = "amendment"
    __mapper_args__ = {"polymorphic_identity": ProposalKind.REWORD}

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    clause_key: Mapped[str] = mapped_column(String(40), index=True)
    clause_part: Mapped[str] = mapped_column(String(200), default="", server_default="")
    clause_kind: Mapped[str] = mapped_column(String(20), default="", server_default="")
    restored: Mapped[str] = mapped_column(Text, default="", server_default="")

    @property
    def part(self) -> str:
        return self.clause_part

    def target(self) -> str:
        return self.clause_key

    def present(self, content: Content) -> str:
        clause = content.clause(self.clause_key)
        return clause.words(self.part) if clause else ""

    def applied(self, content: Content, taken: Set[str] = frozenset()) -> Content:
        return content.with_text(self.clause_key, self.latest.after, self.part)

    def misfit(self, content: Content, place: Place | None) -> str:
        return "" if content.clause(self.clause_key) else GONE

    def expected(self, content: Content, after: str, place: Place | None, *, limit: int, most: int) -> str:
        if content.clause(self.clause_key) is None:
            raise Refused(GONE)
        return super().expected(content, after, place, limit=limit, most=most)


class Addition(Amendment):
    """A new clause, or one that was removed and is brought back; `clause_key` is its own.

    Its version says where it goes. What is brought back is `restored`, in canonical form: it keeps its number, its
    fields and all that stood under it.
    """

    __mapper_args__ = {"polymorphic_identity": ProposalKind.ADD}

    def present(self, content: Content) -> str:
        """Nothing: it is not in the plan yet."""
        return ""

    def applied(self, content: Content, taken: Set[str] = frozenset()) -> Content:
        place, whole = _chosen(self), self.whole
        if whole:
            place = last_place(content, place, whole.label)
            return with_placed(content, place, whole.with_words(self.latest.after))
        fields = tuple((name, "") for name in self.field_names(self.latest))
        label = new_label(content, place, taken)
        return with_added(content, place, Clause(self.clause_key, label, self.clause_kind, self.latest.after, fields))

    @property
    def whole(self) -> Clause | None:
        """The clause as it was when it was removed; None for a new one."""
        return read_clause(self.restored) if self.restored else None

    @staticmethod
    def field_names(version: ProposalVersion) -> list[str]:
        """The fields, each without a value yet, that a new objective would have by this version."""
        return list(json.loads(version.terms)["fields"])

    def misfit(self, content: Content, place: Place | None) -> str:
        if self.whole and any(content.clause(one.key) for one in subtree(self.whole)):
            return THERE_AGAIN
        return misfit(content, place, self.clause_kind) if place else NO_PLACE

    def expected(self, content: Content, after: str, place: Place | None, *, limit: int, most: int) -> str:
        expect(self.misfit(content, place), "place")
        return words_of_addition(self.whole, after, limit)

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        """Also the kind of the clause, and all that is brought back, or for a new objective the names of its fields."""
        new = {"clause_kind": self.clause_kind, "fields": self._fields(content, place)}
        whole = {"restored": json.loads(self.restored)} if self.restored else {}
        return super().terms(content, after, place) | new | whole

    def _fields(self, content: Content, place: Place | None) -> list[str]:
        """The fields that an earlier version of a new objective named; else those of its neighbour."""
        if self.restored or self.clause_kind != "objective":
            return []
        earlier = self.field_names(self.latest) if self.versions else []
        beside = content.clause(place.after) if place else None
        return earlier or [name for name, _ in (beside.fields if beside else ())]


class Removal(Amendment):
    """One clause less, with everything under it; `before` holds all the words that would go."""

    __mapper_args__ = {"polymorphic_identity": ProposalKind.REMOVE}

    answered_alone: ClassVar[bool] = True

    def present(self, content: Content) -> str:
        clause = content.clause(self.clause_key)
        return whole_words(clause) if clause else ""

    def misfit(self, content: Content, place: Place | None) -> str:
        if [clause.key for clause in content.clauses] == [self.clause_key]:
            return "A plan needs at least one section."
        return super().misfit(content, place)

    def applied(self, content: Content, taken: Set[str] = frozenset()) -> Content:
        return without(content, self.clause_key)

    def expected(self, content: Content, after: str, place: Place | None, *, limit: int, most: int) -> str:
        expect(self.misfit(content, place))
        return ""

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        clause = content.clause(self.clause_key)
        labels = [one.label for one in subtree(clause)] if clause else []
        return super().terms(content, after, place) | {"labels": labels}


class Move(Amendment):
    """A clause, with everything under it, at another place; its number and its words stay."""

    __mapper_args__ = {"polymorphic_identity": ProposalKind.MOVE}

    redlined: ClassVar[bool] = False

    def present(self, content: Content) -> str:
        place = place_of(content, self.clause_key)
        return place.written() if place else ""

    def applied(self, content: Content, taken: Set[str] = frozenset()) -> Content:
        return with_moved(content, self.clause_key, _chosen(self))

    def misfit(self, content: Content, place: Place | None) -> str:
        clause = content.clause(self.clause_key)
        if clause is None:
            return GONE
        return misfit(content, place, clause.kind, self.clause_key) if place else NO_PLACE

    def expected(self, content: Content, after: str, place: Place | None, *, limit: int, most: int) -> str:
        expect(self.misfit(content, place), "place")
        if place is None or place == place_of(content, self.clause_key):
            raise Refused("The paragraph stands there already. Choose another place.", "place")
        return place.written()


def words_of_addition(whole: Clause | None, text: str, limit: int) -> str:
    """The words of a clause that is added; of one that is brought `whole`, also its own, even when it has none."""
    return text if whole and text == whole.text else new_words("", text, limit)


def expect(misfit: str, field: str = "") -> None:
    """Refuse with the sentence that says why a change cannot be."""
    if misfit:
        raise Refused(misfit, field)


def numbers_taken(session: Session, plan: Plan) -> set[str]:
    """The numbers of the clauses that were removed from the plan: never used again."""
    removed = select(Removal).join(Outcome, Outcome.proposal_id == Removal.id).where(Removal.plan_id == plan.id)
    in_effect = session.scalars(removed.where(Outcome.kind == OutcomeKind.IN_EFFECT))
    return {label for removal in in_effect for label in json.loads(removal.latest.terms)["labels"]}


def _chosen(proposal: Proposal) -> Place:
    place = proposal.latest.place
    if place is None:
        raise LookupError("this suggested change names no place")
    return place
