"""The pages by which a representative hands over: the practitioner decides, and the other party sees nothing of it."""

import re
from datetime import timedelta

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.cases.handover import Handover
from portal.domain.dates import day, london_day
from portal.queries.cases.handovers import handovers_to_answer
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, ask_to_hand_over, limit, name_representative
from tests.pages import bare, selects

FORM = {"invited_name": "K. Bell", "invited_email": "bell@example.org", "invited_job": "Adviser"}


def ask(client: FlaskClient, story: Story, **changed: str) -> TestResponse:
    return client.post(f"/cases/{story.case.id}/handovers", data=FORM | changed)


def answer(client: FlaskClient, asked: Handover, said: str) -> TestResponse:
    return client.post(f"/handovers/{asked.id}/answers", data={"answer": said})


def letters(app: Portal) -> list[str]:
    return [one.letter.to for one in app.outbox.newest(10)]


def test_the_practitioner_finds_it_on_their_own_pages_and_decides(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    representative, practitioner = client_as("representative"), client_as("practitioner")
    asked = representative.get(ask(representative, story).location.partition("#")[0]).text
    assert "You asked to hand over" in asked
    assert letters(app) == []
    home, people = practitioner.get("/").text, practitioner.get(f"/cases/{story.case.id}/people").text
    assert "asks to hand over to K. Bell" in home
    assert "asks to hand over to K. Bell" in people
    link = re.search(r"/handovers/[0-9a-f-]+", home)
    assert link
    page = practitioner.get(link[0]).text
    assert "is not under legal privilege" in page
    said = practitioner.post(f"{link[0]}/answers", data={"answer": "yes"})
    assert "K. Bell is invited" in practitioner.get(said.location.partition("#")[0]).text
    assert letters(app) == ["bell@example.org"]
    assert representative.get(f"/cases/{story.case.id}").status_code == 200
    assert "asks to hand over" not in practitioner.get("/").text


def test_two_queries_find_what_to_answer_however_much_waits(story: Story) -> None:
    ask_to_hand_over(story)
    with story.acting() as session:
        asker, today = story.people["practitioner"], london_day(story.at)
        assert selects(lambda: handovers_to_answer(session, asker, today)) == 2


def test_a_no_takes_one_button_and_asks_no_reason(app: Portal, story: Story, client_as: ClientAs) -> None:
    asked = ask_to_hand_over(story)
    practitioner = client_as("practitioner")
    said = answer(practitioner, asked, "no")
    page = practitioner.get(said.location.partition("#")[0]).text
    assert "Nothing changes" in page
    assert letters(app) == []
    assert "What comes next" not in page
    assert "said no" in client_as("representative").get(f"/handovers/{asked.id}").text
    assert answer(practitioner, asked, "yes").status_code == 422


def test_with_a_yes_at_once_the_case_does_not_exist_for_the_first_any_more(story: Story, client_as: ClientAs) -> None:
    asked = ask_to_hand_over(story)
    answer(client_as("practitioner"), asked, "at once")
    for page in (f"/cases/{story.case.id}", f"/handovers/{asked.id}"):
        assert client_as("representative").get(page).status_code == 404


def test_only_the_practitioner_answers_and_only_who_asked_takes_it_back(story: Story, client_as: ClientAs) -> None:
    asked = ask_to_hand_over(story)
    for role in ("representative", "editor", "adviser", "stranger", "observer"):
        assert answer(client_as(role), asked, "yes").status_code in (403, 404), role
    assert client_as("practitioner").post(f"/handovers/{asked.id}/withdrawals").status_code == 403
    assert client_as("representative").post(f"/handovers/{asked.id}/withdrawals").status_code == 303
    assert answer(client_as("practitioner"), asked, "yes").status_code == 422


def test_what_is_wrong_is_said_at_once_and_nothing_typed_is_lost(story: Story, client_as: ClientAs) -> None:
    again = ask(client_as("representative"), story, invited_name="", invited_email="bell")
    assert again.status_code == 422
    assert "Give their name" in again.text
    assert "Give an e-mail address" in again.text
    assert 'value="bell"' in again.text
    asked = ask_to_hand_over(story)
    nothing = client_as("practitioner").post(f"/handovers/{asked.id}/answers")
    assert (nothing.status_code, "Choose yes or no" in nothing.text) == (422, True)


def test_the_other_party_and_psr_can_tell_nothing_of_it(story: Story, client_as: ClientAs) -> None:
    """Not by what any page says, nor by the record, the news or the list of people; also where they know them."""
    name_representative(story)
    story.everybody_has_read_the_first_page()
    case, plan = story.case.id, story.plan.id
    pages = ["/", f"/cases/{case}", f"/cases/{case}/people", f"/cases/{case}/record", f"/plans/{plan}"]
    pages += [f"/plans/{plan}/news", f"/cases/{case}/steps"]
    others = {role: client_as(role) for role in ("editor", "adviser", "observer")}
    before = {(role, page): bare(one.get(page).text) for role, one in others.items() for page in pages}
    asked = ask_to_hand_over(story)
    answer(client_as("practitioner"), asked, "no")
    assert {(role, page): bare(one.get(page).text) for role, one in others.items() for page in pages} == before
    answer(client_as("practitioner"), ask_to_hand_over(story), "yes")
    for page in pages:
        assert "Bell" not in others["editor"].get(page).text


def test_until_when_a_representative_may_see_it_is_not_told_to_the_other_party(
    story: Story, client_as: ClientAs
) -> None:
    name_representative(story)
    last_day = story.at.date() + timedelta(days=9_000)
    limit(story, last_day=last_day)
    page = f"/cases/{story.case.id}/people"
    assert f"Until {day(last_day)}" in client_as("practitioner").get(page).text
    assert "Test Representative" in client_as("editor").get(page).text
    assert "Until" not in client_as("editor").get(page).text
