"""What a clause of a draft is: turned into something else, or new, with the parts that go with it."""

from dataclasses import replace

from portal.domain.base import Refused
from portal.domain.drafting.clause_acts import (
    PARTS,
    clause_of,
    expect_fit,
    family_of,
    usual_kind,
    with_clause,
    with_usual_kind,
)
from portal.domain.plans.content import Clause, Content, new_key
from portal.domain.plans.structure import Place

PARTS_ARE_FILLED = "It has parts that say something. Empty them first, so that nothing is lost."
HAS_SOMETHING_UNDER = "There are paragraphs under it. Move them first."


def of_kind(content: Content, key: str, kind: str) -> Content:
    """The clause as something else: a heading, a paragraph, an objective, a person or an activity, with its parts."""
    clause, (place, _) = clause_of(content, key), family_of(content, key)
    if kind == clause.kind:
        return content
    if any(value for _, value in clause.fields):
        raise Refused(PARTS_ARE_FILLED, "kind")
    if "section" in (kind, clause.kind) and clause.children:
        raise Refused(HAS_SOMETHING_UNDER, "kind")
    fields = tuple((name, "") for name in PARTS.get(kind, ()))
    content = with_clause(content, replace(clause, kind=kind, fields=fields))
    expect_fit(content, Place(place.parent, ""), kind)
    return with_usual_kind(content, key)


def kinds_for(content: Content, key: str) -> list[str]:
    """What a clause can be turned into as it stands, beside what it is; one that has parts stays what it is."""
    clause = clause_of(content, key)
    if clause.fields:
        return []
    usual = usual_kind(content, family_of(content, key)[0].parent)
    found = []
    for kind in ("section", usual, *PARTS):
        if kind != clause.kind and kind in content.clause_kinds:
            try:
                of_kind(content, key, kind)
            except Refused:
                continue
            found.append(kind)
    return found


def new_clause(kind: str, text: str, *, health: bool = False) -> Clause:
    """A clause that is not in the plan yet, with its parts still empty."""
    return Clause(new_key(), "", kind, text, tuple((name, "") for name in PARTS.get(kind, ())), health=health)
