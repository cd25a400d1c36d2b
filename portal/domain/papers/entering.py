"""Entering what a paper says, setting that aside, and saying "this is not what I said" (design: papers).

Until it counts, only their own side and PSR know of it, as of an answer that is not sent. Every act is called with the
case locked, and writes its event in the same transaction.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.papers import events
from portal.domain.papers.entry import (
    EnteredAnswer,
    EntryEnd,
    EntryEndKind,
    How,
    PaperConcern,
    PaperEntry,
    counts,
    entries_on,
)
from portal.domain.papers.paper import Paper, PaperLine
from portal.domain.proposals.version import AnswerKind
from portal.domain.record.stored_file import StoredFile

COUNTS_ALREADY = "What this paper says counts already. For more answers, make a new paper."
NOTHING_ENTERED = Fault("Enter at least one answer, as the paper says it.", "answer-1")
NO_REASON = "Give the reason for the no, in the words of whoever answered."
NOBODY = Fault("Say whom you spoke with.", "spoken_with")
NO_SCAN = Fault("Choose the scan of the paper.", "file")
NOT_BY_TELEPHONE = "Nobody signs by telephone. Send the paper, and enter it when it has come back signed."
BAD_DAY = Fault("Give a day from the day on which the paper was made until today.", "told_on")
BOTH_SIDES = Fault("This very scan was entered for the other party. Each party has a paper of its own.", "file")
SETTLED = "Something has become of this entry already. Look at it as it is now."
NO_WORDS = "Say what is not right."


@dataclass(frozen=True)
class Told:
    """What PSR was told, and how; `answers` are by their line, each with the reason for a no."""

    how: How
    day: date
    answers: Mapping[PaperLine, tuple[AnswerKind, str]]
    spoken_with: str = ""
    statements: Sequence[str] = field(default_factory=list)
    note: str = ""


def enter(
    session: Session, paper: Paper, told: Told, *, scan: StoredFile | None = None, by: Membership, at: datetime
) -> PaperEntry:
    """Write down what a paper says, or was said by telephone: it counts for nothing until its scan is confirmed.

    An entry of the same paper that waits is replaced. Raises Refused, naming each field, for what is missing or wrong;
    for a scan that came as the other party's; and once an entry of the paper counts.
    """
    paper.plan.expect_standing()
    if counts(session, paper):
        raise Refused(COUNTS_ALREADY)
    expect_none(_faults(session, paper, told, scan, at))
    for one in entries_on(session, paper):
        if one.waits:
            _end(session, one, EntryEndKind.REPLACED, "", by, at)
    entry = PaperEntry(
        plan=paper.plan,
        paper=paper,
        how=told.how,
        day=told.day,
        spoken_with=told.spoken_with,
        statements=json.dumps(list(told.statements)),
        note=told.note,
        scan=scan,
        by=by,
        at=at,
    )
    given = told.answers.items()
    entry.answers = [EnteredAnswer(line=line, kind=kind, reason=reason) for line, (kind, reason) in given]
    session.add(entry)
    session.flush()
    kind = events.TOLD_BY_TELEPHONE if told.how is How.TELEPHONE else events.SCAN_ENTERED
    values = {"paper": str(paper.number), "for": paper.member.name, "day": told.day.isoformat()}
    values |= {"scan": scan.sha256} if scan else {}
    _tell(session, entry, kind, by, at, values)
    return entry


def set_aside(session: Session, entry: PaperEntry, *, words: str, by: Membership, at: datetime) -> None:
    """Let what PSR entered count for nothing, with the reason, so that it can be entered anew.

    Raises Refused without a reason, and once something has become of the entry.
    """
    entry.plan.expect_standing()
    _expect_waiting(entry)
    if not words:
        raise Refused(NO_WORDS, "reason")
    _end(session, entry, EntryEndKind.SET_ASIDE, words, by, at)
    _tell_set_aside(session, entry, by, at)


def dispute(session: Session, entry: PaperEntry, *, words: str, by: Membership, at: datetime) -> None:
    """Say that this is not what one said: before it is confirmed it is set aside at once; after, PSR is told.

    What counts already stays until the parties change it by the usual ways. Raises Refused without words, and where the
    entry counts for nothing anyway.
    """
    entry.plan.expect_standing()
    if not words:
        raise Refused(NO_WORDS, "dispute_words")
    if not entry.can_be_disputed:
        raise Refused(SETTLED)
    if entry.waits:
        _end(session, entry, EntryEndKind.DISPUTED, words, by, at)
        _tell_set_aside(session, entry, by, at)
    else:
        session.add(PaperConcern(entry_id=entry.id, words=words, by_id=by.id, at=at))
        session.flush()
    _tell(session, entry, events.NOT_WHAT_I_SAID, by, at, {"words": words})


def _faults(session: Session, paper: Paper, told: Told, scan: StoredFile | None, at: datetime) -> Iterator[Fault]:
    if paper.is_to_sign and told.how is How.TELEPHONE:
        yield Fault(NOT_BY_TELEPHONE)
    if not told.answers:
        yield NOTHING_ENTERED
    for line, (kind, reason) in told.answers.items():
        if kind is AnswerKind.DECLINE and not reason:
            yield Fault(NO_REASON, f"no_reason-{line.number}")
    if told.how is How.TELEPHONE and not told.spoken_with:
        yield NOBODY
    if not london_day(paper.at) <= told.day <= london_day(at):
        yield BAD_DAY
    if told.how is How.PAPER:
        yield from [NO_SCAN] if scan is None else _shared_with_other_party(session, paper, scan)


def _shared_with_other_party(session: Session, paper: Paper, scan: StoredFile) -> Iterator[Fault]:
    """One paper never speaks for both sides."""
    same = (
        select(PaperEntry.id)
        .join(Paper, Paper.id == PaperEntry.paper_id)
        .where(PaperEntry.file_id == scan.id, Paper.party != paper.party, Paper.plan_id == paper.plan_id)
    )
    if session.scalar(same.limit(1)):
        yield BOTH_SIDES


def _expect_waiting(entry: PaperEntry) -> None:
    if not entry.waits:
        raise Refused(SETTLED)


def _end(session: Session, entry: PaperEntry, kind: EntryEndKind, words: str, by: Membership, at: datetime) -> None:
    entry.end = EntryEnd(kind=kind, words=words, by_id=by.id, at=at)
    session.flush()


def _tell_set_aside(session: Session, entry: PaperEntry, by: Membership, at: datetime) -> None:
    values = {"paper": str(entry.paper.number), "for": entry.paper.member.name}
    _tell(session, entry, events.ENTRY_SET_ASIDE, by, at, values)


def _tell(
    session: Session,
    entry: PaperEntry,
    kind: record.Kind,
    by: Membership,
    at: datetime,
    values: Mapping[str, str],
) -> None:
    """Told to those who may know of the paper: the other party hears of it once it counts."""
    entry.case.tell(session, entry.paper.stream, kind, by=by, subject=entry.id, at=at, values=values)
