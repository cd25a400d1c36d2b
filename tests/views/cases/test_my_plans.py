"""My plans: what waits for the reader stands first, and any case can be found."""

import re

import pytest

from portal.domain.cases.case import Case, Profession
from portal.queries.cases.my_plans import Pile
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story, a_case


def piles(page: str) -> list[str]:
    """The headings under which the plans stand, in their order."""
    return re.findall(r'<h2 class="nhsuk-heading-m">([^<]+)</h2>\s*<section class="my-plan', page)


def cases(page: str) -> list[str]:
    """The references in PSR's table, in its order."""
    return re.findall(r'<span class="who">(\S+), ', page)


def another_case(story: Story, reference: str, practitioner: str = "Dr Zoë Smith") -> None:
    with story.acting() as session:
        adviser = story.member("adviser", session).person
        facts = {"organisation": "Quay Trust", "practitioner": practitioner, "key_contact": adviser.name}
        case = Case.open(
            session, by=adviser, reference=reference, profession=Profession.DOCTOR, at=story.tick(), **facts
        )
        assert case.memberships


def test_a_plan_not_read_yet_is_new_and_asks_nothing(story: Story, client_as: ClientAs) -> None:
    page = client_as("practitioner").get("/").text
    assert piles(page) == ["New"]
    assert "Nothing waits for you." in page
    assert "Nothing is asked of you yet." in page
    story.everybody_has_read_the_first_page()
    assert piles(client_as("practitioner").get("/").text) == ["Nothing waits"]


def test_what_waits_has_the_one_green_button(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    factories.sent(story, by="editor")
    page = client_as("practitioner").get("/").text
    assert piles(page) == ["Waiting for you"]
    assert "One plan waits for you. There is no last day for your answers." in page
    assert re.search(r'<a class="nhsuk-button" href="/plans/[^"]+">Answer 1 change ', page)
    other = client_as("editor").get("/").text
    assert piles(other) == ["Waiting for others"]
    assert 'class="nhsuk-button"' not in other


def test_who_only_reads_is_not_told_to_answer(story: Story, client_as: ClientAs) -> None:
    factories.sent(story, by="editor")
    page = client_as("representative").get("/").text
    assert "Answer 1 change" not in page
    assert "Look at what waits" in page


def test_a_final_text_is_read_and_signed(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    assert "Read and sign" in client_as("practitioner").get("/").text
    factories.sign(story, frozen)
    assert "Read and sign" not in client_as("practitioner").get("/").text
    factories.sign(story, frozen, by="signatory")
    assert piles(client_as("practitioner").get("/").text) == ["Agreed"]


def test_each_party_reads_the_other_ones_name(story: Story, client_as: ClientAs) -> None:
    assert "Harbour Trust, case" in client_as("practitioner").get("/").text
    assert "Test Practitioner, case" in client_as("editor").get("/").text


def test_what_waits_for_psr_stands_first_whatever_its_age(story: Story, client_as: ClientAs) -> None:
    proposal = factories.sent(story, by="adviser")
    factories.ask(story, proposal)
    for number in range(3):
        another_case(story, f"M-{number}")
    page = client_as("adviser").get("/").text
    assert cases(page) == [story.case.reference, "M-2", "M-1", "M-0"]
    assert "1 of 4 open plans waits for you. What waits stands first." in page


@pytest.mark.parametrize(
    ("words", "found"),
    [("zoe", ["M-1"]), ("ZOË  smith", ["M-1"]), ("M-1", ["M-1"]), ("quay", ["M-1"]), ("  ", None), ("nobody", [])],
)
def test_a_case_is_found_by_reference_and_name(
    story: Story, client_as: ClientAs, words: str, found: list[str] | None
) -> None:
    another_case(story, "M-1")
    page = client_as("adviser").get("/", query_string={"words": words}).text
    assert cases(page) == ([story.case.reference, "M-1"] if found is None else found)
    assert ("Nothing was found" in page) is (found == [])


def test_a_pile_can_be_chosen_and_closed_ones_stand_apart(story: Story, client_as: ClientAs) -> None:
    another_case(story, "M-1")
    factories.withdrawn(story)
    adviser = client_as("adviser")
    assert cases(adviser.get("/").text) == ["M-1"]
    assert "Closed (1)" in adviser.get("/").text
    assert cases(adviser.get("/?stands=CLOSED").text) == [story.case.reference]
    assert cases(adviser.get("/?stands=PREPARING").text) == ["M-1"]
    assert cases(adviser.get("/?stands=nowhere").text) == ["M-1"]
    assert piles(client_as("practitioner").get("/").text) == ["Closed"]
    assert f"{Pile.CLOSED.value} (1)" in adviser.get("/?stands=PREPARING").text


def test_nobody_finds_a_case_of_others(app: Portal, story: Story, client_as: ClientAs) -> None:
    with app.database.writing() as session:
        a_case(session, mark="-b")
    page = client_as("adviser").get("/", query_string={"words": "PSR/2025"}).text
    assert cases(page) == [story.case.reference]
