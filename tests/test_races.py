"""Two people at once, on two real connections: one wins, and the other is told what happened."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.database import lock_case
from portal.domain.agreements.agreement import Agreement, Signature
from portal.domain.agreements.events import PLAN_AGREED
from portal.domain.cases.case import Case, Profession
from portal.domain.people.guesses import FailedSignIn
from portal.domain.people.person import Person
from portal.domain.plans.content import fingerprint
from portal.domain.plans.plan import PlanWithdrawal
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import Assent, Outcome
from portal.domain.record import Event, Kind, SealedDocument
from portal.domain.showing.showing import Showing
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import OPENED, WORDS, Story
from tests.signing import filled
from tests.views.cases.test_cases import FORM
from tests.views.negotiation.test_sent_answers import shown

pytestmark = pytest.mark.meanwhile
Request = Callable[[], TestResponse]
UNTIL_ALL_WAIT = 0.4


def at_once(app: Portal, story: Story, *requests: Request) -> list[TestResponse]:
    """The answers to requests that all wait for the case's lock, and then go on together."""
    with ThreadPoolExecutor(len(requests)) as pool:
        with app.database.writing() as session:
            lock_case(session, story.case.id)
            waiting = [pool.submit(request) for request in requests]
            sleep(UNTIL_ALL_WAIT)
        return [request.result(timeout=30) for request in waiting]


def posting(client: FlaskClient, where: str, data: Mapping[str, object]) -> Request:
    return lambda: client.post(where, data=data)


def assenting(client: FlaskClient, proposal: Proposal) -> Request:
    return posting(client, f"/proposals/{proposal.id}/assents", {"digest": proposal.latest.digest})


def sending(client: FlaskClient, story: Story) -> Request:
    where = f"/plans/{story.plan.id}/answers"
    return posting(client, where, shown(client, story))


def loser(answers: list[TestResponse]) -> str:
    """The page of the one who came second."""
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    return next(answer.text for answer in answers if answer.status_code == 422)


def rows(story: Story, kind: type) -> int:
    with story.acting() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def events(story: Story, kind: Kind) -> int:
    with story.acting() as session:
        return sum(json.loads(body)["kind"] == kind.name for body in session.scalars(select(Event.body)))


