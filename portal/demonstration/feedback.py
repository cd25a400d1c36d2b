"""A case on which the organisation drafts by itself, and what it asks PSR: a review in each state (000 L15)."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from portal.demonstration.telling import Telling
from portal.documents.pdf import compiled
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role
from portal.domain.dates import london_day
from portal.domain.feedback import second
from portal.domain.feedback.answering import save_answers, start_review
from portal.domain.feedback.correcting import correct_review
from portal.domain.feedback.document import Attached, attach
from portal.domain.feedback.point import About, Point, Priority
from portal.domain.feedback.remark import add_remark, change_remark
from portal.domain.feedback.reply import Said, reply
from portal.domain.feedback.request import FeedbackRequest, Step, ask_for_feedback
from portal.domain.feedback.review import Answer, FeedbackReview
from portal.domain.feedback.standing import Took
from portal.domain.feedback.triage import assign, decide
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.draft_version import newest_version
from portal.domain.plans.plan import Plan
from portal.domain.record.stored_file import FileType

_PAGE = Path(__file__).with_name("scan.typ")
FORM = {
    "safety": Answer("strengthen", "The plan does not say who steps in when the supervisor is away."),
    "feasibility": Answer("changes", "Two theatre lists a week are planned, and one is likely to be free."),
    "objectives": Answer("", "Clear, and each has a date."),
    "supervision": Answer("", "It eases twice. What shows that it can ease is said for the first step alone."),
    "strengths": Answer("", "It is plain, and kind in its words."),
    "limits": Answer("", "We have seen this version only, and spoken with nobody."),
}


def own_drafts(case: Telling, others: list[Content]) -> None:
    """A draft in its second round, the first half answered; one read second, one reviewed, one just asked about."""
    telling = Asking(case)
    _answered(telling, telling.asked(case.plan, 20, "Is this feasible with one supervisor?"))
    _asked_again(telling, case.plan)
    read_second, reviewed, new = (telling.draft(content, days) for content, days in zip(others, (9, 6, 2), strict=True))
    asked = telling.assigned(telling.asked(read_second, 8, "Is patient safety covered well enough?"), 7)
    second.hand_over(
        case.session, telling.review(asked, 5), words="Is point 1 fair?", by=telling.reviewer, at=case.ago(4)
    )
    telling.review(telling.assigned(telling.asked(reviewed, 5, "Are twelve weeks enough?"), 4), 3)
    telling.sent(telling.asked(new, 1, "What is missing?", wanted_in=10), 1)


@dataclass(frozen=True)
class Asking:
    """What the organisation asks on its case, and what PSR does about it."""

    case: Telling

    @property
    def reviewer(self) -> Membership:
        return self.case.members[Role.REVIEWER]

    @property
    def adviser(self) -> Membership:
        return self.case.members[Role.ADVISER]

    @property
    def editor(self) -> Membership:
        return self.case.members[Role.EDITOR]

    def draft(self, content: Content, days: float) -> Plan:
        case = self.case.plan.case
        return Plan.from_draft(self.case.session, case=case, content=content, by=self.editor, at=self.case.ago(days))

    def asked(self, plan: Plan, days: float, wants: str, wanted_in: int = 0) -> FeedbackRequest:
        at, version = self.case.ago(days), newest_version(self.case.session, plan.id)
        return ask_for_feedback(
            self.case.session,
            plan,
            version=version.number if version else 0,
            wants=wants,
            wanted_by=london_day(at + timedelta(days=wanted_in)) if wanted_in else None,
            told_on=london_day(at),
            by=self.editor,
            at=at,
        )

    def sent(self, asked: FeedbackRequest, days: float) -> None:
        """A document that comes with a request."""
        case, at = self.case, self.case.ago(days)
        lines = ["Monday: day clinic, with Dr Lane", "Tuesday: theatre, one list", "Thursday: ward round"]
        told = {"title": "Timetable of the clinic", "lines": lines, "name": ""}
        body = compiled(_PAGE, {"document": json.dumps(told)}, at)
        document = Attached("", body, FileType.PDF, "timetable.pdf", "The timetable of the clinic", health=False)
        attach(case.session, asked, [document], most=case.limits.max_feedback_documents, by=self.editor, at=at)

    def assigned(self, asked: FeedbackRequest, days: float) -> FeedbackRequest:
        """A request that PSR accepted, with the two who read it."""
        session, at = self.case.session, self.case.ago(days)
        decide(session, asked, Step.ACCEPTED, reasons="", by=self.adviser, at=at)
        people = {"reviewer": self.reviewer, "second_reader": self.adviser}
        assign(session, asked, **people, alone=False, by=self.adviser, at=at + timedelta(minutes=5))
        return asked

    def review(self, asked: FeedbackRequest, days: float) -> FeedbackReview:
        """A review with its form filled in and three points."""
        session, at = self.case.session, self.case.ago(days)
        made = start_review(session, asked, by=self.reviewer, at=at)
        save_answers(session, made, FORM, saved=made.saved, by=self.reviewer, at=at)
        for point in _points(asked.content):
            add_remark(session, made, point, most=self.case.limits.max_remarks, by=self.reviewer, at=at)
        return made


def _answered(telling: Asking, asked: FeedbackRequest) -> None:
    """Feedback that PSR gave twelve days ago: two points are taken, one in other words, and one waits."""
    case, made = telling.case, telling.review(telling.assigned(asked, 18), 15)
    second.hand_over(case.session, made, by=telling.reviewer, at=case.ago(14))
    second.agree_second(case.session, made, fingerprint=made.fingerprint, by=telling.adviser, at=case.ago(13))
    second.issue_review(case.session, made, alone=False, by=telling.reviewer, at=case.ago(12))
    first, words, later = sorted(made.remarks, key=lambda one: one.number)
    said = {first.id: Said(Took.ADAPTED, "Dr Lane steps in. We will write it into the draft.", 0)}
    said |= {words.id: Said(Took.ADOPTED, "", 0, puts_in=True), later.id: Said(Took.LATER, "", 0)}
    reply(case.session, made, said, limits=case.limits, by=telling.editor, at=case.ago(10))
    _corrected(telling, made)


def _corrected(telling: Asking, issued: FeedbackReview) -> None:
    """PSR says its last point more clearly: the organisation, which answered the former words, is asked anew."""
    case, reviewer = telling.case, telling.reviewer
    reason = "Point 3 did not say where the line should stand."
    made = correct_review(case.session, issued, reason=reason, by=reviewer, at=case.ago(9.9))
    last = max(made.remarks, key=lambda one: one.number)
    text = "A line in this paragraph on what went well would help the practitioner."
    change_remark(case.session, last, replace(last.point, text=text), by=reviewer, at=case.ago(9.8))
    second.hand_over(case.session, made, by=reviewer, at=case.ago(9.7))
    second.agree_second(case.session, made, fingerprint=made.fingerprint, by=telling.adviser, at=case.ago(9.6))
    second.issue_review(case.session, made, alone=False, by=reviewer, at=case.ago(9.5))


def _asked_again(telling: Asking, plan: Plan) -> None:
    """The organisation wrote one of PSR’s points into its draft, and something else; PSR reviews what it says now."""
    case, content = telling.case, plan.draft_content
    safety, other = _paragraph(content, "absent"), _paragraph(content, "meeting may recommend")
    content = content.with_text(safety.key, f"{safety.text} Dr Lane steps in where both are away.")
    content = content.with_text(other.key, f"{other.text} Its note says why.")
    plan.mend(case.session, content, by=telling.editor, at=case.ago(8))
    asked = telling.assigned(telling.asked(plan, 6, "Is patient safety covered well enough now?"), 5)
    made = start_review(case.session, asked, by=telling.reviewer, at=case.ago(3))
    point = Point(safety.key, "", Priority.SHOULD, About.SAFETY, "Say how the practitioner reaches Dr Lane at once.")
    add_remark(case.session, made, point, most=case.limits.max_remarks, by=telling.reviewer, at=case.ago(3))


def _paragraph(content: Content, words: str = "") -> Clause:
    """The first paragraph that has these words in it."""
    walked = (clause for _, clause in content.walk() if clause.kind == "paragraph" and not clause.fields)
    return next(clause for clause in walked if words in clause.text)


def _points(content: Content) -> list[Point]:
    """A point on the whole plan, and two on its paragraphs, one of them with other words."""
    plain, other = _paragraph(content), _paragraph(content, "consequences")
    words = f"{other.text} They are explained in writing too."
    return [
        Point("", "", Priority.MUST, About.SAFETY, "Name who steps in when the supervisor is away."),
        Point(other.key, "", Priority.SHOULD, About.CONSEQUENCES, "Say that they are explained in writing.", words),
        Point(plain.key, "", Priority.COULD, About.FAIRNESS, "A line on what went well would help the practitioner."),
    ]
