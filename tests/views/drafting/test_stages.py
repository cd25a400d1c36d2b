"""The stages of a draft, its title and its start are changed on its page, each by its own form."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from portal.domain.plans.content import Content
from portal.domain.plans.limits import faults
from tests.conftest import ClientAs
from tests.factories import LIMITS, Story, in_second_form

SAID = {"title": "Close supervision", "weeks": "4", "step": "on site", "level": "Every case is seen"}
SAID |= {"reviews": "Week 2: the supervisor\r\nWeek 4: everybody"}
TITLE = {"title": "Return to safe practice", "type": "remediation", "start": "2026-01-05", "waits_for": ""}


@pytest.fixture
def drafted(draft_story: Story) -> Story:
    """A draft in the form of plans now."""
    with draft_story.acting() as session:
        plan, by = draft_story.present_plan(session), draft_story.member("adviser", session)
        plan.mend(session, in_second_form(), by=by, at=draft_story.tick())
    return draft_story


def where(story: Story, *parts: str) -> str:
    return "/".join((f"/plans/{story.plan.id}/draft", *parts))


def content(story: Story) -> Content:
    with story.acting() as session:
        said = story.present_plan(session).draft_content
    assert not list(faults(said, LIMITS))
    return said


def shown(client: FlaskClient, address: str) -> dict[str, str]:
    found = re.search(r'name="shown" value="(\w+)"', client.get(address).text)
    assert found
    return {"shown": found[1]}


def change(client: FlaskClient, story: Story, **said: str) -> int:
    sent = shown(client, where(story, "stages", "first", "edit")) | SAID | said
    return client.post(where(story, "stages", "first"), data=sent).status_code


def test_the_stages_stand_in_a_table_under_their_picture_with_what_does_not_fit(
    drafted: Story, client_as: ClientAs
) -> None:
    page = client_as("adviser").get(where(drafted)).text
    assert '<svg class="tl"' in page
    assert "End of week 2, 18 January 2026: the supervisor" in " ".join(page.split())
    assert f'href="{where(drafted, "stages", "first", "edit")}"' in page


def test_a_stage_is_changed_and_a_review_at_its_end_stays_at_its_end(drafted: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    assert change(adviser, drafted, weeks="6", step="in the room", title="Beside a colleague") == 303
    stage = content(drafted).stages[0]
    assert (stage.key, stage.title, stage.weeks, stage.step) == ("first", "Beside a colleague", 6, "in the room")
    assert [(one.week, one.words) for one in stage.reviews] == [(2, "the supervisor"), (6, "everybody")]
    assert change(adviser, drafted, weeks="3", reviews="Week 2: the supervisor\nWeek 6: everybody") == 303
    assert [one.week for one in content(drafted).stages[0].reviews] == [2, 3]


def test_review_meetings_are_typed_a_line_each(drafted: Story, client_as: ClientAs) -> None:
    assert change(client_as("adviser"), drafted, reviews="Week 3: the case manager") == 303
    assert [(one.week, one.words) for one in content(drafted).stages[0].reviews] == [(3, "the case manager")]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "Give the stage a title."),
        ({"weeks": "many"}, "Give the weeks as a whole number"),
        ({"weeks": "0"}, "A stage lasts between"),
        ({"step": "nonsense"}, "Choose how closely the work is supervised"),
        ({"reviews": "Week 9: everybody"}, "no review meeting at the end of its week 9"),
        ({"reviews": "now and then"}, "Write each review meeting on its own line"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(
    drafted: Story, client_as: ClientAs, said: dict[str, str], sentence: str
) -> None:
    adviser = client_as("adviser")
    sent = shown(adviser, where(drafted, "stages", "first", "edit")) | SAID | {"level": "Words to keep."} | said
    refused = adviser.post(where(drafted, "stages", "first"), data=sent)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "Words to keep." in refused.text


def test_all_that_is_wrong_with_a_stage_is_said_at_once(drafted: Story, client_as: ClientAs) -> None:
    refused = client_as("adviser").post(where(drafted, "stages"), data={"title": "", "weeks": "0"})
    assert "Give the stage a title." in refused.text
    assert "A stage lasts between" in refused.text


def test_what_somebody_else_has_changed_meanwhile_is_shown_beside_what_was_typed(
    drafted: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    old = shown(adviser, where(drafted, "stages", "first", "edit"))
    change(adviser, drafted, title="Theirs")
    refused = adviser.post(where(drafted, "stages", "first"), data=old | SAID | {"title": "Mine"})
    assert refused.status_code == 422
    assert "Theirs" in refused.text
    assert 'value="Mine"' in refused.text
    [seen] = re.findall(r'name="seen" value="(\w+)"', refused.text)
    again = adviser.post(where(drafted, "stages", "first"), data=old | SAID | {"title": "Mine", "seen": seen})
    assert again.status_code == 303
    assert content(drafted).stages[0].title == "Mine"


def test_stages_are_added_moved_and_taken_out(drafted: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    new = SAID | {"title": "Watching", "weeks": "2", "reviews": "", "after": "first"}
    assert adviser.post(where(drafted, "stages"), data=new).status_code == 303
    assert [stage.title for stage in content(drafted).stages][1] == "Watching"
    moved = shown(adviser, where(drafted, "stages", "second", "edit")) | {"way": "up"}
    assert adviser.post(where(drafted, "stages", "second", "moves"), data=moved).status_code == 303
    assert [stage.key for stage in content(drafted).stages][1] == "second"
    gone = shown(adviser, where(drafted, "stages", "first", "edit"))
    for status in (303, 422):
        assert adviser.post(where(drafted, "stages", "first", "removals"), data=gone).status_code == status
    assert content(drafted).stages[0].key == "second"
    assert adviser.post(where(drafted, "stages", "second", "moves"), data=moved).status_code == 422


def test_the_title_and_the_start_are_changed_and_the_days_follow(drafted: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    form = shown(adviser, where(drafted, "facts", "edit")) | TITLE
    said = {"title": "Back to work", "type": "combined", "start": "2026-02-02", "waits_for": "a supervisor"}
    assert adviser.post(where(drafted, "facts"), data=form | said).status_code == 303
    now = content(drafted)
    assert (now.title, now.type, now.waits_for, now.end) == (
        "Back to work",
        "combined",
        "a supervisor",
        date(2026, 4, 26),
    )
    assert adviser.post(where(drafted, "facts"), data=form | {"title": "Other"}).status_code == 422
    for wrong in ({"start": "soon"}, {"start": "1900-01-01"}, {"type": "nonsense"}):
        refused = adviser.post(where(drafted, "facts"), data=form | wrong)
        assert refused.status_code == 422
        assert "There is a problem" in refused.text


def test_the_stages_of_a_draft_in_the_first_form_are_brought_to_the_new_one_first(
    draft_story: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    assert adviser.get(where(draft_story, "stages", "first", "edit")).status_code == 303
    refused = adviser.post(where(draft_story, "stages", "first"), data=SAID)
    assert refused.status_code == 422
    assert "Bring the draft to the new form first" in refused.text


@pytest.mark.parametrize("role", ["practitioner", "editor", "representative", "reviewer", "stranger"])
def test_nobody_but_the_adviser_finds_them(drafted: Story, client_as: ClientAs, role: str) -> None:
    client = client_as(role)
    for parts in (["facts", "edit"], ["stages", "new"], ["stages", "first", "edit"]):
        assert client.get(where(drafted, *parts)).status_code == 404
    for parts in (
        ["facts"],
        ["stages"],
        ["stages", "first"],
        ["stages", "first", "moves"],
        ["stages", "first", "removals"],
    ):
        assert client.post(where(drafted, *parts), data=SAID).status_code == 404
