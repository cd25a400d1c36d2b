"""A plan that the organisation drafted in Word, from PSR's view of it to both signatures (000 L15)."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.feedback_story import CASE, SUGGESTED, FeedbackStory


def look(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_from_a_draft_in_word_through_feedback_to_both_signatures(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    told = FeedbackStory(open_page, look, True, CASE)
    told.draft_from_word(tmp_path)
    told.ask("Is this feasible with one supervisor?")
    told.assign("S. Whitcombe", "R. Malik")
    told.send_urgent_point()
    review = told.review(
        ("2.1", "must", "Say how many cases, and how often.", SUGGESTED),
        ("1.1", "should", "Say who steps in when the supervisor is away.", ""),
    )
    told.agree_and_issue(review)
    told.reply(review, {1: ("adopted", ""), 2: ("later", "We look for a deputy.")})
    expect(told.at("organisation", told.draft).locator("body")).to_contain_text(SUGGESTED)

    told.ask("Is it better now?")
    told.assign("S. Whitcombe", "R. Malik")
    reviewer = told.at("reviewer", told.request)
    reviewer.get_by_role("link", name="What became of our points").click()
    look(reviewer)
    expect(reviewer.locator("main")).to_contain_text("Say how many cases, and how often.")
    expect(reviewer.locator("main")).to_contain_text("We look for a deputy.")
    second = told.review(("1.1", "could", "Name the deputy once you know.", ""))
    told.agree_and_issue(second)

    told.share()
    practitioner = told.read_plan("practitioner")
    expect(practitioner.locator("body")).to_contain_text(SUGGESTED)
    practitioner.goto(second)
    look(practitioner)
    expect(practitioner.locator("main")).to_contain_text("a view, not approval")
    expect(practitioner.locator("main")).not_to_contain_text("R. Malik")
    told.suggest("practitioner", "2.1", "two", "three", "Three would show more.")
    told.agree_to_change("organisation")
    told.freeze()
    told.sign("practitioner", "Dr Amara Osei")
    signatory = told.sign("signatory", "Dr Helen Marsh")
    expect(signatory.get_by_role("heading", name="The plan is agreed")).to_be_visible()
