"""What becomes of a line that a reader pointed out: a paragraph of its own, part of the one above, or left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.beforehand import slow
from portal.domain.plans.content import Clause, Content, new_key
from portal.domain.plans.structure import Place, new_label, with_placed, without

LATER, AS_READ, PARAGRAPH, ABOVE, HEADING, LEFT_OUT = "later", "as read", "paragraph", "above", "heading", "left out"
NO_LINE_WORDS = "Write the words, or leave the line out."

Choice = tuple[str, str]


@dataclass(frozen=True)
class Decision:
    """What is to become of a line: one of the choices, its words as they were edited, and the clause above, by key.

    `was` are its words in the plan so far, "" for none.
    """

    become: str
    words: str
    above: str
    was: str = ""


def choices(*, is_in_plan: bool, has_above: bool) -> list[Choice]:
    """What can become of a line, each with its words: one whose words stand in the plan, or one that was left out."""
    if is_in_plan:
        return [(AS_READ, "Keep it as it was read"), (PARAGRAPH, "A paragraph of its own"), (LEFT_OUT, "Leave it out")]
    joined = [(ABOVE, "Part of the paragraph above")] if has_above else []
    return [(PARAGRAPH, "A paragraph of its own"), *joined, (HEADING, "A heading"), (LEFT_OUT, "Leave it out")]


@slow
def settled(content: Content, decisions: Sequence[Decision]) -> Content:
    """The plan with what was decided about the lines that were pointed out, in the order of the file."""
    latest: dict[str, Clause] = {}
    for one in decisions:
        content = with_settled(content, one, latest)
    return content


def with_settled(content: Content, one: Decision, latest: dict[str, Clause]) -> Content:
    """The plan with what was decided about one line; `latest` holds, by the clause above, what lines became there."""
    above = latest.get(one.above) or content.clause(one.above)
    if one.become in (PARAGRAPH, LEFT_OUT) and one.was and above:
        content = _without_words(content, above, one.was)
    if one.become == ABOVE and (stands := above and content.clause(above.key)):
        return content.with_text(stands.key, f"{stands.text} {one.words}".strip())
    if one.become not in (PARAGRAPH, HEADING) or not one.words:
        return content
    kind = "section" if one.become == HEADING else "paragraph"
    place = _place(content, above, kind)
    health = kind != "section" and above is not None and above.health
    clause = Clause(new_key(), new_label(content, place, set()), kind, one.words, health=health)
    latest[one.above] = clause
    return with_placed(content, place, clause)


def _without_words(content: Content, clause: Clause, words: str) -> Content:
    """The plan without words of a clause, and without the clause when it has no others and nothing under it."""
    rest = " ".join(plain(clause.text).replace(words, " ", 1).split())
    if rest or clause.children:
        return content.with_text(clause.key, rest)
    return without(content, clause.key)


def _place(content: Content, above: Clause | None, kind: str) -> Place:
    """Where a clause stands that follows another in the file: a heading beside headings, a paragraph below it."""
    if above is None or content.clause(above.key) is None:
        first = next(iter(content.clauses), None)
        return Place(first.key, "") if first and first.kind == "section" and kind != "section" else Place("", "")
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


def plain(text: str) -> str:
    """A text with its spaces and line ends as one space each."""
    return " ".join(text.split())
