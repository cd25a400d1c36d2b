"""The pages by which both parties choose what an observer reads, and the page that the observer reads."""

import re
from functools import partial
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.cases.roles import Role
from portal.domain.showing.showing import Showing
from portal.queries.showing.showings import showings_to_answer
from tests.conftest import ClientAs
from tests.factories import WORDS, Story, a_person, accept, agree_to_showing, invite, offer_showing, signed, varied
from tests.pages import bare, selects


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    signed(story)
    return story


def ask(client: FlaskClient, story: Story, **changed: object) -> TestResponse:
    form = {"observer": str(story.members["observer"].id), "sections": ["purpose"]}
    return client.post(f"/plans/{story.plan.id}/showings", data=form | changed)


def answer(client: FlaskClient, showing: Showing | str, said: str = "yes") -> TestResponse:
    where = showing if isinstance(showing, str) else f"/showings/{showing.id}"
    digest = re.search(r'name="digest" value="([0-9a-f]+)"', client.get(where).text)
    return client.post(f"{where}/answers", data={"answer": said, "digest": digest[1] if digest else ""})


def followed(client: FlaskClient, act: TestResponse) -> str:
    assert act.status_code == 303, act.text
    return client.get(act.location.partition("#")[0]).text


def test_one_asks_the_other_says_yes_and_the_observer_reads(story: Story, client_as: ClientAs) -> None:
    practitioner, signatory, observer = client_as("practitioner"), client_as("signatory"), client_as("observer")
    assert "show you nothing now" in observer.get("/").text
    people = practitioner.get(f"/cases/{story.case.id}/people").text
    assert f"/plans/{story.plan.id}/showings" in people
    assert "You asked to show it" in followed(practitioner, ask(practitioner, story))
    assert "show you nothing now" in observer.get("/").text
    home = signatory.get("/").text
    assert "Test Practitioner asks to show Test Observer" in home
    where = re.search(r"/showings/[0-9a-f-]+", home)
    assert where
    page = signatory.get(where[0]).text
    assert (WORDS["aim"] in page, WORDS["cases"] in page) == (True, False)
    assert "Both of you show it" in followed(signatory, answer(signatory, where[0]))
    assert "asks to show" not in signatory.get("/").text
    link = re.search(r"/showings/[0-9a-f-]+/sections", observer.get("/").text)
    assert link
    read = observer.get(link[0]).text
    assert ("Both signed these words" in read, WORDS["aim"] in read, WORDS["cases"] in read) == (True, True, False)


def test_it_ends_at_once_by_one_button(story: Story, client_as: ClientAs) -> None:
    showing = agree_to_showing(story, offer_showing(story))
    observer, editor = client_as("observer"), client_as("editor")
    read = observer.get(f"/showings/{showing.id}/sections")
    assert (read.status_code, read.headers["Cache-Control"]) == (200, "no-store")
    assert "Show it no longer" in editor.get(f"/showings/{showing.id}").text
    said = followed(editor, editor.post(f"/showings/{showing.id}/endings"))
    assert "sees nothing by this any more" in said
    assert observer.get(f"/showings/{showing.id}/sections").status_code == 404
    assert "show you nothing now" in observer.get("/").text


def test_a_no_needs_no_reason_and_shows_nothing(story: Story, client_as: ClientAs) -> None:
    offered, signatory = offer_showing(story), client_as("signatory")
    assert "Nothing is shown" in followed(signatory, answer(signatory, offered, "no"))
    assert "said no" in client_as("practitioner").get(f"/showings/{offered.id}").text
    assert client_as("observer").get(f"/showings/{offered.id}/sections").status_code == 404
    assert answer(signatory, offered).status_code == 422


def test_all_that_is_wrong_is_said_at_once_and_the_ticks_stay(story: Story, client_as: ClientAs) -> None:
    practitioner = client_as("practitioner")
    again = ask(practitioner, story, observer=str(story.members["editor"].id), sections=[])
    assert again.status_code == 422
    assert "Choose the observer" in again.text
    assert "Choose at least one section" in again.text
    gone = ask(practitioner, story, sections=["purpose", "nowhere"])
    assert (gone.status_code, gone.text.count('value="purpose" checked')) == (422, 1)
    nothing = client_as("signatory").post(f"/showings/{offer_showing(story).id}/answers")
    assert (nothing.status_code, "Choose yes or no" in nothing.text) == (422, True)


