"""Papers from the first click to the last: made, printed, entered and confirmed; and what each reader sees of them."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.domain.dates import london_day
from portal.domain.papers.paper import Paper
from portal.domain.proposals.proposal import Status
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import YES, Story, came_back, confirm_paper, paper_for, sent
from tests.paperwork import confirmation, confirmed, entered, entries, newest, status, the_scan


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def test_psr_makes_a_paper_enters_what_it_says_and_confirms_it(app: Portal, story: Story, client_as: ClientAs) -> None:
    change, adviser = sent(story, "editor"), client_as("adviser")
    index = f"/plans/{story.plan.id}/papers"
    assert "1 suggested change to answer" in adviser.get(index).text
    made = adviser.post(index, data={"paper_for": str(story.members["practitioner"].id)})
    with app.database.reading() as session:
        paper = session.scalars(select(Paper)).one()
    assert made.headers["Location"].endswith(f"/papers/{paper.id}#did")
    assert paper.code in adviser.get(f"/papers/{paper.id}").text
    printed = adviser.get(f"/papers/{paper.id}/paper.pdf")
    assert printed.data.startswith(b"%PDF")
    assert printed.headers["Content-Disposition"] == 'attachment; filename="paper-1-PSR-2025-0001.pdf"'
    assert entered(adviser, paper, told_on=london_day(paper.at).isoformat()).status_code == 303
    assert status(app, change) is Status.OPEN
    assert confirmed(adviser, newest(app), paper_code=f" {paper.code.lower()} ").status_code == 303
    assert status(app, change) is Status.IN_EFFECT
    assert "Counts</strong> PSR confirmed it on" in adviser.get(f"/paper-entries/{newest(app).id}").text


def test_all_that_is_wrong_with_an_entry_is_said_at_once_and_what_was_typed_stays(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    sent(story, "editor")
    paper = paper_for(story)
    typed = {"told_on": "never", "answer-1": "decline", "no_reason-1": "Too often. \u202e", "file": the_scan(b"hello")}
    answer = entered(client_as("adviser"), paper, **typed)
    assert answer.status_code == 422
    summary = answer.text.split("error-summary__list")[1].split("</ul>")[0]
    assert set(re.findall('href="#([^"]*)"', summary)) == {"told_on", "no_reason-1", "file"}
    assert "This file is no PDF, PNG or JPEG" in summary
    assert "Too often." in answer.text
    assert entries(app) == 0


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"how": ""}, "Choose how you were told"),
        ({"answer-1": ""}, "Enter at least one answer"),
        ({"answer-1": "decline"}, "Give the reason for the no"),
        ({"told_on": "2020-01-01"}, "Give a day from the day on which the paper was made"),
        ({"told_on": "2099-01-01"}, "Give a day from the day on which the paper was made"),
        ({"how": "by telephone"}, "Say whom you spoke with"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    app: Portal, story: Story, client_as: ClientAs, changed: dict[str, object], sentence: str
) -> None:
    sent(story, "editor")
    answer = entered(client_as("adviser"), paper_for(story), **changed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert entries(app) == 0


def test_an_entry_of_paper_comes_with_its_scan(app: Portal, story: Story, client_as: ClientAs) -> None:
    sent(story, "editor")
    answer = entered(client_as("adviser"), paper_for(story), file=the_scan(b""))
    assert (answer.status_code, "Choose the scan of the paper" in answer.text) == (422, True)
    assert entries(app) == 0


def test_a_paper_of_another_plan_or_person_is_refused(story: Story, client_as: ClientAs) -> None:
    sent(story, "editor")
    adviser, index = client_as("adviser"), f"/plans/{story.plan.id}/papers"
    for whom in ("", "nonsense", str(story.plan.id)):
        assert "Choose for whom the paper is." in adviser.post(index, data={"paper_for": whom}).text
    for role in ("representative", "reviewer", "observer"):
        answer = adviser.post(index, data={"paper_for": str(story.members[role].id)})
        assert (answer.status_code, "does not answer for a party" in answer.text) == (422, True)


def test_a_form_sent_twice_enters_and_confirms_once(app: Portal, story: Story, client_as: ClientAs) -> None:
    change, adviser = sent(story, "editor"), client_as("adviser")
    paper = paper_for(story)
    answers = [entered(adviser, paper, request_key="k" * 22) for _ in range(2)]
    assert {one.headers["Location"] for one in answers} == {answers[0].headers["Location"]}
    assert entries(app) == 1
    data = confirmation(adviser, newest(app)) | {"request_key": "l" * 22}
    where = f"/paper-entries/{newest(app).id}/confirmations"
    assert [adviser.post(where, data=data).status_code for _ in range(2)] == [303, 303]
    again = adviser.post(where, data=data | {"request_key": "m" * 22})
    assert (again.status_code, "Something has become of this entry already" in again.text) == (422, True)
    assert status(app, change) is Status.IN_EFFECT


def test_whoever_entered_a_paper_leaves_it_to_another_adviser_where_the_settings_say_so(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    change, adviser = sent(story, "editor"), client_as("adviser")
    entry = came_back(story, paper_for(story), YES)
    data = confirmation(adviser, entry)
    assert "Paper to confirm" in adviser.get("/").text
    app.settings = replace(app.settings, papers_confirmed_by="another")
    assert "Paper to confirm" not in adviser.get("/").text
    assert "You entered this." in adviser.get(f"/paper-entries/{entry.id}").text
    answer = adviser.post(f"/paper-entries/{entry.id}/confirmations", data=data)
    assert (answer.status_code, "You entered this yourself" in answer.text) == (422, True)
    assert status(app, change) is Status.OPEN


def test_a_paper_that_waits_stands_first_among_an_advisers_cases_and_on_nobody_elses_page(
    story: Story, client_as: ClientAs
) -> None:
    sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    page = client_as("adviser").get("/").text
    assert f"/paper-entries/{entry.id}" in page
    assert "waits for you" in page
    for role in ("practitioner", "editor", "reviewer"):
        assert "Paper to confirm" not in client_as(role).get("/").text
    confirm_paper(story, entry)
    assert "Paper to confirm" not in client_as("adviser").get("/").text


def test_a_scan_that_is_too_large_is_refused_beside_what_was_typed(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    app.settings = replace(app.settings, max_scan_bytes=50)
    sent(story, "editor")
    typed = {"answer-1": "decline", "no_reason-1": "It is too often."}
    answer = entered(client_as("adviser"), paper_for(story), **typed)
    assert answer.status_code == 422
    assert "may have" in answer.text
    assert "It is too often." in answer.text


def test_before_issue_there_is_no_page_of_papers(draft_story: Story, client_as: ClientAs) -> None:
    assert client_as("adviser").get(f"/plans/{draft_story.plan.id}/papers").status_code == 404
