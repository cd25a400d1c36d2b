"""The programme as a picture, on the plan page, beside a suggested change, and on its form."""

import re

import pytest

from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story, in_second_form

STEP = 'class="tl-step"'
ASKED = {"reason": "It is clearer."}


@pytest.fixture
def second(draft_story: Story) -> Story:
    """The plan of the story, issued in the second form: four weeks on site, then eight of looking back."""
    with draft_story.acting() as session:
        plan, by = session.get_one(Plan, draft_story.plan.id), draft_story.member("adviser", session)
        plan.mend(session, in_second_form(), by=by, at=draft_story.tick())
        plan.issue(session, by=by, at=draft_story.tick())
    draft_story.everybody_has_read_the_first_page()
    return draft_story


def read(page: str) -> str:
    return " ".join(page.split())


def test_the_plan_page_shows_the_programme_and_the_same_as_a_table(second: Story, client_as: ClientAs) -> None:
    for role in ("practitioner", "editor", "adviser"):
        page = read(client_as(role).get(f"/plans/{second.plan.id}").text)
        assert page.count('role="img"') == 1
        assert "Stage 1, Close supervision: 4 weeks, 5 January 2026 to 1 February 2026; supervision: on site" in page
        assert 'x="0.0%" y="60" width="33.33%" height="110"' in page
        assert '<th scope="row">2. Lighter supervision</th> <td>8 weeks, until 29 March 2026</td>' in page
        assert STEP in page


def test_a_plan_that_holds_no_steps_says_so_and_draws_none(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    page = client_as("practitioner").get(f"/plans/{story.plan.id}").text
    assert "Supervision is described in the stages below: the picture draws no steps." in page
    assert STEP not in page


def test_the_page_as_if_all_were_agreed_draws_that_programme(second: Story, client_as: ClientAs) -> None:
    factories.sent_weeks(second)
    page = client_as("editor").get(f"/plans/{second.plan.id}?view=agreed").text
    assert "The programme: 14 weeks in 2 stages" in page


def test_no_picture_carries_a_style_of_its_own_or_a_script(second: Story, client_as: ClientAs) -> None:
    page = client_as("editor").get(f"/plans/{second.plan.id}").text
    drawing = page[page.index("<figure") : page.index("</figure>")]
    assert not re.search(r"\sstyle=|<script|\son[a-z]+=|viewBox", drawing)


def test_a_change_of_weeks_is_drawn_now_and_as_suggested(second: Story, client_as: ClientAs) -> None:
    change = factories.sent_weeks(second)
    page = read(client_as("editor").get(f"/proposals/{change.id}").text)
    assert page.count('role="img"') == 2
    assert page.index("Now: 12 weeks, to 29 March 2026") < page.index("As suggested: 14 weeks, to 12 April 2026")
    assert "+2 weeks" in page
    assert "What is added" in page
    assert "What is taken out" not in page
    assert '<td><span class="programme__label">Now: </span>4 weeks, 5 January 2026 to 1 February 2026</td>' in page


def test_a_stage_more_and_a_stage_less_are_drawn_too(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    for change, marked in (
        (factories.suggest_stage(story), "+3 weeks"),
        (factories.suggest_stage_less(story, "practitioner", "second"), "−8 weeks"),
    ):
        assert marked in client_as("practitioner").get(f"/proposals/{change.id}").text


def test_what_is_settled_or_moves_no_weeks_has_no_picture(second: Story, client_as: ClientAs) -> None:
    change = factories.sent_weeks(second)
    factories.agree(second, change, by="editor")
    others: list[Proposal] = [change, factories.suggest(second), factories.suggest_stage_words(second)]
    for one in others:
        assert 'role="img"' not in client_as("practitioner").get(f"/proposals/{one.id}").text


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {}])
def test_the_form_draws_what_is_typed_so_far(second: Story, client_as: ClientAs, headers: dict[str, str]) -> None:
    where = f"/plans/{second.plan.id}/stages"
    typed = {"title": "More", "weeks": "2", "step": "on site", "place": '["stages", "first"]'}
    for path, form, marked in (
        ("first/durations", {"weeks": "6"}, "+2 weeks"),
        ("first/additions", typed, "+2 weeks"),
    ):
        page = client_as("editor").post(f"{where}/{path}/previews", data={**ASKED, **form}, headers=headers).text
        assert page.count('role="img"') == 2
        assert marked in page


def test_the_form_that_takes_a_stage_out_draws_it_at_once(second: Story, client_as: ClientAs) -> None:
    page = client_as("editor").get(f"/plans/{second.plan.id}/stages/first/removals/new").text
    assert "−4 weeks" in page
    assert "It would end on 1 March 2026, not 29 March 2026." in read(page)


def test_a_stage_that_is_not_yet_whole_has_a_sentence_and_no_picture(second: Story, client_as: ClientAs) -> None:
    where = f"/plans/{second.plan.id}/stages/first/additions"
    empty = client_as("editor").get(f"{where}/new").text
    assert "Nothing is different from the plan yet." in empty
    typed = {"title": "More", "weeks": "none", "place": '["stages", "first"]'}
    page = client_as("editor").post(f"{where}/previews", data=typed, headers={"HX-Request": "true"}).text
    assert "nhsuk-error-message" in page
    assert 'role="img"' not in page
