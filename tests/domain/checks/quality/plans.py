"""A small plan in which plan checks find nothing, and the same with something else in one of its sections."""

from collections.abc import Iterable
from dataclasses import replace

from portal.domain.checks.finding import Facts, Finding
from portal.domain.checks.plan_checks import plan_checks
from portal.domain.plans.content import V2, Clause, Content, Review, Stage

ALL = "the practitioner, the clinical supervisor and the case manager"
STAGES = (
    Stage("one", "Direct supervision", "for every list", 4, step="in the room", reviews=(Review(4, ALL),)),
    Stage("two", "Close supervision", "for every list", 4, step="on site", reviews=(Review(4, ALL),)),
    Stage("three", "Supervision at hand", "for every list", 4, step="within reach", reviews=(Review(4, ALL),)),
)
FACTS = Facts("Dr Amara Osei", "R. Malik")
SECTIONS = {
    "This plan in one page": ["This plan sets out twelve weeks of support for Dr Amara Osei."],
    "Patient safety": ["The safety of patients comes before every other aim of this plan."],
    "Health and adjustments": ["Dr Osei may ask for an adjustment at any time, and Jo Patel answers within two days."],
    "People": [
        "Jo Patel, case manager, keeps the plan running.",
        "Mr Tomos Vaughan is the clinical supervisor.",
        "- Stage 1: present at every list.",
        "- Stage 2: on site at every list.",
        "- Stage 3: reachable at once.",
    ],
    "Objectives": [
        "Every operation note is complete.",
        "- Measure: 18 of 20 notes meet the standard by the end of stage 2.",
        "- Evidence: an audit by two assessors.",
    ],
    "Supervision and stages": [
        "Stage 1, direct supervision.",
        "- Move on when: two observed operations are rated satisfactory.",
        "Stage 2, close supervision.",
        "- Move on when: the audit of notes meets its measure.",
    ],
    "Activities": [
        "Case-based discussion, because it shows how an experienced surgeon reasons.",
        "- Number: two in each stage, with two different assessors.",
    ],
    "If progress is slow": ["The first step is a conversation. A longer stage may follow if both parties consent."],
    "Completion": ["The plan is complete when the objective is met. Dr Helen Marsh decides and writes to Dr Osei."],
    "Agreement": ["The Trust and Dr Osei agree to the objectives and will carry out this programme."],
}


def a_plan(stages: tuple[Stage, ...] = STAGES, without: str = "", **sections: Iterable[str]) -> Content:
    """The plan with other lines in sections, each named by the first word of its heading; "- " begins an item."""
    found = {heading: sections.get(heading.split()[0].lower(), lines) for heading, lines in SECTIONS.items()}
    found |= {words: lines for words, lines in sections.items() if words not in _FIRST_WORDS}
    kept = {heading: lines for heading, lines in found.items() if not (without and heading.lower().startswith(without))}
    clauses = tuple(_section(number, heading, lines) for number, (heading, lines) in enumerate(kept.items(), start=1))
    return Content("Remediation plan for Dr Amara Osei", "remediation", "2027-01-11", stages, clauses, schema=V2)


_FIRST_WORDS = {heading.split()[0].lower() for heading in SECTIONS}


def saying(words: str) -> Content:
    """The plan with a paragraph that says this, after all that comes first."""
    return a_plan(health=[*SECTIONS["Health and adjustments"], words])


def with_clause(content: Content, clause: Clause) -> Content:
    """The plan with this clause at its end, in a section of its own."""
    section = Clause("extra", "99", "section", "More", children=(clause,))
    return replace(content, clauses=(*content.clauses, section))


def found(check: str, content: Content) -> list[Finding]:
    """What this check finds in a plan."""
    return [one for one in plan_checks(content, FACTS) if one.check == check]


def _section(number: int, heading: str, lines: Iterable[str]) -> Clause:
    rows = list[Clause]()
    for line in lines:
        if line.startswith("- "):
            above = rows[-1]
            item = Clause(f"{above.key}-{len(above.children)}", "", "item", line.removeprefix("- "))
            rows[-1] = replace(above, children=(*above.children, item))
        else:
            label = f"{number}.{len(rows) + 1}"
            rows.append(Clause(f"c{label}", label, "paragraph", line))
    return Clause(f"s{number}", str(number), "section", heading, children=tuple(rows))
