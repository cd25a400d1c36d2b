"""Another length for a stage, and what it does to the dates."""

from portal.domain.plans.content import fingerprint
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


def form(weeks: str, **more: str) -> dict[str, str]:
    return {"weeks": weeks, "reason": "Time to settle in.", "shown": fingerprint("4"), **more}


def address(story: Story, key: str = "first") -> str:
    return f"/plans/{story.plan.id}/stages/{key}/durations"


def test_the_effect_on_the_dates_follows_the_typing(story: Story, client_as: ClientAs) -> None:
    path, typed = f"/plans/{story.plan.id}/stages/first/durations/previews", form("6")
    fragment = client_as("practitioner").post(path, data=typed, headers={"HX-Request": "true"}).text
    assert "The plan would last 14 weeks, not 12." in fragment
    assert "It would end on 12 April 2026, not 29 March 2026." in fragment
    assert "moves to 15 February 2026 from 1 February 2026" in fragment
    assert "Time to settle in." in client_as("practitioner").post(path, data=typed).text


def test_weeks_that_are_no_number_or_out_of_bounds_are_refused(story: Story, client_as: ClientAs) -> None:
    for typed, sentence in [
        ("", "whole number"),
        ("six", "whole number"),
        ("1.5", "whole number"),
        ("\u0666", "whole number"),
        ("0", "between 1 and 104"),
        ("105", "between 1 and 104"),
        ("4", "that many weeks already"),
    ]:
        answer = client_as("editor").post(address(story), data=form(typed))
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "Time to settle in." in answer.text


def test_a_stage_that_is_not_there_is_not_found(story: Story, client_as: ClientAs) -> None:
    assert client_as("editor").get(f"{address(story, 'nowhere')}/new").status_code == 404


def test_a_duration_is_suggested_rewritten_sent_and_consented_to(story: Story, client_as: ClientAs) -> None:
    practitioner = client_as("practitioner")
    saved = practitioner.post(address(story), data=form("6")).location
    assert "The plan would last 14 weeks, not 12." in practitioner.get(saved).text
    assert 'value="6"' in practitioner.get(f"{saved}/edit").text
    assert practitioner.post(f"{saved}/versions", data=form("5")).status_code == 303
    assert "13 weeks" in practitioner.get(f"{saved}/putting-forward").text


def test_the_other_party_consents(story: Story, client_as: ClientAs) -> None:
    change = factories.sent_weeks(story)
    assert "Do not consent" in client_as("editor").get(f"/proposals/{change.id}").text
    data = {"digest": change.latest.digest, "ticked": str(change.id)}
    answer = client_as("editor").post(f"/proposals/{change.id}/assents", data=data)
    assert "did=answered" in answer.location
    assert "The plan would last 14 weeks, not 12." in client_as("editor").get(f"/proposals/{change.id}").text


def test_the_form_of_a_suggestion_shows_at_once_what_its_weeks_do(story: Story, client_as: ClientAs) -> None:
    weeks = factories.suggest_weeks(story)
    assert "The plan would last 14 weeks, not 12." in client_as("practitioner").get(f"/proposals/{weeks.id}/edit").text
    assert "The plan would last" not in client_as("practitioner").get(f"{address(story)}/new").text
