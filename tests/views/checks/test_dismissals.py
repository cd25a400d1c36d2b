"""What is worth a look before freezing: seen, reworded or kept, and read again by both before they sign."""

import re

import pytest
from flask.testing import FlaskClient

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

LASTS = "This plan lasts ten weeks, and supports the practitioner."
FOUND = "Paragraph 1.1 says “ten weeks”, but the plan lasts 12 weeks."
REASON = "Two of the **twelve** weeks are leave."


@pytest.fixture
def untrue(story: Story) -> Story:
    """A plan that says ten weeks and lasts twelve."""
    story.everybody_has_read_the_first_page()
    factories.agree(story, factories.sent(story, key="aim", text=LASTS))
    return story


def freezing(story: Story) -> str:
    return f"/plans/{story.plan.id}/agreements"


def finding(client: FlaskClient, story: Story) -> str:
    """What the page before freezing sends to keep the words that it points at."""
    found = re.search(r"dismissals/new\?finding=([0-9a-f]{64})", client.get(f"{freezing(story)}/new").text)
    assert found
    return found[1]


def keep(client: FlaskClient, story: Story, reason: str = REASON, digest: str = "") -> object:
    data = {"finding": digest or finding(client, story), "reason": reason}
    return client.post(f"/plans/{story.plan.id}/dismissals", data=data, follow_redirects=True)


def test_words_that_are_untrue_stand_in_the_way_marked_and_with_a_form_that_puts_them_right(
    untrue: Story, client_as: ClientAs
) -> None:
    client = client_as("editor")
    page = client.get(f"{freezing(untrue)}/new").text
    assert FOUND in page
    assert "<mark>ten weeks</mark>" in page
    assert "Go on: check what freezing does" not in page
    (address,) = re.findall(r'href="([^"]*proposals/new\?look=now)"', page)
    form = client.get(address).text
    assert "<mark>ten weeks</mark>" in form
    assert LASTS.replace("ten", "twelve") in form


def test_words_are_kept_with_a_reason_and_the_text_can_be_frozen(untrue: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    form = client.get(f"/plans/{untrue.plan.id}/dismissals/new?finding={finding(client, untrue)}").text
    assert FOUND in form
    assert "Harbour Trust and PSR see the words and your reason" in form
    page = keep(client, untrue).text
    assert "Words that stay by decision" in page
    assert "Two of the <strong>twelve</strong> weeks are leave." in page
    assert "Go on: check what freezing does" in page


def test_both_read_what_was_kept_before_they_sign_and_in_the_history(untrue: Story, client_as: ClientAs) -> None:
    keep(client_as("editor"), untrue)
    frozen = factories.freeze(untrue)
    for role in ("practitioner", "signatory"):
        client = client_as(role)
        for path in (
            f"/agreements/{frozen.id}/signatures/new",
            f"/agreements/{frozen.id}",
            f"/plans/{untrue.plan.id}/revisions",
        ):
            page = client.get(path).text
            assert FOUND in page
            assert "Two of the <strong>twelve</strong> weeks are leave." in page
            assert "Test Editor" in page


def test_without_a_reason_nothing_is_kept(untrue: Story, client_as: ClientAs) -> None:
    answer = keep(client_as("editor"), untrue, reason=" ")
    assert answer.status_code == 422
    assert "Say why these words stay" in answer.text
    assert FOUND in answer.text


def test_words_that_changed_meanwhile_are_not_kept_and_the_reason_is_given_back(
    untrue: Story, client_as: ClientAs
) -> None:
    client = client_as("editor")
    digest = finding(client, untrue)
    factories.agree(untrue, factories.sent(untrue, key="aim", text=LASTS.replace("ten", "eleven")))
    answer = keep(client, untrue, digest=digest)
    assert answer.status_code == 422
    assert "The plan no longer says this" in answer.text
    assert "Two of the **twelve** weeks" in answer.text


def test_who_speaks_for_no_party_reads_but_does_not_keep(untrue: Story, client_as: ClientAs) -> None:
    digest = finding(client_as("editor"), untrue)
    for role in ("representative", "adviser"):
        client = client_as(role)
        page = client.get(f"{freezing(untrue)}/new").text
        assert FOUND in page
        assert "Keep these words" not in page
        assert client.get(f"/plans/{untrue.plan.id}/dismissals/new?finding={digest}").status_code == 403
        assert keep(client, untrue, digest=digest).status_code == 403


@pytest.mark.parametrize("digest", ["", "x", "0" * 64])
def test_a_finding_that_there_is_not_leads_to_the_list(untrue: Story, client_as: ClientAs, digest: str) -> None:
    answer = client_as("editor").get(f"/plans/{untrue.plan.id}/dismissals/new?finding={digest}")
    assert (answer.status_code, answer.location.endswith("/agreements/new")) == (303, True)


def test_a_varied_plan_is_looked_at_again_before_it_is_frozen(untrue: Story, client_as: ClientAs) -> None:
    keep(client_as("editor"), untrue)
    factories.signed(untrue)
    factories.agree(untrue, factories.sent_weeks(untrue), by="signatory")
    page = client_as("practitioner").get(f"{freezing(untrue)}/new").text
    assert "but the plan lasts 14 weeks." in page
    assert "Go on: check what freezing does" not in page