def test_a_yes_to_what_has_changed_since_is_not_taken(story: Story, client_as: ClientAs) -> None:
    offered, signatory = offer_showing(story), client_as("signatory")
    for digest in ("", "0" * 64):
        stale = signatory.post(f"/showings/{offered.id}/answers", data={"answer": "yes", "digest": digest})
        assert (stale.status_code, "has changed since you opened this page" in stale.text) == (422, True)


def test_a_double_click_asks_once(story: Story, client_as: ClientAs) -> None:
    practitioner = client_as("practitioner")
    where = {ask(practitioner, story, request_key="once").location for _ in range(2)}
    assert len(where) == 1
    assert ask(practitioner, story, request_key="another").status_code == 422


def test_while_an_answer_is_waited_for_nobody_is_asked_to_choose_again(story: Story, client_as: ClientAs) -> None:
    offer_showing(story)
    for role in ("practitioner", "signatory"):
        led = client_as(role).get(f"/plans/{story.plan.id}/showings/new")
        assert (led.status_code, led.location) == (303, f"/plans/{story.plan.id}/showings")
        assert "Choose" not in client_as(role).get(led.location).text


def test_others_read_it_and_only_the_other_party_answers(story: Story, client_as: ClientAs) -> None:
    offered = offer_showing(story)
    for role in ("practitioner", "representative", "editor", "adviser", "reviewer"):
        client = client_as(role)
        assert client.get(f"/showings/{offered.id}").status_code == 200
        assert client.get(f"/plans/{story.plan.id}/showings").status_code == 200
        assert client.post(f"/showings/{offered.id}/answers", data={"answer": "yes"}).status_code == 403, role
    for role in ("observer", "stranger"):
        assert client_as(role).get(f"/showings/{offered.id}").status_code == 404
        assert client_as(role).get(f"/plans/{story.plan.id}/showings").status_code == 404
        assert ask(client_as(role), story).status_code == 404
    for role in ("representative", "editor", "adviser"):
        assert ask(client_as(role), story).status_code == 403, role


def test_an_observer_can_tell_nothing_of_what_is_only_asked(story: Story, client_as: ClientAs) -> None:
    observer = client_as("observer")
    pages = ["/", f"/plans/{story.plan.id}/showings", f"/showings/{uuid4()}/sections"]
    before = [bare(observer.get(page).text) for page in pages]
    offered = offer_showing(story)
    assert [bare(observer.get(page).text) for page in [*pages[:2], f"/showings/{offered.id}/sections"]] == before


def test_what_varies_the_plan_is_shown_once_it_is_signed(story: Story, client_as: ClientAs) -> None:
    showing, observer = agree_to_showing(story, offer_showing(story, sections=["programme"])), client_as("observer")
    varied(story, "supervision", "Wholly other words.")
    assert "Wholly other words." not in observer.get(f"/showings/{showing.id}/sections").text
    signed(story)
    assert "Wholly other words." in observer.get(f"/showings/{showing.id}/sections").text


def test_what_an_observer_opens_is_noted_for_psr(story: Story, client_as: ClientAs) -> None:
    showing = agree_to_showing(story, offer_showing(story))
    client_as("observer").get(f"/showings/{showing.id}/sections").close()
    assert "Test Observer" in client_as("adviser").get(f"/plans/{story.plan.id}/access-rows").text
    assert "Test Observer" not in client_as("editor").get(f"/plans/{story.plan.id}").text


def test_as_many_queries_however_much_waits_for_an_answer(story: Story) -> None:
    with story.acting() as session:
        another = a_person(session, "another")
    story.members["another"] = accept(story, invite(story, "adviser", Role.OBSERVER, another.email)[0], another)
    counts = []
    for observer in ("observer", "another"):
        offer_showing(story, observer=observer)
        with story.acting() as session:
            counts.append(selects(partial(showings_to_answer, session, story.people["signatory"], story.at.date())))
    assert counts[0] == counts[1]
