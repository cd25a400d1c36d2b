"""How four cases of the demonstration went on: ready to sign, signed, not agreed, and paused."""

from portal.demonstration.on_paper import sign_on_paper
from portal.demonstration.telling import Telling
from portal.domain.cases.hold import Why, pause
from portal.domain.cases.roles import Role
from portal.domain.dates import day, london_day
from portal.domain.plans.ending import ask_for_views, end_not_agreed, give_view
from portal.domain.safety.told import Company, Told
from portal.domain.showing.choosing import Choice, agree_to_showing, offer_showing
from portal.domain.showing.showing import sections_of
from portal.domain.talk.meeting import MeetingEnd, ask_to_meet, settle_meeting


def paused(plan: Telling) -> None:
    """PSR paused the case while a change waited for the practitioner."""
    plan.meet(50)
    plan.suggest(Role.EDITOR, "4.3", "twenty minutes", "thirty minutes", "There is time on Thursdays.", 45)
    look_again, by = london_day(plan.ago(-20)), plan.members[Role.ADVISER]
    note = "The practice manager rang. We ring again before anything is asked of anybody."
    pause(plan.session, plan.plan.case, why=Why.ILLNESS, note=note, look_again=look_again, by=by, at=plan.ago(12))


def not_agreed(plan: Telling) -> None:
    """The parties met with PSR and could not agree: each gave its view, and the plan ended."""
    plan.meet(82)
    audits = plan.suggest(
        Role.PRACTITIONER,
        "3.2",
        "carries out both audits.",
        "carries out one audit.",
        "One audit would show enough.",
        75,
    )
    plan.decline(audits, Role.EDITOR, "One audit does not show whether the change lasts.", 70)
    plan.suggest(Role.EDITOR, "4.3", "twenty minutes", "ten minutes", "The clinic has no room for more.", 68)
    _met_with_psr(plan, Role.PRACTITIONER, "The audits, and the time with my supervisor.", 60)
    views = {
        Role.SIGNATORY: "We need to see two audits to be sure, and could not free more of the supervisor’s time.",
        Role.PRACTITIONER: "I wanted to do this. Ten minutes a week would not have been real support.",
    }
    _ended(plan, views, "The Trust decides what follows, and tells Dr Osei why. PSR stays at hand for both.", 40)


def _met_with_psr(plan: Telling, role: Role, words: str, days: float) -> None:
    """A party asked PSR to meet both, and PSR did so ten days later."""
    at, session = plan.ago(days - 10), plan.session
    asked = ask_to_meet(session, plan.plan, words=words, by=plan.members[role], at=plan.ago(days))
    settle_meeting(session, asked, MeetingEnd.HELD, day=london_day(at), words="", by=plan.members[Role.ADVISER], at=at)


def _ended(plan: Telling, views: dict[Role, str], comes_next: str, days: float) -> None:
    """PSR asked for these views, and then the plan ended."""
    adviser, session = plan.members[Role.ADVISER], plan.session
    ask_for_views(session, plan.plan, by=adviser, at=plan.ago(days + 8))
    for number, (role, words) in enumerate(views.items(), start=1):
        give_view(session, plan.plan, words=words, by=plan.members[role], at=plan.ago(days + 8 - number))
    end_not_agreed(
        session,
        plan.plan,
        comes_next=comes_next,
        without_views=False,
        wait_working_days=plan.limits.ending_wait_working_days,
        by=adviser,
        at=plan.ago(days),
    )


def signed(plan: Telling) -> None:
    """Two months on: both have signed, one on paper; an action for safety, and a longer stage asked for."""
    plan.meet(68)
    twenty = plan.suggest(
        Role.PRACTITIONER,
        "4.3",
        "twenty minutes",
        "thirty minutes",
        "Twenty minutes are not enough after a full clinic.",
        60,
    )
    plan.agree(twenty, Role.SIGNATORY, 58)
    later = plan.suggest(
        Role.EDITOR,
        "3.2",
        "carries out both audits.",
        "carries out both audits, the second of them in week 10.",
        "An audit two weeks after the last stage shows what lasts.",
        56,
    )
    plan.agree(later, Role.PRACTITIONER, 55)
    plan.keep(
        Role.EDITOR,
        "3.2",
        "The plan lasts eight weeks. The second audit is made two weeks after it, and the weeks are counted on.",
        52,
    )
    final = plan.freeze(Role.EDITOR, 50)
    explained = f"Explained to me by Jo Patel on {day(plan.ago(49))}."
    read = ["I have taken advice about this plan.", "I have read section 6.", explained]
    note = "I do not think that 6.2 is fair. I will carry out the plan."
    sign_on_paper(plan, Role.PRACTITIONER, read, 48, note)
    confirmed = ["This plan suits the circumstances of the case.", "This plan protects patients and the public."]
    plan.sign(final, Role.SIGNATORY, [*confirmed, "I have authority to sign for St Brannock's NHS Trust."], 47)
    checked = plan.act_for_safety(
        Role.EDITOR,
        "The supervisor checks every note before the clinic ends.",
        "Two notes did not say who follows the patient up. Both were corrected on the day, and nobody was harmed.",
        9,
        Told("Jo Patel, the supervisor", plan.ago(9).date(), Company.THEIR_OWN),
    )
    plan.remark(checked, Role.PRACTITIONER, "I agree. Could we look at it again after two weeks?", 8)
    audit = "The checks before the end of a clinic leave less time for the audit."
    plan.ask_for_weeks(Role.PRACTITIONER, 0, 6, audit, 4)
    _shown_to_the_observer(plan)


def _shown_to_the_observer(plan: Telling) -> None:
    """Both show the deanery the first section, and the organisation would show the third as well."""
    session, observer = plan.session, plan.members[Role.OBSERVER]
    signatory, practitioner = plan.members[Role.SIGNATORY], plan.members[Role.PRACTITIONER]
    first, _, third = sections_of(plan.plan)[:3]
    offered = offer_showing(session, plan.plan, observer, Choice([first.key]), by=practitioner, at=plan.ago(30))
    agree_to_showing(session, offered, digest=offered.digest, by=signatory, at=plan.ago(29))
    more = Choice([first.key, third.key])
    offer_showing(session, plan.plan, observer, more, by=signatory, at=plan.ago(6))


def ready_to_sign(plan: Telling) -> None:
    """A month on: one change of each party agreed, the text frozen, and the practitioner asks for an explanation."""
    plan.meet(28)
    twice = plan.suggest(Role.PRACTITIONER, "4.3", "twenty minutes", "thirty minutes", "We always run over.", 20)
    plan.agree(twice, Role.EDITOR, 18)
    written = plan.suggest(
        Role.EDITOR, "4.3", "thirty minutes", "thirty minutes, on a fixed day", "So that it is never left out.", 16
    )
    plan.agree(written, Role.PRACTITIONER, 15)
    plan.ask_to_explain(plan.freeze(Role.EDITOR, 4), 2)
