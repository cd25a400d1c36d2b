"""What telling people costs: 10,000 notices made of the record, and 1,000 e-mails handed to a server: `make bench`."""

import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from scene import NOW, Scene, databases, scene
from sqlalchemy import delete, func, select, update

from portal import create_app
from portal.config import DEMO_KEY, Settings
from portal.domain.cases.case import Membership
from portal.domain.notices.notice import Notice, NoticeCursor
from portal.domain.people.mail import Mail, MailState
from portal.mail_server import MailServer
from portal.web.envelope import message_of
from portal.web.mailing import Letter, queue
from portal.web.sending import send_due
from portal.web.smtp import connected
from portal.web.telling import tell_all
from portal.web.wording import Wording

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.mail_servers import MailTaker, taking_mail

COMMENTS, NOTICES, MAILS, LAPS, SENDERS = 5_000, 10_000, 1_000, 3, (1, 4)
LETTER = Letter("somebody@example.org", "You have a message", "You have a message. Sign in to read it:\n")


def tells(made: Scene) -> float:
    """The median time, in seconds, in which all that happened on this case is told anew."""
    taken = []
    for _ in range(LAPS):
        with made.app.database.writing() as session:
            session.execute(delete(Notice))
            session.execute(delete(NoticeCursor))
        start = time.perf_counter()
        count = tell_all(made.app.database, made.app.settings.max_notices_at_once)
        taken.append(time.perf_counter() - start)
        assert count >= NOTICES, count
    return statistics.median(taken)


def sends(made: Scene, taker: MailTaker, senders: int) -> float:
    """The time, in seconds, in which so many processes send a thousand e-mails, each of them once."""
    taker.taken.clear()
    with made.app.database.writing() as session:
        session.execute(delete(Mail))
        for _ in range(MAILS):
            queue(session, LETTER, NOW, made.app.settings)
    command = [sys.executable, __file__, made.url, str(taker.server.port)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(senders)
    ]
    for one in started:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    start = time.perf_counter()
    for one in started:
        assert one.stdin
        print("go", file=one.stdin, flush=True)
    assert [one.wait() for one in started] == [0] * senders
    taken = time.perf_counter() - start
    with made.app.database.reading() as session:
        left = session.scalar(select(func.count()).where(Mail.state == MailState.SENT))
    assert left == len(set(taker.ids)) == len(taker.taken) == MAILS
    return taken


def hands_over(made: Scene, taker: MailTaker) -> float:
    """The time, in seconds, in which the same e-mails are made and handed over, and nothing is written down."""
    with made.app.database.writing() as session:
        session.execute(update(Mail).values(state=MailState.SENT))
        ids = session.scalars(select(Mail.id)).all()
    start = time.perf_counter()
    with made.app.app_context(), connected(taker.server, 30) as server:
        for one in ids:
            server.hand_over(message_of(Wording(LETTER, None), one, NOW, made.app.settings))
    return time.perf_counter() - start


def send(url: str, port: int) -> None:
    """One of the processes that send: it says that it is ready, and waits for its start."""
    server = MailServer("127.0.0.1", port, tls=False, starttls=False)
    app: Any = create_app(Settings(database_url=url, secret_keys=(DEMO_KEY,), demo=True))
    settings = replace(app.settings, mail_server=server)
    with app.database.reading() as session:
        session.scalar(select(func.count()).select_from(Mail))
    print("ready", flush=True)
    sys.stdin.readline()
    with app.app_context():
        send_due(app.database, settings, app.outbox)


def measure(kind: str, made: Scene) -> None:
    with made.app.database.writing() as session:
        session.execute(update(Membership).values(begun_at=NOW - timedelta(days=1)))  # before all that is told
    taken = tells(made)
    print(f"{kind:10} {NOTICES:,} notices made in {taken:.2f} s, {NOTICES / taken:,.0f} a second", flush=True)
    with taking_mail() as taker:
        for senders in SENDERS:
            taken = sends(made, taker, senders)
            print(
                f"{kind:10} {MAILS:,} e-mails, {senders} sending: {taken:.2f} s, {MAILS / taken:.0f} a second",
                flush=True,
            )
        taken = hands_over(made, taker)
    print(f"{kind:10} the same handed over alone: {taken:.2f} s, {MAILS / taken:.0f} a second", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        send(sys.argv[1], int(sys.argv[2]))
    else:
        with databases() as new:
            for kind, url in new().items():
                measure(kind, scene(url, 50, 0, COMMENTS))
