"""Changes that take effect, and what happens to everything else that is open: nothing is guessed (design: rebase)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.negotiation import events
from portal.domain.negotiation.batch import batch_of
from portal.domain.negotiation.unfold import Unfolding, goes
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import Becomes, Fate
from portal.domain.proposals.version import Assent, Fit, Outcome, OutcomeKind

NO_LONGER_FITS = "The plan has changed under suggested change {number}, so it cannot take effect as it stands."


@dataclass(frozen=True)
class Writer:
    """Writes what becomes of changes, and who has made it so."""

    session: Session
    by: Membership
    at: datetime

    def write(self, one: Proposal, fate: Fate, revision: Revision) -> None:
        """Write what has become of an open change in this revision; nothing where it stays as it is."""
        if fate.becomes is Becomes.SUPERSEDED:
            self._end(one, OutcomeKind.SUPERSEDED)
            one.tell(self.session, events.PROPOSAL_SUPERSEDED, self.by, self.at)
        elif fate.becomes is not Becomes.STAYS:
            self.renew(one, fate, revision)

    def renew(self, one: Proposal, fate: Fate, revision: Revision) -> None:
        """Add the version that fits the revision; its author's party reads it before the other can answer."""
        one.write(
            revision,
            fate.said.after,
            by=self.by,
            at=self.at,
            place=fate.said.place,
            fit=Fit.CONFLICT if fate.becomes is Becomes.CONFLICT else Fit.REBASED,
            suggestion=fate.suggestion,
        )
        one.tell(self.session, events.PROPOSAL_REBASED, self.by, self.at)

    def fit_in(self, one: Proposal, fate: Fate, revision: Revision) -> None:
        """The version of an accepted change that joins those that took effect before it.

        The page showed the words, or the dates, of all of them together, so that both parties' yes goes with them.
        """
        agreed = list(one.latest.assents)
        self.renew(one, fate, revision)
        one.latest.assents += [Assent(party=yes.party, by_id=yes.by_id, at=yes.at) for yes in agreed]

    def put_in_effect(self, one: Proposal) -> None:
        self._end(one, OutcomeKind.IN_EFFECT)

    def _end(self, one: Proposal, kind: OutcomeKind) -> None:
        one.outcome = Outcome(kind=kind, by_id=self.by.id, at=self.at)


def rehearse(session: Session, plan: Plan, accepted: Sequence[Proposal]) -> None:
    """Compare beforehand all words that are compared when these changes take effect in this order."""
    batch = batch_of(session, plan, accepted)
    unfolding = Unfolding(batch.revision.content, batch.used, batch.links)
    for one in accepted:
        fate = unfolding.fate_of(one)
        if one.misfit(unfolding.content, fate.said.place) or not goes(one, fate):
            return
        _compare(one, fate, unfolding.content)
        unfolding.take(one, fate.said)
    for one in batch.beside:
        _compare(one, unfolding.fate_of(one), unfolding.content)


def _compare(one: Proposal, fate: Fate, content: Content) -> None:
    if fate.becomes not in (Becomes.STAYS, Becomes.SUPERSEDED):
        one.compare(content, fate.said.after)


class TakingEffect:
    """Changes that both parties have agreed to take effect one after the other, each making a revision."""

    def __init__(
        self, session: Session, plan: Plan, accepted: Sequence[Proposal], *, by: Membership, at: datetime
    ) -> None:
        batch = batch_of(session, plan, accepted)
        self.revision, self._plan, self._beside = batch.revision, plan, batch.beside
        self._unfolding = Unfolding(batch.revision.content, batch.used, batch.links)
        self._writer = Writer(session, by, at)

    def take(self, one: Proposal) -> None:
        """Let the next of them take effect.

        Raises Refused, with nothing to be kept of the transaction, when it cannot.
        """
        fate, writer = self._unfolding.fate_of(one), self._writer
        self._expect_fit(one, fate)
        if fate.becomes is not Becomes.STAYS:
            writer.fit_in(one, fate, self.revision)
        content = self._unfolding.take(one, fate.said)
        writer.put_in_effect(one)
        self.revision = self._plan.revise(
            writer.session, content, former=self.revision, by=writer.by, at=writer.at, proposal_id=one.id
        )

    def fit_others(self) -> None:
        """Fit every other change that was sent to what the plan says by now."""
        for one in (each for each in self._beside if each.outcome is None):
            self._writer.write(one, self._unfolding.fate_of(one), self.revision)

    def _expect_fit(self, one: Proposal, fate: Fate) -> None:
        misfit = one.misfit(self._unfolding.content, fate.said.place)
        if misfit:
            raise Refused(misfit)
        if fate.becomes is not Becomes.STAYS and not one.joins(fate):
            raise Refused(NO_LONGER_FITS.format(number=one.number))
