"""What is about health, left out of all that a session reads for somebody who may not read it (design §17).

The filter stands below every query, so that no page, file, count or search can forget it.
"""

from uuid import UUID

from sqlalchemy import event, select, union_all
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from portal.domain.agreements.agreement import Agreement
from portal.domain.base import WITHOUT_HEALTH
from portal.domain.checks.dismissal import Dismissal
from portal.domain.feedback.document import FeedbackDocument
from portal.domain.feedback.review import Remark
from portal.domain.papers.entry import PaperEntry
from portal.domain.papers.paper import Paper
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk.offer import TalkOffer
from portal.domain.talk.thread import Thread

_WHOLE = "with_health"
WITH_HEALTH = (Proposal, Thread, Dismissal, TalkOffer)
_LEFT_OUT = [
    with_loader_criteria(Proposal, Proposal.health.is_(False), include_aliases=True),
    with_loader_criteria(Thread, Thread.health.is_(False), include_aliases=True),
    with_loader_criteria(Dismissal, Dismissal.health.is_(False), include_aliases=True),
    with_loader_criteria(TalkOffer, TalkOffer.health.is_(False), include_aliases=True),
    with_loader_criteria(FeedbackDocument, FeedbackDocument.health.is_(False), include_aliases=True),
]


def leave_health_out(session: Session) -> None:
    """From now on this session reads nothing about health."""
    session.info[WITHOUT_HEALTH] = True


def hidden_in(session: Session, case_id: UUID) -> set[str]:
    """The ids of what this session may not read of the case, as the record writes them; none for most readers.

    Papers are among them whatever they are about: who may not read what is about health reads no paper.
    """
    if not session.info.get(WITHOUT_HEALTH):
        return set()
    of_case = select(Plan.id).where(Plan.case_id == case_id)
    kinds = [select(kind.id).where(kind.health, kind.plan_id.in_(of_case)) for kind in WITH_HEALTH]
    kinds += [select(FeedbackDocument.id).where(FeedbackDocument.health, FeedbackDocument.case_id == case_id)]
    kinds += [select(Remark.id).where(Remark.health, Remark.case_id == case_id)]
    kinds += [select(Paper.id).where(Paper.plan_id.in_(of_case))]
    kinds += [select(PaperEntry.id).join(Paper).where(Paper.plan_id.in_(of_case))]
    kinds.append(select(Agreement.id).join(Plan).join(Revision).where(Plan.case_id == case_id, Revision.about_health()))
    return {str(found) for found in session.scalars(union_all(*kinds), execution_options={_WHOLE: True})}


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    if state.is_select and state.session.info.get(WITHOUT_HEALTH) and not state.execution_options.get(_WHOLE):
        state.statement = state.statement.options(*_LEFT_OUT)
