"""Two revisions of a plan side by side: what was reworded, added, removed and moved, by the keys of their pieces."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from portal.domain.plans.content import Clause, Content, Stage
from portal.domain.plans.stage_parts import part_names, part_text
from portal.domain.plans.starts import start_in_words, start_of
from portal.domain.plans.structure import Place, Siblings, families, place_of
from portal.text import Run, diff, runs

Fate = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True)
class Part:
    """A named piece of the plan, a clause or a stage, as a redline."""

    name: str
    runs: list[Run]

    @property
    def differs(self) -> bool:
        return any(run.kind != "same" for run in self.runs)


@dataclass(frozen=True)
class ComparedStage:
    """A stage of either plan; `parts` are its weeks, level and review meetings."""

    key: str
    fate: Fate
    title: list[Run]
    parts: list[Part]


@dataclass(frozen=True)
class ComparedClause:
    """A clause of either plan at its depth; `stood` is where a moved one stood before."""

    clause: Clause
    depth: int
    fate: Fate
    runs: list[Run]
    fields: list[Part]
    stood: Place | None

    @property
    def differs(self) -> bool:
        return self.fate != "same" or self.stood is not None


@dataclass(frozen=True)
class Comparison:
    """The later plan in reading order, with what was removed where it stood; `facts` are its title, type and start."""

    facts: list[Part]
    stages: list[ComparedStage]
    clauses: list[ComparedClause]

    @property
    def differs(self) -> bool:
        return bool(self.changed_facts or self.changed_stages or any(row.differs for row in self.clauses))

    @property
    def changed_facts(self) -> list[Part]:
        return [fact for fact in self.facts if fact.differs]

    @property
    def changed_stages(self) -> list[ComparedStage]:
        return [stage for stage in self.stages if stage.fate != "same"]

    def changed_clauses(self) -> list[ComparedClause]:
        """The clauses that differ, each under the headings it stands in."""
        kept: list[ComparedClause] = []
        depth = 0
        for row in reversed(self.clauses):
            if row.differs or row.depth < depth:
                kept.append(row)
                depth = row.depth
        return kept[::-1]


def compare(before: Content, after: Content) -> Comparison:
    """What turned one plan into the other."""
    return Comparison(
        facts=[
            Part("Title", _redline(before.title, after.title)),
            Part("Type", _redline(before.type, after.type)),
            Part("Start", _instead(start_in_words(start_of(before)), start_in_words(start_of(after)))),
        ],
        stages=list(_stages(before, after)),
        clauses=list(_Clauses(before, after).under("", 0)),
    )


def moved(before: Content, after: Content) -> set[str]:
    """The keys of the clauses that stand under another parent, or in another order beside those that stayed."""
    old = {clause.key: (parent, n) for parent, family in families(before) for n, clause in enumerate(family)}
    found: set[str] = set()
    for parent, family in families(after):
        known = [clause.key for clause in family if clause.key in old]
        here = [key for key in known if old[key][0] == parent]
        found |= set(known) - _in_order(here, [old[key][1] for key in here])
    return found


class _Clauses:
    """The clauses of two plans, woven into one tree."""

    def __init__(self, before: Content, after: Content) -> None:
        self.before = before
        self.old = {clause.key: clause for _, clause in before.walk()}
        self.new = {clause.key: clause for _, clause in after.walk()}
        self.old_families, self.new_families = dict(families(before)), dict(families(after))
        self.moved = moved(before, after)

    def under(self, parent: str, depth: int) -> Iterator[ComparedClause]:
        for clause in self._woven(parent):
            yield self._row(clause, depth)
            yield from self.under(clause.key, depth + 1)

    def _woven(self, parent: str) -> list[Clause]:
        """What stands under a clause now, and what was removed from there, after its nearest earlier neighbour."""
        woven = list(self.new_families.get(parent, ()))
        family: Siblings = self.old_families.get(parent, ())
        for number, clause in enumerate(family):
            if clause.key not in self.new:
                keys = [one.key for one in woven]
                earlier = [keys.index(one.key) for one in family[:number] if one.key in keys]
                woven.insert(earlier[-1] + 1 if earlier else 0, clause)
        return woven

    def _row(self, clause: Clause, depth: int) -> ComparedClause:
        old, new = self.old.get(clause.key), self.new.get(clause.key)
        words = _redline(old.text if old else None, new.text if new else None)
        names = dict.fromkeys(name for one in (old, new) if one for name, _ in one.fields)
        fields = [Part(name, _redline(_field(old, name), _field(new, name))) for name in names]
        stood = place_of(self.before, clause.key) if clause.key in self.moved else None
        return ComparedClause(clause, depth, _fate(old, new, [Part("", words), *fields]), words, fields, stood)


def _stages(before: Content, after: Content) -> Iterator[ComparedStage]:
    gone = [stage for stage in before.stages if after.stage(stage.key) is None]
    for stage in [*after.stages, *gone]:
        old, new = before.stage(stage.key), after.stage(stage.key)
        title, *others = [
            Part(name.capitalize(), _redline(_said(before, old, part), _said(after, new, part)))
            for part, name in part_names(after).items()
        ]
        parts = [Part("Length", _instead(_weeks(old), _weeks(new))), *others]
        yield ComparedStage(stage.key, _fate(old, new, [title, *parts]), title.runs, parts)


def _said(content: Content, stage: Stage | None, part: str) -> str | None:
    return part_text(content, stage, part) if stage else None


def _fate(old: object | None, new: object | None, parts: Sequence[Part]) -> Fate:
    if old is None or new is None:
        return "added" if old is None else "removed"
    return "changed" if any(part.differs for part in parts) else "same"


def _redline(old: str | None, new: str | None) -> list[Run]:
    """One text turning into another; None stands for a text that is not there at all."""
    if old is None or new is None:
        return _instead(old or "", new or "")
    return runs(old, diff(old, new))


def _instead(old: str, new: str) -> list[Run]:
    """The one whole in place of the other."""
    if old == new:
        return [Run("same", old)] if old else []
    return [run for run in (Run("removed", old), Run("added", new)) if run.text]


def _field(clause: Clause | None, name: str) -> str | None:
    return clause.words(name) if clause else None


def _weeks(stage: Stage | None) -> str:
    return f"{stage.weeks} week{'' if stage.weeks == 1 else 's'}" if stage else ""


def _in_order(keys: Sequence[str], places: Sequence[int]) -> set[str]:
    """The most keys whose places grow: those that stayed while the others moved around them."""
    lasts: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, place in enumerate(places):
        rank = bisect_left(lasts, place)
        before.append(ends[rank - 1] if rank else -1)
        lasts[rank : rank + 1] = [place]
        ends[rank : rank + 1] = [number]
    stayed: set[str] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        stayed.add(keys[at])
        at = before[at]
    return stayed
