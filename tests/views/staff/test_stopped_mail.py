"""E-mail that did not leave is shown to PSR's administrators, who may let it leave after all."""

import pytest
from sqlalchemy import select

from portal.domain.people.mail import Mail, MailKind, MailState
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, administrator


@pytest.fixture
def stopped(app: Portal, story: Story) -> Mail:
    """A letter that was given up."""
    administrator(story, "adviser")
    facts = {"state": MailState.FAILED, "fault": "The server said: 550 No such person", "address": "gone@example.org"}
    mail = Mail(kind=MailKind.LETTER, made_at=story.at, due_at=story.at, settled_at=story.at, tries=3, **facts)
    with app.database.writing() as session:
        session.add(mail)
    return mail


def test_it_is_read_with_its_reason_and_sent_once_more(
    app: Portal, story: Story, client_as: ClientAs, stopped: Mail
) -> None:
    client = client_as("adviser")
    page = client.get("/mail").text
    assert "gone@example.org" in page
    assert "550 No such person" in page
    assert "E-mail that did not leave" in client.get("/account").text
    assert client.post(f"/mail/{stopped.id}/sendings").status_code == 303
    assert "There is none." in client.get("/mail").text
    with app.database.reading() as session:
        again = session.scalars(select(Mail)).one()
    assert (again.state, again.tries, again.fault) == (MailState.WAITING, 0, "")
    twice = client.post(f"/mail/{stopped.id}/sendings")
    assert (twice.status_code, "on its way already" in twice.text) == (422, True)


def test_nobody_else_finds_it(app: Portal, story: Story, client_as: ClientAs, stopped: Mail) -> None:
    for role in ("editor", "practitioner", "reviewer"):
        client = client_as(role)
        assert client.get("/mail").status_code == client.post(f"/mail/{stopped.id}/sendings").status_code == 404
        assert "E-mail that did not leave" not in client.get("/account").text
