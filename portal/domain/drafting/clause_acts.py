"""What can be done to the clauses of a draft: each act makes another plan of one, loses no word and keeps every key.

Whatever raises Refused says why the act cannot be done there. Numbers are given afterwards (`numbering.py`).
"""

from collections.abc import Sequence
from dataclasses import replace

from portal.domain.base import Refused
from portal.domain.plans.content import Clause, Content, new_key
from portal.domain.plans.content_v2 import FIELDS
from portal.domain.plans.structure import (
    Place,
    Siblings,
    misfit,
    place_of,
    with_children_of,
    with_moved,
    with_placed,
    without,
)

GONE = "This paragraph is no longer in the draft: somebody has taken it out."
PARTS = {"objective": ("Measure", "Evidence"), **FIELDS}
FIRST = "It is the first already."
LAST = "It is the last already."
NOTHING_ABOVE = "There is nothing above it that it could stand under."
OUTERMOST = "It cannot stand further out."
LAST_ONE = "It is all that is left of the plan. Write something else first."
NO_NEIGHBOUR = "There is no paragraph right before it that it could be joined to."
HAS_PARTS = "A paragraph with parts, such as a measure or a name, cannot be joined to another one."
ONE_IS_HEALTH = "Only one of the two is about health, so they stay apart."


def reworded(
    content: Content, key: str, text: str, fields: Sequence[tuple[str, str]], *, health: bool = False
) -> Content:
    """The clause with other words, in itself and in its parts; what stands under one about health is so too."""
    clause = clause_of(content, key)
    if health:
        clause = about_health(clause)
    return with_clause(content, replace(clause, text=text, fields=tuple(fields), health=health))


def removed(content: Content, key: str) -> Content:
    """The plan without a clause and all that stands under it."""
    clause_of(content, key)
    left = without(content, key)
    if not left.clauses:
        raise Refused(LAST_ONE)
    return left


def added(content: Content, place: Place, clauses: Sequence[Clause]) -> Content:
    """The plan with these at a place, one after the other."""
    for clause in clauses:
        expect_fit(content, place, clause.kind)
        content = with_placed(content, place, clause)
        place = Place(place.parent, clause.key)
    return content


def moved(content: Content, key: str, place: Place) -> Content:
    """The plan with a clause, and all that stands under it, at another place."""
    clause = clause_of(content, key)
    expect_fit(content, place, clause.kind, moved=key)
    return with_usual_kind(with_moved(content, key, place), key)


def moved_up(content: Content, key: str) -> Content:
    """Before the one above it; the first in a section becomes the last of the section above."""
    place, family = family_of(content, key)
    at = _index(family, key)
    if at:
        before = family[at - 2].key if at > 1 else ""
        return with_moved(content, key, Place(place.parent, before))
    above = _neighbour_section(content, place.parent, -1)
    if above is None:
        raise Refused(FIRST)
    return with_moved(content, key, Place(above.key, above.children[-1].key if above.children else ""))


def moved_down(content: Content, key: str) -> Content:
    """After the one below it; the last in a section becomes the first of the section below."""
    place, family = family_of(content, key)
    at = _index(family, key)
    if at + 1 < len(family):
        return with_moved(content, key, Place(place.parent, family[at + 1].key))
    below = _neighbour_section(content, place.parent, 1)
    if below is None:
        raise Refused(LAST)
    return with_moved(content, key, Place(below.key, ""))


def indented(content: Content, key: str) -> Content:
    """Under the one above it, as the last there."""
    _, family = family_of(content, key)
    at = _index(family, key)
    if not at:
        raise Refused(NOTHING_ABOVE)
    above = family[at - 1]
    return moved(content, key, Place(above.key, above.children[-1].key if above.children else ""))


