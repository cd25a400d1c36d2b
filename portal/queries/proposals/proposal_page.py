"""What the pages about one suggested change need; each answer is for one viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.deputy import who_may_sign
from portal.domain.negotiation.anew import begun_anew
from portal.domain.negotiation.own_tick import needs_own_tick, weighty_keys
from portal.domain.plans.content import Content, fingerprint
from portal.domain.proposals.proposal import Proposal, Status, chain_of
from portal.domain.proposals.version import Caution, Fit, KeptAnswer, OutcomeKind, ProposalVersion
from portal.domain.talk.offer import TalkOffer
from portal.domain.talk.offering import offers_about
from portal.domain.talk.thread import Thread
from portal.policy_of_sight import sees
from portal.queries.cases.names import names
from portal.queries.checks.passages import Passage, passages_beside
from portal.queries.negotiation.walk import Walk, walk_of
from portal.queries.papers.told import ToldOnPaper, told_on_paper
from portal.queries.plans.picture import Pair
from portal.queries.plans.plan_page import open_proposals
from portal.queries.proposals.changes import Change, change_of, fitted_from, pair_beside
from portal.queries.talk.questions import Question, questions_about
from portal.queries.talk.threads import threads_on
from portal.text import Run


@dataclass(frozen=True)
class ProposalPage:
    """One suggested change as one viewer may see it.

    `before_it` is the version that its author last wrote, where the plan has changed since; `shown` is the version
    that a stale answer was given to; `kept` is the newest answer that the viewer's side keeps for later; `untrue` is
    what the change would make untrue elsewhere in the plan; `walk` is all that waits for the viewer, a yes to it
    `ticks` with a tick of its own, and `pair` are the programmes now and as suggested.
    """

    proposal: Proposal
    viewer: Membership
    change: Change
    author: str
    sender: str
    ended_by: str
    before_it: Change | None
    shown: Change | None
    chain: list["Link"]
    kept: KeptAnswer | None
    threads: Sequence[Thread]
    talks: Sequence[TalkOffer]
    pending: list[Question]
    names: dict[UUID, str]
    advice: Sequence[Caution]
    untrue: list[Passage]
    walk: Walk
    ticks: bool
    pair: Pair | None
    told: Sequence[ToldOnPaper]

    @property
    def version(self) -> ProposalVersion:
        return self.proposal.latest

    @property
    def present_fingerprint(self) -> str:
        """The fingerprint of what the plan says now, which a form sends back to show what it was written against."""
        return fingerprint(self.proposal.present(self.proposal.plan.content))

    @property
    def differs(self) -> list[Run]:
        """What is different, in the words that it was fitted to, from those its author wrote."""
        return fitted_from(self.before_it, self.change) if self.before_it else []

    @property
    def is_own(self) -> bool:
        return self.proposal.side is self.viewer.side

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be answered or sent any more: the plan is closed."""
        return self.proposal.plan.rests

    @property
    def waits(self) -> bool:
        """Whether it waits for an answer of the viewer's party."""
        return self.proposal.awaits(self.viewer.party) and not self.is_closed

    @property
    def signers(self) -> list[str]:
        """Who answers a variation for the viewer's party, by name."""
        return who_may_sign(self.proposal.plan.case, self.viewer.party) if self.viewer.party else []

    @property
    def keeps_the_planned_end(self) -> bool:
        """Whether an extension of an agreed plan was declined: the organisation decides what follows (002 §8.3)."""
        outcome, effect = self.proposal.outcome, self.change.effect
        signed = next((one.agreed_at for one in self.proposal.plan.agreements if one.agreed_at), None)
        declined = outcome and outcome.kind is OutcomeKind.DECLINED and signed and outcome.at > signed
        return bool(declined and effect and effect.lengthens)

    @property
    def fits_as_it_is(self) -> bool:
        """Whether a suggestion in conflict could stand as it is."""
        return not self.proposal.misfit(self.proposal.plan.content, self.version.place)

    @property
    def can_be_reversed(self) -> bool:
        """Whether it could be suggested to change it back."""
        return self.proposal.status is Status.IN_EFFECT and not self.is_closed

    @property
    def anew(self) -> dict[str, str] | None:
        """The address of the form on which the viewer's side could suggest again what it took back."""
        begun = begun_anew(self.proposal, self.proposal.plan) if self.is_own else None
        if begun is None:
            return None
        kind, key, part = begun
        answered = self.proposal.answers_to
        is_open = any(
            one.change.proposal.id == answered and one.change.proposal.status is Status.OPEN for one in self.chain
        )
        named = {"kind": kind.value, "key": key, "like": str(self.proposal.id)}
        return named | ({"part": part} if part else {}) | ({"answers_to": str(answered)} if is_open else {})


@dataclass(frozen=True)
class Link:
    """One change of a chain of answers, with its author's name."""

    change: Change
    author: str


