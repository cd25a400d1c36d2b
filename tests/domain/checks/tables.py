"""A small plan of three stages, and what one check finds when a paragraph of it says this."""

from datetime import timedelta

from portal.domain.checks.finding import Facts, Finding
from portal.domain.checks.guardian import findings
from portal.domain.plans.content import Clause, Content, Stage

STAGES = (
    Stage("one", "Induction and observing", "the practitioner watches and assists", 2, "end of week 2, with all"),
    Stage("two", "Close supervision", "the supervisor is on site", 4, "end of week 6, with all"),
    Stage("three", "Supervision at hand", "the supervisor can be reached at once", 6, "end of week 12, with all"),
)
FACTS = Facts("Dr Amara Osei", "R. Malik")


def a_plan(words: str = "Patients come first.", before: str = "This plan helps somebody to come back.") -> Content:
    """Twelve weeks from Monday 1 February 2027 in three stages; one paragraph says `words`, after another."""
    paragraphs = (Clause("before", "1.1", "paragraph", before), Clause("words", "1.2", "paragraph", words))
    goal = Clause("goal", "2.1", "objective", "Notes are clear.", (("Measure", "Ten audits"), ("Evidence", "A log")))
    sections = (
        Clause("about", "1", "section", "This plan in one page", children=paragraphs),
        Clause("aims", "2", "section", "Objectives", children=(goal,)),
    )
    return Content("Return to work plan", "return to work or reskilling", "2027-02-01", STAGES, sections)


LAST_DAY = a_plan().end
assert LAST_DAY
FRIDAY_BEFORE = LAST_DAY - timedelta(days=(LAST_DAY.weekday() - 4) % 7)


def found(check: str, content: Content) -> list[Finding]:
    """What this check finds in a plan."""
    return [one for one in findings(content, FACTS) if one.check == check]


def in_words(check: str, words: str) -> list[tuple[str, str]]:
    """What this check points at in a paragraph that says this, with the words that would be true."""
    return [(one.quote, one.mend) for one in found(check, a_plan(words)) if one.spot.key == "words"]
