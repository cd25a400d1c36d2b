"""What is added beside a clause of a draft, and where that stands."""

from flask import request

from portal.domain.base import Refused
from portal.domain.drafting.clause_acts import usual_kind
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import Place, misfit, place_of

CHOOSE = "Choose what you add."
WORDS = {
    "paragraph": "A paragraph",
    "item": "A list item",
    "section": "A heading",
    "objective": "An objective, with its measure and evidence",
    "person": "A person, with what they do",
    "activity": "An activity, with how often and why",
}


def choices(content: Content, beside: Clause) -> list[tuple[str, str, str]]:
    """What can be added: (kind, words, where it comes) rows, the usual one first."""
    kinds = dict.fromkeys([_usual(content, beside), *(kind for kind in WORDS if kind in content.clause_kinds)])
    fitting = [kind for kind in kinds if kind == _usual(content, beside) or kind not in ("paragraph", "item")]
    if beside.kind not in ("section", "item"):
        fitting.append("item")
    rows = [(kind, place_for(content, beside, kind)) for kind in dict.fromkeys(fitting)]
    return [(kind, WORDS[kind], "") for kind, place in rows if not misfit(content, place, kind)]


def read_kind(content: Content, beside: Clause) -> str:
    """The kind that was chosen, of those that can be added there."""
    kind = request.form.get("kind", "")
    if kind not in {known for known, _, _ in choices(content, beside)}:
        raise Refused(CHOOSE, "kind")
    return kind


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


def _usual(content: Content, beside: Clause) -> str:
    stood = place_of(content, beside.key)
    return usual_kind(content, beside.key if beside.kind == "section" or stood is None else stood.parent)


def _section_of(content: Content, clause: Clause) -> Clause:
    """The nearest section that a clause stands in, or itself."""
    while clause.kind != "section":
        stood = place_of(content, clause.key)
        above = content.clause(stood.parent) if stood else None
        if above is None:
            break
        clause = above
    return clause
