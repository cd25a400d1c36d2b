"""Covering words that must not be kept, everywhere at once, so that every chain still verifies (design: people)."""

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, Text, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain import record
from portal.domain.agreements.agreement import Agreement, Signature
from portal.domain.agreements.signing import agreement_digest
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused
from portal.domain.cases.case import Case, Membership
from portal.domain.keeping import events
from portal.domain.keeping.blank import Blank
from portal.domain.keeping.legal_hold import expect_none_kept
from portal.domain.keeping.places import ADDRESSES, Place, places
from portal.domain.people.person import LONGEST_NAME
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import ProposalVersion
from portal.domain.record import EventValue, SealedDocument, SealedKind, Stream

COMPARED = "organisation.known_as"
NOTHING = "The words stand nowhere in the database. Nothing was changed."
NO_REASON = "Say who asks for it, and why, without the words themselves."
BEING_SIGNED = (
    "The words stand in a text that is being signed, in case {references}. Have it reopened first: nobody may sign "
    "words that were changed meanwhile. Nothing was changed."
)


class Blanking(Identified, Base):
    """Words were covered in so many `places`: who asked for it and why, never the words."""

    __tablename__ = "blanking"
    __table_args__ = APPEND_ONLY

    by: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(Text)
    places: Mapped[int]
    at: Mapped[datetime]


class Blanked(NamedTuple):
    """What was covered: the places, the agreements to seal anew, and the addresses that were left as they are."""

    covered: list[Place]
    agreements: list[Agreement]
    left: list[Place]


def blank(session: Session, words: Blank, *, by: str, why: str, at: datetime) -> Blanked:
    """Cover these words wherever they stand, in one transaction in which the append-only tables take changes.

    An event keeps its commitment and loses the value. An agreed text keeps the fingerprint that was signed, and the
    record says in the shared stream which one it has now; its sealed PDF goes, and is to be made anew. Each stream in
    which the words stood is told. Raises Refused where they stand nowhere, in a text that is being signed or in a case
    that must be kept, and where `by` or `why` is missing or holds them.
    """
    if not (by.strip() and why.strip()) or words.count(f"{by}\n{why}"):
        raise Refused(NO_REASON)
    everywhere = places(session, words)
    found = [place for place in everywhere if place.name not in ADDRESSES]
    if not found:
        raise Refused(NOTHING)
    expect_none_kept(session, _cases_of(session, found))
    touched = _agreements(session, found)
    _expect_none_open(touched)
    for place in found:
        _cover(session, place)
    session.flush()
    session.expire_all()
    _compare_anew(session, {place.key[0] for place in found if place.table.name == ProposalVersion.__tablename__})
    agreed = [one for one in touched if one.is_complete]
    feedback = (SealedDocument.kind == SealedKind.FEEDBACK) & SealedDocument.case_id.in_(_cases_of(session, found))
    papers = delete(SealedDocument).where(SealedDocument.subject_id.in_([one.id for one in agreed]) | feedback)
    session.execute(papers, execution_options={"synchronize_session": False})
    row = Blanking(by=by.strip(), why=why.strip(), places=len(found), at=at)
    session.add(row)
    session.flush()
    _tell(session, row, found, agreed)
    return Blanked(found, agreed, [place for place in everywhere if place.name in ADDRESSES])


def _cases_of(session: Session, found: Sequence[Place]) -> set[uuid.UUID]:
    """The cases that these places belong to, and those that show the names of these people and organisations."""
    keys: defaultdict[str, set[uuid.UUID]] = defaultdict(set)
    for place in found:
        keys[place.table.name].add(place.key[0])
    of_people = select(Membership.case_id).where(Membership.person_id.in_(keys["person"]))
    of_organisations = select(Case.id).where(Case.organisation_id.in_(keys["organisation"]))
    shown = {*session.scalars(of_people), *session.scalars(of_organisations)}
    return shown | {place.whose.case_id for place in found if place.whose}


def _cover(session: Session, place: Place) -> None:
    """Put what is covered in place; the value of an event goes instead, as only the true one fits its commitment.

    Two names of organisations that are covered are still told from each other.
    """
    keys = zip(place.table.primary_key.columns, place.key, strict=True)
    here = [column == value for column, value in keys]
    if place.table.name == EventValue.__tablename__:
        session.execute(delete(place.table).where(*here))
    else:
        covered = f"{place.covered[:LONGEST_NAME]} {place.key[0]}" if place.name == COMPARED else place.covered
        session.execute(update(place.table).where(*here).values({place.column: covered}))


def _agreements(session: Session, found: Sequence[Place]) -> list[Agreement]:
    """The frozen texts whose paper shows one of these places: its words, who signed it, or what the case is called."""
    keys: defaultdict[str, set[uuid.UUID]] = defaultdict(set)
    for place in found:
        keys[place.table.name].add(place.key[0])
    signed = select(Signature.agreement_id).where(Signature.id.in_(keys["signature"]))
    of_case = select(Plan.id).where(Plan.case_id.in_(keys["case_file"]))
    shown = Agreement.revision_id.in_(keys["revision"]) | Agreement.id.in_(signed) | Agreement.plan_id.in_(of_case)
    return list(session.scalars(select(Agreement).where(shown).order_by(Agreement.opened_at)).unique())


def _expect_none_open(touched: Sequence[Agreement]) -> None:
    being_signed = sorted({one.plan.case.reference for one in touched if one.is_open})
    if being_signed:
        raise Refused(BEING_SIGNED.format(references=", ".join(being_signed)))


def _compare_anew(session: Session, version_ids: set[uuid.UUID]) -> None:
    """A version's marks are those of its words as they are now."""
    for version in session.scalars(select(ProposalVersion).where(ProposalVersion.id.in_(version_ids))).unique():
        proposal = session.get_one(Proposal, version.proposal_id)
        edits, flags = proposal.compare(version.base_revision.content, version.after)
        version.stored_edits, version.stored_flags = json.dumps(edits), json.dumps(flags)


def _tell(session: Session, row: Blanking, found: Sequence[Place], agreed: Sequence[Agreement]) -> None:
    actor, at = str(record.SERVICE), row.at
    for one in agreed:
        now = agreement_digest(one.plan, one.revision, one.replaces)
        values = {"was": f"{one.revision.fingerprint} {one.digest}", "now": f"{one.revision.fingerprint_now} {now}"}
        kind, case_id = events.AGREEMENT_BLANKED, one.plan.case_id
        record.append(session, case_id, Stream.SHARED, kind, actor=actor, subject=one.id, at=at, values=values)
    told = Counter(place.whose for place in found if place.whose)
    for (case_id, stream), count in sorted(told.items(), key=str):
        values = {"places": str(count)}
        kind = events.WORDS_BLANKED
        record.append(session, case_id, stream, kind, actor=actor, subject=row.id, at=at, values=values)
