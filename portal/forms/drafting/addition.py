"""What can be added beside a clause of a draft."""

from flask import request

from portal.domain.base import Refused
from portal.domain.drafting.beside import place_for, usual_beside
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import misfit

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
    kinds = dict.fromkeys([usual_beside(content, beside), *(kind for kind in WORDS if kind in content.clause_kinds)])
    fitting = [kind for kind in kinds if kind == usual_beside(content, beside) or kind not in ("paragraph", "item")]
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
