"""What PSR suggests when it is asked: it says by whom, and both parties answer."""

import pytest
from sqlalchemy import select

from portal.domain import record
from portal.domain.negotiation import negotiation
from portal.domain.plans.content import fingerprint
from portal.domain.proposals.proposal import Asker, Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

NEW = "The supervisor will telephone."


def form(**more: str) -> dict[str, str]:
    shown = fingerprint(WORDS["supervision"])
    return {"text": NEW, "reason": "It was asked for.", "shown": shown, "asked_by": "both"} | more


def address(story: Story) -> str:
    return f"/plans/{story.plan.id}/clauses/supervision/proposals"


def proposals(story: Story) -> list[Proposal]:
    with story.acting() as session:
        return list(session.scalars(select(Proposal)))


@pytest.mark.parametrize(
    ("asked_by", "words"),
    [("organisation", "Harbour Trust"), ("practitioner", "Test Practitioner"), ("both", "both parties")],
)
def test_it_says_at_whose_request(story: Story, client_as: ClientAs, asked_by: str, words: str) -> None:
    story.everybody_has_read_the_first_page()
    adviser = client_as("adviser")
    page = adviser.get(f"{address(story)}/new").text
    assert page.count('name="asked_by"') == 3
    assert adviser.post(address(story), data=form(asked_by=asked_by)).status_code == 303
    [proposal] = proposals(story)
    assert proposal.asked_by is Asker(asked_by)
    confirm = adviser.get(f"/proposals/{proposal.id}/putting-forward").text
    assert "Send this suggestion to both parties" in confirm
    adviser.post(f"/proposals/{proposal.id}/putting-forward", data={"digest": proposal.latest.digest})
    for role in ("editor", "representative", "reviewer"):
        for where in (f"/plans/{story.plan.id}", f"/proposals/{proposal.id}"):
            shown = client_as(role).get(where).text
            assert f"Suggested by PSR at the request of {words}. It needs the agreement of both parties." in shown


@pytest.mark.parametrize("asked_by", ["", "psr", "organisation practitioner"])
def test_it_must_say_who_asked(story: Story, client_as: ClientAs, asked_by: str) -> None:
    answer = client_as("adviser").post(address(story), data=form(asked_by=asked_by))
    assert (answer.status_code, proposals(story)) == (422, [])
    assert "Say who asked PSR to suggest this." in answer.text
    assert f"{NEW}</textarea>" in answer.text


