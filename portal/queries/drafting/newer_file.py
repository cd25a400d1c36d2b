"""A newer file beside the draft: every difference, and which of them are ticked to be taken."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from portal.domain.drafting.numbering import renumbered
from portal.domain.drafting.taking import FACTS, ORDER, differences, has_other_order
from portal.domain.plans.comparison import ComparedClause, ComparedStage
from portal.domain.plans.content import Content, Stage
from portal.queries.plans.comparison import Compared


@dataclass(frozen=True)
class NewerFile(Compared):
    """The draft `before`, and `after` the file matched with it, each difference with a box to tick.

    `order` are the stages as the file has them, where both have them in another order. `ticked` are the names of the
    differences whose boxes are ticked, of those that are `offered`.
    """

    order: Sequence[Stage]
    offered: Sequence[str]
    ticked: Set[str]
    facts = FACTS
    other_order = ORDER
    has_ticks = True
    lacking = "Not in the file"

    def lead_words(self, row: ComparedClause) -> str:
        """What the box of a clause is called, after "Take this": its number, or how it begins."""
        return row.clause.label or row.clause.text

    def stage_words(self, key: str) -> str:
        """What the box of a stage is called, after "Take this"."""
        stage = self.after.stage(key) or self.before.stage(key)
        return f"stage {stage.title}" if stage else ""


def newer_file(draft: Content, file: Content, answered: Mapping[str, bool]) -> NewerFile:
    """The page of a file that was matched; `answered` are the boxes that were ticked or left before, by their names.

    What the file only lacks is taken out when somebody says so.
    """
    later = renumbered(draft, file)
    comparison = differences(draft, later)
    order = later.stages if has_other_order(draft, later) else ()
    found = {FACTS[fact.name]: True for fact in comparison.changed_facts} | ({ORDER: True} if order else {})
    rows: list[tuple[str, ComparedStage | ComparedClause]] = [
        *((stage.key, stage) for stage in comparison.changed_stages),
        *((row.clause.key, row) for row in comparison.clauses if row.differs),
    ]
    found |= {key: row.fate != "removed" for key, row in rows}
    ticked = {key for key, is_usual in found.items() if answered.get(key, is_usual)}
    return NewerFile(draft, later, comparison, order, list(found), ticked)
