"""Who is awaited, for what, since when and for how many working days; and every spell in which somebody was."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.cases.roles import Side
from portal.domain.dates import london_day
from portal.domain.proposals.proposal import Proposal
from portal.queries.negotiation.awaited import Awaited, What, awaited_in, awaited_on, called
from portal.queries.negotiation.spells import Spell, spells_in
from portal.queries.negotiation.stops import stops_on
from portal.queries.plans.plan_page import open_proposals
from portal.queries.talk.questions import questions_about, waits_for, waits_since
from tests import factories
from tests.factories import Story
from tests.scenes import SCENES

MONDAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
JUNE = [date(2026, 5, 31) + timedelta(days=number) for number in range(31)]  # JUNE[1] is its first day, a Monday


def awaited(story: Story, today: date | None = None) -> list[Awaited]:
    return awaited_on(story.session, [story.case.id], today or london_day(story.at))


def told(found: Sequence[Awaited]) -> list[tuple[Side, str, int]]:
    return [(one.side, one.what, one.working_days) for one in found]


def spells(story: Story) -> list[Spell]:
    story.session.expire_all()
    return spells_in(story.session, story.plan)


@pytest.fixture
def waiting(story: Story) -> Proposal:
    """A change of the organisation that waits for the practitioner since the first of June."""
    story.at = MONDAY
    return factories.sent(story, "editor")


def test_working_days_count_from_the_day_after(story: Story, waiting: Proposal) -> None:
    for day, count in ((1, 0), (2, 1), (5, 4), (7, 4), (8, 5), (15, 10)):
        (one,) = awaited(story, JUNE[day])
        assert (one.side, one.what, one.working_days) == (
            Side.PRACTITIONER,
            "an answer to a suggested change",
            count,
        )
        assert (one.since, one.is_stopped) == (waiting.put_forward_at, False)


def test_days_of_a_pause_do_not_count_and_while_it_lasts_nobody_is_awaited(story: Story, waiting: Proposal) -> None:
    factories.pause(story, today=MONDAY + timedelta(days=1))
    assert awaited(story, JUNE[3]) == []
    factories.go_on(story, today=MONDAY + timedelta(days=3))
    assert told(awaited(story, JUNE[8])) == [(Side.PRACTITIONER, "an answer to a suggested change", 3)]


def test_days_of_taking_advice_count_for_nobody_else(story: Story, waiting: Proposal) -> None:
    factories.sent(story, key="aim")
    factories.need_time(story, today=MONDAY + timedelta(days=1), days=2)
    stopped = {one.side: one.is_stopped for one in awaited(story, JUNE[4])}
    assert stopped == {Side.ORGANISATION: False, Side.PRACTITIONER: True}
    days = {one.side: one.working_days for one in awaited(story, JUNE[8])}
    assert days == {Side.ORGANISATION: 5, Side.PRACTITIONER: 2}


def test_what_is_said_of_advice_later_takes_the_place_of_what_was_said_before(story: Story, waiting: Proposal) -> None:
    factories.need_time(story, today=MONDAY + timedelta(days=1), days=10)
    factories.need_time(story, today=MONDAY + timedelta(days=2), days=0)
    assert [one.working_days for one in awaited(story, JUNE[8])] == [3]


@pytest.mark.parametrize(
    ("role", "of", "agreed"),
    [("editor", Side.ORGANISATION, False), ("signatory", Side.ORGANISATION, True), ("adviser", Side.PSR, False)],
)
def test_it_names_who_can_do_what_is_awaited(story: Story, role: str, of: Side, agreed: bool) -> None:
    if agreed:
        factories.signed(story)
    if of is Side.PSR:
        factories.ask(story, factories.sent(story, "adviser"))
    else:
        factories.sent(story, "practitioner")
    (one,) = [each for each in awaited(story) if each.side is of]
    people = one.people(london_day(story.at))
    assert (story.member(role) in people) is True
    assert story.member("representative") not in people
    assert (story.member("editor") in people) is (role == "editor")


def test_a_frozen_text_waits_for_each_signature_it_lacks(story: Story) -> None:
    text = factories.freeze(story)
    sides = [Side.ORGANISATION, Side.PRACTITIONER]
    assert [(one.side, one.waits) for one in awaited(story)] == [(side, {What.SIGNATURE: 1}) for side in sides]
    factories.sign(story, text)
    (one,) = awaited(story)
    assert (one.side, one.people(london_day(story.at))) == (Side.ORGANISATION, [story.member("signatory")])


def test_nobody_counts_days_while_an_explanation_is_awaited(story: Story) -> None:
    factories.ask_to_explain(story, factories.freeze(story))
    (one,) = awaited(story, london_day(story.at) + timedelta(days=30))
    assert (one.side, one.what) == (Side.ORGANISATION, "a signature and an explanation before signing")
    text = factories.sign(story, story.plan.newest_agreement, by="signatory")
    (one,) = awaited(story, london_day(story.at) + timedelta(days=30))
    assert (one.side, one.what, one.since, one.working_days) == (
        Side.ORGANISATION,
        "an explanation before signing",
        None,
        0,
    )
    assert text.waits_for_explanation


@pytest.mark.parametrize("end", [factories.withdrawn, factories.not_agreed])
def test_a_closed_plan_waits_for_nobody(story: Story, waiting: Proposal, end: Callable[[Story], object]) -> None:
    end(story)
    assert awaited(story) == []
    assert [one for one in spells(story) if one.until is None] == []


@pytest.mark.parametrize("scene", SCENES)
def test_what_waits_now_is_what_the_rules_of_a_turn_say(session: Session, scene: str) -> None:
    story = factories.a_case(session, issued=scene != "a draft")
    SCENES[scene](story)
    session.expire_all()
    plan, editor = story.present_plan(session), story.member("editor")
    proposals = [one for one in open_proposals(session, plan, editor) if one.put_forward_at]
    asked = questions_about(session, proposals)
    stops = stops_on(session, [plan], [], london_day(story.at))[plan.id]
    now = awaited_in(plan, proposals, asked, stops, london_day(story.at))
    assert sum(sum(one.waits.values()) for one in now) == sum(
        one.times for one in spells_in(session, plan) if one.until is None and not plan.rests
    )
    if plan.rests or plan.is_frozen or not plan.is_issued:
        return
    by_rule = {
        (one.number, side, waits_since(one, side, asked.get(one.id, ())))
        for one in proposals
        for side in (Side.ORGANISATION, Side.PRACTITIONER, Side.PSR)
        if waits_for(one, side, asked.get(one.id, ()))
    }
    open_spells = [one for one in spells_in(session, plan) if one.until is None]
    assert {(number, one.side) for one in open_spells for number in one.numbers} == {
        (number, side) for number, side, _ in by_rule
    }
    for one in open_spells:
        days = {london_day(since) for number, side, since in by_rule if number in one.numbers and side is one.side}
        assert days == {london_day(one.since)}


def test_each_spell_has_its_side_its_thing_and_its_days(story: Story, waiting: Proposal) -> None:
    story.at = MONDAY + timedelta(days=2)
    talk = factories.ask(story, waiting, "practitioner")
    story.at = MONDAY + timedelta(days=4)
    factories.reply(story, talk, "editor")
    story.at = MONDAY + timedelta(days=8)
    factories.agree(story, waiting, by="practitioner")
    stops = stops_on(story.session, [story.plan], [], JUNE[20])[story.plan.id]
    assert [(one.side, one.what, one.days(stops, JUNE[20]), one.numbers) for one in spells(story)] == [
        (Side.PRACTITIONER, What.ANSWER, 2, (1,)),
        (Side.ORGANISATION, What.REPLY, 2, (1,)),
        (Side.PRACTITIONER, What.ANSWER, 2, (1,)),
    ]


def test_a_settled_question_waits_for_nobody_until_it_is_taken_up_again(story: Story, waiting: Proposal) -> None:
    talk = factories.ask(story, waiting, "practitioner")
    factories.settle(story, talk, "practitioner")
    factories.reopen(story, talk, "practitioner")
    whats = [(one.side, one.what) for one in spells(story) if one.until is None]
    assert whats == [(Side.ORGANISATION, What.REPLY)]
    factories.settle(story, talk, "practitioner")
    assert [one.side for one in spells(story) if one.until is None] == [Side.PRACTITIONER]


def test_a_change_that_no_longer_fits_waits_for_its_author(story: Story, waiting: Proposal) -> None:
    same = factories.sent(story, "practitioner", text="Wholly other words.")
    factories.agree(story, waiting, by="practitioner")
    (one,) = [each for each in spells(story) if each.until is None]
    assert (one.side, one.what, one.numbers) == (Side.PRACTITIONER, What.LOOK_AGAIN, (same.number,))


def test_changes_of_the_same_days_stand_together(story: Story, waiting: Proposal) -> None:
    factories.sent(story, "editor", "aim")
    (one,) = spells(story)
    assert (one.numbers, one.times) == ((1, 2), 2)


def test_signing_has_its_spells_too(story: Story) -> None:
    factories.ask_to_explain(story, factories.freeze(story))
    found = {(one.side, one.what): one.until for one in spells(story)}
    assert found.keys() == {
        (Side.ORGANISATION, What.SIGNATURE),
        (Side.PRACTITIONER, What.SIGNATURE),
        (Side.ORGANISATION, What.EXPLANATION),
    }
    assert found[Side.PRACTITIONER, What.SIGNATURE] is not None
    assert found[Side.ORGANISATION, What.EXPLANATION] is None


def test_each_reader_reads_who_is_awaited_by_name(story: Story) -> None:
    def names(role: str) -> list[str]:
        return [called(story.plan, side, story.member(role)) for side in (Side.ORGANISATION, Side.PRACTITIONER)]

    assert names("editor") == ["You", "Test Practitioner"]
    assert names("practitioner") == ["Harbour Trust", "You"]
    assert names("representative") == names("adviser") == ["Harbour Trust", "Test Practitioner"]
    factories.signed(story)
    assert names("editor") == ["Harbour Trust", "Test Practitioner"]
    assert names("signatory") == ["You", "Test Practitioner"]
    assert called(story.plan, Side.PSR, story.member("adviser")) == "PSR"
