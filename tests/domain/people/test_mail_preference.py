"""When e-mail comes: within the hours that its reader chose, once a day unless they want more, urgent ones at once."""

from collections.abc import Collection
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.dates import LONDON
from portal.domain.people import mail_preference
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.mail_preference import Cadence, Chosen, MailPreference, choose, chosen_by, seal_phrases_anew
from tests.factories import Story

FRIDAY, MONDAY = "2026-11-27", "2026-11-30"
DAILY, AT_ONCE, MY_TURN = Cadence
SEAL = mail_preference.sealing(("a-key-of-tests-" * 3,))


def due(at: str, chosen: Chosen, taken: Collection[str] = (), where: str = "ENG", *, is_urgent: bool = False) -> str:
    moment = datetime.fromisoformat(at).replace(tzinfo=LONDON)
    found = chosen.due(moment, where, {date.fromisoformat(one) for one in taken}, is_urgent=is_urgent)
    return f"{found.astimezone(LONDON):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("at", "daily", "at_once"),
    [
        (f"{FRIDAY} 07:29", f"{FRIDAY} 08:00", f"{FRIDAY} 07:30"),
        (f"{FRIDAY} 07:30", f"{FRIDAY} 08:00", f"{FRIDAY} 07:30"),
        (f"{FRIDAY} 12:10", f"{MONDAY} 08:00", f"{FRIDAY} 12:10"),
        (f"{FRIDAY} 18:59", f"{MONDAY} 08:00", f"{FRIDAY} 18:59"),
        (f"{FRIDAY} 19:00", f"{MONDAY} 08:00", f"{MONDAY} 07:30"),
        ("2026-11-28 12:00", f"{MONDAY} 08:00", f"{MONDAY} 07:30"),
        ("2026-12-24 20:00", "2026-12-29 08:00", "2026-12-29 07:30"),
        ("2026-03-28 20:00", "2026-03-30 08:00", "2026-03-30 07:30"),
        ("2026-07-01 06:00", "2026-07-01 08:00", "2026-07-01 07:30"),
    ],
)
def test_what_can_wait_comes_on_working_days_within_the_hours(at: str, daily: str, at_once: str) -> None:
    assert due(at, Chosen(DAILY)) == daily
    assert due(at, Chosen(AT_ONCE)) == due(at, Chosen(MY_TURN)) == at_once


def test_who_wants_so_is_told_at_any_hour() -> None:
    assert due("2026-11-28 23:10", Chosen(AT_ONCE, at_any_hour=True)) == "2026-11-28 23:10"
    assert due("2026-11-28 23:10", Chosen(DAILY, at_any_hour=True)) == "2026-11-29 08:00"


def test_northern_ireland_has_bank_holidays_of_its_own() -> None:
    assert due("2026-03-17 12:00", Chosen(AT_ONCE)) == "2026-03-17 12:00"
    assert due("2026-03-17 12:00", Chosen(AT_ONCE), where="NIR") == "2026-03-18 07:30"


@pytest.mark.parametrize("cadence", [DAILY, MY_TURN])
def test_one_email_a_day_is_enough(cadence: Cadence) -> None:
    taken = [FRIDAY, MONDAY]
    assert due(f"{FRIDAY} 12:00", Chosen(cadence), taken) == "2026-12-01 07:30"
    assert due("2026-11-27 12:00", Chosen(cadence, at_any_hour=True), ["2026-11-27"]) >= "2026-11-28 07:30"


def test_who_wants_each_at_once_has_several_a_day() -> None:
    assert due(f"{FRIDAY} 12:00", Chosen(AT_ONCE), [FRIDAY]) == f"{FRIDAY} 12:00"


@pytest.mark.parametrize("cadence", Cadence)
def test_what_is_urgent_comes_at_once_at_any_hour(cadence: Cadence) -> None:
    assert due("2026-11-28 03:00", Chosen(cadence), ["2026-11-28"], is_urgent=True) == "2026-11-28 03:00"


def test_what_somebody_chose_is_kept_and_the_database_does_not_tell_the_phrase(story: Story, session: Session) -> None:
    person = story.people["editor"]
    assert chosen_by(session, person.id, SEAL) == Chosen()
    for chosen in (Chosen(MY_TURN, True, "three blue teapots"), Chosen(AT_ONCE, False, "four")):
        choose(session, person, chosen, story.at, SEAL)
        session.flush()
        assert chosen_by(session, person.id, SEAL) == chosen
    [row] = session.scalars(select(MailPreference))
    assert "four" not in row.sealed_phrase
    assert changes_of(session, person.id)[0].change is AccountChange.MAIL_CHOSEN


def test_phrases_are_sealed_anew_and_those_of_a_key_that_is_gone_are_counted(story: Story, session: Session) -> None:
    choose(session, story.people["editor"], Chosen(phrase="teapots"), story.at, SEAL)
    session.flush()
    new, both = ("another-key-" * 4,), ("another-key-" * 4, "a-key-of-tests-" * 3)
    assert seal_phrases_anew(session, mail_preference.sealing(both)) == (1, 0)
    assert chosen_by(session, story.people["editor"].id, mail_preference.sealing(new)).phrase == "teapots"
    assert chosen_by(session, story.people["editor"].id, SEAL).phrase == ""
    assert seal_phrases_anew(session, SEAL) == (0, 1)
