"""A paper on which somebody answers or signs without a computer: it shows the exact words (design: papers)."""

import hashlib
import uuid
from collections.abc import Sequence, Set
from datetime import datetime
from typing import Any

import rfc8785
from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.agreements.agreement import Agreement, Signature, agreements_of
from portal.domain.agreements.signing import expect_to_sign
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused, words
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party, Side
from portal.domain.papers import events
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Outcome, ProposalVersion

SCHEMA = "paper-v1"
CODE_LENGTH = 8
NO_VOICE = "{name} does not answer for a party, so there is nothing to make a paper of."
NOTHING_WAITS = "Nothing waits for the answer of {name} now."
WITH_PSR = {
    Party.ORGANISATION: record.Stream.ORGANISATION_PSR,
    Party.PRACTITIONER: record.Stream.PRACTITIONER_PSR,
}


class Paper(OfPlan, Identified, Base):
    """What PSR prints for one member of a party: suggested changes to answer, or with an `agreement` a text to sign.

    The papers of each party have numbers of their own. `revision` is what the plan said then. `digest` is the SHA-256
    of all that an answer on it depends on; the paper prints it. `note_of` is the signature whose note it shows.
    """

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("plan_id", "party", "number"), APPEND_ONLY)

    number: Mapped[int]
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    party: Mapped[Party] = mapped_column(words(Party))
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    agreement_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("agreement.id"))
    note_of_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("signature.id"))
    digest: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    member: Mapped[Membership] = relationship(foreign_keys=[member_id])
    revision: Mapped[Revision] = relationship()
    agreement: Mapped[Agreement | None] = relationship()
    note_of: Mapped[Signature | None] = relationship()
    lines: Mapped[list["PaperLine"]] = relationship(order_by="PaperLine.number", lazy="selectin")

    @property
    def readers(self) -> Set[Side]:
        """The sides that may know of it: that of whom it is for, and PSR."""
        return {Side(self.party.value), Side.PSR}

    @property
    def stream(self) -> record.Stream:
        """The stream of those who may know of it."""
        return WITH_PSR[self.party]

    @property
    def code(self) -> str:
        """What is printed on every page, by which a scan is known to be of this paper: the digest's beginning."""
        return self.digest[:CODE_LENGTH].upper()

    @property
    def is_to_sign(self) -> bool:
        return self.agreement_id is not None


class PaperLine(Identified, Base):
    """One thing to answer on a paper: the exact words of one version, or with none the final text."""

    __tablename__ = "paper_line"
    __table_args__ = (UniqueConstraint("paper_id", "number"), APPEND_ONLY)

    paper_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("paper.id"))
    number: Mapped[int]
    version_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("proposal_version.id"), index=True)
    version: Mapped[ProposalVersion | None] = relationship()


def awaited(session: Session, plan: Plan, party: Party) -> list[Proposal]:
    """The suggested changes that wait for this party's answer, in the order of their numbers."""
    sent = (
        select(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == plan.id, Proposal.number.is_not(None), Outcome.id.is_(None))
        .order_by(Proposal.number)
    )
    return [one for one in session.scalars(sent).unique() if one.awaits(party)]


def make_paper(session: Session, plan: Plan, member: Membership, *, by: Membership, at: datetime) -> Paper:
    """A paper for this member: the final text to sign while one is frozen, else every change that waits for them.

    Raises Refused where the member answers for no party, or nothing waits for them; while PSR has paused the case; and
    once the plan is closed.
    """
    plan.expect_issued()
    plan.expect_standing()
    frozen = next((one for one in agreements_of(plan) if one.is_open), None)
    if frozen:
        return make_signing_paper(session, frozen, member, by=by, at=at)
    party = expect_voice(plan, member)
    waiting = awaited(session, plan, party)
    if not waiting:
        raise Refused(NOTHING_WAITS.format(name=member.name))
    return _made(session, plan, member, [one.latest for one in waiting], by=by, at=at)


def make_signing_paper(
    session: Session, agreement: Agreement, member: Membership, *, by: Membership, at: datetime
) -> Paper:
    """A paper with the final text, for this member to sign; Refused where it is not theirs to sign now."""
    party = expect_to_sign(agreement, member)
    other = agreement.signature_of(party.other)
    note_of = other if other and other.note else None
    return _made(session, agreement.plan, member, [], agreement=agreement, note_of=note_of, by=by, at=at)


def expect_voice(plan: Plan, member: Membership) -> Party:
    """The party for which this member answers changes of the plan; Refused where they answer for none."""
    party = plan.voice_of(member) if member.case_id == plan.case_id and not member.ended_at else None
    if party is None:
        raise Refused(NO_VOICE.format(name=member.name))
    return party


def papers_of(session: Session, plan: Plan) -> Sequence[Paper]:
    """Every paper of a plan, the newest first."""
    wanted = select(Paper).where(Paper.plan_id == plan.id).order_by(Paper.at.desc(), Paper.number.desc())
    return session.scalars(wanted).all()


def _made(
    session: Session,
    plan: Plan,
    member: Membership,
    versions: Sequence[ProposalVersion],
    *,
    agreement: Agreement | None = None,
    note_of: Signature | None = None,
    by: Membership,
    at: datetime,
) -> Paper:
    party = Party(member.side.value)
    newest = session.scalar(select(func.max(Paper.number)).where(Paper.plan_id == plan.id, Paper.party == party))
    revision, number = agreement.revision if agreement else plan.current, (newest or 0) + 1
    shows: dict[str, Any] = {
        "schema": SCHEMA,
        "case": plan.case.reference,
        "number": number,
        "for": str(member.id),
        "fingerprint": revision.fingerprint,
        "agreement": agreement.digest if agreement else "",
        "note": str(note_of.id) if note_of else "",
        "changes": [one.digest for one in versions],
    }
    paper = Paper(
        plan=plan,
        number=number,
        member=member,
        party=party,
        revision=revision,
        agreement=agreement,
        note_of=note_of,
        digest=hashlib.sha256(rfc8785.dumps(shows)).hexdigest(),
        by_id=by.id,
        at=at,
    )
    shown: list[ProposalVersion | None] = [*versions] or [None]
    paper.lines = [PaperLine(number=place, version=one) for place, one in enumerate(shown, start=1)]
    session.add(paper)
    session.flush()
    values = {"paper": str(number), "digest": paper.digest}
    plan.case.tell(session, paper.stream, events.PAPER_MADE, by=by, subject=paper.id, at=at, values=values)
    return paper
