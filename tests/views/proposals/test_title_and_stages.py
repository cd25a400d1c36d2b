"""Another title, a stage more and a stage less, from their forms to the plan."""

import pytest
from sqlalchemy import select

from portal.domain.plans.content import fingerprint
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.stage_change import written
from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story, some_content

FIRST = some_content().stages[0]
STAGE = {"title": "Shared lists", "weeks": "3", "level": "Every list is shared", "review": "Third review meeting"}
FORMS = {
    "titles": {"text": "Return to safe surgery", "shown": fingerprint(some_content().title)},
    "stages/first/additions": STAGE | {"place": Place("stages", "first").written()},
    "stages/first/removals": {"shown": fingerprint(written(some_content(), FIRST))},
}
SAYS = {
    "titles": "The title of the plan",
    "stages/first/additions": "A new stage after “Close supervision”",
    "stages/first/removals": "Take out the stage “Close supervision”",
}


@pytest.fixture
def plan(story: Story) -> str:
    story.everybody_has_read_the_first_page()
    return f"/plans/{story.plan.id}"


def made(story: Story) -> Proposal:
    with story.acting() as session:
        return session.scalars(select(Proposal)).one()


@pytest.mark.parametrize("path", FORMS)
def test_it_is_suggested_sent_and_shown_to_the_other_party(
    story: Story, client_as: ClientAs, plan: str, path: str
) -> None:
    practitioner = client_as("practitioner")
    assert practitioner.get(f"{plan}/{path}/new").status_code == 200
    saved = practitioner.post(f"{plan}/{path}", data=FORMS[path] | {"reason": "It is clearer."})
    assert saved.status_code == 303
    factories.put_forward(story, made(story))
    page = client_as("editor").get(plan).text
    assert SAYS[path] in page
    assert f"/{path.rsplit('/', 1)[0]}" in page
    factories.agree(story, made(story))
    assert client_as("editor").get(plan).status_code == 200
    assert client_as("editor").get(f"{plan}/revisions").status_code == 200


@pytest.mark.parametrize("path", FORMS)
def test_a_suggestion_not_sent_can_be_written_anew(story: Story, client_as: ClientAs, plan: str, path: str) -> None:
    practitioner = client_as("practitioner")
    practitioner.post(f"{plan}/{path}", data=FORMS[path] | {"reason": "It is clearer."})
    page = practitioner.get(f"/proposals/{made(story).id}/edit").text
    assert "It is clearer." in page
    if "additions" in path:
        assert 'value="Shared lists"' in page


def test_a_stage_that_cannot_be_keeps_what_was_typed(client_as: ClientAs, plan: str) -> None:
    form = FORMS["stages/first/additions"] | {"weeks": "many", "reason": "It is clearer."}
    answer = client_as("practitioner").post(f"{plan}/stages/first/additions", data=form)
    assert answer.status_code == 422
    assert "Give the weeks as a whole number" in answer.text
    assert all(words in answer.text for words in ("Shared lists", "Every list is shared", "Third review meeting"))


def test_the_plan_leads_to_each_of_their_forms(client_as: ClientAs, plan: str) -> None:
    page = client_as("practitioner").get(plan).text
    assert all(f"{plan}/{path}/new" in page for path in FORMS)


def test_a_title_is_shown_as_it_would_change(client_as: ClientAs, plan: str) -> None:
    typed = {"text": "Return to safe surgery"}
    shown = client_as("practitioner").post(f"{plan}/titles/previews", data=typed, headers={"HX-Request": "true"})
    assert "surgery" in shown.text
    assert "<ins" in shown.text
