"""What has happened on the case of the demonstration that is in negotiation."""

from datetime import timedelta

from portal.config import Settings
from portal.demonstration.hurtful import show_to_psr
from portal.demonstration.on_paper import agree_on_paper, say_yes_by_telephone_then_on_paper
from portal.demonstration.telling import Telling
from portal.domain.cases.handover import ask_to_hand_over
from portal.domain.cases.roles import Role
from portal.domain.negotiation.blocker import Why, name_blocker
from portal.domain.talk.thread import Audience


def in_negotiation(plan: Telling, limits: Settings) -> None:
    """Three weeks in: some words agreed, one change that no longer fits, one to confirm, and talk on every side."""
    plan.meet(22)
    nights = plan.talk(
        Role.PRACTITIONER,
        Audience.SHARED,
        "3.1(b)",
        "No nights on call until the plan is complete.",
        "Could this depend on what occupational health says, rather than on the plan?",
        21,
    )
    plan.reply(nights, Role.EDITOR, "Yes, that seems fairer. I will suggest some words.", 20)
    returned = plan.suggest(
        Role.EDITOR,
        "3.1(b)",
        plan.clause("3.1(b)").text,
        "The practitioner joins the night rota again once occupational health advises it in writing.",
        "This follows the advice of occupational health, as Dr Osei asked.",
        19,
    )
    plan.agree(returned, Role.PRACTITIONER, 18)
    _words_that_meet(plan)
    _waiting_for_answers(plan)
    _talk(plan)
    show_to_psr(plan, limits)
    _asked(plan)
    plan.invite(Role.EDITOR, Role.SIGNATORY, "Dr Noor Hadid", "noor.hadid@example.org", 2)
    representative, name, address = plan.members[Role.REPRESENTATIVE], "N. Ferris", "n.ferris@example.org"
    ask_to_hand_over(plan.session, representative, name=name, email=address, at=plan.ago(2))
    _waits_for_a_supervisor(plan)
    plan.ask_for_call(
        Role.PRACTITIONER,
        "Tuesday or Thursday after 5pm. Not during clinics, please.",
        "What signing would mean for my contract.",
        1,
    )


def _waits_for_a_supervisor(plan: Telling) -> None:
    """The organisation says what its answers wait for, which everybody reads."""
    by, at, most = plan.members[Role.EDITOR], plan.ago(6), plan.limits.max_blocker_days
    days = {"first": at.date(), "until": at.date() + timedelta(days=30)}
    name_blocker(plan.session, plan.plan, why=Why.SUPERVISOR, words="", **days, by=by, at=at, most_days=most)


def _words_that_meet(plan: Telling) -> None:
    plan.suggest(
        Role.EDITOR,
        "5.2(a)",
        "at least two assessors",
        "at least two assessors from another hospital",
        "Somebody from outside gives everyone more confidence in the result.",
        17,
    )
    chosen = plan.suggest(
        Role.PRACTITIONER,
        "5.2(a)",
        "at least two assessors",
        "at least two assessors, one of them named by the practitioner",
        "I would like one person whom I have worked with before.",
        16,
    )
    plan.suggest(
        Role.PRACTITIONER,
        "6.1",
        "have changed.",
        "have changed. The practitioner and the case manager choose the days together.",
        "I need to plan around my appointments.",
        15,
    )
    lists = plan.suggest(
        Role.EDITOR,
        "6.1",
        "two operating lists",
        "three operating lists",
        "The theatre team asked for one more list before Dr Osei assists.",
        14,
    )
    plan.draft(
        Role.EDITOR,
        "6.1",
        "Shadowing in stage 1",
        "Shadowing of named colleagues in stage 1",
        "The department will name who may be shadowed.",
        14,
    )
    plan.agree(chosen, Role.EDITOR, 13)
    agree_on_paper(plan, lists, Role.PRACTITIONER, 12)


def _waiting_for_answers(plan: Telling) -> None:
    harder = plan.suggest(
        Role.EDITOR,
        "2.2",
        "may stop an activity at any moment and ask for help",
        "may stop an activity at any moment, after telling the theatre coordinator, and ask for help",
        "The coordinator has to find somebody to take over.",
        12,
    )
    plan.decline(harder, Role.PRACTITIONER, "Stopping must come first. I will tell the coordinator afterwards.", 11)
    panel = plan.suggest(
        Role.EDITOR, "7.1", "five working days", "ten working days", "Two people on the panel work part time.", 8
    )
    plan.offer_talk(panel, Role.EDITOR, ["Monday after 4pm", "Wednesday between 8 and 9 in the morning"], 4)
    in_writing = plan.suggest(
        Role.SIGNATORY,
        "6.3",
        "and gives reasons.",
        "and gives reasons in writing within five working days.",
        "Dr Osei should never have to wait for a decision, or guess at it.",
        6,
    )
    say_yes_by_telephone_then_on_paper(plan, in_writing, Role.PRACTITIONER, 4)
    plan.suggest(
        Role.PRACTITIONER,
        "4.3",
        "unless someone is at risk of harm",
        "unless someone is at risk of serious harm",
        "I want to speak freely with my mentor.",
        5,
    )
    lists = "Four weeks hold only two of the lists I need to be observed in."
    plan.ask_for_weeks(Role.PRACTITIONER, 1, 6, lists, 4, but=1)
    plan.draft_stage(
        Role.EDITOR,
        1,
        {
            "title": "Shared lists",
            "weeks": "2",
            "level": "every list is shared with a colleague",
            "review": "end of week 8",
        },
        "One more step before the supervisor is only within reach.",
        3,
    )
    plan.draft(
        Role.REPRESENTATIVE,
        "3.2",
        "has agreed to",
        "has agreed to in writing",
        "So that nobody has to remember what was said.",
        3,
    )


def _talk(plan: Telling) -> None:
    slow = plan.talk(
        Role.REPRESENTATIVE,
        Audience.PRACTITIONER,
        "7.2",
        "an end to this plan",
        "Ask what would come before this step. I can raise it if you would rather not.",
        7,
    )
    plan.reply(slow, Role.PRACTITIONER, "Please do. It is the line that worries me most.", 6)
    plan.talk(
        Role.EDITOR,
        Audience.ORGANISATION,
        "2.3",
        "on the same day",
        "Can we promise this at weekends? I will ask the site team before we say more.",
        5,
    )
    robot = plan.talk(
        Role.PRACTITIONER,
        Audience.SHARED,
        "5.3",
        "the new robotic hernia service",
        "Will there be a training day before the first list?",
        4,
    )
    plan.reply(robot, Role.SIGNATORY, "Yes, in **week 6**. We will add the date when it is booked.", 3)


def _asked(plan: Telling) -> None:
    """PSR suggests some words when both ask for them, and a question stops the clock on another change."""
    named = plan.suggest(
        Role.ADVISER,
        "2.1",
        "without the supervision of the stage",
        "without the supervision that the stage names",
        "Both of you read these words in two ways. These say what the table of stages says.",
        3,
    )
    plan.prepare(named, Role.EDITOR, 2)
    alone = plan.suggest(
        Role.PRACTITIONER, "6.2", "on the same day where possible", "within two working days", "Lists end late.", 3
    )
    plan.ask(alone, Role.EDITOR, "Would the day after each list be soon enough?", 2)
