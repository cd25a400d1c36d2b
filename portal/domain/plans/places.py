"""What pages call a clause, a stage, and a place where a clause can stand."""

from portal.domain.plans.content import Content, Stage
from portal.domain.plans.structure import Place, families, misfit

CLAUSE_NAMES = {
    "section": "section",
    "paragraph": "paragraph",
    "item": "list item",
    "objective": "objective",
    "person": "person",
    "activity": "activity",
}
LONGEST_HINT = 60


def clause_name(content: Content, key: str) -> str:
    """What a clause is called: "paragraph 4.2", "an objective"."""
    clause = content.clause(key)
    if clause is None:
        return "a paragraph that is no longer in the plan"
    name = CLAUSE_NAMES[clause.kind]
    return f"{name} {clause.label}" if clause.label else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def stage_name(content: Content, key: str) -> str:
    """What a stage is called: "“Induction”"."""
    stage = content.stage(key)
    return f"“{stage.title}”" if stage else "a stage"


def stage_of(content: Content, key: str) -> Stage:
    """The stage with this key; LookupError when the plan has none."""
    stage = content.stage(key)
    if stage is None:
        raise LookupError(key)
    return stage


def in_words(content: Content, place: Place) -> str:
    """A place as pages say it: "after 4.2", "first in section 4", "at the top of the plan"."""
    before = content.clause(place.after) if place.after else None
    if before:
        return f"after {before.label or hint(before.text)}"
    parent = content.clause(place.parent) if place.parent else None
    return f"first in {parent.label or hint(parent.text)}" if parent else "at the top of the plan"


def places(content: Content, kind: str, moved: str = "") -> list[tuple[str, str]]:
    """Every place where a clause of this kind can stand: (written, words) rows in reading order."""
    candidates = [
        Place(parent, after) for parent, siblings in families(content) for after in ["", *(one.key for one in siblings)]
    ]
    fitting = [place for place in candidates if not misfit(content, place, kind, moved)]
    return [(place.written(), _choice(content, place)) for place in fitting]


def hint(text: str) -> str:
    """The beginning of a text, by which it is known again."""
    return text if len(text) <= LONGEST_HINT else f"{text[:LONGEST_HINT].rsplit(' ', 1)[0]} …"


def _choice(content: Content, place: Place) -> str:
    beside = content.clause(place.after or place.parent)
    words = in_words(content, place)
    return f"{words[:1].upper()}{words[1:]}" + (f": {hint(beside.text)}" if beside and beside.label else "")
