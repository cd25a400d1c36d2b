"""Where what is new stands beside a clause of a draft: one clause that is added, or all that was pasted."""

from collections.abc import Sequence, Set
from dataclasses import replace

from portal.domain.base import Refused
from portal.domain.drafting.clause_acts import about_health, added, clause_of, usual_kind
from portal.domain.plans.content import Clause, Content, new_key
from portal.domain.plans.structure import Place, place_of, subtree

FIRST_FORM = "Bring the draft to the new form first: in it people, activities and words about health have their parts."

BEGINS_OTHERWISE = (
    "What you pasted begins with a heading or with the row of a table. Paste it after this paragraph: choose “Add "
    "something after it”."
)


def place_for(content: Content, beside: Clause, kind: str) -> Place:
    """Right after a clause; first under a heading, and under a paragraph for an item of its list.

    A new heading comes after the section that it is chosen in.
    """
    if kind == "section":
        section = _section_of(content, beside)
        stood = place_of(content, section.key)
        return Place(stood.parent if stood else "", section.key)
    if beside.kind == "section":
        return Place(beside.key, "")
    if kind == "item" and beside.kind != "item":
        return Place(beside.key, beside.children[-1].key if beside.children else "")
    stood = place_of(content, beside.key)
    return Place(stood.parent if stood else "", beside.key)


def usual_beside(content: Content, beside: Clause) -> str:
    """What usually comes right after a clause: a paragraph, or an item of its list."""
    stood = place_of(content, beside.key)
    return usual_kind(content, beside.key if beside.kind == "section" or stood is None else stood.parent)


def pasted(content: Content, key: str, clauses: Sequence[Clause]) -> Content:
    """The plan with these, in their order, after the clause with this key.

    The first come right after it; a heading comes after the section that the clause is in, and what follows the
    heading stands in it. What is pasted beside words about health is about health too.
    Raises Refused, as `added`, and for what the form of this draft does not know.
    """
    beside = clause_of(content, key)
    usual = usual_beside(content, beside)
    place = place_for(content, beside, usual)
    known = {one.key for _, one in content.walk()}
    for clause in (_with_new_keys(one, known) for one in clauses):
        _expect_kinds(content, clause)
        if clause.kind == "section":
            beside = clause_of(content, beside.key)
            content = added(content, place_for(content, beside, "section"), [clause])
            place, beside, usual = _last_in(clause), clause, "paragraph"
            continue
        one = replace(clause, kind=usual) if clause.kind in ("paragraph", "item") else clause
        content = added(content, place, [about_health(one) if beside.health else one])
        place = Place(place.parent, one.key)
    return content


def pasted_into(content: Content, key: str, clauses: Sequence[Clause]) -> Content:
    """The plan whose clause with this key holds what stands under the first of these, with the others after it.

    Raises Refused where the first is no paragraph, as its parts would have no place, and as `pasted`.
    """
    first, *others = clauses
    if first.kind not in ("paragraph", "item"):
        raise Refused(BEGINS_OTHERWISE, "text")
    beside, known = clause_of(content, key), {one.key for _, one in content.walk()}
    for clause in (_with_new_keys(one, known) for one in reversed(first.children)):
        _expect_kinds(content, clause)
        content = added(content, Place(key, ""), [about_health(clause) if beside.health else clause])
    return pasted(content, key, others) if others else content


def _last_in(section: Clause) -> Place:
    return Place(section.key, section.children[-1].key if section.children else "")


def _with_new_keys(clause: Clause, known: Set[str]) -> Clause:
    """The clause, copied from this very draft or not, with a key of its own, and so all that stands under it."""
    key = new_key() if clause.key in known else clause.key
    return replace(clause, key=key, children=tuple(_with_new_keys(one, known) for one in clause.children))


def _expect_kinds(content: Content, clause: Clause) -> None:
    for one in subtree(clause):
        if one.kind not in content.clause_kinds or (one.health and content.is_first_form):
            raise Refused(FIRST_FORM, "pasted")


def _section_of(content: Content, clause: Clause) -> Clause:
    """The nearest section that a clause stands in, or itself."""
    while clause.kind != "section":
        stood = place_of(content, clause.key)
        above = content.clause(stood.parent) if stood else None
        if above is None:
            break
        clause = above
    return clause