def outdented(content: Content, key: str) -> Content:
    """Beside the one that it stands under. In a list, what followed it there follows it still, under it."""
    place, family = family_of(content, key)
    holder = content.clause(place.parent)
    further = place_of(content, place.parent)
    if holder is None or further is None:
        raise Refused(OUTERMOST)
    clause = clause_of(content, key)
    follows = family[_index(family, key) + 1 :] if holder.kind != "section" or clause.kind == "section" else ()
    for one in follows:
        content = without(content, one.key)
    content = moved(content, key, Place(further.parent, holder.key))
    return with_children_of(content, key, lambda under: (*under, *follows))


def split(content: Content, key: str, texts: Sequence[str]) -> Content:
    """The clause cut into several: the first keeps the key and its parts; what stood under it stands under the last."""
    clause, (place, _) = clause_of(content, key), family_of(content, key)
    first, *others = texts
    if not others:
        return with_clause(content, replace(clause, text=first))
    kind = usual_kind(content, place.parent) if clause.kind in PARTS else clause.kind
    made = [Clause(new_key(), "", kind, text, health=clause.health) for text in others]
    made[-1] = replace(made[-1], children=clause.children)
    content = with_clause(content, replace(clause, text=first, children=()))
    return added(content, Place(place.parent, key), made)


def joined(content: Content, key: str) -> Content:
    """The clause's words at the end of the paragraph right before it, which keeps its key, with what stood under it."""
    clause = clause_of(content, key)
    order = [one for _, one in content.walk()]
    before = order[order.index(clause) - 1] if order[0] is not clause else None
    if before is None or "section" in (before.kind, clause.kind):
        raise Refused(NO_NEIGHBOUR)
    if clause.fields or any(value for _, value in before.fields):
        raise Refused(HAS_PARTS)
    if before.health != clause.health:
        raise Refused(ONE_IS_HEALTH)
    content = without(content, key)
    longer = clause_of(content, before.key)
    text = " ".join(filter(None, (before.text, clause.text)))
    return with_clause(content, replace(longer, text=text, children=(*clause.children, *longer.children)))


def usual_kind(content: Content, parent: str) -> str:
    """What stands under this: paragraphs in a section, list items in a paragraph."""
    holder = content.clause(parent)
    return "paragraph" if holder is None or holder.kind == "section" else "item"


def clause_of(content: Content, key: str) -> Clause:
    """The clause with this key; Refused when it is not there."""
    clause = content.clause(key)
    if clause is None:
        raise Refused(GONE)
    return clause


def with_clause(content: Content, clause: Clause) -> Content:
    """The plan with this clause in the place of the one that has its key."""
    place, _ = family_of(content, clause.key)

    def change(family: Siblings) -> Siblings:
        return tuple(clause if one.key == clause.key else one for one in family)

    return with_children_of(content, place.parent, change)


def about_health(clause: Clause) -> Clause:
    """The clause, and all that stands under it, as being about health."""
    return replace(clause, health=True, children=tuple(map(about_health, clause.children)))


def expect_fit(content: Content, place: Place, kind: str, moved: str = "") -> None:
    """Refuse where a clause of this kind cannot stand there."""
    if why := misfit(content, place, kind, moved):
        raise Refused(why)


def family_of(content: Content, key: str) -> tuple[Place, Siblings]:
    """Where a clause stands, and all that stands there."""
    place = place_of(content, key)
    if place is None:
        raise Refused(GONE)
    holder = content.clause(place.parent)
    return place, holder.children if holder else content.clauses


def _index(family: Siblings, key: str) -> int:
    return next(number for number, one in enumerate(family) if one.key == key)


def _neighbour_section(content: Content, key: str, step: int) -> Clause | None:
    """The section beside this one, if it is one."""
    section = content.clause(key)
    if section is None or section.kind != "section":
        return None
    _, family = family_of(content, key)
    at = _index(family, key) + step
    return family[at] if 0 <= at < len(family) and family[at].kind == "section" else None


def with_usual_kind(content: Content, key: str) -> Content:
    """A paragraph in a section, and a list item in a paragraph; what it is otherwise stays."""
    clause, (place, _) = clause_of(content, key), family_of(content, key)
    if clause.kind not in ("paragraph", "item"):
        return content
    return with_clause(content, replace(clause, kind=usual_kind(content, place.parent)))
