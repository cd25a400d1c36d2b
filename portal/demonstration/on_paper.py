"""What somebody of the demonstration answers and signs on paper: PSR makes it, enters it and confirms it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from portal.demonstration.telling import Telling
from portal.documents.pdf import compiled
from portal.domain.cases.roles import Role
from portal.domain.dates import day, london_day
from portal.domain.papers.counting import Checked, confirm, outlook
from portal.domain.papers.entering import Told, enter
from portal.domain.papers.entry import How, PaperEntry
from portal.domain.papers.paper import Paper, PaperLine, make_paper
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import AnswerKind
from portal.domain.record.stored_file import FileType, StoredFile, keep_file

_SCAN = Path(__file__).with_name("scan.typ")
_POSTED = 1  # days before the answer
Answers = Mapping[PaperLine, tuple[AnswerKind, str]]


def agree_on_paper(plan: Telling, proposal: Proposal, role: Role, days: float) -> None:
    """Somebody says yes on a paper, which PSR enters and confirms."""
    paper = _made(plan, role, days + _POSTED)
    entry = _came_back(plan, paper, _yes_to(paper, proposal), [_says_yes(proposal)], days)
    _confirm(plan, entry, days)


def sign_on_paper(plan: Telling, role: Role, said: list[str], days: float, note: str = "") -> None:
    """Somebody signs the final text on a paper, which PSR enters and confirms."""
    paper = _made(plan, role, days + _POSTED)
    statements = [*said, "I intend to sign this plan."]
    answers = {paper.lines[0]: (AnswerKind.AGREE, "")}
    entry = _came_back(plan, paper, answers, [*statements, note], days, statements, note)
    _confirm(plan, entry, days)


def say_yes_by_telephone_then_on_paper(plan: Telling, proposal: Proposal, role: Role, days: float) -> None:
    """Somebody says yes by telephone, and sends the paper, which waits for PSR to confirm it."""
    paper = _made(plan, role, days + _POSTED)
    told = Told(How.TELEPHONE, london_day(plan.ago(days)), _yes_to(paper, proposal), plan.members[role].name)
    enter(plan.session, paper, told, by=plan.members[Role.ADVISER], at=plan.ago(days))
    _came_back(plan, paper, _yes_to(paper, proposal), [_says_yes(proposal)], days - _POSTED)


def _made(plan: Telling, role: Role, days: float) -> Paper:
    return make_paper(plan.session, plan.plan, plan.members[role], by=plan.members[Role.ADVISER], at=plan.ago(days))


def _came_back(
    plan: Telling,
    paper: Paper,
    answers: Answers,
    lines: Sequence[str],
    days: float,
    statements: Sequence[str] = (),
    note: str = "",
) -> PaperEntry:
    told = Told(How.PAPER, london_day(plan.ago(days)), answers, statements=statements, note=note)
    scan, at = _scan(plan, paper, lines, plan.ago(days)), plan.ago(days)
    return enter(plan.session, paper, told, scan=scan, by=plan.members[Role.ADVISER], at=at)


def _confirm(plan: Telling, entry: PaperEntry, days: float) -> None:
    shown = outlook(plan.session, entry)
    confirm(
        plan.session,
        entry,
        Checked(entry.paper.code, compared=True),
        digest=shown.digest,
        fingerprint=shown.fingerprint,
        by=plan.members[Role.ADVISER],
        at=plan.ago(days),
        by_another=False,
    )


def _yes_to(paper: Paper, proposal: Proposal) -> Answers:
    return {one: (AnswerKind.AGREE, "") for one in paper.lines if one.version is proposal.latest}


def _says_yes(proposal: Proposal) -> str:
    return f"Suggested change {proposal.number}: yes, I agree to these words."


def _scan(plan: Telling, paper: Paper, lines: Sequence[str], at: datetime) -> StoredFile:
    """A page that stands for the scan of this paper."""
    told = {
        "title": f"This page of the demonstration stands for the scan of paper {paper.number}",
        "lines": [f"Code at the foot: {paper.code}", *filter(None, lines), day(at)],
        "name": paper.member.name,
    }
    body = compiled(_SCAN, {"document": json.dumps(told)}, at)
    return keep_file(plan.session, body, FileType.PDF, at)
