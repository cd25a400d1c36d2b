"""PSR pauses a case: turns and clocks rest, and what is done for safety never does."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from portal.domain.agreements.advice import taking_advice
from portal.domain.base import Refused
from portal.domain.cases.hold import Why, hold_of
from portal.domain.cases.rests import Rest, put_off, working_days_lived
from portal.domain.cases.roles import Party
from portal.domain.dates import london_day
from tests.factories import (
    Story,
    act_for_safety,
    agree,
    ask_for_call,
    ask_for_views,
    end_not_agreed,
    freeze,
    go_on,
    invite,
    look_later,
    need_time,
    pause,
    sent,
    sign,
    suggest,
)

MONDAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
JUNE = [date(2026, 6, number) for number in range(1, 31)]


def paused_for(story: Story, days: int, start: datetime) -> None:
    pause(story, today=start)
    go_on(story, today=start + timedelta(days=days))


def test_nothing_is_answered_sent_or_signed_while_a_case_is_paused(story: Story) -> None:
    change, says_yes = sent(story, "editor"), partial(agree, story, by="practitioner")
    pause(story)
    for act in (partial(says_yes, change), partial(suggest, story), partial(freeze, story), partial(invite, story)):
        with pytest.raises(Refused, match="PSR has paused this case"):
            act()
    go_on(story)
    says_yes(change)
    frozen = freeze(story)
    pause(story)
    with pytest.raises(Refused, match="PSR has paused this case"):
        sign(story, frozen)
    go_on(story)
    sign(story, frozen)


def test_what_is_done_for_safety_and_a_call_to_psr_are_never_held_up(story: Story) -> None:
    pause(story)
    assert act_for_safety(story).id
    assert ask_for_call(story).id


def test_a_case_is_paused_once_and_goes_on_once(story: Story) -> None:
    with pytest.raises(Refused, match="not paused"):
        go_on(story)
    pause(story)
    with pytest.raises(Refused, match="paused already"):
        pause(story)
    go_on(story)
    with pytest.raises(Refused, match="not paused"):
        look_later(story, days=3)


def test_a_pause_has_a_reason_and_a_day_to_look_at_it_again(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        pause(story, why=None, days=-1)
    assert [fault.field for fault in refused.value.faults] == ["why", "look_again"]
    pause(story, Why.LEGAL, "Letter of 3 June.", days=10)
    look_later(story, days=60)
    with story.acting() as session:
        hold = hold_of(session, story.member("adviser", session).case)
        assert hold
        assert (hold.why, hold.note) == (Why.LEGAL, "Letter of 3 June.")
        assert hold.look_again == london_day(story.at + timedelta(days=60))


def test_time_for_advice_is_longer_by_the_days_of_a_pause(story: Story) -> None:
    need_time(story, days=4, today=MONDAY)
    paused_for(story, 10, MONDAY + timedelta(days=2))

    def until(today: date) -> date | None:
        with story.acting() as session:
            return taking_advice(session, story.present_plan(session), today).get(Party.PRACTITIONER)

    assert until(JUNE[14]) == JUNE[14]
    assert until(JUNE[15]) is None


def test_working_days_of_a_pause_are_not_counted(story: Story) -> None:
    paused_for(story, 7, MONDAY)
    with story.acting() as session:
        case = story.member("editor", session).case
        assert working_days_lived(session, case, JUNE[0], JUNE[7]) == 1
        assert working_days_lived(session, case, JUNE[0], JUNE[9]) == 3


def test_a_party_that_said_nothing_keeps_its_five_working_days(story: Story) -> None:
    ask_for_views(story)
    asked = story.at
    paused_for(story, 30, asked + timedelta(minutes=1))
    story.at = asked + timedelta(days=31)
    with pytest.raises(Refused, match="Leave it"):
        end_not_agreed(story, without_views=True, after=timedelta())


@pytest.mark.parametrize(
    ("rests", "until"),
    [
        ([], JUNE[9]),
        ([Rest(JUNE[3], JUNE[5])], JUNE[11]),
        ([Rest(JUNE[10], JUNE[20])], JUNE[9]),
        ([Rest(date(2026, 5, 20), JUNE[3])], JUNE[11]),
        ([Rest(JUNE[3], JUNE[5]), Rest(JUNE[11], JUNE[14])], JUNE[14]),
        ([Rest(JUNE[3], None)], JUNE[19]),
        ([Rest(date(2026, 5, 1), date(2026, 5, 3))], JUNE[9]),
    ],
    ids=["never paused", "paused within", "after its end", "said in a pause", "paused twice", "paused now", "before"],
)
def test_a_day_is_put_off_by_the_pauses_that_came_before_it(rests: list[Rest], until: date) -> None:
    assert put_off(JUNE[9], rests, since=JUNE[1], today=JUNE[13]) == until
