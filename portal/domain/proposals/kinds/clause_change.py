"""What every change of the plan's clauses shares: the clause that it is about, and where clauses stand in words."""

import uuid

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.plans.content import Clause, Content
from portal.domain.plans.places import clause_name
from portal.domain.plans.structure import Place, place_of, subtree
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind, Said, Taken

CLAUSE_GONE = "That paragraph is no longer in the plan."
NO_PLACE = "Choose a place."


class ClauseChange(Proposal):
    """A change of one clause: `clause_part` is the field of an objective that it is about, "" for all of it.

    `clause_kind` and `restored` are those of a clause that is added.
    """

    __tablename__ = "amendment"
    __mapper_args__ = {"polymorphic_abstract": True}

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    clause_key: Mapped[str] = mapped_column(String(40), index=True)
    clause_part: Mapped[str] = mapped_column(String(200), default="", server_default="")
    clause_kind: Mapped[str] = mapped_column(String(20), default="", server_default="")
    restored: Mapped[str] = mapped_column(Text, default="", server_default="")

    @property
    def part(self) -> str:
        return self.clause_part or ""

    def target(self) -> str:
        return self.clause_key

    def misfit(self, content: Content, place: Place | None) -> str:
        return "" if content.clause(self.clause_key) else CLAUSE_GONE

    def is_about_health(self, content: Content, place: Place | None) -> bool:
        clause = content.clause(self.clause_key)
        return clause is not None and any(one.health for one in subtree(clause))

    def where(self, content: Content, said: Said | None = None) -> str:
        return clause_name(content, self.clause_key) + (f", {self.part.lower()}" if self.part else "")

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        return self.named, self.clause_key, self.part


def clause_of(content: Content, key: str) -> Clause:
    """The clause with this key; LookupError when the plan has none."""
    clause = content.clause(key)
    if clause is None:
        raise LookupError(key)
    return clause


def place_now(place: Place, taken: Taken, own: str) -> Place:
    """Where a clause to be put at this place goes after a change; `own` is its key.

    It follows the one that it stands after; when that one is removed, it goes after the nearest earlier one that
    stands, else first.
    """
    if not place.after or place.after != taken.target:
        return place
    if taken.new.clause(place.after) is None:
        earlier = place_of(taken.old, place.after)
        beside_itself = earlier and earlier.after == own
        return (place_of(taken.old, own) if beside_itself else earlier) or place
    followed = place_of(taken.new, place.after)
    return Place(followed.parent, place.after) if followed else place


def is_elsewhere(key: str, taken: Taken) -> bool:
    """Whether a change has put the clause with this key elsewhere, or out of the plan."""
    return key == taken.target and place_of(taken.old, key) != place_of(taken.new, key)
