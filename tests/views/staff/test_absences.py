"""The pages by which somebody is away, and by which a colleague covers: nobody learns why a case is left out."""

import re
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from portal.domain.dates import day
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, colleague, staff
from tests.pages import bare

LAST_DAY = (datetime.now(UTC) + timedelta(days=14)).date()


def say(client: FlaskClient, story: Story, cover: str = "stranger", role: str = "editor") -> str:
    """Somebody says that they are away; the page that shows it."""
    where = f"/staff/{staff(story, role).id}/absences"
    asked = str(staff(story, cover).id) if cover else ""
    answer = client.post(where, data={"until": LAST_DAY.isoformat(), "cover": asked})
    assert answer.status_code == 303, answer.text
    return answer.location.partition("?")[0]


def people(client: FlaskClient, story: Story) -> str:
    return " ".join(client.get(f"/cases/{story.case.id}/people").text.split())


def test_everybody_on_the_case_reads_until_when_and_who_covers(app: Portal, story: Story, client_as: ClientAs) -> None:
    colleague(story)
    story.everybody_has_read_the_first_page()
    editor, stranger = client_as("editor"), client_as("stranger")
    where = say(editor, story)
    assert f"You are away until {day(LAST_DAY)}" in editor.get(f"{where}?did=away").text
    [letter] = [one.letter for one in app.outbox.newest(5)]
    assert letter.to == "stranger@example.org"
    assert story.case.reference not in letter.body
    assert "Test Editor" not in letter.body
    assert stranger.get(f"/cases/{story.case.id}").status_code == 404
    home = stranger.get("/").text
    assert "Test Editor is away" in home
    link = re.search(r"/absences/[0-9a-f-]+/covers", home)
    assert link
    answer = stranger.post(link[0], data={"covers": str(story.case.id)})
    assert "You cover for Test Editor" in stranger.get(answer.location.partition("#")[0]).text
    for role in ("practitioner", "signatory", "adviser", "reviewer", "stranger"):
        page = people(client_as(role), story)
        assert f"Away until {day(LAST_DAY)}.</strong> Test Stranger covers." in page
        assert f"Covers for Test Editor until {day(LAST_DAY)}." in page
    assert f"/plans/{story.plan.id}" in stranger.get("/").text
    assert "Test Stranger covers" in " ".join(editor.get(where).text.split())
    answer = editor.post(f"{where}/ends")
    assert "You are back" in editor.get(answer.location.partition("#")[0]).text
    assert stranger.get(f"/cases/{story.case.id}").status_code == 404
    assert "Away until" not in people(client_as("practitioner"), story)


def test_nobody_else_finds_an_absence_or_answers_it(story: Story, client_as: ClientAs) -> None:
    colleague(story)
    where = say(client_as("editor"), story)
    for role in ("signatory", "practitioner", "adviser", "stranger"):
        client = client_as(role)
        assert client.get(where).status_code == 404
        assert client.post(f"{where}/ends").status_code == 404
    for role in ("editor", "signatory", "practitioner", "adviser"):
        client = client_as(role)
        assert client.get(f"{where}/covers").status_code == 404
        assert client.post(f"{where}/covers", data={"covers": str(story.case.id)}).status_code == 404
        assert client.post(f"{where}/cover-refusals").status_code == 404
    assert client_as("stranger").post(f"/staff/{staff(story, 'editor').id}/absences").status_code == 404


def test_that_a_colleague_represents_the_practitioner_is_told_by_nothing(story: Story, client_as: ClientAs) -> None:
    """A case that they leave out, and one that they cannot cover, read the same to everybody else."""
    colleague(story)
    colleague(story, "representative")
    story.everybody_has_read_the_first_page()
    seen = []
    for cover, name in (("representative", "Test Representative"), ("stranger", "Test Stranger")):
        editor, asked = client_as("editor"), client_as(cover)
        where = say(editor, story, cover)
        page = asked.get(f"{where}/covers").text
        assert ("on another side of this case" in page) == (cover == "representative")
        answer = asked.post(f"{where}/covers", data={"covers": str(story.case.id)} if cover != "stranger" else {})
        assert answer.status_code == 422
        asked.post(f"{where}/cover-refusals")
        pages = [people(client_as(role), story) for role in ("editor", "signatory", "practitioner")]
        pages.append(editor.get(where).text.replace(where, ""))
        seen.append([bare(" ".join(one.split())).replace(name, "X") for one in pages])
        editor.post(f"{where}/ends")
    practitioner = 2
    assert seen[0][:practitioner] + seen[0][3:] == seen[1][:practitioner] + seen[1][3:]


