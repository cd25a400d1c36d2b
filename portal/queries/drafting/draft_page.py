"""PSR's draft as it will look, with what is worth a look beside the words that it is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.checks.finding import Finding
from portal.domain.checks.guardian import facts_of, findings
from portal.domain.checks.plan_checks import plan_checks
from portal.domain.drafting.pointed_out import DraftLine, open_lines
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.draft_version import DraftVersion, newest_version
from portal.domain.plans.plan import Plan
from portal.library.templates import guidance
from portal.queries.cases.names import names
from portal.queries.plans.picture import Picture, picture_of
from portal.queries.plans.stage_rows import StageRow, stage_rows
from portal.queries.plans.terms import Term, first_uses

SAID_AT_THE_TOP = {"supervision_floor"}


@dataclass(frozen=True)
class DraftRow:
    """A clause at its depth, sections being 0, with what checks point at in it.

    `findings` must be settled or decided on; `clearer` are pointers, which block nothing.
    `lines` came after it in what was brought in, and wait to be settled.
    `guidance` is what the template that the draft was begun from says of it, "" for nothing: no words of the plan.
    `terms` are those that it is the first section to use.
    """

    clause: Clause
    depth: int
    findings: Sequence[Finding]
    clearer: Sequence[Finding]
    guidance: str
    terms: Sequence[Term]
    lines: Sequence[DraftLine]


@dataclass(frozen=True)
class Saved:
    """The newest version, and who made it; "" where that is only in the record."""

    version: DraftVersion
    by: str


@dataclass(frozen=True)
class DraftPage:
    """The draft as it stands; `findings` and `clearer` are by the part of the page that they are about.

    `lines` are all that wait to be settled, and `unplaced` those of them whose clause is gone, or that came first.
    """

    content: Content
    stand: Saved
    rows: list[DraftRow]
    stages: list[StageRow]
    programme: Picture | None
    findings: Mapping[str, list[Finding]]
    clearer: Mapping[str, list[Finding]]
    lines: Sequence[DraftLine]
    unplaced: Sequence[DraftLine]


def saved(session: Session, plan: Plan, viewer: Membership) -> Saved:
    """How the draft stands."""
    version = newest_version(session, plan.id)
    if version is None:
        raise LookupError("a draft has a version from its first saving")
    return Saved(version, names(plan.case, viewer)[version.by_id] if version.by_id else "")


def draft_page(session: Session, plan: Plan, viewer: Membership) -> DraftPage:
    """All of the draft."""
    content, found, clearer = plan.draft_content, findings_of(plan), clearer_in(plan)
    lines = open_lines(session, plan.id)
    placed = _by_place(content, lines)
    return DraftPage(
        content,
        saved(session, plan, viewer),
        _rows(content, found, clearer, placed),
        stage_rows(content, defaultdict(list)),
        picture_of(content),
        found,
        clearer,
        lines,
        placed[""],
    )


def row_of(plan: Plan, key: str) -> DraftRow | None:
    """One clause as it is written, without what could be clearer; None when the draft has it no longer."""
    rows = _rows(plan.draft_content, findings_of(plan), defaultdict(list), {})
    return next((row for row in rows if row.clause.key == key), None)


def _rows(
    content: Content,
    found: Mapping[str, list[Finding]],
    clearer: Mapping[str, list[Finding]],
    lines: Mapping[str, list[DraftLine]],
) -> list[DraftRow]:
    terms, advice = first_uses(content), guidance()
    anchored = [(f"clause-{clause.key}", depth, clause) for depth, clause in content.walk()]
    return [
        DraftRow(
            clause=one,
            depth=depth,
            findings=found[at],
            clearer=clearer[at],
            guidance=advice.get(one.key, ""),
            terms=terms.get(one.key, []),
            lines=lines.get(one.key, []),
        )
        for at, depth, one in anchored
    ]


def _by_place(content: Content, lines: Iterable[DraftLine]) -> Mapping[str, list[DraftLine]]:
    placed: Mapping[str, list[DraftLine]] = defaultdict(list)
    for line in lines:
        placed[line.place_in(content)].append(line)
    return placed


def findings_of(plan: Plan) -> Mapping[str, list[Finding]]:
    """What checks point at in the draft, by the part of the page that it is about."""
    return _by_anchor(findings(plan.draft_content, facts_of(plan.case)))


def clearer_in(plan: Plan) -> Mapping[str, list[Finding]]:
    """What could be clearer in the draft, by the part of the page; what its top says already is left out."""
    found = plan_checks(plan.draft_content, facts_of(plan.case))
    return _by_anchor(one for one in found if one.check not in SAID_AT_THE_TOP)


def _by_anchor(found: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    anchored: Mapping[str, list[Finding]] = defaultdict(list)
    for finding in found:
        anchored[finding.spot.anchor].append(finding)
    return anchored
