"""Inviting somebody, the letter and its link, and the page that puts them on the case."""

import re

from flask.testing import FlaskClient

from portal.domain.people.person import find
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story, limit, say_wishes, take_off

NEW_PASSWORD = "Harbour lantern quietly seven"
FORM = {"role": "organisation signatory", "invited_name": "Dr Noor Hadid", "invited_email": "noor@example.org"}
REPRESENTATIVE = {
    "invited_name": "K. Lund",
    "invited_email": "lund@example.org",
    "reach": "read and comment",
    "last_day": "",
}


def send(client: FlaskClient, story: Story, **changed: str) -> None:
    answer = client.post(f"/cases/{story.case.id}/invitations", data=FORM | changed)
    assert answer.status_code == 303, answer.text


def link(app: Portal) -> str:
    """The link of the newest letter, without its host."""
    found = re.search(r"http://localhost(/join/\S+)", app.outbox.newest(1)[0].letter.body)
    assert found
    return found[1]


def people(client: FlaskClient, story: Story) -> str:
    return client.get(f"/cases/{story.case.id}/people").text


def test_who_is_invited_chooses_a_password_signs_in_and_is_on_the_case(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    editor, guest = client_as("editor"), app.test_client()
    send(editor, story)
    assert "Dr Noor Hadid" in people(editor, story)
    assert "Dr Noor Hadid" not in people(client_as("practitioner"), story)
    page = guest.get(link(app)).text
    assert "Test Editor, Harbour Trust, invites Dr Noor Hadid" in page
    assert story.case.reference not in page
    where = link(app)
    unfit = guest.post(where, data={"new_password": NEW_PASSWORD, "phrase": "t" * 61})
    assert (unfit.status_code, 'href="#phrase"' in unfit.text) == (422, True)
    answer = guest.post(where, data={"new_password": NEW_PASSWORD, "phrase": "three blue teapots"})
    assert answer.status_code == 303
    assert "Your account is made" in guest.get(answer.location.partition("#")[0]).text
    signed_in = guest.post("/sign-in", data={"email": "noor@example.org", "password": NEW_PASSWORD})
    assert signed_in.status_code == 303
    assert "Dr Noor Hadid (you)" in people(guest, story)
    assert 'value="three blue teapots"' in guest.get("/account/mail").text
    assert "Dr Noor Hadid" in people(client_as("practitioner"), story)


def test_opening_the_link_does_nothing_however_often(app: Portal, story: Story, client_as: ClientAs) -> None:
    send(client_as("editor"), story)
    for _ in range(3):
        assert app.test_client().get(link(app)).status_code == 200
        assert app.test_client().head(link(app)).status_code == 200
    with app.database.reading() as session:
        assert find(session, "noor@example.org") is None


def test_a_letter_names_no_case_and_nobody(app: Portal, story: Story, client_as: ClientAs) -> None:
    send(client_as("editor"), story)
    letter = app.outbox.newest(1)[0].letter
    assert letter.to == "noor@example.org"
    assert not [one for one in [story.case.reference, "Harbour", "Test "] if one in f"{letter.subject} {letter.body}"]


def test_a_weak_password_is_refused_with_the_reason_and_the_link_still_holds(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    send(client_as("editor"), story)
    for weak in ("", "short", "noor hadid 2026", "passwordpassword"):
        answer = app.test_client().post(link(app), data={"new_password": weak})
        assert answer.status_code == 422
        assert "There is a problem" in answer.text
    assert app.test_client().post(link(app), data={"new_password": NEW_PASSWORD}).status_code == 303


def test_who_has_an_account_signs_in_and_accepts(app: Portal, story: Story, client_as: ClientAs) -> None:
    send(client_as("editor"), story, invited_email="stranger@example.org", invited_name="Test Stranger")
    guest = app.test_client()
    page = guest.get(link(app)).text
    assert f"/sign-in?next={link(app)}" in page
    assert "new_password" not in page
    assert guest.post(link(app), data={"new_password": NEW_PASSWORD}).status_code == 422
    back = guest.post("/sign-in", data={"email": "stranger@example.org", "password": PASSWORD, "next": link(app)})
    assert back.location == link(app)
    assert "Accept, as Test Stranger" in guest.get(link(app)).text
    answer = guest.post(link(app))
    assert "You are on the case" in guest.get(answer.location.partition("#")[0]).text


def test_nobody_accepts_what_is_for_another_address(app: Portal, story: Story, client_as: ClientAs) -> None:
    send(client_as("editor"), story)
    stranger = client_as("stranger")
    assert "this invitation is for noor@example.org" in stranger.get(link(app)).text
    assert stranger.post(link(app)).status_code == 422
    assert stranger.get(f"/cases/{story.case.id}").status_code == 404


def test_a_link_that_does_not_hold_says_so_and_no_more(app: Portal, story: Story, client_as: ClientAs) -> None:
    editor, guest = client_as("editor"), app.test_client()
    send(editor, story)
    before, page = link(app), people(editor, story)
    where = re.search(r"/invitations/[0-9a-f-]{36}", page)
    assert where
    assert editor.post(f"{where[0]}/letters").status_code == 303
    after = link(app)
    assert [guest.get(one).status_code for one in (before, after, "/join/none")] == [404, 200, 404]
    assert editor.post(f"{where[0]}/withdrawals").status_code == 303
    for gone in (before, after, "/join/none"):
        assert "This link does not hold" in guest.get(gone).text
        assert guest.post(gone, data={"new_password": NEW_PASSWORD}).status_code == 422


def test_the_practitioner_alone_invites_representatives_and_says_what_they_may_do(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    practitioner = client_as("practitioner")
    assert practitioner.post(f"/cases/{story.case.id}/invitations", data=REPRESENTATIVE).status_code == 303
    assert "K. Lund" in people(client_as("adviser"), story)
    assert "K. Lund" not in people(client_as("editor"), story)
    for role in ("editor", "adviser"):
        answer = client_as(role).post(f"/cases/{story.case.id}/invitations", data=FORM | {"role": "representative"})
        assert (role, answer.status_code) == (role, 422)
    for role in ("representative", "reviewer"):
        assert client_as(role).get(f"/cases/{story.case.id}/invitations/new").status_code == 403


def test_only_psr_invites_a_practitioner_and_says_how_it_made_sure(app: Portal, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    facts = {"reference": "PSR/2025/0042", "organisation": "Quay Trust", "practitioner": "Dr Hill"}
    opened = adviser.post("/cases", data=facts | {"profession": "doctor", "key_contact": "R. Malik"})
    case = opened.location.partition("/people")[0]
    asked = {"role": "practitioner", "invited_name": "Dr Hill", "invited_email": "hill@example.org"}
    refused = adviser.post(f"{case}/invitations", data=asked)
    assert refused.status_code == 422
    assert "Say how you made sure who the practitioner is" in refused.text
    assert 'value="hill@example.org"' in refused.text
    sure = "I rang the number on the register on 3 March."
    assert adviser.post(f"{case}/invitations", data=asked | {"checked": sure}).status_code == 303
    assert sure in adviser.get(f"{case}/record").text


def test_who_is_taken_off_sees_nothing_any_more_and_what_they_said_stays(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    signatory, editor = client_as("signatory"), client_as("editor")
    assert signatory.get(f"/plans/{story.plan.id}").status_code == 200
    where = f"/members/{story.members['signatory'].id}/removals"
    assert "A signature stays" in editor.get(f"{where}/new").text
    assert editor.post(where).status_code == 303
    pages = [f"/plans/{story.plan.id}", f"/cases/{story.case.id}", f"/cases/{story.case.id}/record"]
    assert [signatory.get(page).status_code for page in pages] == [404, 404, 404]
    assert story.case.reference not in signatory.get("/").text
    assert "Nobody is on the case yet who signs for Harbour Trust" in people(editor, story)
    assert signatory.post(f"/plans/{story.plan.id}/clauses/aim/threads", data={"body": "Hello"}).status_code == 404


def test_how_to_reach_the_practitioner_is_for_their_side_and_psr(story: Story, client_as: ClientAs) -> None:
    said = "Ring after 5pm, and leave no message at work."
    where = f"/cases/{story.case.id}/wishes"
    assert "What would help?" in client_as("practitioner").get(f"{where}/edit").text
    assert client_as("practitioner").post(where, data={"wishes": said}).status_code == 303
    knows = {role: said in people(client_as(role), story) for role in ("practitioner", "representative", "adviser")}
    assert knows == dict.fromkeys(knows, True)
    assert said not in people(client_as("editor"), story)
    assert client_as("editor").post(where, data={"wishes": "x"}).status_code == 403


def test_who_leaves_is_gone_at_once(story: Story, client_as: ClientAs) -> None:
    representative = client_as("representative")
    assert "Leave the case" in people(representative, story)
    assert representative.post(f"/cases/{story.case.id}/departures").status_code == 303
    assert representative.get(f"/cases/{story.case.id}").status_code == 404
    assert client_as("practitioner").post(f"/cases/{story.case.id}/departures").status_code == 403


def test_a_representative_is_limited_by_the_practitioner_alone(story: Story, client_as: ClientAs) -> None:
    where = f"/members/{story.members['representative'].id}/limits"
    for role, status in (("editor", 404), ("adviser", 403), ("representative", 403)):
        assert (role, client_as(role).get(f"{where}/edit").status_code) == (role, status)
    practitioner = client_as("practitioner")
    assert practitioner.post(where, data={"reach": "all"}).status_code == 422
    assert practitioner.post(where, data={"reach": "read and comment", "last_day": "2020-01-01"}).status_code == 422
    assert practitioner.post(where, data={"reach": "read and comment", "last_day": "2099-12-31"}).status_code == 303
    assert "Until 31 December 2099" in people(client_as("representative"), story)


def test_what_the_address_says_was_done_is_shown_only_where_it_was(story: Story, client_as: ClientAs) -> None:
    for act in ("invited", "taken-back", "joined", "ended", "limited", "wished", "nonsense"):
        assert 'id="did"' not in client_as("practitioner").get(f"/cases/{story.case.id}/people?did={act}").text


def test_what_somebody_invited_others_to_ends_when_they_are_taken_off(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    send(client_as("signatory"), story)
    before = link(app)
    assert client_as("editor").post(f"/members/{story.members['signatory'].id}/removals").status_code == 303
    assert app.test_client().get(before).status_code == 404
    assert "Dr Noor Hadid" not in people(client_as("editor"), story)
    assert "An invitation was taken back" in client_as("editor").get(f"/cases/{story.case.id}/record").text


def test_somebody_takes_the_place_of_who_does_the_same(app: Portal, story: Story, client_as: ClientAs) -> None:
    """Otherwise an adviser who hands over to a reviewer would leave the case without an adviser."""
    adviser, own = client_as("adviser"), str(story.members["adviser"].id)
    asked = FORM | {"role": "PSR reviewer", "in_place_of": own}
    refused = adviser.post(f"/cases/{story.case.id}/invitations", data=asked)
    assert refused.status_code == 422
    assert "Test Adviser does something else on this case" in refused.text
    send(adviser, story, role="PSR adviser", in_place_of=own)
    assert app.test_client().post(link(app), data={"new_password": NEW_PASSWORD}).status_code == 303
    assert adviser.get(f"/cases/{story.case.id}").status_code == 404


def test_who_is_off_the_case_cannot_be_taken_off_or_limited(story: Story, client_as: ClientAs) -> None:
    take_off(story, "representative", by="practitioner")
    where = f"/members/{story.members['representative'].id}"
    for page in ("removals/new", "limits/edit"):
        assert client_as("practitioner").get(f"{where}/{page}").status_code == 403


def test_the_record_says_what_was_said_of_people_and_no_more(story: Story, client_as: ClientAs) -> None:
    limit(story)
    say_wishes(story, "Ring after 5pm.")
    record = client_as("practitioner").get(f"/cases/{story.case.id}/record").text
    assert "Test Representative, representative, read and comment" in record
    assert "Test Practitioner, Ring after 5pm." in record