def test_who_asked_can_be_changed_until_it_is_sent(story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    adviser.post(address(story), data=form(asked_by="both"))
    [proposal] = proposals(story)
    page = adviser.get(f"/proposals/{proposal.id}/edit").text
    assert 'type="radio" value="both" checked' in page
    versions = f"/proposals/{proposal.id}/versions"
    assert adviser.post(versions, data=form(asked_by="practitioner")).status_code == 303
    assert [one.asked_by for one in proposals(story)] == [Asker.PRACTITIONER]
    assert "at the request of Test Practitioner" in adviser.get(f"/proposals/{proposal.id}").text
    unsaid = adviser.post(versions, data=form(asked_by=""))
    assert (unsaid.status_code, "Say who asked PSR to suggest this." in unsaid.text) == (422, True)


def test_who_asked_stays_once_it_is_sent(story: Story, client_as: ClientAs) -> None:
    own = factories.put_forward(story, factories.suggest(story, "adviser"), "adviser")
    factories.in_effect(story, factories.suggest(story, text="Other words altogether."))
    adviser = client_as("adviser")
    assert 'name="asked_by"' not in adviser.get(f"/proposals/{own.id}/edit").text
    data = form(shown=fingerprint("Other words altogether."), asked_by="practitioner")
    assert adviser.post(f"/proposals/{own.id}/versions", data=data).status_code == 303
    assert Asker.BOTH in [one.asked_by for one in proposals(story)]
    assert Asker.PRACTITIONER not in [one.asked_by for one in proposals(story)]


def test_the_record_says_who_asked_at_last(story: Story) -> None:
    own = factories.suggest(story, "adviser")
    with story.acting() as session:
        proposal = session.get_one(Proposal, own.id)
        facts = {"by": story.member("adviser", session), "at": story.tick(), "limits": factories.LIMITS}
        negotiation.rewrite(session, proposal, NEW, reason="So.", asked_by=Asker.ORGANISATION, **facts)
        changed = record.events(session, story.case.id, [record.Stream.PSR])[-1]
        assert {value.name: value.value for value in changed.values}["asked_by"] == "organisation"


def test_a_party_is_not_asked_who_asked(story: Story, client_as: ClientAs) -> None:
    assert "asked_by" not in client_as("editor").get(f"{address(story)}/new").text
    client_as("editor").post(address(story), data=form())
    assert [one.asked_by for one in proposals(story)] == [None]


def test_both_parties_answer_and_the_pages_say_who_has(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    proposal = factories.put_forward(story, factories.suggest(story, "adviser"), "adviser")
    plan, digest = f"/plans/{story.plan.id}", {"digest": proposal.latest.digest}
    page = client_as("adviser").get(plan).text
    for name in ("Harbour Trust", "Test Practitioner"):
        assert f"{name}: 1 to answer, since" in page
    for role in ("editor", "practitioner"):
        assert "PSR suggested it, and both parties must agree." in client_as(role).get(plan).text
    assert client_as("editor").post(f"/proposals/{proposal.id}/assents", data=digest).status_code == 303
    page = client_as("editor").get(plan).text
    assert "Harbour Trust has agreed. It waits for Test Practitioner." in page
    assert "It is Test Practitioner’s turn" in page
    assert f"/proposals/{proposal.id}/assents" not in page
    assert client_as("practitioner").post(f"/proposals/{proposal.id}/assents", data=digest).status_code == 303
    assert len(story.revisions()) == 2


def test_psr_looks_after_its_own_suggestion_and_no_other(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    own, theirs = factories.suggest(story, "adviser"), factories.sent(story, key="aim")
    adviser = client_as("adviser")
    page = adviser.get(f"/plans/{story.plan.id}").text
    for act in ("putting-forward", "edit", "withdrawals"):
        assert f"/proposals/{own.id}/{act}" in page
        assert f"/proposals/{theirs.id}/{act}" not in page
    assert f"/proposals/{own.id}/edit" not in client_as("reviewer").get(f"/plans/{story.plan.id}").text
    changed = form(text="Other words.")
    assert adviser.post(f"/proposals/{own.id}/versions", data=changed).status_code == 303
    assert adviser.post(f"/proposals/{own.id}/withdrawals").status_code == 303
    assert adviser.post(f"/proposals/{theirs.id}/withdrawals").status_code == 403


def test_what_one_party_has_agreed_to_is_no_longer_offered_to_be_taken_back(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    own, adviser = factories.put_forward(story, factories.suggest(story, "adviser"), "adviser"), client_as("adviser")
    pages, back = (f"/plans/{story.plan.id}", f"/proposals/{own.id}"), f"/proposals/{own.id}/withdrawals"
    assert all(back in adviser.get(page).text for page in pages)
    factories.agree(story, own, by="practitioner")
    assert not any(back in adviser.get(page).text for page in pages)
    assert "can no longer be taken back" in adviser.get(pages[1]).text
    assert "can no longer be taken back" not in client_as("editor").get(pages[1]).text
    refused = adviser.post(back)
    assert (refused.status_code, "Test Practitioner has agreed to this change" in refused.text) == (422, True)


def test_psr_neither_agrees_nor_declines(story: Story, client_as: ClientAs) -> None:
    own = factories.put_forward(story, factories.suggest(story, "adviser"), "adviser")
    for act in ("assents", "declines", "kept-answers", "questions"):
        answer = client_as("adviser").post(f"/proposals/{own.id}/{act}", data={"digest": own.latest.digest})
        assert (act, answer.status_code) == (act, 403)


def test_a_stale_answer_to_psrs_words_shows_both_texts_and_nothing_earlier(story: Story, client_as: ClientAs) -> None:
    at_noon = factories.suggest(story, "adviser", text=f"{WORDS['supervision']} At noon.")
    own = factories.put_forward(story, at_noon, "adviser")
    shown = own.latest.digest
    longer = WORDS["supervision"].replace("30", "45")
    factories.agree(story, factories.sent(story, "editor", text=longer), by="practitioner")
    stale = client_as("editor").post(f"/proposals/{own.id}/assents", data={"digest": shown})
    assert (stale.status_code, "The words you were shown" in stale.text) == (422, True)


def test_psr_confirms_or_mends_its_words_when_the_plan_changed_under_them(story: Story, client_as: ClientAs) -> None:
    mended = factories.put_forward(story, factories.suggest(story, "adviser"), "adviser")
    factories.agree(story, factories.sent(story, text=NEW))
    page = client_as("adviser").get(f"/proposals/{mended.id}").text
    assert "The plan itself changes only when both agree." in page
    form = {"text": "The doctor meets the supervisor.", "shown": fingerprint(NEW)}
    assert client_as("adviser").post(f"/proposals/{mended.id}/versions", data=form).status_code == 303
    assert "It needs the agreement of both parties." in client_as("editor").get(f"/proposals/{mended.id}").text


def test_before_the_plan_is_issued_psr_changes_the_draft_itself(draft_story: Story, client_as: ClientAs) -> None:
    answer = client_as("adviser").post(address(draft_story), data=form())
    assert (answer.status_code, "The plan has not been issued yet." in answer.text) == (422, True)


def test_the_history_says_that_both_parties_agreed_to_psrs_words(story: Story, client_as: ClientAs) -> None:
    own = factories.put_forward(story, factories.suggest(story, "adviser"), "adviser")
    for role in ("editor", "practitioner"):
        factories.agree(story, own, by=role)
    page = client_as("practitioner").get(f"/plans/{story.plan.id}/revisions").text
    assert "from Test Adviser (PSR), agreed by both parties" in page


STAGE_FORMS, CLAUSE_FORMS = ["durations", "amendments"], ["proposals", "removals", "moves", "additions"]


@pytest.mark.parametrize(
    "form", ["starts", *(f"stages/first/{one}" for one in STAGE_FORMS), *(f"clauses/aim/{one}" for one in CLAUSE_FORMS)]
)
def test_every_form_asks_psr_who_asked(story: Story, client_as: ClientAs, form: str) -> None:
    page = client_as("adviser").get(f"/plans/{story.plan.id}/{form}/new")
    assert (page.status_code, page.text.count('name="asked_by"')) == (200, 3)
