"""A plan page that is kept in memory is shown to the one who may read it, and only while they may."""

import pytest
from sqlalchemy import delete

from portal.domain.cases.participation import Participation
from portal.domain.talk.discussion import Audience
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

READERS = ("editor", "practitioner", "representative", "adviser")


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def test_nobody_is_served_anothers_page(app: Portal, story: Story, client_as: ClientAs) -> None:
    factories.thread(story, "editor", Audience.ORGANISATION, body="A canary.")
    found = {role: client_as(role).get(f"/plans/{story.plan.id}").text for role in READERS * 2}
    assert [role for role, page in found.items() if "A canary." in page] == ["editor"]
    for role in ("stranger", "observer", "nobody"):
        assert client_as(role).get(f"/plans/{story.plan.id}").status_code in (401, 404)


def test_who_has_lost_their_role_is_not_shown_the_kept_page(app: Portal, story: Story, client_as: ClientAs) -> None:
    editor, address = client_as("editor"), f"/plans/{story.plan.id}"
    assert [editor.get(address).status_code for _ in range(2)] == [200, 200]
    with app.database.writing() as session:
        theirs = story.member("editor", session).id
        session.execute(delete(Participation).where(Participation.membership_id == theirs))
    assert editor.get(address).status_code == 404


def test_who_went_away_is_asked_to_sign_in_before_the_kept_page_is_shown(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    editor, address = client_as("editor"), f"/plans/{story.plan.id}"
    assert [editor.get(address).status_code for _ in range(2)] == [200, 200]
    with editor.session_transaction() as cookie:
        cookie["seen"] -= 60 * app.settings.session_idle_minutes + 1
    assert editor.get(address).status_code == 401
