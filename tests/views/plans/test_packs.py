"""The pack to take to an adviser: the plan with every change, and what is private only where its reader asks for it."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.database import Database
from portal.documents.pack import Pack, PackChange, pack_pdf
from portal.domain.cases.roles import Side
from portal.domain.plans.plan import Plan
from portal.domain.talk.thread import Audience
from portal.queries.plans.pack import pack_of
from portal.text import Run
from tests import factories
from tests.canaries import planted
from tests.conftest import ClientAs
from tests.factories import Story
from tests.planting import AUTHORS, Secrets
from tests.test_leaks import read_pdf

TODAY = date(2026, 1, 20)


@pytest.fixture
def told(story: Story) -> Story:
    """Changes of both parties and of PSR; the practitioner keeps one, an answer and a talk private."""
    story.everybody_has_read_the_first_page()
    factories.sent(story, "editor", "aim")
    weeks = factories.suggest_weeks(story, "editor", reason="Four weeks are too few.")
    theirs = factories.put_forward(story, weeks, "editor")
    factories.sent(story, "adviser", "consequences")
    factories.suggest(story, "practitioner", "cases", "Ten cases are enough.", reason="A private reason.")
    factories.keep(story, theirs, by="practitioner", note="Ask the lawyer first.")
    factories.thread(story, "practitioner", Audience.PRACTITIONER_PSR, body="For PSR to read.")
    factories.thread(story, "editor", Audience.SHARED, body="For both to read.")
    return story


def pack(story: Story, database: Database, role: str = "practitioner", *, private: bool = False) -> Pack:
    with database.reading() as session:
        plan, member = session.get_one(Plan, story.plan.id), story.member(role, session)
        return pack_of(session, plan, member, private=private, today=TODAY, at=story.at)


def all_changes(told: Pack) -> list[PackChange]:
    inside = [one.inside for one in told.clauses if one.inside]
    beside = [change for part in (*told.stages, *told.clauses) for change in part.changes]
    return [*told.about_all, *inside, *beside, *told.strays]


def pdf(client_as: ClientAs, story: Story, role: str, asked: str = "") -> str:
    answer = client_as(role).get(f"/plans/{story.plan.id}/pack.pdf{asked}")
    assert answer.content_type == "application/pdf"
    return " ".join(read_pdf(answer.data).split())


def test_each_change_stands_in_the_plan_with_its_redline_its_reason_and_who_asks(
    told: Story, database: Database
) -> None:
    changes = {one.name: one for one in all_changes(pack(told, database))}
    assert changes.keys() == {"Suggested change 1", "Suggested change 2", "Suggested change 3"}
    words, weeks, psrs = (changes[f"Suggested change {number}"] for number in (1, 2, 3))
    assert [run for run in words.words if run.kind != "same"] == [
        Run("removed", "practitioner"),
        Run("added", "doctor"),
    ]
    assert (words.party, words.side, words.reason) == ("Harbour Trust", "organisation", "It is clearer.")
    assert words.waits == "Waits for the answer of Test Practitioner."
    assert weeks.words == [Run("removed", "4 weeks"), Run("same", " "), Run("added", "6 weeks")]
    assert "It would end on 12 April 2026, not 29 March 2026." in weeks.facts
    assert [one["headline"] for one in weeks.pictures] == [
        "Now: 12 weeks, to 29 March 2026",
        "As suggested: 14 weeks, to 12 April 2026",
    ]
    assert "Suggested by PSR at the request of both parties." in psrs.facts
    assert psrs.waits == "Waits for the answer of Harbour Trust and of Test Practitioner."


def test_what_waits_for_the_readers_side_stands_first(told: Story, database: Database) -> None:
    factories.sent(told, "practitioner", "supervision")
    assert [one.name[-1] for one in pack(told, database, "practitioner").waiting] == ["1", "2", "3", "4"]
    assert [one.name[-1] for one in pack(told, database, "editor").waiting] == ["3", "4", "1", "2"]


def test_the_dates_of_the_stages_stand_beside_the_picture(told: Story, database: Database) -> None:
    found = pack(told, database)
    assert found.picture
    assert found.picture["today"] == 17.86
    assert found.dates == [
        ["1. Close supervision", "4 weeks", "5 January 2026 to 1 February 2026", "End of week 4, 1 February 2026"],
        ["2. Lighter supervision", "8 weeks", "2 February 2026 to 29 March 2026", "End of week 12, 29 March 2026"],
    ]


def test_what_is_private_goes_in_only_by_its_own_tick_and_is_marked(told: Story, client_as: ClientAs) -> None:
    private = ("A private reason.", "Ten cases are enough.", "Ask the lawyer first.", "For PSR to read.")
    passed_on, kept = (pdf(client_as, told, "practitioner", asked) for asked in ("", "?private=yes"))
    for words in private:
        assert words not in passed_on
        assert words in kept
    for words in ("Four weeks are too few.", "For both to read."):
        assert words in passed_on
    assert "Not sent. Only your side can see this." in kept
    assert "Only for Test Practitioner" in kept
    assert "Holds nothing that only one side can see" in passed_on


def test_the_other_party_finds_nothing_of_it_however_it_asks(told: Story, client_as: ClientAs) -> None:
    for role in ("editor", "signatory"):
        for asked in ("", "?private=yes"):
            text = pdf(client_as, told, role, asked)
            assert "A private reason." not in text
            assert "For PSR to read." not in text


def test_no_pack_that_may_be_passed_on_holds_a_secret(story: Story, client_as: ClientAs) -> None:
    secrets: Secrets = planted(story)
    everybody = {Side.ORGANISATION, Side.PRACTITIONER, Side.PSR}
    for persona in (AUTHORS[Side.ORGANISATION], AUTHORS[Side.PRACTITIONER]):
        text = pdf(client_as, story, persona)
        assert (persona, {word for word, sides in secrets.sides.items() if sides < everybody and word in text}) == (
            persona,
            set(),
        )


def test_a_representative_is_named_only_where_what_is_private_was_asked_for(told: Story, client_as: ClientAs) -> None:
    factories.sent(told, "representative", "supervision")
    name = told.people["representative"].name
    assert name not in pdf(client_as, told, "practitioner")
    assert name in pdf(client_as, told, "practitioner", "?private=yes")


def test_the_page_says_what_is_in_it_and_is_linked_for_the_parties(told: Story, client_as: ClientAs) -> None:
    for role in ("practitioner", "representative", "editor", "signatory"):
        assert f"/plans/{told.plan.id}/pack" in client_as(role).get(f"/plans/{told.plan.id}").text
        page = client_as(role).get(f"/plans/{told.plan.id}/pack").text
        assert "Include what only your side can see" in page
        assert "checked" not in page
    assert client_as("adviser").get(f"/plans/{told.plan.id}/pack").status_code == 403
    assert f"/plans/{told.plan.id}/pack" not in client_as("adviser").get(f"/plans/{told.plan.id}").text


def test_its_file_is_named_by_its_case_and_says_when_it_is_private(told: Story, client_as: ClientAs) -> None:
    names = [
        client_as("editor").get(f"/plans/{told.plan.id}/pack.pdf{asked}").headers["Content-Disposition"]
        for asked in ("", "?private=yes")
    ]
    assert names == [
        'attachment; filename="plan-for-an-adviser-PSR-2025-0001.pdf"',
        'attachment; filename="plan-for-an-adviser-PSR-2025-0001-private.pdf"',
    ]


def test_long_words_wrap_and_none_is_markup(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    long = "w" * 300
    factories.sent(story, "editor", "aim", text=f"#panic() *bold* $x$ {long}")
    body = client_as("practitioner").get(f"/plans/{story.plan.id}/pack.pdf").data
    text = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
    assert "#panic()*bold*$x$" in text
    assert text.replace("\u200b", "").count("w" * 200) >= 1


def test_a_plan_without_changes_or_stages_has_a_pack_too(story: Story, database: Database) -> None:
    found = pack(story, database)
    assert (found.waiting, all_changes(found)) == ([], [])
    assert "Nothing waits for an answer now." in read_pdf(pack_pdf(found))
