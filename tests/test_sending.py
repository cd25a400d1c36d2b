"""E-mail leaves through a real server: once, whoever else sends, and whatever is killed in the middle."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from portal.domain.people.mail import STOPPED, Mail, MailKind, MailState
from portal.web.http import Portal
from portal.web.mailing import WRITTEN, Letter, queue
from portal.web.outbox import Outbox
from portal.web.sending import NOT_SENT, Outcome, give_back_abandoned, leave_now, send_due
from portal.web.wording import UNREADABLE
from tests.mail_servers import TAKEN, MailTaker, taking_mail
from tests.test_cli import run

LETTER = Letter("a@example.org", "A word", "Open this:\n\nhttps://plans.example.org/a\n")
AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
KILLED = """
import os, signal, sys
from dataclasses import replace
from datetime import UTC, datetime
from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.mail_server import MailServer
from portal.web import sending, smtp

server = MailServer("127.0.0.1", int(sys.argv[2]), tls=False, starttls=False)
app = create_app(Settings(database_url=sys.argv[1], secret_keys=(DEMO_KEY,), demo=True, mail_server=server))
real = smtp.SmtpConnection.hand_over
smtp.SmtpConnection.hand_over = lambda self, message: (real(self, message), os.kill(os.getpid(), signal.SIGKILL))
with app.app_context():
    for _ in range(2):
        child = os.fork()
        if child == 0:
            sending.send_due(app.database, app.settings, app.outbox)
        os.waitpid(child, 0)
