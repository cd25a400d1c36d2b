"""What a reader pointed out in a file, each line with what can become of it, and every line beside what did."""

from bisect import bisect_right
from dataclasses import dataclass

from portal.documents.marks import mark_of
from portal.documents.outline import Reading
from portal.domain.drafting.pointed_out import PointedOut
from portal.domain.drafting.settling import LATER, Choice, choices, plain
from portal.domain.plans.content import Clause


@dataclass(frozen=True)
class Doubt:
    """A line that was pointed out: where it stands in the file, its words, why, and the clause above it, if any.

    `is_in_plan` says that its words stand in that clause.
    """

    number: int
    words: str
    why: str
    above: Clause | None
    is_in_plan: bool

    @property
    def choices(self) -> list[Choice]:
        """What can become of it, the first being that it waits beside the draft."""
        return [(LATER, "Decide on the draft’s page"), *choices(is_in_plan=self.is_in_plan, has_above=bool(self.above))]

    def waiting(self, above: str) -> PointedOut:
        """The line as it waits beside a draft, at the clause with this key."""
        return PointedOut(self.number, self.words, self.why, above, self.is_in_plan)


@dataclass(frozen=True)
class Beside:
    """A line of the file, with what became of it: the number and words of a clause, or why it is none."""

    number: int
    line: str
    label: str = ""
    became: str = ""
    why: str = ""


def doubts(reading: Reading) -> list[Doubt]:
    """Every line that was pointed out, in the order of the file."""
    above = _clauses_by_line(reading)
    numbers = [number for number, _ in above]
    found = []
    for line in sorted(reading.not_understood, key=lambda one: one.number):
        at = bisect_right(numbers, line.number)
        clause = above[at - 1][1] if at and line.number else None
        words = _bare(line.text)
        found.append(
            Doubt(line.number, words, line.why, clause, bool(clause and words and words in plain(clause.text)))
        )
    return found


def beside(reading: Reading) -> list[Beside]:
    """Each line of the file that has words, beside what became of it."""
    clauses = dict(_clauses_by_line(reading))
    noted = {line.number: line.why for line in reading.not_understood}
    facts = {number: name for name, number in reading.lines.items()}
    stages = {stage.key: f"Stage: {stage.title}, {stage.weeks} weeks" for stage in reading.content.stages}
    rows = []
    for number, line in enumerate(reading.source, start=1):
        if not line.strip():
            continue
        clause, name = clauses.get(number), facts.get(number, "")
        if clause:
            rows.append(Beside(number, line, clause.label, clause.text, noted.get(number, "")))
        elif number in noted:
            rows.append(Beside(number, line, why=noted[number]))
        else:
            rows.append(Beside(number, line, became=stages.get(name.split(".")[0], "") or _fact(name)))
    return rows


def _clauses_by_line(reading: Reading) -> list[tuple[int, Clause]]:
    placed = [
        (reading.lines[clause.key], clause) for _, clause in reading.content.walk() if clause.key in reading.lines
    ]
    return sorted(placed, key=lambda pair: pair[0])


def _bare(text: str) -> str:
    """The words of a line without the bullet or number that it begins with."""
    words = plain(text)
    mark = mark_of(words)
    return mark.words if mark and mark.style != "bare" else words


def _fact(name: str) -> str:
    return {".title": "The title", ".type": "The type of the plan", ".start": "The day it starts"}.get(name, "")
