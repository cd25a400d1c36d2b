"""The days of a plan in a calendar file, for each reader."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar, Event
from sqlalchemy.orm import Session

from portal.queries.plans.days import Says, programme_days
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story, in_second_form, some_content

READERS = ("practitioner", "representative", "editor", "signatory", "adviser", "reviewer")
IN_FORCE = [("Start", date(2026, 1, 5)), ("Review", date(2026, 2, 1)), ("Review", date(2026, 3, 29))]
IN_FORCE += [("Finish", date(2026, 3, 29))]


def entries(story: Story, client_as: ClientAs, role: str) -> list[Event]:
    answer = client_as(role).get(f"/plans/{story.plan.id}/dates.ics")
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def told(found: list[Event]) -> list[tuple[str, date]]:
    return [(str(one["summary"]), one.decoded("dtstart")) for one in found]


@pytest.mark.parametrize("role", READERS)
def test_each_reader_takes_the_days_of_an_agreed_plan(story: Story, client_as: ClientAs, role: str) -> None:
    factories.signed(story)
    found = entries(story, client_as, role)
    assert told(found) == IN_FORCE
    assert {str(one["url"]) for one in found} == {f"http://localhost/plans/{story.plan.id}"}
    story.everybody_has_read_the_first_page()
    for where in (f"/cases/{story.case.id}", f"/plans/{story.plan.id}"):
        assert f"/plans/{story.plan.id}/dates.ics" in client_as(role).get(where).text


def test_those_of_a_draft_are_provisional_and_keep_their_names_once_it_is_agreed(
    story: Story, client_as: ClientAs
) -> None:
    before = entries(story, client_as, "practitioner")
    assert told(before) == [(f"{says}, provisional", day) for says, day in IN_FORCE]
    factories.signed(story)
    after = entries(story, client_as, "practitioner")
    assert [one["uid"] for one in after] == [one["uid"] for one in before]
    assert after[0]["sequence"] > before[0]["sequence"]


def test_what_is_agreed_since_and_not_signed_moves_no_day(story: Story, client_as: ClientAs) -> None:
    factories.signed(story)
    weeks = factories.sent_weeks(story, weeks=6)
    factories.agree(story, weeks, by="signatory")
    assert told(entries(story, client_as, "editor")) == IN_FORCE


def test_it_says_nothing_of_what_it_belongs_to(story: Story, client_as: ClientAs) -> None:
    factories.need_time(story, today=datetime.now(UTC))
    factories.name_blocker(story, today=datetime.now(UTC))
    for role in READERS:
        body = client_as(role).get(f"/plans/{story.plan.id}/dates.ics").text
        private = [story.case.reference, story.case.organisation, story.case.practitioner, "action plan"]
        private += [stage.title for stage in some_content().stages] + [
            some_content().title,
            "illness",
            "leave",
            "advice",
        ]
        assert [one for one in private if one.lower() in body.replace("\r\n ", "").lower()] == []


def test_the_last_day_for_advice_is_in_the_file_of_its_own_side_alone(story: Story, client_as: ClientAs) -> None:
    factories.need_time(story, today=datetime.now(UTC))
    for role in READERS:
        reminds = [one for one in entries(story, client_as, role) if "Reminder" in one["summary"]]
        assert len(reminds) == (role in ("practitioner", "representative"))


@pytest.mark.parametrize("close", [factories.withdrawn, factories.not_agreed])
def test_a_closed_plan_has_no_days(story: Story, client_as: ClientAs, close: Callable[[Story], object]) -> None:
    close(story)
    assert client_as("editor").get(f"/plans/{story.plan.id}/dates.ics").status_code == 404
    assert "dates.ics" not in client_as("editor").get(f"/cases/{story.case.id}").text


def test_a_draft_that_nobody_has_yet_has_none(draft_story: Story, client_as: ClientAs) -> None:
    for role in ("editor", "adviser"):
        assert client_as(role).get(f"/plans/{draft_story.plan.id}/dates.ics").status_code == 404


def test_a_plan_without_a_start_has_no_days(session: Session) -> None:
    assert list(programme_days(replace(some_content(), start="", waits_for="A supervisor."))) == []


def test_a_review_in_the_middle_of_a_stage_and_a_stage_that_ends_without_one_have_their_days() -> None:
    first, second = in_second_form().stages
    content = replace(in_second_form(), stages=(replace(first, reviews=first.reviews[:1]), second))
    assert [(one.says, one.on) for one in programme_days(content)] == [
        (Says.START, date(2026, 1, 5)),
        (Says.REVIEW, date(2026, 1, 18)),
        (Says.REVIEW, date(2026, 3, 29)),
        (Says.STEP, date(2026, 2, 1)),
        (Says.FINISH, date(2026, 3, 29)),
    ]
