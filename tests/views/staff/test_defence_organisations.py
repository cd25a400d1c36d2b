"""A defence organisation: its advisers are named beside the practitioner, and no case is reached by it."""

from tests.conftest import ClientAs
from tests.factories import Story, administrator, defence, name_representative
from tests.factories.staffing import DEFENCE

ALL = ("practitioner", "representative", "editor", "signatory", "adviser", "reviewer")


def who_reads(story: Story, client_as: ClientAs, words: str) -> set[str]:
    pages = {role: client_as(role).get(f"/cases/{story.case.id}/people").text for role in ALL}
    return {role for role, page in pages.items() if words in " ".join(page.split())}


def test_where_a_representative_advises_is_read_by_those_who_know_them(story: Story, client_as: ClientAs) -> None:
    defence(story)
    beside = {"practitioner", "representative", "adviser", "reviewer"}
    assert who_reads(story, client_as, f"adviser of {DEFENCE}") == beside
    name_representative(story)
    assert who_reads(story, client_as, f"adviser of {DEFENCE}") == set(ALL)


def test_who_leaves_it_stays_on_the_case_and_the_practitioner_reads_that_they_left(
    story: Story, client_as: ClientAs
) -> None:
    place = defence(story)
    name_representative(story)
    defence(story, "stranger", is_administrator=True)
    administrator_of_it = client_as("stranger")
    page = administrator_of_it.get(f"/staff/{place.id}").text
    assert "No case changes by this" in page
    assert story.case.reference not in page
    assert story.case.practitioner not in page
    assert administrator_of_it.post(f"/staff/{place.id}/removals").status_code == 303
    assert client_as("representative").get(f"/cases/{story.case.id}").status_code == 200
    told = {"practitioner", "representative", "adviser", "reviewer"}
    assert who_reads(story, client_as, f"No longer with {DEFENCE}") == told


def test_its_people_see_no_case_and_have_none_to_be_away_from(story: Story, client_as: ClientAs) -> None:
    place = defence(story, "stranger", is_administrator=True)
    client = client_as("stranger")
    assert client.get(f"/organisations/{place.organisation_id}").status_code == 200
    assert [
        client.get(f"/{one}/{of.id}").status_code for one, of in (("cases", story.case), ("plans", story.plan))
    ] == [
        404,
        404,
    ]
    assert client.get(f"/staff/{place.id}/absences/new").status_code == 404
    assert f"/staff/{place.id}/absences/new" not in client.get("/account").text


def test_psrs_administrators_add_one_and_invite_its_first_administrator(story: Story, client_as: ClientAs) -> None:
    administrator(story, "adviser")
    adviser = client_as("adviser")
    answer = adviser.post("/organisations", data={"organisation": DEFENCE})
    page = adviser.get(answer.location.partition("#")[0]).text
    assert "The organisation is here" in page
    assert f"People of {DEFENCE}" in page
    assert "Defence organisation." in adviser.get("/organisations").text
    for name, why in ((DEFENCE.upper(), "called Quay Defence Union already"), ("", "Give the name")):
        refused = adviser.post("/organisations", data={"organisation": name})
        assert (refused.status_code, why in refused.text) == (422, True)
    assert client_as("editor").post("/organisations", data={"organisation": "Another"}).status_code == 404


def test_no_case_is_opened_for_one(story: Story, client_as: ClientAs) -> None:
    defence(story)
    facts = {"reference": "PSR/2025/0042", "organisation": DEFENCE, "practitioner": "Dr Hill"}
    facts |= {"profession": "doctor", "key_contact": "R. Malik"}
    answer = client_as("adviser").post("/cases", data=facts)
    assert (answer.status_code, "is no healthcare organisation" in answer.text) == (422, True)
