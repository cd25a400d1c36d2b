"""Help says whom to ring at any hour, to anybody."""

from dataclasses import replace

from portal import create_app
from portal.config import SUPPORT_LINES
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story


def test_anybody_can_read_whom_to_ring_by_day_and_by_night(app: Portal) -> None:
    page = app.test_client().get("/help").text
    for name, number, when in SUPPORT_LINES:
        assert name in page
        assert f'href="tel:{number.replace(" ", "")}">{number}</a>' in page
        assert when in page
    assert "Nobody watches this service at night" in page
    assert "Sign out" not in page


def test_the_lines_are_a_setting(app: Portal) -> None:
    lines = (("Our own line", "01632 960 000", "Day and night"),)
    page = create_app(replace(app.settings, support_lines=lines)).test_client().get("/help").text
    assert "01632 960 000" in page
    assert "Samaritans" not in page


def test_every_page_leads_there_and_home(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    for address in ("/", f"/plans/{story.plan.id}", f"/cases/{story.case.id}"):
        page = client_as("practitioner").get(address).text
        for link in ('href="/"', 'href="/help"', 'href="/steps"'):
            assert link in page
    assert 'href="/" aria-current="page">My plans' in client_as("practitioner").get("/").text