def proposal_page(proposal: Proposal, viewer: Membership, *, shown_digest: str = "") -> ProposalPage:
    """A suggested change that the viewer may see, with the version of `shown_digest` if it is no longer the latest."""
    case, outcome, content = proposal.plan.case, proposal.outcome, proposal.plan.content
    before_it, shown = _before_it(proposal), _shown(proposal, viewer, shown_digest)
    return ProposalPage(
        proposal=proposal,
        viewer=viewer,
        change=change_of(proposal, content),
        author=name_for(case, proposal.by_id, viewer),
        sender=name_for(case, proposal.put_forward_by_id, viewer),
        ended_by=name_for(case, outcome.by_id if outcome else None, viewer),
        before_it=change_of(proposal, content, before_it) if before_it else None,
        shown=change_of(proposal, content, shown) if shown else None,
        chain=_chain(proposal, viewer, content),
        kept=_kept(proposal, viewer),
        threads=threads_on(proposal, viewer),
        talks=_talks(proposal),
        pending=_pending(proposal),
        names=names(case, viewer),
        advice=_advice(proposal, viewer),
        untrue=_untrue(proposal, viewer, content),
        walk=_walk(proposal, viewer),
        ticks=needs_own_tick(proposal, weighty_keys(proposal.plan, content)),
        pair=pair_beside(proposal, content),
        told=_told(proposal, viewer),
    )


def _kept(proposal: Proposal, viewer: Membership) -> KeptAnswer | None:
    """The newest answer that the viewer's side keeps and can still send."""
    mine = [kept for kept in proposal.latest.kept if kept.side is viewer.side and proposal.awaits(viewer.party)]
    return mine[-1] if mine else None


def name_for(case: Case, member_id: UUID | None, viewer: Membership) -> str:
    """Whom to name to this viewer; "" for nobody."""
    return names(case, viewer).get(member_id, "") if member_id else ""


def _chain(proposal: Proposal, viewer: Membership, content: Content) -> list[Link]:
    """The change, all that it answers and all that answer it, as far as the viewer may see them; the oldest first."""
    session = Session.object_session(proposal)
    linked = select(Proposal).where(Proposal.plan_id == proposal.plan_id).order_by(Proposal.created_at)
    answers = session.scalars(linked.where(Proposal.answers_to.is_not(None))).all() if session else []
    keys = chain_of(proposal.id, [(one.id, one.answers_to) for one in answers if one.answers_to])
    if len(keys) == 1:
        return []
    found = session.scalars(linked.where(Proposal.id.in_(keys))).all() if session else []
    case = proposal.plan.case
    return [Link(change_of(one, content), name_for(case, one.by_id, viewer)) for one in found if sees(viewer, one)]


def _advice(proposal: Proposal, viewer: Membership) -> Sequence[Caution]:
    session = Session.object_session(proposal)
    said = select(Caution).where(Caution.proposal_id == proposal.id, Caution.side == viewer.side).order_by(Caution.at)
    return session.scalars(said).all() if session else []


def _before_it(proposal: Proposal) -> ProposalVersion | None:
    if proposal.latest.fit is Fit.WRITTEN:
        return None
    return next((one for one in reversed(proposal.versions) if one.fit is Fit.WRITTEN), None)


def _shown(proposal: Proposal, viewer: Membership, digest: str) -> ProposalVersion | None:
    """The version with this digest, if the viewer may have seen it and it stands no longer.

    Others see from the version that was put forward.
    """
    if digest == proposal.latest.digest:
        return None
    first = 0 if proposal.side is viewer.side else _number_sent(proposal)
    return next((one for one in proposal.versions if one.number >= first and one.digest == digest), None)


def _number_sent(proposal: Proposal) -> int:
    """The version that was put forward: the first with a party's assent; by its time where its author gives none."""
    given = [one.number for one in proposal.versions if one.assents and proposal.side.party]
    sent_at = proposal.put_forward_at
    return given[0] if given else max(one.number for one in proposal.versions if sent_at and one.made_at <= sent_at)


def _untrue(proposal: Proposal, viewer: Membership, content: Content) -> list[Passage]:
    session = Session.object_session(proposal)
    if session is None or proposal.outcome or not proposal.changes_programme:
        return []
    return passages_beside(proposal, content, open_proposals(session, proposal.plan, viewer))


def _told(proposal: Proposal, viewer: Membership) -> Sequence[ToldOnPaper]:
    session = Session.object_session(proposal)
    return told_on_paper(session, proposal.plan, viewer, [proposal]).get(proposal.id, ()) if session else ()


def _talks(proposal: Proposal) -> Sequence[TalkOffer]:
    session = Session.object_session(proposal)
    return offers_about(session, proposal.plan, proposal) if session else []


def _walk(proposal: Proposal, viewer: Membership) -> Walk:
    session = Session.object_session(proposal)
    return walk_of(session, proposal.plan, viewer) if session else Walk([], set())


def _pending(proposal: Proposal) -> list[Question]:
    session = Session.object_session(proposal)
    asked = questions_about(session, [proposal]) if session and not proposal.outcome else {}
    return [one for one in asked.get(proposal.id, []) if one.is_pending]
