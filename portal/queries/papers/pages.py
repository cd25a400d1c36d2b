"""What the pages about papers need: who could answer on one, and what became of each."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import SIGNING_ROLES
from portal.domain.papers.counting import Outlook, outlook
from portal.domain.papers.entry import EntryEndKind, PaperEntry, entries_of, entries_on
from portal.domain.papers.paper import Paper, awaited, papers_of
from portal.domain.plans.plan import Plan
from portal.policy_of_sight import sees
from portal.queries.cases.names import names

WAITS = "It has not come back yet."
BY_TELEPHONE = "Answers were said by telephone. They count for nothing until the paper has come and is confirmed."
TO_CONFIRM = "The scan is here. It counts once PSR has confirmed it."
ENDS = {
    EntryEndKind.CONFIRMED: "PSR confirmed it. It counts.",
    EntryEndKind.SET_ASIDE: "PSR set aside what it had entered. It can be entered anew.",
    EntryEndKind.DISPUTED: "“This is not what I said.” It counts for nothing. It can be entered anew.",
}


@dataclass(frozen=True)
class PaperRow:
    """A paper of the list, where it stands in a sentence, and the entry that a reader would open."""

    paper: Paper
    name: str
    stands: str
    entry: PaperEntry | None


@dataclass(frozen=True)
class CanAnswer:
    """Somebody for whom PSR can make a paper now: how many changes wait for them, or that they can sign."""

    member: Membership
    waiting: int
    signs: bool


def paper_rows(session: Session, plan: Plan, viewer: Membership) -> list[PaperRow]:
    """The papers of a plan that this viewer may see, the newest first."""
    known, newest = names(plan.case, viewer), {one.paper_id: one for one in entries_of(session, plan)}
    seen = [one for one in papers_of(session, plan) if sees(viewer, one)]
    return [_row(one, known[one.member_id], newest.get(one.id)) for one in seen]


def paper_row(session: Session, paper: Paper, viewer: Membership) -> PaperRow:
    """One paper."""
    entries = entries_on(session, paper)
    return _row(paper, names(paper.case, viewer)[paper.member_id], entries[-1] if entries else None)


def can_answer(session: Session, plan: Plan) -> list[CanAnswer]:
    """For whom PSR can make a paper now, those who have no account first."""
    if not plan.is_issued or plan.rests:
        return []
    frozen = plan.newest_agreement if plan.is_frozen else None
    people = (_can(session, plan, frozen, member) for member in plan.case.memberships if not member.ended_at)
    found = [one for one in people if one]
    return sorted(found, key=lambda one: (one.member.person_id is not None, one.member.name))


def outlook_of(session: Session, entry: PaperEntry) -> Outlook | None:
    """What confirming an entry would do; None for one that cannot be confirmed."""
    return outlook(session, entry) if entry.can_be_confirmed else None


def _can(session: Session, plan: Plan, frozen: object, member: Membership) -> CanAnswer | None:
    party = plan.voice_of(member)
    if party is None:
        return None
    if isinstance(frozen, Agreement):
        signs = member.has(SIGNING_ROLES[party]) and frozen.signature_of(party) is None
        return CanAnswer(member, 0, signs=True) if signs else None
    waiting = len(awaited(session, plan, party))
    return CanAnswer(member, waiting, signs=False) if waiting else None


def _row(paper: Paper, name: str, entry: PaperEntry | None) -> PaperRow:
    return PaperRow(paper, name, _stands(entry), entry)


def _stands(entry: PaperEntry | None) -> str:
    if entry is None:
        return WAITS
    if entry.end:
        return ENDS[entry.end.kind]
    return TO_CONFIRM if entry.can_be_confirmed else BY_TELEPHONE
