"""Two comments that somebody showed PSR: one is folded, and one waits for PSR’s answer."""

from portal.config import Settings
from portal.demonstration.telling import Telling
from portal.domain.cases.roles import Role
from portal.domain.talk.concern import Concern, Does, answer_concern, raise_concern
from portal.domain.talk.thread import Audience, Thread


def show_to_psr(plan: Telling, limits: Settings) -> None:
    """The practitioner showed PSR what hurt, which it folded; the case manager showed what was said back."""
    hurt = plan.talk(
        Role.EDITOR,
        Audience.SHARED,
        "2.2",
        "may stop an activity at any moment",
        "Others manage a full list without stopping, so this should not be needed for long.",
        6,
    )
    concern = _shown(plan, hurt, Role.PRACTITIONER, "It compares me with others. I dread opening this page.", 5)
    answer_concern(
        plan.session,
        concern,
        hurt,
        kind=Does.FOLD,
        reason="A plan is about one person’s way back. Comparing people does not help it.",
        until=None,
        most_days=limits.max_comment_pause_days,
        by=plan.members[Role.ADVISER],
        at=plan.ago(4),
    )
    back = plan.talk(
        Role.PRACTITIONER,
        Audience.SHARED,
        "2.3",
        "",
        "Nobody in this department reads what I send. Why should I write?",
        3,
    )
    _shown(plan, back, Role.EDITOR, "We do read it. This feels like an accusation.", 2)


def _shown(plan: Telling, thread: Thread, by: Role, why: str, days: float) -> Concern:
    comment = thread.comments[0].id
    return raise_concern(plan.session, thread, comment, why=why, by=plan.members[by], at=plan.ago(days))
