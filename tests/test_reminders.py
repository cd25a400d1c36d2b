"""Whose turn it has been for five working days is reminded, never pressed; in the end PSR rings the practitioner."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from portal.domain.negotiation.blocker import Why
from portal.domain.notices.notice import Notice
from portal.domain.notices.reminder import Reminder
from portal.domain.people.bounce import note_bounce
from portal.domain.people.mail import Mail, MailKind, MailState
from portal.web.http import Portal
from portal.web.reminding import write_all_reminders
from portal.web.sending import Outcome
from portal.web.telling import tell_all
from tests import factories
from tests.clocks import Clock, stopped_at
from tests.conftest import ClientAs
from tests.factories import Story
from tests.test_cli import run
from tests.test_sending import sent

MONDAY = datetime(2025, 11, 3, 12, tzinfo=UTC)
FOUR, FIVE, NINE, TEN, LATER = (MONDAY + timedelta(days=days) for days in (4, 7, 11, 14, 30))
RING = "we reminded them once, and it is"
REPORT = b"""From: mailer@example.org
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

It did not arrive.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; Editor@example.org
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; practitioner@example.org
Action: delayed
Status: 4.4.1
--x--
"""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Clock]]:
    yield from stopped_at(MONDAY, monkeypatch)


@pytest.fixture
def quiet(app: Portal, story: Story, clock: type[Clock]) -> Portal:
    """A portal in which nobody has news to be written to about."""
    tell_all(app.database, 500)
    with app.database.writing() as session:
        session.execute(update(Notice).values(mailed_at=story.at))
    return app


def reminded(app: Portal, story: Story, clock: type[Clock], at: datetime) -> list[str]:
    """The short names of those who are written to at this moment."""
    clock.at = at
    write_all_reminders(app.database, app.settings)
    names = {person.id: role for role, person in story.people.items()}
    with app.database.reading() as session:
        found = session.scalars(select(Mail.person_id).where(Mail.kind == MailKind.REMINDER, Mail.made_at == at))
        return sorted(names[one] for one in found if one)


def test_an_organisation_is_reminded_after_five_and_ten_working_days_and_then_no_more(
    quiet: Portal, story: Story, clock: type[Clock]
) -> None:
    factories.sent(story)
    found = [reminded(quiet, story, clock, at) for at in (FOUR, FIVE, FIVE + timedelta(hours=1), NINE, TEN, LATER)]
    assert found == [[], ["editor", "signatory"], [], [], ["editor", "signatory"], []]


def test_a_practitioner_is_reminded_once_and_then_psr_is_asked_to_ring(
    quiet: Portal, story: Story, clock: type[Clock], client_as: ClientAs
) -> None:
    change = factories.sent(story, "editor")
    adviser = client_as("adviser")
    assert reminded(quiet, story, clock, FIVE) == ["practitioner"]
    assert RING not in adviser.get("/").text
    assert [reminded(quiet, story, clock, at) for at in (TEN, LATER)] == [[], []]
    assert RING in adviser.get("/").text
    for role in ("editor", "practitioner", "representative", "reviewer"):
        assert RING not in client_as(role).get("/").text
    factories.agree(story, change, by="practitioner")
    assert RING not in adviser.get("/").text


@pytest.mark.parametrize("why", [Why.LEAVE, Why.ADVICE])
def test_who_waits_for_something_of_their_own_is_not_reminded(
    quiet: Portal, story: Story, clock: type[Clock], why: Why
) -> None:
    factories.sent(story, "editor")
    factories.name_blocker(story, why=why)
    assert [reminded(quiet, story, clock, at) for at in (FIVE, TEN)] == [[], []]


def test_nobody_is_reminded_while_the_case_is_paused(quiet: Portal, story: Story, clock: type[Clock]) -> None:
    factories.sent(story)
    reminded(quiet, story, clock, FIVE)
    factories.pause(story)
    clock.at = FIVE + timedelta(hours=1)
    assert sent(quiet) == Outcome()
    assert reminded(quiet, story, clock, TEN) == []


def test_a_reminder_of_what_was_done_meanwhile_does_not_leave(quiet: Portal, story: Story, clock: type[Clock]) -> None:
    change = factories.sent(story)
    reminded(quiet, story, clock, FIVE)
    factories.decline(story, change)
    assert sent(quiet) == Outcome()


def test_a_reminder_presses_nobody_and_leaves_on_a_day_without_another_email(
    quiet: Portal, story: Story, clock: type[Clock]
) -> None:
    factories.sent(story, "editor")
    with quiet.database.writing() as session:
        person_id = story.people["practitioner"].id
        session.add(Mail(kind=MailKind.NEWS, person_id=person_id, made_at=FOUR, due_at=FIVE, state=MailState.SENT))
    assert reminded(quiet, story, clock, FIVE) == ["practitioner"]
    assert sent(quiet) == Outcome()
    clock.at = FIVE + timedelta(days=1)
    assert sent(quiet).sent == 1
    [letter] = [one.letter for one in quiet.outbox.newest(9)]
    assert "Take the time that you need" in letter.body
    assert "plan" not in f"{letter.subject} {letter.body}"


def test_several_who_remind_at_once_remind_once(quiet: Portal, story: Story, clock: type[Clock]) -> None:
    factories.sent(story)
    clock.at = FIVE
    with ThreadPoolExecutor(4) as pool:
        made = sum(pool.map(lambda _: write_all_reminders(quiet.database, quiet.settings), range(4)))
    with quiet.database.reading() as session:
        assert made == session.scalar(select(func.count()).select_from(Reminder)) == 2


def test_what_came_back_is_shown_to_psrs_adviser_and_keeps_nothing_back_for_long(
    quiet: Portal, story: Story, clock: type[Clock], client_as: ClientAs
) -> None:
    factories.sent(story)
    reminded(quiet, story, clock, FIVE)
    with quiet.database.writing() as session:
        note_bounce(session, "editor@example.org", FIVE)
        note_bounce(session, "practitioner@example.org", datetime.now(UTC))
    assert sent(quiet) == Outcome(sent=1)
    assert [one.letter.to for one in quiet.outbox.newest(9)] == ["signatory@example.org"]
    clock.at = FIVE + timedelta(days=2, minutes=1)
    assert sent(quiet) == Outcome(sent=1)
    page = client_as("adviser").get("/").text
    assert "What we wrote to Test Practitioner by e-mail did not arrive." in page
    assert "What we wrote to Test Editor" not in page  # that is long ago
    for role in ("editor", "practitioner", "representative", "signatory"):
        assert "did not arrive" not in client_as(role).get("/").text


def test_a_report_of_a_mail_server_is_read(app: Portal, story: Story) -> None:
    answer = app.test_cli_runner().invoke(args=["notices", "bounced", "--report", "-"], input=REPORT)
    assert "Kept for 1 accounts, of 1 addresses." in answer.output
    assert "Kept for 0 accounts, of 1 addresses." in run(app, "notices", "bounced", "nobody@example.org").output
    assert "Give the address" in run(app, "notices", "bounced").output
    nothing = app.test_cli_runner().invoke(args=["notices", "bounced", "--report", "-"], input=b"Subject: x\n\nHello.")
    assert "names no address" in nothing.output
