"""A term of the library is explained where a plan first uses it."""

from portal.domain.plans.content import Clause, Content
from portal.library.glossary import GLOSSARY
from portal.queries.plans.terms import first_uses


def section(number: int, *texts: str, fields: tuple[tuple[str, str], ...] = ()) -> Clause:
    clauses = (Clause(f"c{n}", f"{number}.{n}", "paragraph", text, fields) for n, text in enumerate(texts, start=1))
    return Clause(f"s{number}", str(number), "section", "What we do", (), tuple(clauses))


def plan(*sections: Clause) -> Content:
    return Content("A plan", "", "", (), sections)


def names(content: Content) -> dict[str, list[str]]:
    return {key: [term.name for term in terms] for key, terms in first_uses(content).items()}


def test_a_term_is_explained_once_at_the_head_of_the_section_that_uses_it_first() -> None:
    found = names(
        plan(
            section(1, "Nothing here."),
            section(2, "A mentor and a coach help.", "The coach comes."),
            section(3, "The Mentor meets the logbook."),
        )
    )
    assert found == {"s2": ["Mentor", "Coach"], "s3": ["Logbook"]}


def test_a_term_is_known_by_its_short_form_and_in_the_plural() -> None:
    found = names(
        plan(section(1, "Two CbDs.", "One case-based discussion."), section(2, "Placements follow, with msf."))
    )
    assert found == {"s1": ["Case-based discussion (CbD)"], "s2": ["Placement", "Multi-source feedback (MSF)"]}


def test_part_of_a_word_is_no_term() -> None:
    assert names(plan(section(1, "He coached and audited; the mentorship was displacement."))) == {}


def test_fields_are_read_too_and_the_meaning_comes_along() -> None:
    (found,) = first_uses(plan(section(1, "Text.", fields=(("Evidence", "An audit"),)))).values()
    assert [(term.name, term.meaning) for term in found] == [("Audit", GLOSSARY["Audit"])]
