"""Two administrators of one organisation at once: one is served, and the other is told what happened."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.people.organisation import hold_still, staff_of
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, administrator, ask_colleague, staff, the_organisation
from tests.test_races import UNTIL_ALL_WAIT

pytestmark = pytest.mark.meanwhile


def at_once(app: Portal, story: Story, *posts: tuple[FlaskClient, str]) -> list[TestResponse]:
    """The answers to posts that all wait for the organisation, and then go on together."""
    organisation = the_organisation(story)
    with ThreadPoolExecutor(len(posts)) as pool:
        with app.database.writing() as session:
            hold_still(session, organisation)
            waiting = [pool.submit(client.post, where) for client, where in posts]
            sleep(UNTIL_ALL_WAIT)
        return [one.result(timeout=30) for one in waiting]


@pytest.mark.parametrize("act", ["administrator-ends", "removals"])
def test_of_two_administrators_who_end_each_other_one_stays(
    app: Portal, story: Story, client_as: ClientAs, act: str
) -> None:
    places = {role: administrator(story, role) for role in ("editor", "signatory")}
    other = {"editor": "signatory", "signatory": "editor"}
    posts = [(client_as(role), f"/staff/{places[other[role]].id}/{act}") for role in places]
    answers = at_once(app, story, *posts)
    assert sorted(one.status_code for one in answers) == [303, 404]
    with app.database.reading() as session:
        assert len([one for one in staff_of(session, the_organisation(story)) if one.is_administrator]) == 1


def test_two_who_stop_at_once_do_not_leave_the_organisation_without_an_administrator(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    roles = ("editor", "signatory")
    posts = [(client_as(role), f"/staff/{administrator(story, role).id}/administrator-ends") for role in roles]
    assert sorted(one.status_code for one in at_once(app, story, *posts)) == [303, 422]
    assert [staff(story, role).is_administrator for role in roles].count(True) == 1


def test_an_invitation_is_accepted_or_taken_back_and_never_both(app: Portal, story: Story, client_as: ClientAs) -> None:
    administrator(story)
    asked, token = ask_colleague(story, email="stranger@example.org")
    posts = [
        (client_as("editor"), f"/staff-invitations/{asked.id}/withdrawals"),
        (client_as("stranger"), f"/join/{token}"),
    ]
    assert sorted(one.status_code for one in at_once(app, story, *posts)) == [303, 422]
