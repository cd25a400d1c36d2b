"""A paper counts once its scan is confirmed, and then just as a click of whoever wrote it would (design: papers).

The words must still be those that the paper shows. There is one way in: what a yes, a no or a signature does is done
by the same methods, for the member whose paper it is. PSR never answers for anybody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.agreements.agreement import SignedOnPaper
from portal.domain.agreements.signing import decline_to_sign, expect_to_sign, sign
from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.negotiation.forecast import Given, Prospect, foresee
from portal.domain.negotiation.negotiation import expect_answer_of
from portal.domain.negotiation.sending import CHANGED, carry_out, compare_for
from portal.domain.papers import events
from portal.domain.papers.entering import SETTLED
from portal.domain.papers.entry import CountedAnswer, EnteredAnswer, EntryEnd, EntryEndKind, PaperEntry
from portal.domain.papers.paper import expect_voice
from portal.domain.proposals.proposal import Proposal
from portal.domain.record.stored_file import StoredFile

WAITS_FOR_PAPER = "This was said by telephone. It counts when the paper has come, and its scan is confirmed."
SAME_PERSON = "You entered this yourself. Another adviser of PSR on this case looks at the scan and confirms it."
WRONG_CODE = "This is not the code at the foot of paper {number}. Look whether the scan is of that paper."
NOT_LOOKED = "Open the scan, compare it, and tick this."
NONE_LEFT = "Nothing on this paper can count any more. Make a new paper, and send it."
NEW_WORDS = "Suggested change {number}: the words are no longer those of the paper. Make a new paper for it."
NOT_AWAITED = "Suggested change {number} does not wait for {name} any more."
NEW_TEXT = "The other party’s note is not on this paper. Make a new paper to sign, which shows it."
SIGNED = "{name} has signed this text already."
NOT_HERE = "{name} is no longer on this case, so what their paper says cannot count."


@dataclass(frozen=True)
class Checked:
    """What PSR shows it has looked at: the code read off the scan, and that it shows what was entered."""

    code: str
    compared: bool


@dataclass(frozen=True)
class Outlook:
    """What confirming an entry would do: what counts, and a sentence for each answer that cannot.

    There is no `prospect` of a text to sign, nor where nothing on the paper can count. `digest` and `fingerprint` say
    what was foreseen, and are compared again; for a text to sign they are the agreement's digest and "".
    """

    prospect: Prospect | None
    cannot: Sequence[str]
    digest: str = ""
    fingerprint: str = ""

    @property
    def something_counts(self) -> bool:
        return bool(self.prospect.going) if self.prospect else not self.cannot


def confirm(
    session: Session,
    entry: PaperEntry,
    checked: Checked,
    *,
    digest: str,
    fingerprint: str,
    by: Membership,
    at: datetime,
    by_another: bool,
) -> None:
    """Let what the scan shows count, for the member whose paper it is.

    `digest` and `fingerprint` are those of the outlook that was shown. Raises Refused where the scan was not compared,
    or is not of this paper; where whoever entered it confirms it, if that is to be `by_another`; and where the words
    are no longer those of the paper.
    """
    scan = expect_confirmable(entry, by if by_another else None)
    expect_none(_not_looked_at(entry, checked))
    expect_still_asked(entry)
    expected = outlook(session, entry)
    if not expected.something_counts:
        raise Refused(NONE_LEFT)
    if (expected.digest, expected.fingerprint) != (digest, fingerprint):
        raise Refused(CHANGED)
    prospect = expected.prospect
    counted = _answer(session, entry, prospect, scan, at) if prospect else _sign(session, entry, scan, at)
    entry.end = EntryEnd(kind=EntryEndKind.CONFIRMED, words="", by_id=by.id, at=at)
    for one in counted:
        one.counted = CountedAnswer()
    session.flush()
    _tell(session, entry, scan, by, at)


def expect_confirmable(entry: PaperEntry, by: Membership | None) -> StoredFile:
    """The scan that is to be confirmed; Refused where there is nothing to confirm, or it is not for `by` to do."""
    entry.plan.expect_standing()
    if not entry.waits:
        raise Refused(SETTLED)
    if entry.scan is None:
        raise Refused(WAITS_FOR_PAPER)
    if by and entry.by_id == by.id:
        raise Refused(SAME_PERSON)
    return entry.scan


def outlook(session: Session, entry: PaperEntry) -> Outlook:
    """What confirming this entry would do now, each answer to the exact words that the paper shows."""
    try:
        expect_still_asked(entry)
    except Refused as refused:
        return Outlook(None, [refused.sentence])
    agreement = entry.paper.agreement
    return Outlook(None, [], agreement.digest) if agreement else _outlook_on_changes(session, entry)


def expect_still_asked(entry: PaperEntry) -> None:
    """Refuse a paper on which nothing can count any more, whatever it says.

    The text is no longer open, or was signed; its member left, or answers for no party; or the plan is being signed.
    """
    paper, name = entry.paper, entry.paper.member.name
    if paper.member.ended_at:
        raise Refused(NOT_HERE.format(name=name))
    if paper.agreement is None:
        entry.plan.expect_unfrozen()
        expect_voice(entry.plan, paper.member)
        return
    if paper.agreement.is_open and paper.agreement.signature_of(paper.party):
        raise Refused(SIGNED.format(name=name))
    expect_to_sign(paper.agreement, paper.member)
    other = paper.agreement.signature_of(paper.party.other)
    if entry.answers[0].is_yes and other and other.note and other.id != paper.note_of_id:
        raise Refused(NEW_TEXT)


def _outlook_on_changes(session: Session, entry: PaperEntry) -> Outlook:
    plan, party = entry.plan, entry.paper.party
    given = [(one, _given(session, one)) for one in entry.answers]
    standing = [each for _, each in given if each.proposal.awaits(party) and each.proposal.latest.digest == each.digest]
    prospect = foresee(session, plan, standing, party=party, joint_words_shown=False)
    waiting = {one.given.proposal.id: one.sentence for one in prospect.waiting}
    goes = {one.proposal.id for one in prospect.going}
    cannot = [_why_not(entry, one, waiting) for _, one in given if one.proposal.id not in goes]
    return Outlook(prospect, cannot, prospect.digest, prospect.fingerprint)


def rehearse(session: Session, entry: PaperEntry) -> None:
    """Compare beforehand all words that are compared when this entry is confirmed."""
    prospect = outlook(session, entry).prospect
    if prospect:
        compare_for(session, entry.plan, prospect)


def _answer(
    session: Session, entry: PaperEntry, prospect: Prospect, scan: StoredFile, at: datetime
) -> list[EnteredAnswer]:
    plan, member = entry.plan, entry.paper.member
    for one in prospect.going:
        expect_answer_of(one.proposal, member)
    carry_out(session, plan, prospect, scan=scan.sha256, by=member, at=at)
    goes = {one.proposal.latest.proposal_id for one in prospect.going}
    return [one for one in entry.answers if one.line.version and one.line.version.proposal_id in goes]


def _sign(session: Session, entry: PaperEntry, scan: StoredFile, at: datetime) -> list[EnteredAnswer]:
    (answer,), paper, member, agreement = entry.answers, entry.paper, entry.paper.member, entry.paper.agreement
    if agreement is None:
        raise LookupError("nobody signs a paper to answer on")
    if not answer.is_yes:
        decline_to_sign(session, agreement, reason=answer.reason, scan=scan.sha256, by=member, at=at)
        return [answer]
    sign(
        session,
        agreement,
        digest=agreement.digest,
        typed_name=member.name,
        statements=entry.declared,
        note=entry.note,
        read_note=str(paper.note_of_id or ""),
        on_paper=SignedOnPaper(scan=scan, day=entry.day),
        by=member,
        at=at,
    )
    return [answer]


def _given(session: Session, answer: EnteredAnswer) -> Given:
    version = answer.line.version
    if version is None:
        raise LookupError("a paper to sign has no suggested changes")
    return Given(session.get_one(Proposal, version.proposal_id), version.digest, answer.kind, answer.reason)


def _why_not(entry: PaperEntry, given: Given, waiting: Mapping[UUID, str]) -> str:
    proposal, name = given.proposal, entry.paper.member.name
    if proposal.id in waiting:
        return f"Suggested change {proposal.number}: {waiting[proposal.id]}"
    is_open = proposal.outcome is None and not proposal.assented(entry.paper.party)
    return (NEW_WORDS if is_open else NOT_AWAITED).format(number=proposal.number, name=name)


def _not_looked_at(entry: PaperEntry, checked: Checked) -> Iterator[Fault]:
    if "".join(checked.code.split()).upper() != entry.paper.code:
        yield Fault(WRONG_CODE.format(number=entry.paper.number), "paper_code")
    if not checked.compared:
        yield Fault(NOT_LOOKED, "compared")


def _tell(session: Session, entry: PaperEntry, scan: StoredFile, by: Membership, at: datetime) -> None:
    numbers = ", ".join(_numbers(session, entry))
    values = {"paper": str(entry.paper.number), "for": entry.paper.member.name, "scan": scan.sha256}
    values |= {"entered_by": entry.by.name, "counts_for": numbers or "the final text"}
    kind, shared = events.PAPER_CONFIRMED, record.Stream.SHARED
    entry.case.tell(session, shared, kind, by=by, subject=entry.id, at=at, values=values)


def _numbers(session: Session, entry: PaperEntry) -> Iterator[str]:
    """The numbers of the suggested changes to which an answer counts now."""
    for one in entry.answers:
        if one.counted and one.line.version:
            yield str(session.get_one(Proposal, one.line.version.proposal_id).number)