def test_all_that_is_wrong_is_said_at_once_and_nothing_typed_is_lost(story: Story, client_as: ClientAs) -> None:
    where = f"/staff/{staff(story, 'editor').id}/absences"
    answer = client_as("editor").post(where, data={"until": "2020-01-01", "cover": str(staff(story, "signatory").id)})
    assert answer.status_code == 422
    assert 'value="2020-01-01"' in answer.text
    assert re.search(r"<option value=\"[^\"]+\" selected>Test Signatory", answer.text)
    answer = client_as("editor").post(where, data={"until": "soon"})
    assert (answer.status_code, 'value="soon"' in answer.text) == (422, True)


def test_a_form_that_is_sent_twice_acts_once(story: Story, client_as: ClientAs) -> None:
    editor, where = client_as("editor"), f"/staff/{staff(story, 'editor').id}/absences"
    data = {"until": LAST_DAY.isoformat(), "cover": "", "request_key": "a" * 32}
    first, second = (editor.post(where, data=data) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    again = editor.post(where, data=data | {"request_key": "b" * 32})
    assert (again.status_code, "already that you are away" in again.text) == (422, True)


def test_several_cases_are_handed_over_on_one_page_all_or_none(app: Portal, story: Story, client_as: ClientAs) -> None:
    colleague(story)
    editor, stranger, where = client_as("editor"), client_as("stranger"), f"/staff/{staff(story, 'editor').id}"
    data = {"cases": str(story.case.id), "colleague": str(staff(story, "stranger").id)}
    missing = editor.post(f"{where}/case-handovers", data={})
    assert "Tick the cases" in missing.text
    assert "Choose the colleague" in missing.text
    answer = editor.post(f"{where}/case-handovers", data=data)
    asked = editor.get(answer.location.partition("#")[0]).text
    assert f"Case {story.case.reference}: Test Stranger is asked." in asked
    assert editor.get(f"/cases/{story.case.id}").status_code == 200
    again = editor.post(f"{where}/case-handovers", data=data)
    assert (again.status_code, f"Case {story.case.reference}: This address has an invitation" in again.text) == (
        422,
        True,
    )
    assert len(app.outbox.newest(5)) == 1
    assert "asks you to take over 1 case" in " ".join(stranger.get("/").text.split())
    taken = stranger.post("/case-handovers", data={"cases": str(story.case.id)})
    assert "you are on it, and your colleague is not any more" in stranger.get(taken.location.partition("#")[0]).text
    assert editor.get(f"/cases/{story.case.id}").status_code == 404
    assert stranger.post("/case-handovers", data={"cases": str(story.case.id)}).status_code == 422


def test_the_signatory_names_a_deputy_whom_both_sides_see_and_who_signs_so(story: Story, client_as: ClientAs) -> None:
    signatory, where = client_as("signatory"), f"/members/{story.members['editor'].id}"
    assert f"{where}/deputies/new" in signatory.get(f"/cases/{story.case.id}/people").text
    assert client_as("editor").get(f"{where}/deputies/new").status_code == 403
    answer = signatory.post(f"{where}/deputies")
    assert "They may sign in your place" in signatory.get(answer.location.partition("#")[0]).text
    for role in ("practitioner", "adviser", "editor"):
        assert "May sign in the place of Test Signatory" in people(client_as(role), story)
    answer = signatory.post(f"{where}/deputy-endings")
    assert "signs in nobody’s place" in signatory.get(answer.location.partition("#")[0]).text
    assert signatory.post(f"{where}/deputy-endings").status_code == 422
