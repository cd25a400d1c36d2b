"""What the pages about one suggested change need; each answer is for one viewer."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.case import Case, Membership, Role, Side
from portal.domain.content import fingerprint
from portal.domain.plan import Plan
from portal.domain.proposal import Amendment, DurationChange, Effect, Proposal, Status, effect
from portal.domain.version import Fit, KeptAnswer, Outcome, ProposalVersion
from portal.policy import Action, may
from portal.queries.names import names
from portal.text import Run, flags, runs


@dataclass(frozen=True)
class ProposalPage:
    """One suggested change as one viewer may see it.

    `before_it` is the version that its author last wrote, where the plan has changed since; `shown` is the version
    that a stale answer was given to; `kept` is the newest answer that the viewer's side keeps for later.
    """

    proposal: Proposal
    viewer: Membership
    place: str
    anchor: str
    author: str
    sender: str
    ended_by: str
    runs: list[Run]
    flags: list[str]
    effect: Effect | None
    before_it: ProposalVersion | None
    shown: ProposalVersion | None
    kept: KeptAnswer | None

    @property
    def version(self) -> ProposalVersion:
        return self.proposal.latest

    @property
    def present_fingerprint(self) -> str:
        """The fingerprint of what the plan says now, which a form sends back to show what it was written against."""
        return fingerprint(self.proposal.present(self.proposal.plan.content))

    @property
    def is_own(self) -> bool:
        return self.proposal.side is self.viewer.side

    @property
    def is_wording(self) -> bool:
        return isinstance(self.proposal, Amendment)

    @property
    def answerable(self) -> bool:
        """Whether the viewer may answer it and has not done so."""
        waits = self.proposal.status is Status.OPEN and not self.proposal.assented(self.viewer.party)
        return waits and may(self.viewer, Action.ASSENT, self.proposal)

    @property
    def mendable(self) -> bool:
        """Whether the viewer may write it anew; once sent, only who may speak for the party."""
        needed = Action.PUT_FORWARD if self.proposal.put_forward_at else Action.REWRITE
        mending = self.proposal.status in (Status.PRIVATE, Status.CONFLICT, Status.TO_CONFIRM)
        return mending and may(self.viewer, needed, self.proposal)

    @property
    def confirmable(self) -> bool:
        return self.proposal.status is Status.TO_CONFIRM and may(self.viewer, Action.CONFIRM, self.proposal)

    @property
    def sendable(self) -> bool:
        return self.proposal.status is Status.PRIVATE and may(self.viewer, Action.PUT_FORWARD, self.proposal)

    @property
    def withdrawable(self) -> bool:
        return self.proposal.outcome is None and may(self.viewer, Action.WITHDRAW, self.proposal)


@dataclass(frozen=True)
class Reader:
    """Who will see something: a name, and what they are on the case."""

    name: str
    role: str


def proposal_page(proposal: Proposal, viewer: Membership, *, shown_digest: str = "") -> ProposalPage:
    """A suggested change that the viewer may see, with the version of `shown_digest` if it is no longer the latest."""
    version, case = proposal.latest, proposal.plan.case
    wording = isinstance(proposal, Amendment)
    outcome = proposal.outcome
    return ProposalPage(
        proposal=proposal,
        viewer=viewer,
        place=place_of(proposal),
        anchor=anchor_of(proposal),
        author=name_for(case, proposal.by_id, viewer),
        sender=name_for(case, proposal.put_forward_by_id, viewer),
        ended_by=name_for(case, outcome.by_id if outcome else None, viewer),
        runs=runs(version.before, version.edits) if wording else [],
        flags=flags(version.before, version.after) if wording else [],
        effect=_effect(proposal),
        before_it=_before_it(proposal),
        shown=_shown(proposal, viewer, shown_digest),
        kept=next((kept for kept in reversed(version.kept) if kept.side is viewer.side), None),
    )


def place_of(proposal: Proposal) -> str:
    """Where in the plan a suggested change is: "paragraph 4.2", or the stage's title."""
    content = proposal.plan.content
    if isinstance(proposal, DurationChange):
        stage = content.stage(proposal.stage_key)
        return f"the length of “{stage.title}”" if stage else "a stage"
    clause = content.clause(proposal.target())
    return f"paragraph {clause.label}" if clause and clause.label else "a paragraph"


def anchor_of(proposal: Proposal) -> str:
    """The part of the plan page that shows what it is about."""
    return f"{'stage' if isinstance(proposal, DurationChange) else 'clause'}-{proposal.target()}"


def name_for(case: Case, member_id: UUID | None, viewer: Membership) -> str:
    """Whom to name to this viewer; "" for nobody."""
    return names(case, viewer).get(member_id, "") if member_id else ""


def readers_of(case: Case, author: Membership) -> list[Reader]:
    """Who on the other side, and at PSR, sees what `author` puts forward; representatives without their names."""
    beyond = [one for one in case.memberships if one.side not in (author.side, Side.OBSERVER)]
    named = [
        Reader(one.name, _capital(" and ".join(role.role.value for role in one.roles)))
        for one in sorted(beyond, key=lambda one: (one.side is Side.PSR, one.name))
        if not one.has(Role.REPRESENTATIVE)
    ]
    represented = any(one.has(Role.REPRESENTATIVE) for one in beyond)
    return named + [Reader("Their representative", f"Acts beside {case.practitioner}")] * represented


def open_count(session: Session, plan: Plan, viewer: Membership) -> int:
    """How many suggested changes of the viewer's side have no outcome yet."""
    wanted = (
        select(func.count())
        .select_from(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == plan.id, Proposal.side == viewer.side, Outcome.id.is_(None))
    )
    return session.scalar(wanted) or 0


def refuse_above(most: int, session: Session, plan: Plan, viewer: Membership) -> None:
    """Refuse one more suggestion when the viewer's side has `most` of them open."""
    if open_count(session, plan, viewer) >= most:
        raise Refused(
            f"Your side has {most:,} suggested changes open, which is the most there can be. "
            "Take one back, or wait for an answer, then suggest this one."
        )


def _effect(proposal: Proposal) -> Effect | None:
    if not isinstance(proposal, DurationChange):
        return None
    before = proposal.plan.content.with_weeks(proposal.stage_key, int(proposal.latest.before))
    return effect(before, proposal.stage_key, int(proposal.latest.after))


def _before_it(proposal: Proposal) -> ProposalVersion | None:
    if proposal.latest.fit is Fit.WRITTEN:
        return None
    return next((one for one in reversed(proposal.versions) if one.fit is Fit.WRITTEN), None)


def _shown(proposal: Proposal, viewer: Membership, digest: str) -> ProposalVersion | None:
    """The version with this digest, if the viewer may have seen it and it stands no longer.

    The other party sees from the version that was put forward, the first with its author's assent.
    """
    if digest == proposal.latest.digest:
        return None
    first = 0 if proposal.side is viewer.side else next(one.number for one in proposal.versions if one.assents)
    return next((one for one in proposal.versions if one.number >= first and one.digest == digest), None)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
