"""How a case is told: who did what, how many days ago, each act by the domain's own rules."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from portal.config import Settings
from portal.demonstration.cast import CAST, PRACTITIONER, TRUST
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.not_yet import not_yet
from portal.domain.agreements.signing import open_agreement, sign
from portal.domain.cases.case import Case, Membership, Profession
from portal.domain.cases.invitation import invite
from portal.domain.cases.roles import Role
from portal.domain.cases.wanted import Wanted
from portal.domain.checks.dismissal import keep
from portal.domain.checks.guardian import facts_of, findings
from portal.domain.checks.together import made_untrue, put_forward_with, reason_beside
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.authoring import Author
from portal.domain.people.person import Person
from portal.domain.plans.access_row import AccessRow, hour_of
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.designated import choices
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import FirstSight
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.kinds.stage_more import STAGES, StageAddition
from portal.domain.proposals.kinds.weeks import DurationChange
from portal.domain.proposals.proposal import Asker, Proposal
from portal.domain.proposals.version import AnswerKind
from portal.domain.safety.action import SafetyAction, comment_on, take_safety_action
from portal.domain.safety.told import Told
from portal.domain.talk import discussion, offering, questions
from portal.domain.talk.call import ask_for_call
from portal.domain.talk.offer import How, TalkOffer
from portal.domain.talk.thread import Audience, Thread

PLANS = Path(__file__).resolve().parent.parent / "library" / "plans"
PARTY_ROLES = (Role.EDITOR, Role.SIGNATORY, Role.PRACTITIONER, Role.REPRESENTATIVE)


@dataclass
class Telling:
    """One case as it is told: each act says who did it and how many days ago."""

    session: Session
    plan: Plan
    members: dict[Role, Membership]
    now: datetime
    limits: Settings

    @classmethod
    def begin(
        cls,
        session: Session,
        cast: dict[Role, Person],
        reference: str,
        content: Content,
        limits: Settings,
        now: datetime,
        *,
        days: int,
        issued: bool = True,
        by: Role = Role.ADVISER,
    ) -> "Telling":
        """Open a case with a draft of this member's, and issue it the day after, unless it is to stay a draft."""
        opened, read_at = now - timedelta(days=days), now - timedelta(days=days, hours=-2)
        case = Case.open(
            session,
            by=cast[Role.ADVISER],
            reference=reference,
            organisation=TRUST,
            practitioner=PRACTITIONER,
            profession=Profession.DOCTOR,
            key_contact=CAST[Role.ADVISER][1],
            at=opened,
        )
        adviser = case.memberships[0]
        members = {role: case.add(session, who, role, by=adviser, at=opened) for role, who in cast.items()}
        told = cls(
            session,
            Plan.from_draft(session, case=case, content=content, by=members[by], at=read_at),
            members,
            now,
            limits,
        )
        if issued:
            told.issue(opened + timedelta(days=1))
        return told

    def invite(self, by: Role, role: Role, name: str, address: str, days: float) -> None:
        """Somebody is asked to the case, and has not answered yet."""
        wanted, member, at = Wanted(role, name, address), self.members[by], self.ago(days)
        holds, most = self.limits.invitation_days, self.limits.max_open_invitations
        invite(self.session, self.plan.case, wanted, by=member, at=at, days=holds, most=most)

    def issue(self, at: datetime) -> None:
        """Give the plan to both, and name the consequences and the agreement as the headings suggest."""
        found, adviser = choices(self.plan.draft_content), self.members[Role.ADVISER]
        keys, agreement = found.consequences, found.standard_agreement
        self.plan.issue(self.session, consequences=keys, standard_agreement=agreement, by=adviser, at=at)

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def clause(self, label: str) -> Clause:
        return next(clause for _, clause in self.plan.content.walk() if clause.label == label)

    def meet(self, days: float) -> None:
        """Everybody on either side has opened the plan, and read the page that explains it."""
        at = self.ago(days)
        for role in PARTY_ROLES:
            opened = {"plan_id": self.plan.id, "membership_id": self.members[role].id}
            self.session.add_all([FirstSight(**opened, at=at), AccessRow(**opened, hour=hour_of(at))])

    def author(self, role: Role, reason: str, days: float) -> Author:
        member = self.members[role]
        asked_by = None if member.party else Asker.BOTH
        return Author(self.session, self.plan, member, self.ago(days), reason, asked_by=asked_by)

    def draft(self, role: Role, label: str, old: str, new: str, reason: str, days: float) -> Proposal:
        clause = self.clause(label)
        change = Rewording.begun(self.plan.content, clause.key, "")
        return self.author(role, reason, days).suggest(change, clause.text.replace(old, new), limits=self.limits)

    def suggest(self, role: Role, label: str, old: str, new: str, reason: str, days: float) -> Proposal:
        return self.send(self.draft(role, label, old, new, reason, days), role, days)

    def send(self, proposal: Proposal, role: Role, days: float) -> Proposal:
        digest, by = proposal.latest.digest, self.members[role]
        negotiation.put_forward(self.session, proposal, digest=digest, by=by, at=self.ago(days - 0.05))
        return proposal

    def draft_weeks(self, role: Role, stage: int, weeks: int, reason: str, days: float) -> Proposal:
        content = self.plan.content
        change = DurationChange.begun(content, content.stages[stage].key, "")
        return self.author(role, reason, days).suggest(change, str(weeks), limits=self.limits)

    def ask_for_weeks(self, role: Role, stage: int, weeks: int, reason: str, days: float, *, but: int = 0) -> None:
        """Other weeks, sent together with all words that they make untrue, but for so many at the end."""
        asked = self.draft_weeks(role, stage, weeks, reason, days)
        found = made_untrue(asked, self.plan.content, facts_of(self.plan.case))
        author = self.author(role, reason_beside(asked), days)
        put_forward_with(author, asked, found[: len(found) - but], digest=asked.latest.digest, limits=self.limits)

    def keep(self, role: Role, label: str, reason: str, days: float) -> None:
        """Decide that the words of a paragraph stay, where something in them is worth a look."""
        clause, found = self.clause(label), findings(self.plan.content, facts_of(self.plan.case))
        for digest in [one.digest for one in found if one.spot.key == clause.key]:
            keep(self.session, self.plan, digest, reason=reason, by=self.members[role], at=self.ago(days))

    def draft_stage(self, role: Role, after: int, facts: dict[str, str], reason: str, days: float) -> Proposal:
        """A stage more after the one with this number, from 0, prepared in private."""
        content = self.plan.content
        key = content.stages[after].key
        change = StageAddition.begun(content, key, "")
        author = self.author(role, reason, days)
        return author.suggest(change, json.dumps(facts), Place(STAGES, key), limits=self.limits)

    def agree(self, proposal: Proposal, role: Role, days: float) -> None:
        digest, by = proposal.latest.digest, self.members[role]
        negotiation.assent(self.session, proposal, digest=digest, by=by, at=self.ago(days))

    def prepare(self, proposal: Proposal, role: Role, days: float) -> None:
        """Agree, without sending it yet."""
        by, at = self.members[role], self.ago(days)
        negotiation.keep_answer(self.session, proposal, kind=AnswerKind.AGREE, reason="", by=by, at=at)

    def decline(self, proposal: Proposal, role: Role, reason: str, days: float) -> None:
        digest, by = proposal.latest.digest, self.members[role]
        negotiation.decline(self.session, proposal, digest=digest, reason=reason, by=by, at=self.ago(days))

    def talk(self, role: Role, audience: Audience, label: str, quote: str, body: str, days: float) -> Thread:
        return discussion.start_thread(
            self.session,
            self.plan,
            clause_key=self.clause(label).key,
            quote=quote,
            occurrence=0,
            body=body,
            audience=audience,
            by=self.members[role],
            at=self.ago(days),
        )

    def ask(self, proposal: Proposal, role: Role, body: str, days: float) -> Thread:
        return questions.ask(self.session, proposal, body=body, by=self.members[role], at=self.ago(days))

    def reply(self, thread: Thread, role: Role, body: str, days: float) -> None:
        discussion.reply(self.session, thread, body=body, by=self.members[role], at=self.ago(days))

    def freeze(self, role: Role, days: float) -> Agreement:
        """Make the text ready to sign, with the paragraphs that PSR named."""
        named = self.plan.designation
        if named is None:
            raise LookupError("PSR named nothing")
        keys, agreement = named.consequence_keys, named.standard_agreement
        by, at = self.members[role], self.ago(days)
        return open_agreement(self.session, self.plan, consequences=keys, standard_agreement=agreement, by=by, at=at)

    def ask_to_explain(self, final: Agreement, days: float) -> None:
        """The practitioner does not sign yet, and asks what the consequences mean."""
        by, at = self.members[Role.PRACTITIONER], self.ago(days)
        not_yet(self.session, final, until=None, asks=True, by=by, at=at, most_days=self.limits.max_advice_days)

    def sign(self, final: Agreement, role: Role, said: list[str], days: float, note: str = "") -> None:
        by = self.members[role]
        other = final.signatures[0] if final.signatures else None
        sign(
            self.session,
            final,
            digest=final.digest,
            typed_name=by.name,
            statements=[*said, "I intend to sign this plan.", "I agree to sign it electronically."],
            note=note,
            read_note=str(other.id) if other else "",
            by=by,
            at=self.ago(days),
        )

    def ask_for_call(self, role: Role, times: str, about: str, days: float) -> None:
        """Leave PSR a note that asks for a call."""
        by, at = self.members[role], self.ago(days)
        ask_for_call(self.session, self.plan.case, times=times, phone="07700 900123", about=about, by=by, at=at)

    def offer_talk(self, proposal: Proposal, role: Role, times: Sequence[str], days: float) -> TalkOffer:
        by, at, most = self.members[role], self.ago(days), self.limits.max_offered_times
        return offering.offer_talk(
            self.session, self.plan, proposal=proposal, times=times, how=How.VIDEO, by=by, at=at, most=most
        )

    def act_for_safety(self, role: Role, what: str, why: str, days: float, told: Told | None = None) -> SafetyAction:
        at, by = self.ago(days), self.members[role]
        back = self.limits.max_safety_days_back
        facts = {"what": what, "why": why}
        return take_safety_action(
            self.session, self.plan, **facts, from_when=at.date(), most_days_back=back, told=told, by=by, at=at
        )

    def remark(self, action: SafetyAction, role: Role, body: str, days: float) -> None:
        comment_on(self.session, action, body=body, by=self.members[role], at=self.ago(days))
