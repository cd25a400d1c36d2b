"""Who has news is told by e-mail that they have, once, and never what it is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from portal.domain.notices.notice import Notice
from portal.domain.people.mail import Mail, MailState
from portal.domain.people.mail_preference import Cadence, Chosen, choose, sealing
from portal.domain.people.person import Person
from portal.domain.talk.thread import Audience
from portal.web.http import Portal
from portal.web.news import write_all_news
from portal.web.sending import Outcome
from portal.web.telling import tell_all
from tests import factories
from tests.clocks import Clock, stopped_at
from tests.factories import Story
from tests.test_sending import sent

NOON, NIGHT, MONDAY = (datetime(2026, 11, day, hour, tzinfo=UTC) for day, hour in ((27, 12), (27, 23), (30, 8)))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Clock]]:
    yield from stopped_at(NOON, monkeypatch)


@pytest.fixture
def quiet(app: Portal, story: Story, clock: type[Clock]) -> Portal:
    """A portal in which nobody has news."""
    tell_all(app.database, 500)
    with app.database.writing() as session:
        session.execute(update(Notice).values(mailed_at=story.at))
    return app


def prefer(app: Portal, story: Story, role: str, chosen: Chosen) -> None:
    with app.database.writing() as session:
        choose(
            session, session.get_one(Person, story.people[role].id), chosen, story.at, sealing(app.settings.secret_keys)
        )


def written(app: Portal, story: Story) -> dict[str, list[Mail]]:
    """The e-mails that each person has by now, by their short name, once all news was told."""
    tell_all(app.database, 500)
    write_all_news(app.database, app.settings)
    names = {person.id: role for role, person in story.people.items()}
    found: dict[str, list[Mail]] = {}
    with app.database.reading() as session:
        for mail in session.scalars(select(Mail).order_by(Mail.made_at)):
            assert mail.person_id
            found.setdefault(names[mail.person_id], []).append(mail)
    return found


def test_whoever_hears_of_something_is_written_to_once_on_the_next_morning(quiet: Portal, story: Story) -> None:
    factories.sent(story)
    found = written(quiet, story)
    assert set(found) == {"editor", "signatory", "representative"}
    factories.thread(story)
    found = written(quiet, story)
    assert {role: [one.due_at for one in mails] for role, mails in found.items()} == {
        role: [MONDAY] for role in ("editor", "signatory", "representative", "adviser")
    }


def test_once_it_has_left_the_next_news_has_its_own_on_another_day(
    quiet: Portal, story: Story, clock: type[Clock]
) -> None:
    factories.sent(story)
    written(quiet, story)
    clock.at = MONDAY
    assert sent(quiet).sent == 3
    factories.thread(story)
    assert [one.due_at.day for one in written(quiet, story)["editor"]] == [30, 1]


def test_who_wants_each_at_once_has_it_now_and_at_night_in_the_morning(
    quiet: Portal, story: Story, clock: type[Clock]
) -> None:
    prefer(quiet, story, "editor", Chosen(Cadence.AT_ONCE))
    factories.sent(story)
    assert [one.due_at for one in written(quiet, story)["editor"]] == [NOON]
    clock.at = NIGHT
    assert sent(quiet) == Outcome()  # whatever kept it from leaving by day, it does not come by night
    clock.at = MONDAY
    assert sent(quiet).sent == 3


def test_what_is_urgent_leaves_at_once_and_takes_along_what_waited(
    quiet: Portal, story: Story, clock: type[Clock]
) -> None:
    factories.sent(story, "editor")
    assert written(quiet, story)["practitioner"][0].due_at == MONDAY
    clock.at = NIGHT
    factories.act_for_safety(story)
    [mail] = written(quiet, story)["practitioner"]
    assert (mail.due_at, mail.is_urgent) == (NIGHT, True)
    assert sent(quiet).sent >= 1


def test_who_wants_so_is_told_only_of_what_waits_for_them(quiet: Portal, story: Story) -> None:
    for role in ("editor", "practitioner"):
        prefer(quiet, story, role, Chosen(Cadence.MY_TURN))
    change = factories.sent(story, "practitioner")
    assert "editor" in written(quiet, story)
    factories.decline(story, change)
    assert "practitioner" not in written(quiet, story)
    factories.sent(story, "editor", "aim")
    assert "practitioner" in written(quiet, story)


def test_what_was_read_before_it_left_is_not_written_about(quiet: Portal, story: Story, clock: type[Clock]) -> None:
    factories.sent(story)
    written(quiet, story)
    with quiet.database.writing() as session:
        session.execute(update(Notice).values(read_at=NOON))
    clock.at = MONDAY
    assert sent(quiet) == Outcome()
    assert written(quiet, story) == {}


def test_while_a_case_is_paused_nobody_is_written_to_and_then_they_are(
    quiet: Portal, story: Story, clock: type[Clock]
) -> None:
    factories.sent(story)
    written(quiet, story)
    factories.pause(story)
    clock.at = MONDAY
    assert (sent(quiet), quiet.outbox.newest(9)) == (Outcome(), [])
    factories.go_on(story)
    assert "editor" in written(quiet, story)


def test_whose_account_is_closed_is_not_written_to(quiet: Portal, story: Story) -> None:
    with quiet.database.writing() as session:
        session.execute(update(Person).where(Person.email == "editor@example.org").values(closed_at=NOON))
    factories.sent(story)
    assert set(written(quiet, story)) == {"signatory", "representative"}


def test_several_who_write_at_once_write_one_to_each(quiet: Portal, story: Story) -> None:
    factories.sent(story)
    tell_all(quiet.database, 500)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: write_all_news(quiet.database, quiet.settings), range(4)))
    assert sum(made) == 3
    assert {role: len(mails) for role, mails in written(quiet, story).items()} == dict.fromkeys(
        ("editor", "signatory", "representative"), 1
    )


def test_an_email_is_the_same_whatever_it_is_about_and_shows_the_phrase_of_its_reader(
    quiet: Portal, story: Story, clock: type[Clock]
) -> None:
    quiet.settings = replace(quiet.settings, public_url="https://portal.example.org")
    prefer(quiet, story, "adviser", Chosen(Cadence.AT_ONCE, phrase="three blue teapots"))
    said = set()
    for audience in (Audience.SHARED, Audience.PRACTITIONER_PSR, Audience.ORGANISATION_PSR):
        factories.thread(story, "editor" if audience is Audience.ORGANISATION_PSR else "practitioner", audience)
        written(quiet, story)
        sent(quiet)
        [kept] = [one.letter for one in quiet.outbox.newest(1)]
        assert kept.to == "adviser@example.org"
        said.add((kept.subject, kept.body))
    [(subject, body)] = said
    assert subject == "You have a message"
    assert "Your phrase is: three blue teapots" in body
    assert "https://portal.example.org/messages" in body
    assert "020 7811 2600" in body
    with quiet.database.reading() as session:
        assert set(session.scalars(select(Mail.state).where(Mail.person_id == story.people["adviser"].id))) == {
            MailState.SENT
        }
