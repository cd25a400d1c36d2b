"""The panel on the page after an act, and the way through what waits, one change at a time."""

from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


def post(client_as: ClientAs, role: str, change: Proposal, resource: str, **more: str) -> str:
    data = {"digest": change.latest.digest, **more}
    answer = client_as(role).post(f"/proposals/{change.id}/{resource}", data=data)
    assert answer.status_code == 303
    return str(answer.location)


def test_the_page_after_an_answer_says_what_it_did_to_whoever_gave_it(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    change = factories.sent(story)
    after = post(client_as, "editor", change, "assents")
    page = client_as("editor").get(after).text
    assert "Your answer is sent" in page
    assert "you agreed. It is in the plan now." in page
    assert "No suggested change waits for you now." in page
    assert "Your answer is sent" not in client_as("practitioner").get(after).text
    assert "Your answer is sent" not in client_as("editor").get(f"/plans/{story.plan.id}").text


def test_a_page_with_a_panel_is_kept_for_nobody(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    after = post(client_as, "practitioner", factories.suggest(story), "putting-forward")
    client = client_as("practitioner")
    assert "Your suggestion is sent" in client.get(after).text
    assert "Your suggestion is sent" not in client.get(f"/plans/{story.plan.id}").text
    assert "Your suggestion is sent" in client.get(after).text


def test_each_act_leads_to_its_panel(story: Story, client_as: ClientAs) -> None:
    asked, own, no = (
        factories.sent(story),
        factories.sent(story, "editor", key="aim"),
        factories.sent(story, key="cases"),
    )
    assert "did=asked&of=1" in post(client_as, "editor", asked, "questions", body="Why?")
    assert "did=taken-back&of=2" in post(client_as, "editor", own, "withdrawals")
    assert "did=answered&of=3" in post(client_as, "editor", no, "declines", reason="No room.")
    private = factories.suggest(story)
    assert "did=" not in post(client_as, "practitioner", private, "withdrawals")


def test_numbers_that_are_none_show_no_panel(story: Story, client_as: ClientAs) -> None:
    change = factories.agree(story, factories.sent(story))
    for of in ("", "x", "1..2", "-1", "9" * 12):
        page = client_as("editor").get(f"/proposals/{change.id}?did=answered&of={of}")
        assert (page.status_code, "Your answer" in page.text) == (200, False)


def test_one_goes_from_one_change_to_the_next_and_then_checks(story: Story, client_as: ClientAs) -> None:
    first, second = factories.sent(story, key="aim"), factories.sent(story, key="cases")
    page = client_as("editor").get(f"/proposals/{first.id}").text
    assert "1 of 2 that wait for you" in page
    assert f'href="/proposals/{second.id}" rel="next"' in page
    after = post(client_as, "editor", first, "kept-answers", kind="agree", then="next")
    assert after.startswith(f"/proposals/{second.id}?did=ready&of=1")
    page = client_as("editor").get(after).text
    assert "Your answer to suggested change 1 is ready. It is not sent yet." in page
    assert "<strong>1 answer ready</strong>" in page
    without_a_reason = post(client_as, "editor", second, "kept-answers", kind="decline", then="next")
    assert without_a_reason == f"/proposals/{second.id}#answer-2"
    after = post(client_as, "editor", second, "kept-answers", kind="decline", reason="No room.", then="next")
    assert after.startswith(f"/plans/{story.plan.id}/answers?did=ready&of=2")


def test_where_an_answer_is_chosen_in_place_its_box_alone_is_asked_for(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    data, address = {"digest": change.latest.digest, "kind": "agree"}, f"/proposals/{change.id}/kept-answers"
    for _ in range(2):  # a double click is answered like the first
        answer = client_as("editor").post(address, data=data | {"request_key": "once"}, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert 'hx-select="#answer-1"' in answer.text
        assert "You agree." in answer.text
        assert "<strong>1 answer ready</strong>" in answer.text
        assert "<html" not in answer.text
    assert "Your side agrees." in client_as("signatory").get(address).text
    for role, status in (("representative", 403), ("adviser", 403), ("observer", 404)):
        assert client_as(role).get(address).status_code == status
        assert client_as(role).post(address, data=data, headers={"HX-Request": "true"}).status_code == status
    factories.agree(story, change)
    assert "It does not wait for your answer now." in client_as("editor").get(address).text


def test_a_reason_is_kept_while_one_changes_ones_mind(story: Story, client_as: ClientAs) -> None:
    change = factories.keep(story, factories.sent(story), reason="No room.")
    page = client_as("editor").get(f"/proposals/{change.id}").text
    assert '<input type="hidden" name="reason" value="No room.">' in page
    post(client_as, "editor", change, "kept-answers", kind="agree", reason="No room.")
    post(client_as, "editor", change, "kept-answers", kind="decline", reason="No room.")
    assert "No room.</textarea>" in client_as("editor").get(f"/proposals/{change.id}").text


def test_a_representative_reads_that_an_answer_is_ready(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    change = factories.keep(story, factories.sent(story, "editor"), by="practitioner", reason="Not on Mondays.")
    for where in (f"/proposals/{change.id}", f"/plans/{story.plan.id}"):
        page = " ".join(client_as("representative").get(where).text.split())
        assert "Your side’s answer is ready, not sent: it does not agree. Not on Mondays." in page.replace("  ", " ")
        assert "Not on Mondays." not in client_as("editor").get(where).text


def test_on_the_page_of_a_clause_one_stays_there(story: Story, client_as: ClientAs) -> None:
    after = post(client_as, "editor", factories.sent(story), "kept-answers", kind="agree", then="clause")
    assert after == f"/plans/{story.plan.id}/clauses/supervision#change-1"


def test_what_is_weighty_is_not_agreed_to_without_its_tick(story: Story, client_as: ClientAs) -> None:
    weeks = factories.keep_yes(story, factories.sent_weeks(story))
    editor = client_as("editor")
    assert f'id="tick-{weeks.id}"' in editor.get(f"/proposals/{weeks.id}").text
    refused = editor.post(f"/proposals/{weeks.id}/assents", data={"digest": weeks.latest.digest})
    assert refused.status_code == 422
    assert "needs its own tick" in refused.text
    assert f'id="tick-{weeks.id}-error"' in refused.text
    post(client_as, "editor", weeks, "assents", ticked=str(weeks.id))


def test_the_panel_leads_to_the_other_answers_that_are_ready(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    factories.keep_yes(story, factories.sent(story, key="aim"))
    after = post(client_as, "editor", factories.sent(story), "assents")
    page = client_as("editor").get(after).text
    assert "Your other answers are ready." in page
    assert f'href="/plans/{story.plan.id}/kept-answers">See the answers that are ready' in page
