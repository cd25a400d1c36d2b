"""A new clause, or one that was removed and is brought back."""

import json
from collections.abc import Mapping, Set
from typing import Any, ClassVar, Self, cast

from portal.domain.base import Refused
from portal.domain.plans.content import Clause, Content, new_key, read_clause, write_clause
from portal.domain.plans.content_v2 import FIELDS
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.places import CLAUSE_NAMES, in_words, places
from portal.domain.plans.structure import (
    Place,
    last_place,
    misfit,
    new_label,
    place_of,
    subtree,
    too_deep,
    whole_words,
    with_added,
    with_placed,
)
from portal.domain.proposals.kind import GONE, GONE_NOW, PLACE_GONE, expect
from portal.domain.proposals.kinds.clause_change import NO_PLACE, ClauseChange, clause_of, is_elsewhere, place_now
from portal.domain.proposals.said import Asked, Becomes, Fate, ProposalKind, Reversal, Said, Taken
from portal.domain.typed import new_words

THERE_AGAIN = "This paragraph, or something that stood under it, is in the plan again already."


class Addition(ClauseChange):
    """A new clause, or one that is brought back; `clause_key` is its own, and its version says where it goes.

    What is brought back is `restored`, in canonical form: it keeps its number, its fields and all that stood under it.
    """

    named: ClassVar[ProposalKind] = ProposalKind.ADD
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "clauses/<key>/additions"
    has_place: ClassVar[bool] = True
    begun_at = cast(Place | None, None)  # where its form begins; not kept

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        """A new clause after this one, of its kind; for a section the first under it, unless `part` is "section"."""
        clause = clause_of(content, key)
        if part and part not in content.clause_kinds:
            raise LookupError(part)
        inside = clause.kind == "section" and part != "section"
        beside = clause.children[0].kind if clause.children else "paragraph"
        addition = cls(clause_key=new_key(), clause_kind=part or (beside if inside else clause.kind), restored="")
        parent = place_of(content, key)
        addition.begun_at = Place(key, "") if inside else Place(parent.parent if parent else "", key)
        return addition

    @classmethod
    def of(cls, clause: Clause) -> Self:
        """Bringing back this clause with all that stood under it."""
        return cls(clause_key=clause.key, clause_kind=clause.kind, restored=write_clause(clause))

    @property
    def whole(self) -> Clause | None:
        """The clause as it was when it was removed; None for a new one."""
        return read_clause(self.restored) if self.restored else None

    def matter(self, place: Place | None) -> tuple[str, str, str]:
        return "", "", place.written() if place else ""

    def present(self, content: Content) -> str:
        """Nothing: it is not in the plan yet."""
        return ""

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        place, whole = said.place, self.whole
        if place is None:
            raise LookupError("a new clause needs a place")
        if whole:
            return with_placed(content, last_place(content, place, whole.label), whole.with_words(said.after))
        fields = tuple((name, "") for name in self.field_names(content, place))
        label = new_label(content, place, used)
        health = bool(self.health) or self.is_about_health(content, place)
        clause = Clause(self.clause_key, label, self.clause_kind, said.after, fields, health=health)
        return with_added(content, place, clause)

    def is_about_health(self, content: Content, place: Place | None) -> bool:
        """What is added under a clause about health is so too, and what comes back as it was."""
        above = content.clause(place.parent) if place else None
        return bool(above and above.health) or any(one.health for one in (subtree(self.whole) if self.whole else ()))

    def misfit(self, content: Content, place: Place | None) -> str:
        if self.whole and any(content.clause(one.key) for one in subtree(self.whole)):
            return THERE_AGAIN
        return misfit(content, place, self.clause_kind) if place else NO_PLACE

    def fate(self, said: Said, taken: Taken) -> Fate:
        back = taken.new.clause(self.clause_key)
        if back and self.whole and self.whole.with_words(said.after) == back:
            return Fate(Becomes.SUPERSEDED, said)
        if back and not taken.old.clause(self.clause_key):
            return Fate(Becomes.CONFLICT, said)
        if said.place is None or not is_elsewhere(said.place.after, taken):
            return Fate(Becomes.STAYS, said)
        return Fate(Becomes.RENEWED, said._replace(place=place_now(said.place, taken, self.clause_key)))

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        whole = self.whole
        more = sum(1 for _ in subtree(whole)) if whole else 1
        if sum(1 for _ in content.walk()) + more > limits.max_clauses:
            most = f"{limits.max_clauses:,}"
            raise Refused(f"The plan would have more than {most} paragraphs, which is the most it can have.")
        expect(self.misfit(content, place), "place")
        expect(too_deep(content, self.applied(content, Said("", after, place)), limits.max_levels), "place")
        as_it_was = whole is not None and after == whole.text
        return after if as_it_was else new_words("", after, limits.max_clause_characters)

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        """Also the kind of the clause, and all that is brought back, or for a new objective the names of its fields."""
        new = {"clause_kind": self.clause_kind, "fields": self.field_names(content, place)}
        whole = {"restored": json.loads(self.restored)} if self.restored else {}
        marked = {"health": True} if self.health else {}
        return super().terms(content, after, place) | new | whole | marked

    def field_names(self, content: Content, place: Place | None) -> list[str]:
        """The fields of a new clause, without values yet.

        A person and an activity have theirs, an objective those that its earlier version named, else its neighbour's.
        """
        if self.restored or self.clause_kind != "objective":
            return [] if self.restored else list(FIELDS.get(self.clause_kind, ()))
        earlier = json.loads(self.versions[-1].terms)["fields"] if self.versions else []
        beside = content.clause(place.after) if place else None
        return earlier or [name for name, _ in (beside.fields if beside else ())]

    def where(self, content: Content, said: Said | None = None) -> str:
        place, whole = said.place if said else None, self.whole
        words = in_words(content, place) if place else ""
        if whole:
            return f"{CLAUSE_NAMES[whole.kind]} {whole.label}".strip() + f", brought back {words}".rstrip(", ")
        if place and not self.outcome and last_place(content, place) != place:
            words += f"{' and' if place.after else ', after'} what was added there"
        return f"a new {CLAUSE_NAMES[self.clause_kind]} {words}".strip()

    def heading(self, where: str) -> str:
        return where

    def home(self, content: Content, said: Said | None = None) -> str:
        """The key of the clause before it."""
        place = said.place if said else None
        if place is None:
            return self.clause_key
        return place.after or place.parent or (content.clauses[0].key if content.clauses else "")

    def brings(self, terms: Mapping[str, Any]) -> list[str]:
        return brought(self.whole) if self.whole else list(terms["fields"])

    def stands_now(self, content: Content, said: Said) -> str:
        back = content.clause(self.clause_key) if self.whole else None
        if back:
            return back.text
        gone = self.whole and not self.misfit(content, said.place)
        return GONE_NOW if gone else PLACE_GONE

    def is_back(self, content: Content) -> bool:
        return self.whole is not None and content.clause(self.clause_key) is not None

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        return self.named, self.home(content, self.versions[-1].said if self.versions else None), self.clause_kind

    def asked(self, content: Content, said: Said | None) -> Asked:
        place, whole = (said.place if said else None) or self.begun_at or Place("", ""), self.whole
        return Asked(
            about=f"bringing back {self.clause_kind} {whole.label}" if whole else f"a new {self.clause_kind}",
            anchor=f"clause-{place.after or place.parent}",
            value=said.after if said else whole.text if whole else "",
            part=self.clause_kind,
            places=places(content, self.clause_kind),
            place=place.written(),
            brings=brought(whole) if whole else [],
        )

    def shown(self, content: Content) -> str:
        return ""

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        expect(GONE if now.clause(self.clause_key) is None else "")
        return Reversal(ProposalKind.REMOVE, self.clause_key)


def brought(clause: Clause) -> list[str]:
    """What comes back with a clause, beside its own words: a line for each field, and for each clause under it."""
    return whole_words(clause.with_words("")).split("\n")[1:]
