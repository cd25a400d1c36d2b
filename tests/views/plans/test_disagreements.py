"""If we cannot agree: what can follow, a meeting with PSR, the views of both, and an end that is a state of its own."""

from datetime import UTC, datetime

import pytest

from portal.domain.dates import london_day
from portal.domain.talk.meeting import MeetingEnd, meetings_of
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story
from tests.pages import bare

TODAY = london_day(datetime.now(UTC)).isoformat()


@pytest.fixture
def read(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def page_of(story: Story, client_as: ClientAs, role: str = "practitioner") -> str:
    return client_as(role).get(f"/plans/{story.plan.id}/disagreement").text


def test_it_says_calmly_what_can_follow_and_whom_to_call(read: Story, client_as: ClientAs) -> None:
    where = f"/plans/{read.plan.id}/disagreement"
    for page in (f"/plans/{read.plan.id}", f"/cases/{read.case.id}/steps"):
        assert where in client_as("practitioner").get(page).text
    page = page_of(read, client_as)
    for said in ("PSR meets both.", "“not agreed”", "may act at once", "020 7811 2600", "Nobody has to sign"):
        assert said in page
    assert "How each of you sees it" not in page


def test_either_party_asks_psr_to_meet_both_and_psr_says_what_became_of_it(read: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    answer = client.post(f"/plans/{read.plan.id}/meetings", data={"words": "The weeks."})
    assert "You asked PSR to meet both of you" in client.get(answer.location).text
    assert "asked PSR to meet both parties" in client_as("editor").get(f"/plans/{read.plan.id}").text
    assert "Asked to meet both" in client_as("adviser").get("/").text
    with read.acting() as session:
        (meeting,) = meetings_of(session, read.plan)
    where = f"/meetings/{meeting.id}/outcomes"
    assert client_as("adviser").post(where, data={"day": TODAY, "kind": "not held"}).status_code == 422
    noted = client_as("adviser").post(where, data={"day": TODAY, "kind": "held"})
    assert "The meeting is noted" in client_as("adviser").get(noted.location).text
    assert "PSR met both on" in page_of(read, client_as, "editor")
    assert "Asked to meet both" not in client_as("adviser").get("/").text


def test_a_party_takes_its_own_request_back(read: Story, client_as: ClientAs) -> None:
    meeting = factories.ask_to_meet(read)
    where = f"/meetings/{meeting.id}/withdrawals"
    assert where not in page_of(read, client_as, "editor")
    assert client_as("editor").post(where).status_code == 422
    answer = client_as("practitioner").post(where)
    assert "You took it back" in client_as("practitioner").get(answer.location).text


def test_both_are_asked_for_their_view_quietly_and_either_may_give_none(read: Story, client_as: ClientAs) -> None:
    asked = client_as("adviser").post(f"/plans/{read.plan.id}/views-requests")
    assert "Both parties are asked for their view" in client_as("adviser").get(asked.location).text
    client, where = client_as("practitioner"), f"/plans/{read.plan.id}/views"
    assert "PSR asks for your view" in client.get(f"/plans/{read.plan.id}").text
    assert "PSR asks for the view of" in client_as("representative").get(f"/plans/{read.plan.id}").text
    assert client.post(where, data={"words": " "}).status_code == 422
    given = client.post(where, data={"words": "It was **too much**."})
    assert "Your view is kept" in client.get(given.location).text
    assert "<strong>too much</strong>" in page_of(read, client_as, "representative")
    none = client_as("signatory").post(where, data={"none": "yes", "words": " "})
    assert "You prefer to give no view" in client_as("signatory").get(none.location).text
    assert "Prefers to give no view." in page_of(read, client_as, "adviser")
    assert "Both views are here" in client_as("adviser").get("/").text


def test_a_typed_view_is_never_thrown_away_by_giving_none(read: Story, client_as: ClientAs) -> None:
    factories.ask_for_views(read)
    client, where = client_as("practitioner"), f"/plans/{read.plan.id}/views"
    answer = client.post(where, data={"none": "yes", "words": "It was too much."})
    assert answer.status_code == 422
    assert "You have written a view. Give it, or take the words out first." in answer.text
    assert "It was too much.</textarea>" in answer.text
    assert "prefers to give no view" not in page_of(read, client_as)


def test_who_only_reads_for_psr_is_asked_for_nothing(read: Story, client_as: ClientAs) -> None:
    factories.ask_for_call(read)
    factories.ask_to_meet(read)
    factories.ask_for_views(read)
    for role in ("practitioner", "editor"):
        factories.give_view(read, role)
    plan = f"/plans/{read.plan.id}"
    for role, waits in ("adviser", True), ("reviewer", False):
        cases, page = client_as(role).get("/").text, client_as(role).get(plan).text
        assert ("1 of 1 open plan waits for you." in cases) is waits
        assert "Asked for a call" in cases
        for words in ("say when you rang", "Say what became of it"):
            assert (words in page) is waits


def test_a_view_is_for_its_own_side_and_psr_until_the_end(read: Story, client_as: ClientAs) -> None:
    factories.ask_for_views(read)
    before = bare(page_of(read, client_as, "editor"))
    factories.give_view(read, words="Private until then.")
    assert bare(page_of(read, client_as, "editor")) == before
    for role in ("practitioner", "representative", "adviser", "reviewer"):
        assert "Private until then." in page_of(read, client_as, role)
    factories.end_not_agreed(read, without_views=True)
    page = page_of(read, client_as, "editor")
    assert "Private until then." in page
    assert "No view was given." in page


def test_a_silent_party_is_left_some_days_and_an_open_meeting_is_pointed_out(read: Story, client_as: ClientAs) -> None:
    adviser, where = client_as("adviser"), f"/plans/{read.plan.id}/endings"
    factories.ask_to_meet(read, "editor")
    asked = adviser.post(f"/plans/{read.plan.id}/views-requests")
    assert "after 5 working days, once you have asked again." in adviser.get(asked.location).text
    page = adviser.get(f"{where}/new").text
    assert "It is too early to end it." in page
    assert "Harbour Trust asked PSR on" in page
    assert "comes_next" not in page
    early = adviser.post(where, data={"comes_next": "The Trust decides.", "without_views": "yes"})
    assert early.status_code == 422
    assert "A party has said nothing yet. Leave it 5 working days more" in early.text
    assert "The Trust decides." in early.text


def test_psr_ends_it_on_a_page_that_asks_once_more(read: Story, client_as: ClientAs) -> None:
    adviser, where = client_as("adviser"), f"/plans/{read.plan.id}/endings"
    assert adviser.get(f"{where}/new").status_code == 303
    factories.ask_for_views(read)
    factories.give_view(read)
    page = adviser.get(f"{where}/new").text
    assert "This cannot be undone." in page
    assert "Harbour Trust gave no view." in page
    for data in ({}, {"comes_next": "The Trust decides."}):
        assert adviser.post(where, data=data).status_code == 422
    answer = adviser.post(where, data={"comes_next": "The Trust *decides*.", "without_views": "yes"})
    assert "This cannot be undone. You can issue another plan" in adviser.get(answer.location).text
    for role in ("practitioner", "editor", "representative", "adviser", "reviewer"):
        page = client_as(role).get(f"/plans/{read.plan.id}").text
        for said in ("This plan ended without an agreement", "Not agreed</strong>", "<em>decides</em>"):
            assert said in page
        for gone in ("Draft, revision", "your turn", "/proposals/new", "/assents", "/talks/new"):
            assert gone not in page


@pytest.mark.parametrize("role", ["editor", "signatory", "practitioner", "representative", "reviewer"])
def test_nobody_else_asks_for_views_or_ends_it(read: Story, client_as: ClientAs, role: str) -> None:
    factories.ask_for_views(read)
    for act in ("views-requests", "endings"):
        answer = client_as(role).post(f"/plans/{read.plan.id}/{act}", data={"comes_next": "Over."})
        assert answer.status_code == 403
    assert client_as(role).get(f"/plans/{read.plan.id}/endings/new").status_code == 403


def test_every_page_says_that_it_was_not_agreed(read: Story, client_as: ClientAs) -> None:
    change, frozen = factories.sent(read, "editor"), factories.freeze(read)
    factories.not_agreed(read)
    client, plan = client_as("practitioner"), f"/plans/{read.plan.id}"
    assert "Plan not agreed" in client.get(f"/proposals/{change.id}").text
    agreement = client.get(f"/agreements/{frozen.id}").text
    assert "The plan ended without an agreement" in agreement
    assert "Sign the plan" not in agreement
    assert "The plan ended without an agreement on" in client.get("/").text
    assert "Answer 1 change" not in client.get("/").text
    steps = client.get(f"/cases/{read.case.id}/steps").text
    assert "The plan ended without an agreement on" in steps
    assert "Time for advice, then both sign" not in steps
    assert "The plan ended without an agreement" in client.get(f"/cases/{read.case.id}/record").text
    assert "not-agreed-revision-1.pdf" in client.get(f"{plan}/draft.pdf").headers["Content-Disposition"]
    assert "Closed (1)" in client_as("adviser").get("/").text


def test_a_call_on_a_closed_case_stays_in_psrs_sight(read: Story, client_as: ClientAs) -> None:
    factories.not_agreed(read)
    factories.ask_for_call(read)
    assert "Asked for a call" in client_as("adviser").get("/").text


def test_on_an_agreed_plan_it_says_that_the_signed_words_stay(read: Story, client_as: ClientAs) -> None:
    factories.signed(read)
    page = page_of(read, client_as)
    assert "it holds" in page
    assert "Ask PSR to meet both of us" in page
    assert page_of(read, client_as, "adviser").count("endings/new") == 0
    assert client_as("adviser").post(f"/plans/{read.plan.id}/views-requests").status_code == 422


def test_a_made_up_address_tells_of_nothing_that_was_done(read: Story, client_as: ClientAs) -> None:
    meeting = factories.ask_to_meet(read)
    factories.settle_meeting(read, meeting, MeetingEnd.TAKEN_BACK, "practitioner")
    factories.ask_for_views(read)
    factories.give_view(read)
    for act in ("asked", "settled", "taken-back", "views-asked", "view", "ended", "x"):
        page = client_as("editor").get(f"/plans/{read.plan.id}/disagreement?did={act}").text
        assert 'id="did"' not in page, act


def test_before_issue_it_is_no_page(draft_story: Story, client_as: ClientAs) -> None:
    assert client_as("adviser").get(f"/plans/{draft_story.plan.id}/disagreement").status_code == 404
