"""The first page, and whether the service is well."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from portal.domain.cases.case import Case, Profession
from portal.domain.people.person import Person
from portal.domain.plans.plan import Plan
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story
from tests.pages import selects


def test_anybody_can_ask_whether_the_service_is_well(app: Portal) -> None:
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_nobody_sees_a_case_without_signing_in(story: Story, client_as: ClientAs) -> None:
    answer = client_as("nobody").get("/")
    assert answer.status_code == 401
    assert story.case.reference not in answer.text


@pytest.mark.parametrize("role", ["observer", "stranger"])
def test_an_observer_and_a_stranger_see_no_case(story: Story, client_as: ClientAs, role: str) -> None:
    page = client_as(role).get("/").text
    assert story.case.reference not in page
    assert story.case.organisation not in page
    assert ("Plans are shown to the two parties and to PSR only" in page) is (role == "observer")


def test_it_says_whose_turn_it_is(story: Story, client_as: ClientAs) -> None:
    factories.sent(story, by="practitioner")
    assert "1 suggested change to answer" in client_as("editor").get("/").text
    assert "1 suggested change with Harbour Trust" in client_as("practitioner").get("/").text
    assert "1 for Harbour Trust" in client_as("adviser").get("/").text


def test_a_representative_reads_whose_turn_it_is_and_who_answers(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    factories.sent(story, by="editor")
    representative = client_as("representative")
    assert "Your side’s turn" in representative.get("/").text
    page = representative.get(f"/plans/{story.plan.id}").text
    assert "It is Test Practitioner’s turn" in page
    assert "Only Test Practitioner can answer, send and sign." in page
    assert "your turn" not in page.lower()


def test_a_private_suggestion_leaves_no_trace(story: Story, client_as: ClientAs) -> None:
    factories.suggest(story, by="practitioner")
    assert "Nothing waits for an answer" in client_as("editor").get("/").text


def test_only_an_adviser_is_offered_a_new_case(story: Story, client_as: ClientAs) -> None:
    assert "Open a case" in client_as("adviser").get("/").text
    assert "Open a case" not in client_as("editor").get("/").text


def test_many_cases_are_read_page_by_page(app: Portal, story: Story, client_as: ClientAs) -> None:
    with story.acting() as session:
        adviser, at = session.get_one(Person, story.people["adviser"].id), story.tick()
        for number in range(4):
            facts = {"organisation": "Harbour Trust", "practitioner": f"Dr {number}", "key_contact": "R. Malik"}
            later = at + timedelta(days=number)
            Case.open(session, by=adviser, reference=f"M-{number}", profession=Profession.DOCTOR, at=later, **facts)
    app.settings = replace(app.settings, cases_per_page=2)
    client = client_as("adviser")
    pages = [client.get(f"/?page={number}").text for number in (1, 2, 3)]
    listed = [re.findall(r'<span class="who">(\S+), Harbour Trust', page) for page in pages]
    assert listed == [[story.case.reference, "M-3"], ["M-2", "M-1"], ["M-0"]]
    assert [(">Previous<" in page, ">More<" in page) for page in pages] == [
        (False, True),
        (True, True),
        (True, False),
    ]


def test_a_page_after_the_last_leads_to_the_first(story: Story, client_as: ClientAs) -> None:
    for role in ("adviser", "observer", "stranger"):
        answer = client_as(role).get("/?page=2")
        assert (answer.status_code, answer.location) == (303, "/")


def test_many_cases_take_as_many_queries_as_one(app: Portal, story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    factories.signed(story)
    before = selects(lambda: adviser.get("/"))
    with story.acting() as session:
        by = session.get_one(Person, story.people["adviser"].id)
        for number in range(3):
            facts = {"organisation": "Harbour Trust", "practitioner": f"Dr {number}", "key_contact": "R. Malik"}
            case = Case.open(
                session, by=by, reference=f"M-{number}", profession=Profession.DOCTOR, at=story.tick(), **facts
            )
            member, content = case.memberships[0], factories.some_content()
            for role in ("practitioner", "signatory"):
                person = session.get_one(Person, story.people[role].id)
                case.add(session, person, factories.ROLES[role], by=member, at=story.tick())
            plan = Plan.from_draft(session, case=case, content=content, by=member, at=story.tick())
            if number:
                plan.issue(session, by=member, at=story.tick())
    assert selects(lambda: adviser.get("/")) == before


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999", "1.5", "²"])
def test_a_page_that_is_none_is_the_first(story: Story, client_as: ClientAs, page: str) -> None:
    assert story.case.reference in client_as("adviser").get("/", query_string={"page": page}).text


def test_an_agreed_plan_and_one_to_sign_say_so(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    assert "ready for you to sign" in client_as("practitioner").get("/").text
    assert "waits for the signature of" in client_as("editor").get("/").text
    factories.sign(story, frozen, by="practitioner")
    factories.sign(story, frozen, by="signatory")
    assert "Both parties have signed" in client_as("editor").get("/").text


def test_an_agreed_plan_with_a_change_to_answer_says_that_it_holds(story: Story, client_as: ClientAs) -> None:
    factories.signed(story)
    factories.sent(story, "practitioner", "aim")
    for role in ("editor", "practitioner", "adviser"):
        assert "The agreed plan holds until both agree to a change." in client_as(role).get("/").text
