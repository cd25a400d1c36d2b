"""How a case is told: who did what, how many days ago, each act by the domain's own rules."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from portal.config import Settings
from portal.demonstration.cast import CAST, PRACTITIONER, TRUST
from portal.documents.reading import read
from portal.domain.cases.case import Case, Membership, Profession, Role
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.authoring import Author
from portal.domain.people.person import Person
from portal.domain.plans.content import Clause
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import FirstSight
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.kinds.stage_more import STAGES, StageAddition
from portal.domain.proposals.kinds.weeks import DurationChange
from portal.domain.proposals.proposal import Asker, Proposal
from portal.domain.safety.action import SafetyAction, comment_on, take_safety_action
from portal.domain.talk import discussion, questions
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
        file: str,
        limits: Settings,
        now: datetime,
        *,
        days: int,
    ) -> "Telling":
        """Open a case and issue its plan the day after."""
        opened = now - timedelta(days=days)
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
        content = read((PLANS / file).read_bytes(), limits=limits).content
        plan = Plan.from_draft(session, case=case, content=content, by=adviser, at=opened + timedelta(hours=2))
        plan.issue(session, by=adviser, at=opened + timedelta(days=1))
        return cls(session, plan, members, now, limits)

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)

    def clause(self, label: str) -> Clause:
        return next(clause for _, clause in self.plan.content.walk() if clause.label == label)

    def meet(self, days: float) -> None:
        """Everybody on either side has read the page that explains the plan."""
        seen = [
            FirstSight(plan_id=self.plan.id, membership_id=self.members[role].id, at=self.ago(days))
            for role in PARTY_ROLES
        ]
        self.session.add_all(seen)

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

    def ask_for_weeks(self, role: Role, stage: int, weeks: int, reason: str, days: float) -> Proposal:
        content = self.plan.content
        change = DurationChange.begun(content, content.stages[stage].key, "")
        asked = self.author(role, reason, days).suggest(change, str(weeks), limits=self.limits)
        return self.send(asked, role, days)

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

    def act_for_safety(self, role: Role, what: str, why: str, days: float) -> SafetyAction:
        at, by = self.ago(days), self.members[role]
        return take_safety_action(self.session, self.plan, what=what, why=why, from_when=at.date(), by=by, at=at)

    def remark(self, action: SafetyAction, role: Role, body: str, days: float) -> None:
        comment_on(self.session, action, body=body, by=self.members[role], at=self.ago(days))
