"""Who opens a plan is noted for PSR and for themselves, once an hour, and never at the page's cost."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from portal.domain.plans.access_row import AccessRow
from portal.web.access import AccessLog
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, suggest, take_off
from tests.pages import bare

OPENED = "Nobody has opened it since this was first noted."


@pytest.fixture(autouse=True)
def read_first_page(story: Story) -> None:
    story.everybody_has_read_the_first_page()


def opens(client: FlaskClient, address: str) -> int:
    """Open a page and go on when it has wholly come; its status."""
    with client.get(address) as answer:
        return answer.status_code


def noted(app: Portal) -> list[str]:
    with app.database.reading() as session:
        return sorted(row.membership.name for row in session.scalars(select(AccessRow)))


def plan_of(story: Story) -> str:
    return f"/plans/{story.plan.id}"


def test_who_opens_a_plan_or_what_hangs_on_it_is_noted_once_an_hour(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    change, editor = suggest(story, "editor"), client_as("editor")
    for address in (plan_of(story), f"/proposals/{change.id}", f"{plan_of(story)}?view=clean"):
        assert opens(editor, address) == 200
    app.access_log = AccessLog()  # as another process would
    assert opens(editor, plan_of(story)) == 200
    assert noted(app) == ["Test Editor"]


def test_who_takes_the_whole_record_has_opened_its_plans(app: Portal, story: Story, client_as: ClientAs) -> None:
    assert opens(client_as("practitioner"), f"/cases/{story.case.id}/record-bundle") == 200
    assert noted(app) == []
    for role in ("practitioner", "reviewer"):
        assert opens(client_as(role), f"/cases/{story.case.id}/record-bundle.zip") == 200
    assert noted(app) == ["Test Practitioner", "Test Reviewer"]


def test_the_next_hour_is_noted_anew(
    app: Portal, story: Story, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = client_as("editor")
    opens(editor, plan_of(story))
    with app.database.reading() as session:
        first = session.scalars(select(AccessRow)).one()
    assert (first.hour.minute, first.hour.second, first.hour.microsecond) == (0, 0, 0)
    app.access_log.note(app.database, (first.plan_id, first.membership_id, first.hour + timedelta(hours=1)))
    assert noted(app) == ["Test Editor"] * 2


def test_what_was_not_shown_or_asked_for_by_the_page_itself_is_not_noted(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    suggest(story, "practitioner")
    news, editor = f"{plan_of(story)}/news?seen=shared.1", client_as("editor")
    assert opens(client_as("adviser"), news) in {200, 204}
    assert opens(client_as("stranger"), plan_of(story)) == 404
    assert opens(client_as("nobody"), plan_of(story)) == 401
    assert opens(editor, f"/cases/{story.case.id}") == 200
    assert noted(app) == []


def test_a_page_is_shown_also_when_its_opening_cannot_be_noted(
    app: Portal, story: Story, client_as: ClientAs, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*heard: object) -> None:
        if str(heard[2]).startswith("INSERT INTO access_row"):
            raise OperationalError(str(heard[2]), {}, Exception("full"))

    event.listen(app.database.engine, "before_cursor_execute", refuse)
    try:
        with client_as("editor").get(plan_of(story)) as answer:
            assert answer.status_code == 200
    finally:
        event.remove(app.database.engine, "before_cursor_execute", refuse)
    assert (noted(app), "access not noted" in caplog.text) == ([], True)
    opens(client_as("editor"), plan_of(story))
    assert noted(app) == ["Test Editor"]


def test_nothing_is_noted_before_the_page_has_left(app: Portal, story: Story, client_as: ClientAs) -> None:
    answer = client_as("editor").get(plan_of(story))
    assert answer.status_code == 200
    assert noted(app) == []
    answer.close()
    assert noted(app) == ["Test Editor"]


def test_psrs_adviser_reads_who_opened_the_plan_and_the_parties_never_do(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    where = f"{plan_of(story)}/access-rows"
    assert OPENED in client_as("adviser").get(where).text
    opens(client_as("representative"), plan_of(story))
    assert "Test Representative" in client_as("adviser").get(where).text
    for role in ("editor", "signatory", "practitioner", "representative", "reviewer"):
        assert client_as(role).get(where).status_code == 403
    for role in ("stranger", "observer"):
        assert client_as(role).get(where).status_code == 404


def test_only_the_adviser_is_offered_the_page_and_everybody_is_told_that_it_is_kept(
    story: Story, client_as: ClientAs
) -> None:
    for role in ("adviser", "editor", "practitioner", "representative", "reviewer"):
        page = client_as(role).get(f"/cases/{story.case.id}/people").text
        assert (
            "can look up who has opened the plan, and in which hour. Others see only what they opened themselves."
            in page
        )
        assert ("See who has opened this plan" in page) == (role == "adviser")


def test_everybody_reads_what_they_opened_themselves_and_nobody_elses(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    opens(client_as("signatory"), plan_of(story))
    opens(client_as("editor"), plan_of(story))
    page = client_as("signatory").get("/account/access-rows").text
    assert page.count(f"<td>{story.case.reference}</td>") == 1
    assert "You have not opened a plan yet." in client_as("practitioner").get("/account/access-rows").text
    take_off(story, "signatory", "editor")
    assert story.case.reference in client_as("signatory").get("/account/access-rows").text


def test_nobody_of_the_other_party_can_tell_that_a_plan_was_opened(story: Story, client_as: ClientAs) -> None:
    case = f"/cases/{story.case.id}"
    where = [plan_of(story), "/", case, f"{case}/people", f"{case}/record", "/account", "/account/access-rows"]
    for reader, other in (("editor", "practitioner"), ("practitioner", "editor")):
        client, before = client_as(reader), {}
        for last_time in (False, True):
            pages = {address: bare(client.get(address).text) for address in where}
            assert pages == before or not last_time
            before = pages
            opens(client_as(other), plan_of(story))


def test_a_long_list_is_shown_a_page_at_a_time(app: Portal, story: Story, client_as: ClientAs) -> None:
    editor = story.members["editor"]
    hours = [datetime(2026, 1, 5, hour, tzinfo=UTC) for hour in range(3)]
    for hour in hours:
        app.access_log.note(app.database, (story.plan.id, editor.id, hour))
    object.__setattr__(app.settings, "access_rows_per_page", 2)
    client = client_as("adviser")
    first, second = (client.get(f"{plan_of(story)}/access-rows?page={number}").text for number in (1, 2))
    assert [first.count("<td>Test Editor</td>"), second.count("<td>Test Editor</td>")] == [2, 1]
    assert "02:00 GMT" in first
    assert "00:00 GMT" in second


@pytest.mark.parametrize("page", ["/", "/help"])
def test_parties_are_told_who_can_see_that_they_opened_a_plan(client_as: ClientAs, page: str) -> None:
    told = client_as("practitioner").get(page).text
    assert "The other party cannot see" in told
    assert "PSR’s advisers can see" in told