def test_two_wrong_passwords_given_again_at_once_are_both_counted(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    where = f"/agreements/{factories.freeze(story).id}/signatures"
    wrong = {"password": "wrong"}
    answers = at_once(app, story, *[posting(client_as("practitioner"), where, wrong) for _ in range(2)])
    assert [answer.status_code for answer in answers] == [422, 422]
    assert rows(story, FailedSignIn) == 2


def test_of_two_choices_for_an_observer_at_once_one_waits(app: Portal, story: Story, client_as: ClientAs) -> None:
    where, form = f"/plans/{story.plan.id}/showings", {"observer": story.members["observer"].id, "sections": "purpose"}
    asking = [posting(client_as(role), where, form) for role in ("editor", "practitioner")]
    assert "waits for an answer already" in loser(at_once(app, story, *asking))
    assert rows(story, Showing) == 1


def test_a_yes_and_a_no_to_a_handover_at_once_count_once(app: Portal, story: Story, client_as: ClientAs) -> None:
    where = f"/handovers/{factories.ask_to_hand_over(story).id}/answers"
    saying = [posting(client_as("practitioner"), where, {"answer": said}) for said in ("yes", "no")]
    assert "answered or taken back already" in loser(at_once(app, story, *saying))


def test_of_two_answers_at_once_one_wins(app: Portal, story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    no = {"digest": change.latest.digest, "reason": "No."}
    declining = posting(client_as("signatory"), f"/proposals/{change.id}/declines", no)
    page = loser(at_once(app, story, assenting(client_as("editor"), change), declining))
    with story.acting() as session:
        status = session.get_one(Proposal, change.id).status
    assert status in {Status.IN_EFFECT, Status.DECLINED}
    assert f"This suggested change is {status.value} now, so that can no longer be done." in page
    assert rows(story, Outcome) == 1


def test_two_colleagues_who_agree_at_once_agree_once(app: Portal, story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    colleagues = [client_as("editor"), client_as("signatory")]
    page = loser(at_once(app, story, *[assenting(client, change) for client in colleagues]))
    assert "This suggested change is in effect now" in page
    assert (rows(story, Assent), len(story.revisions())) == (2, 2)


def test_an_answer_and_a_taking_back_at_once_leave_one_outcome(app: Portal, story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    withdrawing = posting(client_as("practitioner"), f"/proposals/{change.id}/withdrawals", {})
    page = loser(at_once(app, story, assenting(client_as("editor"), change), withdrawing))
    assert "There is a problem" in page
    assert rows(story, Outcome) == 1


def test_two_changes_of_the_same_words_agreed_at_once_never_overwrite_each_other(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    mine = factories.sent(story, text=WORDS["supervision"].replace("once", "twice"))
    theirs = factories.sent(story, "editor", text=WORDS["supervision"].replace("once", "three times"))
    editor, practitioner = client_as("editor"), client_as("practitioner")
    requests = [assenting(editor, mine), assenting(practitioner, theirs)]
    page = loser(at_once(app, story, *requests))
    assert "This suggested change is in conflict now, so that can no longer be done." in page
    with story.acting() as session:
        statuses = [session.get_one(Proposal, one.id).status for one in (mine, theirs)]
        assert set(statuses) == {Status.IN_EFFECT, Status.CONFLICT}
        assert story.present_plan(session).current.number == 2


def test_colleagues_who_send_their_answers_at_once_send_them_once(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    changes = [factories.keep_yes(story, factories.sent(story, key=key)) for key in ("aim", "cases")]
    colleagues = [client_as("editor"), client_as("signatory")]
    page = loser(at_once(app, story, *[sending(client, story) for client in colleagues]))
    assert "nothing was sent" in page
    assert (rows(story, Outcome), len(story.revisions())) == (len(changes), 3)


def test_answers_sent_while_one_change_is_taken_back_are_all_sent_or_none(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    taken_back, other = [factories.keep_yes(story, factories.sent(story, key=key)) for key in ("aim", "cases")]
    withdrawing = posting(client_as("practitioner"), f"/proposals/{taken_back.id}/withdrawals", {})
    loser(at_once(app, story, sending(client_as("editor"), story), withdrawing))
    with story.acting() as session:
        statuses = [session.get_one(Proposal, one.id).status for one in (taken_back, other)]
    assert statuses in ([Status.IN_EFFECT] * 2, [Status.WITHDRAWN, Status.OPEN])


@pytest.mark.parametrize("times", [2, 3])
def test_a_double_click_acts_once_and_leads_to_the_same_page(
    app: Portal, story: Story, client_as: ClientAs, times: int
) -> None:
    where = f"/plans/{story.plan.id}/clauses/aim/proposals"
    data = {"text": "Safe work.", "reason": "Shorter.", "shown": fingerprint(WORDS["aim"]), "request_key": "one form"}
    clients = [client_as("practitioner") for _ in range(times)]
    answers = at_once(app, story, *[posting(client, where, data) for client in clients])
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, answers[0].location)}
    assert rows(story, Proposal) == 1


def test_both_parties_who_sign_at_once_have_agreed_once(app: Portal, story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    where = f"/agreements/{frozen.id}/signatures"
    requests = [posting(client_as(role), where, filled(story, frozen, role)) for role in ("practitioner", "signatory")]
    answers = at_once(app, story, *requests)
    assert [answer.status_code for answer in answers] == [303, 303]
    assert events(story, PLAN_AGREED) == 1


def test_of_a_first_signature_and_a_withdrawal_of_the_plan_at_once_one_wins(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    frozen = factories.freeze(story)
    signing = posting(
        client_as("practitioner"), f"/agreements/{frozen.id}/signatures", filled(story, frozen, "practitioner")
    )
    withdrawing = posting(client_as("adviser"), f"/plans/{story.plan.id}/withdrawals", {"reason": "In error."})
    page = loser(at_once(app, story, signing, withdrawing))
    assert "Somebody has signed this plan" in page or "PSR has withdrawn this plan" in page
    assert rows(story, Signature) + rows(story, PlanWithdrawal) == 1


def test_the_text_is_frozen_once(app: Portal, story: Story, client_as: ClientAs) -> None:
    data = {
        "fingerprint": story.revisions()[0].fingerprint,
        "consequences": "consequences",
        "standard_agreement": "agreement",
    }
    clients = [client_as("editor"), client_as("practitioner")]
    where = f"/plans/{story.plan.id}/agreements"
    answers = at_once(app, story, *[posting(client, where, data) for client in clients])
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert rows(story, Agreement) == 1


def test_of_two_cases_with_one_reference_the_second_is_told(app: Portal, story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    with ThreadPoolExecutor(1) as pool:
        with app.database.writing() as session:
            by = session.get_one(Person, story.people["adviser"].id)
            names = {"organisation": "Trust", "practitioner": "Dr B", "key_contact": "C"}
            Case.open(session, by=by, reference=FORM["reference"], profession=Profession.DOCTOR, at=OPENED, **names)
            late = pool.submit(adviser.post, "/cases", data=FORM)
            sleep(UNTIL_ALL_WAIT)
        answer = late.result(timeout=30)
    assert answer.status_code == 422
    assert f"There is a case with the reference {FORM['reference']} already." in answer.text
    assert 'href="#reference"' in answer.text
    assert f'value="{FORM["organisation"]}"' in answer.text
    assert rows(story, Case) == 2


def test_two_first_downloads_get_the_same_sealed_bytes(app: Portal, story: Story, client_as: ClientAs) -> None:
    agreed, together = factories.signed(story), Barrier(2)

    def download(role: str) -> bytes:
        client = client_as(role)
        together.wait(timeout=30)
        return client.get(f"/agreements/{agreed.id}/plan.pdf").data

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(download, ["practitioner", "signatory"])
    assert first.startswith(b"%PDF-")
    assert first == second
    assert rows(story, SealedDocument) == 1
