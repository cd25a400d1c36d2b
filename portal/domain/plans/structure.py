"""Where clauses stand in a plan, and the same plan with one added, removed or moved (design: proposals and assent)."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import count, takewhile
from typing import NamedTuple

from portal.domain.plans.content import Clause, Content, with_children
from portal.text.list_numbers import lettered

Siblings = tuple[Clause, ...]

NO_SUCH_PLACE = "The place you chose is no longer in the plan."


class Place(NamedTuple):
    """Under the clause `parent` ("" for the plan itself), directly after its child `after` ("" for the first place)."""

    parent: str
    after: str

    def written(self) -> str:
        return json.dumps(self)


def read_place(written: str) -> Place:
    """The place that `Place.written` wrote; ValueError for anything else."""
    place = json.loads(written)
    if not (
        isinstance(place, list) and len(place) == len(Place._fields) and all(isinstance(one, str) for one in place)
    ):
        raise ValueError("not a place")
    return Place(*place)


def place_of(content: Content, key: str) -> Place | None:
    """Where a clause stands; None when it is not in the plan."""
    for parent, siblings in families(content):
        keys = ["", *(clause.key for clause in siblings)]
        if key in keys[1:]:
            return Place(parent, keys[keys.index(key) - 1])
    return None


def families(content: Content) -> Iterator[tuple[str, Siblings]]:
    """Each clause's key with its children, the plan's own top clauses first under ""."""
    yield "", content.clauses
    for _, clause in content.walk():
        yield clause.key, clause.children


def subtree(clause: Clause) -> Iterator[Clause]:
    """A clause and everything under it, in reading order."""
    yield clause
    for child in clause.children:
        yield from subtree(child)


def keys_under(content: Content, key: str) -> set[str]:
    """The keys of a clause and of everything under it; none when it is not in the plan."""
    clause = content.clause(key)
    return {one.key for one in subtree(clause)} if clause else set()


def whole_words(clause: Clause) -> str:
    """All that a clause says, with everything under it: one line for each number, text and field."""
    return "\n".join(line for one in subtree(clause) for line in _lines(one))


def with_added(content: Content, place: Place, clause: Clause) -> Content:
    """The plan with a new clause at its place, after those that were added there before it."""
    return with_placed(content, last_place(content, place), clause)


def with_placed(content: Content, place: Place, clause: Clause) -> Content:
    """The plan with one clause more, exactly at this place."""

    def insert(siblings: Siblings) -> Siblings:
        at = _position(siblings, place.after)
        return (*siblings[:at], clause, *siblings[at:])

    return with_children_of(content, place.parent, insert)


def last_place(content: Content, place: Place, label: str = "") -> Place:
    """This place, or the one after all that was added there: 2.1A and 2.1B after 2.1.

    A clause that has its number `label` already stands before those that were added with a higher one.
    """
    siblings, stem = _siblings(content, place.parent), _stem(content, place)

    def letters(name: str) -> str:
        found = re.fullmatch(f"{re.escape(stem)}([A-Z]+)", name)
        return found[1] if found else ""

    def comes_before(one: Clause) -> bool:
        theirs, own = letters(one.label), letters(label)
        return bool(theirs) and (not own or (len(theirs), theirs) < (len(own), own))

    following = siblings[_position(siblings, place.after) :] if stem else ()
    added = list(takewhile(comes_before, following))
    return Place(place.parent, added[-1].key) if added else place


def without(content: Content, key: str) -> Content:
    """The plan without a clause and everything under it."""
    place = place_of(content, key)
    if place is None:
        return content
    return with_children_of(content, place.parent, lambda siblings: tuple(one for one in siblings if one.key != key))


def with_moved(content: Content, key: str, place: Place) -> Content:
    """The plan with a clause, and everything under it, at another place."""
    clause = content.clause(key)
    if clause is None:
        return content
    return with_placed(without(content, key), place, clause)


def new_label(content: Content, place: Place, taken: Set[str]) -> str:
    """The number of a clause added here: "4.2A" after 4.2, "4.0A" before 4.1, "A1A" after A1 in Appendix A.

    It is never one that was used before. Beside clauses without a number it has none.
    """
    stem = _stem(content, place)
    if not stem:
        return ""
    used = taken | {clause.label for _, clause in content.walk()}
    return next(label for label in (f"{stem}{lettered(number)}" for number in count(1)) if label not in used)


def numbers_within(label: str) -> str:
    """What the numbers of the paragraphs inside a clause begin with: "4." inside 4, "A" inside Appendix A."""
    lettered = re.fullmatch(r"(?:Appendix|Annex) ([A-Z])", label, re.IGNORECASE)
    return lettered[1].upper() if lettered else f"{label}."


def relabelled(content: Content, labels: Mapping[str, str]) -> Content:
    """The plan with these numbers, by the keys of its clauses."""

    def walk(siblings: Siblings) -> Siblings:
        return tuple(_labelled(with_children(one, walk(one.children)), labels[one.key]) for one in siblings)

    return replace(content, clauses=walk(content.clauses))


def misfit(content: Content, place: Place, kind: str, moved: str = "") -> str:
    """Why a clause of this kind cannot stand there, as a sentence; "" when it can.

    `moved` is the key of the clause that is to be moved there, with everything under it.
    """
    parent = content.clause(place.parent)
    if place.parent and parent is None:
        return NO_SUCH_PLACE
    siblings = _siblings(content, place.parent)
    if place.after and place.after not in {clause.key for clause in siblings}:
        return NO_SUCH_PLACE
    if moved and {place.parent, place.after} & keys_under(content, moved):
        return "A paragraph cannot be moved to a place inside itself."
    if kind == "section" and parent and parent.kind != "section":
        return "A section stands beside other sections, not inside a paragraph."
    if kind != "section" and parent is None:
        return "A paragraph stands inside a section."
    return ""


def too_deep(before: Content, after: Content, most: int) -> str:
    """Why clauses cannot stand as deep under each other as a change would put them, as a sentence; "" when they can."""
    if _levels(after) <= max(most, _levels(before)):
        return ""
    return f"There would be more than {most} levels of paragraphs under each other, which is the most a plan can have."


def _levels(content: Content) -> int:
    return 1 + max((depth for depth, _ in content.walk()), default=-1)


def _lines(clause: Clause) -> Iterator[str]:
    yield " ".join(filter(None, (clause.label, clause.text)))
    yield from (f"{name}: {value}" for name, value in clause.fields)


def _position(siblings: Siblings, after: str) -> int:
    return next((number for number, one in enumerate(siblings, start=1) if one.key == after), 0)


def _siblings(content: Content, parent: str) -> Siblings:
    clause = content.clause(parent) if parent else None
    return clause.children if clause else content.clauses


def _stem(content: Content, place: Place) -> str:
    """What the number of a clause added here begins with; "" beside clauses without a number."""
    before = content.clause(place.after) if place.after else None
    if before:
        return before.label
    siblings = _siblings(content, place.parent)
    if siblings and not siblings[0].label:
        return ""
    parent = content.clause(place.parent) if place.parent else None
    if parent is None:
        return "0"
    return f"{numbers_within(parent.label)}0" if parent.label else ""


def _labelled(clause: Clause, label: str) -> Clause:
    return clause if clause.label == label else replace(clause, label=label)


def with_children_of(content: Content, parent: str, change: Callable[[Siblings], Siblings]) -> Content:
    """The plan with what stands under a clause changed, or its own top clauses for ""."""
    if not parent:
        return replace(content, clauses=change(content.clauses))

    def walk(siblings: Siblings) -> Siblings:
        return tuple(
            with_children(one, change(one.children) if one.key == parent else walk(one.children)) for one in siblings
        )

    return replace(content, clauses=walk(content.clauses))