"""


@pytest.fixture
def taker() -> Iterator[MailTaker]:
    with taking_mail() as taker:
        yield taker


@pytest.fixture
def post(app: Portal, taker: MailTaker) -> Portal:
    """A portal whose e-mail this server takes."""
    app.settings = replace(app.settings, mail_server=taker.server)
    return app


def written(app: Portal, letter: Letter = LETTER, kind: MailKind = MailKind.LETTER, times: int = 1) -> None:
    with app.database.writing() as session:
        for _ in range(times):
            queue(session, letter, AT, app.settings)
        session.execute(update(Mail).where(Mail.id.in_(session.info[WRITTEN])).values(kind=kind, is_urgent=True))


def sent(app: Portal) -> Outcome:
    with app.app_context():
        return send_due(app.database, app.settings, app.outbox)


def only(app: Portal) -> Mail:
    with app.database.reading() as session:
        return session.scalars(select(Mail)).one()


def make_due(app: Portal, ago: timedelta = timedelta()) -> None:
    """What waits is due now; what was taken up was so long ago."""
    with app.database.writing() as session:
        session.execute(update(Mail).values(due_at=AT, claimed_at=datetime.now(UTC) - ago))


def test_a_letter_is_taken_once_in_both_forms_and_what_it_said_is_gone(post: Portal, taker: MailTaker) -> None:
    written(post)
    assert LETTER.body not in only(post).sealed
    assert sent(post) == Outcome(sent=1)
    assert sent(post) == Outcome()
    [message] = taker.taken
    assert message["To"] == "a@example.org"
    assert message["From"] == "Message service <no-reply@portal.invalid>"
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]
    assert (only(post).state, only(post).sealed) == (MailState.SENT, "")
    assert taker.ids == [f"<{only(post).id}@portal.invalid>"]


def test_the_command_sends_what_is_due_and_no_act_waits_for_a_server(post: Portal, taker: MailTaker) -> None:
    with post.database.writing() as session:
        queue(session, LETTER, AT, post.settings)
    assert leave_now(session, post.database, post.settings, post.outbox) == Outcome()
    assert "sent: 1" in run(post, "notices", "send").output
    assert len(taker.taken) == 1


def test_who_stops_the_sender_stops_it_after_the_email_that_is_under_way(
    post: Portal, taker: MailTaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(post, times=2)
    monkeypatch.setattr(taker, "heard", lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert run(post, "notices", "send", "--watch").exit_code == 0
    with post.database.reading() as session:
        states = session.scalars(select(Mail.state).order_by(Mail.state)).all()
    assert (states, len(taker.taken)) == ([MailState.SENT, MailState.WAITING], 1)


def test_what_is_to_nobody_is_handed_to_nobody(post: Portal, taker: MailTaker) -> None:
    written(post, LETTER._replace(to="nobody@portal.invalid"))
    assert sent(post).sent == 1
    assert taker.taken == []


def test_several_who_send_at_once_send_each_letter_once(post: Portal, taker: MailTaker) -> None:
    written(post, times=20)
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(sent, [post] * 4))
    assert sum(one.sent for one in outcomes) == len(set(taker.ids)) == len(taker.taken) == 20


def test_what_a_server_refuses_for_now_is_tried_again_and_later_each_time(post: Portal, taker: MailTaker) -> None:
    taker.refuses = lambda address: "450 Try later"
    written(post)
    waits = []
    for _ in range(3):
        assert sent(post).later == 1
        waits.append(round((only(post).due_at - datetime.now(UTC)).total_seconds() / 60))
        make_due(post)
    assert waits == [1, 2, 4]
    assert "450 Try later" in only(post).fault
    taker.refuses = lambda address: TAKEN
    assert sent(post).sent == 1
    assert (len(taker.taken), only(post).fault) == (1, "")


def test_what_is_refused_for_good_or_too_often_is_given_up_and_stops_no_other(post: Portal, taker: MailTaker) -> None:
    taker.refuses = lambda address: "550 No such person" if address == "a@example.org" else TAKEN
    written(post)
    written(post, LETTER._replace(to="b@example.org"))
    assert sent(post) == Outcome(sent=1, stopped=1)
    post.settings = replace(post.settings, mail_tries=1)
    taker.refuses = lambda address: "450 Try later"
    written(post, LETTER._replace(to="c@example.org"))
    sent(post)
    with post.database.reading() as session:
        failed = session.scalars(select(Mail).where(Mail.state == MailState.FAILED)).all()
    assert {one.address for one in failed} == {"a@example.org", "c@example.org"}


@pytest.mark.parametrize(("kind", "state"), [("letter", "waiting"), ("news", "waiting"), ("reminder", "parked")])
def test_where_a_server_hangs_up_before_it_answers_no_reminder_is_sent_again(
    post: Portal, taker: MailTaker, kind: str, state: str
) -> None:
    taker.hangs_up = True
    written(post, kind=MailKind(kind))
    sent(post)
    assert only(post).state is MailState(state)


def test_while_a_server_is_away_one_is_tried_and_the_others_wait(
    post: Portal, taker: MailTaker, caplog: pytest.LogCaptureFixture
) -> None:
    post.settings = replace(post.settings, mail_server=replace(taker.server, port=1))
    written(post, times=3)
    assert sent(post) == Outcome(later=1, is_away=True)
    assert NOT_SENT in caplog.text
    assert "FAULT letters" in run(post, "doctor").output


def test_a_letter_is_read_with_the_next_key_once_it_is_sealed_anew(post: Portal, taker: MailTaker) -> None:
    written(post)
    next_key = "another-key-of-tests-" * 3
    post.settings = replace(post.settings, secret_keys=(next_key, *post.settings.secret_keys))
    assert "Sealed anew: 1." in run(post, "people", "seal-anew").output
    post.settings = replace(post.settings, secret_keys=(next_key,))
    assert sent(post).sent == 1
    assert LETTER.subject in str(taker.taken[0]["Subject"])


def test_what_was_sealed_with_a_key_that_is_gone_is_given_up(post: Portal) -> None:
    written(post)
    post.settings = replace(post.settings, secret_keys=("another-key-of-tests-" * 3,))
    assert sent(post).stopped == 1
    assert only(post).fault == UNREADABLE


def test_killed_between_handing_over_and_writing_so_no_letter_is_lost_and_no_reminder_comes_twice(
    post: Portal, taker: MailTaker
) -> None:
    written(post, LETTER._replace(to="reminded@example.org"), kind=MailKind.REMINDER)
    written(post)
    url = post.database.engine.url.render_as_string(hide_password=False)
    subprocess.run([sys.executable, "-c", KILLED, url, str(taker.server.port)], check=True, timeout=60)
    assert len(taker.taken) == 2
    assert sent(post) == Outcome()
    make_due(post, ago=timedelta(minutes=post.settings.mail_claim_minutes - 1))
    give_back_abandoned(post.database, post.settings)
    assert sent(post) == Outcome()
    make_due(post, ago=timedelta(minutes=post.settings.mail_claim_minutes + 1))
    give_back_abandoned(post.database, post.settings)
    assert sent(post) == Outcome(sent=1)
    assert sorted(str(one["To"]) for one in taker.taken) == ["a@example.org"] * 2 + ["reminded@example.org"]
    assert len(set(taker.ids)) == 2
    with post.database.reading() as session:
        [parked] = session.scalars(select(Mail).where(Mail.state == MailState.PARKED))
    assert (parked.address, parked.fault) == ("reminded@example.org", STOPPED)


def test_without_a_server_what_is_due_lies_in_the_outbox(app: Portal, taker: MailTaker) -> None:
    written(app)
    assert isinstance(app.outbox, Outbox)
    assert sent(app).sent == 1
    assert [one.letter.to for one in app.outbox.newest(9)] == ["a@example.org"]
