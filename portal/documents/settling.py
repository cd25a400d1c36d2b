"""What a reader pointed out, settled by whoever read it: a paragraph of its own, part of the one above, or left out."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.beforehand import slow
from portal.documents.marks import mark_of
from portal.documents.outline import Reading
from portal.domain.plans.content import Clause, Content, new_key
from portal.domain.plans.structure import Place, new_label, with_placed, without

AS_READ, PARAGRAPH, ABOVE, HEADING, LEFT_OUT = "as read", "paragraph", "above", "heading", "left out"


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
    def choices(self) -> list[tuple[str, str]]:
        """What can become of it, the first being what became of it so far, each with its words."""
        if self.is_in_plan:
            return [
                (AS_READ, "Keep it as it was read"),
                (PARAGRAPH, "A paragraph of its own"),
                (LEFT_OUT, "Leave it out"),
            ]
        joined = [(ABOVE, "Part of the paragraph above")] if self.above else []
        return [(AS_READ, "Leave it out"), (PARAGRAPH, "A paragraph of its own"), *joined, (HEADING, "A heading")]


@dataclass(frozen=True)
class Decision:
    """What is to become of a line: one of the choices, its words as they were edited, and the clause above, by key.

    `was` are its words in the plan so far, "" for none.
    """

    become: str
    words: str
    above: str
    was: str = ""


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
            Doubt(line.number, words, line.why, clause, bool(clause and words and words in _plain(clause.text)))
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


@slow
def settled(content: Content, decisions: Sequence[Decision]) -> Content:
    """The plan with what was decided about the lines that were pointed out, in the order of the file."""
    latest: dict[str, Clause] = {}
    for one in decisions:
        content = _with(content, one, latest)
    return content


def _with(content: Content, one: Decision, latest: dict[str, Clause]) -> Content:
    above = latest.get(one.above) or content.clause(one.above)
    if one.become in (PARAGRAPH, LEFT_OUT) and one.was and above:
        content = _without_words(content, above, one.was)
    if one.become == ABOVE and above:
        return content.with_text(above.key, f"{content.clause(above.key).text} {one.words}".strip())  # type: ignore[union-attr]
    if one.become not in (PARAGRAPH, HEADING) or not one.words:
        return content
    kind = "section" if one.become == HEADING else "paragraph"
    place = _place(content, above, kind)
    clause = Clause(new_key(), new_label(content, place, set()), kind, one.words)
    latest[one.above] = clause
    return with_placed(content, place, clause)


def _without_words(content: Content, clause: Clause, words: str) -> Content:
    """The plan without words of a clause, and without the clause when it has no others and nothing under it."""
    rest = " ".join(_plain(clause.text).replace(words, " ", 1).split())
    if rest or clause.children:
        return content.with_text(clause.key, rest)
    return without(content, clause.key)


def _place(content: Content, above: Clause | None, kind: str) -> Place:
    """Where a clause stands that follows another in the file: a heading beside headings, a paragraph below it."""
    if above is None or content.clause(above.key) is None:
        return Place("", "")
    parents = _parents(content)
    if kind == "section":
        top = above.key
        while parents[top]:
            top = parents[top]
        return Place("", top)
    return Place(above.key, "") if above.kind == "section" else Place(parents[above.key], above.key)


def _parents(content: Content) -> Mapping[str, str]:
    parents = {clause.key: "" for clause in content.clauses}
    for _, clause in content.walk():
        parents.update({child.key: clause.key for child in clause.children})
    return parents


def _clauses_by_line(reading: Reading) -> list[tuple[int, Clause]]:
    placed = [
        (reading.lines[clause.key], clause) for _, clause in reading.content.walk() if clause.key in reading.lines
    ]
    return sorted(placed, key=lambda pair: pair[0])


def _bare(text: str) -> str:
    """The words of a line without the bullet or number that it begins with."""
    words = _plain(text)
    mark = mark_of(words)
    return mark.words if mark and mark.style != "bare" else words


def _plain(text: str) -> str:
    return " ".join(text.split())


def _fact(name: str) -> str:
    return {".title": "The title", ".type": "The type of the plan", ".start": "The day it starts"}.get(name, "")
