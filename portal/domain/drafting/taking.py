"""What a newer file says otherwise than a draft, and the draft with what is taken of it.

Each difference has a name: the key of its clause or stage, or one of those below. The file was matched (`newer.py`).
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from portal.beforehand import slow
from portal.domain.base import Refused
from portal.domain.drafting.clause_acts import LAST_ONE, about_health
from portal.domain.drafting.matching import Tree
from portal.domain.plans.comparison import Comparison, compare, moved
from portal.domain.plans.content import Clause, Content, Stage
from portal.text.english import counted

TITLE, TYPE, START, ORDER = ".title", ".type", ".start", ".order"
FACTS = {"Title": TITLE, "Type": TYPE, "Start": START}  # by what comparisons call them


@slow
def differences(draft: Content, file: Content) -> Comparison:
    """What became of the draft in the file; a clause that only the file marks as about health differs too."""
    found = compare(draft, file)
    before = Tree(draft).clauses
    marked = {key for key, one in Tree(file).clauses.items() if one.health and key in before and not before[key].health}
    rows = [replace(row, fate="changed") if row.clause.key in marked else row for row in found.clauses]
    return replace(found, clauses=rows)


def has_other_order(draft: Content, file: Content) -> bool:
    """Whether the stages that both have come one after the other otherwise."""
    return [one.key for one in draft.stages if file.stage(one.key)] != [
        one.key for one in file.stages if draft.stage(one.key)
    ]


@slow
def taken(draft: Content, file: Content, chosen: Set[str]) -> Content:
    """The draft with the chosen differences.

    What is new under a heading that is not taken stands with what comes before it in the file. What stands under a
    clause that is taken out, and is not taken out itself, keeps that clause in the draft.
    Raises Refused when nothing would be left.
    """
    grown = _Grown(draft, file)
    grown.reword(chosen)
    grown.place(chosen)
    grown.remove(chosen)
    clauses = tuple(grown.frozen(""))
    if not clauses:
        raise Refused(LAST_ONE, "take")
    return replace(
        draft,
        title=file.title if TITLE in chosen else draft.title,
        type=file.type if TYPE in chosen else draft.type,
        start=file.start if START in chosen else draft.start,
        waits_for=file.waits_for if START in chosen else draft.waits_for,
        stages=tuple(_stages(draft, file, chosen)),
        clauses=clauses,
    )


class _Grown:
    """The clauses of a draft while those of a file are taken into it."""

    def __init__(self, draft: Content, file: Content) -> None:
        self.before, self.file = Tree(draft), Tree(file)
        self.moved = moved(draft, file)
        self.clauses = dict(self.before.clauses)
        self.under = {key: list(keys) for key, keys in self.before.under.items()}
        self.parent = dict(self.before.parent)

    def reword(self, chosen: Set[str]) -> None:
        for key in chosen & self.clauses.keys() & self.file.clauses.keys():
            own, its = self.clauses[key], self.file.clauses[key]
            self.clauses[key] = replace(
                own, kind=its.kind, text=its.text, fields=its.fields, health=own.health or its.health
            )

    def place(self, chosen: Set[str]) -> None:
        """Put what is new or moved where the file has it, in the file's order."""
        for key, clause in self.file.clauses.items():
            if key not in chosen or (key in self.clauses and key not in self.moved):
                continue
            parent, after = self._place(key)
            if key in self._above(parent):
                continue
            if key in self.clauses:
                self.under[self.parent[key]].remove(key)
            else:
                self.clauses[key], self.under[key] = replace(clause, children=()), []
            family = self.under[parent]
            family.insert(family.index(after) + 1 if after else 0, key)
            self.parent[key] = parent
            self._make_usual(key)

    def remove(self, chosen: Set[str]) -> None:
        """Take out what the file lacks, the innermost first."""
        for key in reversed(self.before.clauses):
            if key in chosen and key not in self.file.clauses and not self.under[key]:
                self.under[self.parent[key]].remove(key)
                del self.clauses[key]

    def frozen(self, parent: str) -> Iterator[Clause]:
        holder = self.clauses.get(parent)
        for key in self.under[parent]:
            one = replace(self.clauses[key], children=tuple(self.frozen(key)))
            yield about_health(one) if one.health or (holder and holder.health) else one

    def _place(self, key: str) -> tuple[str, str]:
        """The parent of a clause of the file, and what it comes after there; "" for none."""
        parent = self.file.parent[key]
        if parent and parent not in self.clauses:
            return self._place_without(key)
        family = self.file.under[parent]
        former = family[: self.file.place[key]]
        after = next((one for one in reversed(former) if self.parent.get(one) == parent), "")
        return parent, after

    def _place_without(self, key: str) -> tuple[str, str]:
        """Where a clause stands whose heading is not taken: with what comes before it."""
        order = list(self.file.clauses)
        former = order[: order.index(key)]
        at = next((one for one in reversed(former) if one in self.clauses and key not in self._above(one)), "")
        is_section = self.file.clauses[key].kind == "section"
        if not at:
            first = next((one for one in self.under[""] if self.clauses[one].kind == "section"), "")
            return ("", "") if is_section else (first, "")
        while at and (self.parent[at] if is_section else self._stands_in_paragraph(at)):
            at = self.parent[at]
        return (at, "") if not is_section and self.clauses[at].kind == "section" else (self.parent[at], at)

    def _stands_in_paragraph(self, key: str) -> bool:
        holder = self.clauses.get(self.parent[key])
        return holder is not None and holder.kind != "section"

    def _above(self, key: str) -> Sequence[str]:
        """A clause, and all that it stands under."""
        found = []
        while key:
            found.append(key)
            key = self.parent[key]
        return found

    def _make_usual(self, key: str) -> None:
        clause, holder = self.clauses[key], self.clauses.get(self.parent[key])
        if clause.kind in ("paragraph", "item") and holder:
            self.clauses[key] = replace(clause, kind="paragraph" if holder.kind == "section" else "item")


