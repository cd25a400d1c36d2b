"""Who may open which paper and scan, and who does what with them."""

import pytest

from portal.domain.proposals.proposal import Status
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import NO, YES, Story, a_scan, came_back, confirm_paper, paper_for, sent, told_by_telephone
from tests.paperwork import confirmation, entered, entries, status

SAID_YES = "Test Practitioner said yes on a paper of"
HAS_A_PAPER = "PSR has a paper of"
ON_THE_PHONE = "Test Practitioner said no by telephone"


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def test_until_it_counts_the_other_party_sees_nothing_of_it_and_then_that_it_was_on_paper(
    story: Story, client_as: ClientAs
) -> None:
    change = sent(story, "editor")
    pages = [f"/proposals/{change.id}", f"/plans/{story.plan.id}", f"/cases/{story.case.id}/record", "/"]
    before = {page: len(client_as("editor").get(page).text) for page in pages}
    paper = paper_for(story)
    told_by_telephone(story, paper, NO)
    for role in ("practitioner", "representative", "adviser"):
        assert ON_THE_PHONE in client_as(role).get(pages[0]).text
    entry = came_back(story, paper, YES)
    for role in ("practitioner", "representative", "adviser"):
        assert HAS_A_PAPER in client_as(role).get(pages[0]).text
        assert HAS_A_PAPER in client_as(role).get(pages[1]).text
    assert {page: len(client_as("editor").get(page).text) for page in pages} == before
    confirm_paper(story, entry)
    for role in ("editor", "signatory", "reviewer", "practitioner"):
        page = client_as(role).get(pages[0]).text
        assert SAID_YES in page
        assert ("/paper-entries/" in page) == (role == "practitioner")


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        ("practitioner", 200),
        ("representative", 200),
        ("adviser", 200),
        ("reviewer", 403),
        ("editor", 404),
        ("signatory", 404),
        ("observer", 404),
        ("stranger", 404),
        ("nobody", 401),
    ],
)
def test_a_scan_is_opened_by_their_own_side_and_psrs_advisers_and_is_never_shown_by_a_browser(
    story: Story, client_as: ClientAs, role: str, answer: int
) -> None:
    sent(story, "editor")
    paper = paper_for(story)
    entry = came_back(story, paper, YES, scan=a_scan("private"))
    client = client_as(role)
    scan, page = client.get(f"/paper-entries/{entry.id}/scan"), client.get(f"/papers/{paper.id}")
    assert (scan.status_code, page.status_code, b"private" in scan.data) == (answer, answer, answer == 200)
    if answer == 200:
        headers = scan.headers
        assert headers["Content-Disposition"] == 'attachment; filename="scan-of-paper-1-PSR-2025-0001.png"'
        assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
        assert headers["Cache-Control"] == "no-store"


def test_there_is_no_scan_of_what_was_said_by_telephone(story: Story, client_as: ClientAs) -> None:
    sent(story, "editor")
    said = told_by_telephone(story, paper_for(story), NO)
    assert client_as("adviser").get(f"/paper-entries/{said.id}/scan").status_code == 404


@pytest.mark.parametrize("role", ["practitioner", "representative", "editor", "signatory", "reviewer"])
def test_nobody_but_psrs_adviser_makes_enters_or_confirms(
    app: Portal, story: Story, client_as: ClientAs, role: str
) -> None:
    change, client = sent(story, "editor"), client_as(role)
    paper = paper_for(story)
    entry, adviser = came_back(story, paper, YES), client_as("adviser")
    whom = {"paper_for": str(story.members["practitioner"].id)}
    answers = [client.post(f"/plans/{story.plan.id}/papers", data=whom), entered(client, paper)]
    answers += [client.post(f"/paper-entries/{entry.id}/confirmations", data=confirmation(adviser, entry))]
    answers += [client.post(f"/paper-entries/{entry.id}/settings-aside", data={"reason": "So."})]
    assert {one.status_code for one in answers} <= {403, 404}
    assert (status(app, change), entries(app)) == (Status.OPEN, 1)


def test_who_says_that_it_is_not_what_they_said_is_heard_by_psr_alone(story: Story, client_as: ClientAs) -> None:
    sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    practitioner, where = client_as("practitioner"), f"/paper-entries/{entry.id}/disputes"
    assert practitioner.post(where, data={"dispute_words": ""}).status_code == 422
    assert client_as("representative").post(where, data={"dispute_words": "No."}).status_code == 403
    assert practitioner.post(where, data={"dispute_words": "I said **no**."}).status_code == 303
    for role in ("practitioner", "adviser"):
        assert "I said <strong>no</strong>." in client_as(role).get(f"/paper-entries/{entry.id}").text
    assert client_as("editor").get(f"/paper-entries/{entry.id}").status_code == 404
    answer = client_as("adviser").post(
        f"/paper-entries/{entry.id}/confirmations", data={"paper_code": entry.paper.code}
    )
    assert answer.status_code == 422
