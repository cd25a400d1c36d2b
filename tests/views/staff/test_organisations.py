"""The page of an organisation's administrators: who acts for it, who is asked, and who is taken off."""

import re

from flask.testing import FlaskClient

from portal.domain.people.account_event import changes_of
from portal.domain.people.person import find
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, administrator, ask_colleague, colleague, staff, the_organisation

NEW_PASSWORD = "Harbour lantern quietly seven"
FORM = {"invited_name": "Dr Noor Hadid", "invited_email": "noor@example.org", "invited_job": "Dean"}


def page_of(story: Story) -> str:
    return f"/organisations/{the_organisation(story).id}"


def link(app: Portal) -> str:
    """The link of the newest letter, without its host."""
    found = re.search(r"http://localhost(/join/\S+)", app.outbox.newest(1)[0].letter.body)
    assert found
    return found[1]


def asked(client: FlaskClient, story: Story, **changed: str) -> None:
    answer = client.post(f"{page_of(story)}/invitations", data=FORM | changed)
    assert answer.status_code == 303, answer.text


def test_an_administrator_sees_the_people_of_their_organisation_and_no_case(story: Story, client_as: ClientAs) -> None:
    colleague(story, "stranger")
    administrator(story, "stranger")
    client = client_as("stranger")
    page = client.get(page_of(story)).text
    assert all(name in page for name in ("Test Editor", "Test Signatory", "Test Stranger (you)"))
    known_to_nobody_here = ["Practitioner", "Representative", "Test Adviser", story.case.reference, "signatory@"]
    assert not [one for one in known_to_nobody_here if one in page]
    assert client.get(f"/cases/{story.case.id}").status_code == 404
    assert story.case.reference not in client.get("/").text
    assert "People of Harbour Trust" in client.get("/account").text


def test_the_page_is_for_its_administrators_and_those_of_psr(story: Story, client_as: ClientAs) -> None:
    administrator(story, "signatory")
    administrator(story, "adviser")
    roles = ("signatory", "editor", "adviser", "practitioner", "representative", "stranger")
    found = {role: client_as(role).get(page_of(story)).status_code for role in roles}
    assert found == dict.fromkeys(roles, 404) | {"signatory": 200, "adviser": 200}
    account = client_as("editor").get("/account").text
    assert "Test Signatory can take you off" in account
    assert "People of Harbour Trust" not in account