def _stages(draft: Content, file: Content, chosen: Set[str]) -> Iterator[Stage]:
    """The draft's stages with those of the file that are chosen, each after the one that it follows."""
    first, then = (file, draft) if ORDER in chosen else (draft, file)
    kept = {one.key for one in draft.stages if one.key not in chosen or file.stage(one.key)}
    kept |= {one.key for one in file.stages if one.key in chosen}
    order = [one.key for one in first.stages]
    for number, stage in enumerate(then.stages):
        if stage.key not in order:
            former = [one.key for one in then.stages[:number] if one.key in order]
            order.insert(order.index(former[-1]) + 1 if former else 0, stage.key)
    for key in order:
        if key in kept:
            own, its = draft.stage(key), file.stage(key)
            yield its if its and (key in chosen or own is None) else own  # type: ignore[misc]


def taken_in_words(before: Content, after: Content) -> str:
    """What was taken, as the draft's versions name it: "3 paragraphs reworded, 2 added"."""
    old, new = ({one.key: one for _, one in content.walk()} for content in (before, after))
    facts = [name.lower() for name, part in FACTS.items() if _fact(before, part) != _fact(after, part)]
    reworded = [key for key in old.keys() & new.keys() if _own(old[key]) != _own(new[key])]
    many = {
        "reworded": len(reworded),
        "added": len(new.keys() - old.keys()),
        "moved": len(moved(before, after)),
        "taken out": len(old.keys() - new.keys()),
    }
    said = [f"{count} {did}" for did, count in many.items() if count]
    if said:
        first, *_ = (count for count in many.values() if count)
        said[0] = said[0].replace(f"{first} ", f"{counted(first, 'paragraph')} ", 1)
    stages = "the stages" if before.stages != after.stages else ""
    return ", ".join(filter(None, (*said, *(f"the {name}" for name in facts), stages)))


def _own(clause: Clause) -> tuple[object, ...]:
    return clause.kind, clause.text, clause.fields, clause.health


def _fact(content: Content, part: str) -> tuple[str, ...]:
    facts = {TITLE: (content.title,), TYPE: (content.type,), START: (content.start, content.waits_for)}
    return facts[part]
