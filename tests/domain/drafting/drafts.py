"""Drafts of any shape, for what holds of all of them."""

from itertools import count

from hypothesis import strategies as st

from portal.domain.drafting.clause_acts import PARTS
from portal.domain.plans.content import V2, Clause, Content

WORDS = st.sampled_from(["Notes are kept.", "Patients come first", "Week 4", "He and she", "A list:"])
CLAUSES = 12


@st.composite
def drafts(draw: st.DrawFn) -> Content:
    """Sections, with sections, paragraphs, list items and objectives in them, numbered or not."""
    keys = count()
    is_numbered = draw(st.booleans())

    def clauses(parent: Clause | None, label: str, depth: int) -> tuple[Clause, ...]:
        made = []
        for number in range(1, draw(st.integers(1 if parent is None else 0, 3)) + 1):
            if next(keys) > CLAUSES:
                break
            made.append(clause(parent, label, number, depth))
        return tuple(made)

    def clause(parent: Clause | None, label: str, number: int, depth: int) -> Clause:
        within = parent is None or parent.kind == "section"
        usual = "section" if parent is None else "paragraph" if within else "item"
        kinds = [usual, "objective"] if parent else [usual]
        kind = draw(st.sampled_from([*kinds, "section"] if within and depth < 2 else kinds))
        own = (f"{label}.{number}" if label else str(number)) if within else f"{label}({'abc'[number - 1]})"
        one = Clause(f"k{next(keys)}", own if is_numbered else "", kind, draw(WORDS), _parts(draw, kind))
        under = clauses(one, own, depth + 1) if depth < 3 else ()
        return Clause(one.key, one.label, one.kind, one.text, one.fields, under)

    return Content("A plan", schema=V2, clauses=clauses(None, "", 0))


def _parts(draw: st.DrawFn, kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, draw(st.sampled_from(["", "Two cases"]))) for name in PARTS.get(kind, ()))


def keys_of(content: Content) -> list[str]:
    return [clause.key for _, clause in content.walk()]


def in_order(content: Content) -> list[str]:
    """Every word of a plan's clauses, in reading order."""
    said = [text for _, one in content.walk() for text in (one.text, *(value for _, value in one.fields))]
    return " ".join(said).split()


def words_of(content: Content) -> list[str]:
    return sorted(in_order(content))