def test_who_is_asked_chooses_a_password_and_acts_for_the_organisation(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    administrator(story)
    editor, guest = client_as("editor"), app.test_client()
    asked(editor, story)
    letter = app.outbox.newest(1)[0].letter
    assert not [one for one in ["Harbour", "Test "] if one in f"{letter.subject} {letter.body}"]
    page = guest.get(link(app)).text
    assert "Test Editor invites Dr Noor Hadid to act for Harbour Trust" in page
    assert "no plan yet" in page
    answer = guest.post(link(app), data={"new_password": NEW_PASSWORD})
    assert answer.status_code == 303
    assert "Your account is made" in guest.get(answer.location.partition("#")[0]).text
    data = {"email": "noor@example.org", "password": NEW_PASSWORD, "next": "/account?did=joined"}
    signed_in = guest.post("/sign-in", data=data)
    assert "You act for Harbour Trust now" in guest.get(signed_in.location).text
    assert "Dr Noor Hadid" in editor.get(page_of(story)).text
    assert guest.get(f"/cases/{story.case.id}").status_code == 404


def test_who_has_an_account_accepts_by_the_button_and_never_by_opening_the_link(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    administrator(story)
    asked(client_as("editor"), story, invited_email="stranger@example.org")
    stranger = client_as("stranger")
    for _ in range(2):
        assert "Accept, as Test Stranger" in stranger.get(link(app)).text
    assert "Test Stranger" not in client_as("editor").get(page_of(story)).text
    answer = stranger.post(link(app))
    assert "You act for Harbour Trust now" in stranger.get(answer.location.partition("#")[0]).text
    assert stranger.post(link(app)).status_code == 422


def test_an_invitation_is_sent_again_with_another_link_and_taken_back(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    administrator(story)
    editor, guest = client_as("editor"), app.test_client()
    asked(editor, story)
    before, found = link(app), re.search(r"/staff-invitations/[0-9a-f-]{36}", editor.get(page_of(story)).text)
    assert found
    assert "Take it back" in editor.get(found[0]).text
    assert editor.post(f"{found[0]}/letters").status_code == 303
    after = link(app)
    assert [guest.get(one).status_code for one in (before, after)] == [404, 200]
    answer = editor.post(f"{found[0]}/withdrawals")
    assert "The invitation is taken back" in editor.get(answer.location.partition("#")[0]).text
    assert guest.get(after).status_code == 404
    assert editor.post(f"{found[0]}/withdrawals").status_code == 422


def test_faults_are_said_all_at_once_and_nothing_typed_is_lost(story: Story, client_as: ClientAs) -> None:
    administrator(story)
    answer = client_as("editor").post(
        f"{page_of(story)}/invitations", data={"invited_name": "", "invited_email": "noor", "invited_job": "Dean"}
    )
    assert answer.status_code == 422
    assert "Give the name as it should stand" in answer.text
    assert "Give an e-mail address" in answer.text
    assert 'value="noor"' in answer.text
    assert 'value="Dean"' in answer.text


def test_who_is_taken_off_loses_every_case_at_once_and_the_missing_signature_is_pointed_out(
    story: Story, client_as: ClientAs
) -> None:
    administrator(story)
    story.everybody_has_read_the_first_page()
    editor, signatory = client_as("editor"), client_as("signatory")
    where = f"/staff/{staff(story, 'signatory').id}"
    page = editor.get(where).text
    assert f"Nobody else signs for Harbour Trust on {story.case.reference}" in page
    assert story.case.practitioner not in page
    assert signatory.get(f"/plans/{story.plan.id}").status_code == 200
    answer = editor.post(f"{where}/removals")
    after = editor.get(answer.location.partition("#")[0]).text
    assert "They are off the organisation" in after
    assert f"Nobody signs for Harbour Trust on case {story.case.reference} any more" in after
    pages = [f"/plans/{story.plan.id}", f"/cases/{story.case.id}", page_of(story)]
    assert [signatory.get(one).status_code for one in pages] == [404, 404, 404]
    assert signatory.get("/account").status_code == 200
    assert editor.get(where).status_code == 404


def test_the_last_administrator_is_told_why_they_stay(story: Story, client_as: ClientAs) -> None:
    administrator(story)
    editor, where = client_as("editor"), f"/staff/{staff(story, 'editor').id}"
    for act in ("administrator-ends", "removals"):
        answer = editor.post(f"{where}/{act}")
        assert (answer.status_code, "always has an administrator" in answer.text) == (422, True)
    other = f"/staff/{staff(story, 'signatory').id}"
    answer = editor.post(f"{other}/administrators")
    assert "They are an administrator now" in editor.get(answer.location.partition("#")[0]).text
    assert editor.post(f"{where}/administrator-ends").location.startswith("/account")
    assert editor.get(page_of(story)).status_code == 404
    assert client_as("signatory").get(page_of(story)).status_code == 200


def test_an_administrator_reaches_nobody_of_another_organisation_and_no_account(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    administrator(story)
    administrator(story, "adviser")
    invitation, _ = ask_colleague(story, "adviser")
    editor, theirs, person = client_as("editor"), staff(story, "reviewer").id, story.people["practitioner"].id
    gets = [f"/staff/{theirs}", f"/staff-invitations/{invitation.id}", "/people", f"/people/{person}"]
    gets += [f"/people/{person}/closures/new", f"/people/{person}/restorations/new"]
    posts = [
        f"/staff/{theirs}/removals",
        f"/staff/{theirs}/administrators",
        f"/staff-invitations/{invitation.id}/letters",
    ]
    posts += [f"/people/{person}/{act}" for act in ("closures", "names", "sign-outs", "links", "restorations")]
    assert {editor.get(one).status_code for one in gets} == {404}
    assert {editor.post(one).status_code for one in posts} == {404}
    with app.database.reading() as session:
        owner = find(session, "practitioner@example.org")
        assert owner
        assert changes_of(session, owner.id) == []


def test_a_made_up_address_shows_no_panel(story: Story, client_as: ClientAs) -> None:
    administrator(story)
    editor = client_as("editor")
    for act in ("invited", "taken-back", "taken-off", "named"):
        assert 'id="did"' not in editor.get(f"{page_of(story)}?did={act}").text
    assert 'id="did"' not in editor.get(f"/staff/{staff(story, 'signatory').id}?did=named").text
    assert 'id="did"' not in client_as("stranger").get("/account?did=joined").text
