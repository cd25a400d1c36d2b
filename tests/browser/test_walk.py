"""Going through what waits for an answer, one change at a time: by keyboard alone, and on a phone with one thumb."""

from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.walking import REASON, SUGGESTIONS, open_plan, suggest_ten, tab_to

OpenPage = Callable[..., Page]

MOST_SECONDS = 120
SETTLED_MILLISECONDS = 500
PLACE = "Math.round(document.getElementById('change-3').getBoundingClientRect().top)"


@pytest.fixture
def ten_wait(site: str, site_database: str) -> str:
    return suggest_ten(site_database)


def is_read(page: Page, number: int) -> None:
    """This change fills the page, with its words and its reason."""
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Suggested change {number}")
    expect(page.get_by_text(f"{number} of {SUGGESTIONS} that wait for you")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()


def agree(page: Page) -> None:
    tab_to(page, "Agree to")
    page.keyboard.press("Enter")


def decline(page: Page) -> None:
    tab_to(page, "Do not agree")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You do not agree. Not sent yet.")).to_be_visible()
    tab_to(page, "reason-")
    page.keyboard.type("The log says it already.")
    tab_to(page, "Save it, not sent")
    page.keyboard.press("Enter")


def test_ten_are_read_answered_and_sent_by_keyboard_within_two_minutes(
    ten_wait: str, open_page: OpenPage, javascript: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    page = open_page("/sign-in", javascript=javascript)
    open_plan(page, ten_wait)
    began = monotonic()
    tab_to(page, "Go through them one at a time")
    page.keyboard.press("Enter")
    for number in range(1, SUGGESTIONS + 1):
        is_read(page, number)
        (decline if number % 4 == 0 else agree)(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    tab_to(page, f"Send {SUGGESTIONS} answers")
    page.keyboard.press("Enter")
    said = page.locator("#did")
    expect(said).to_contain_text(f"Your {SUGGESTIONS} answers are sent")
    expect(page.locator("#turn")).to_have_text("Nothing waits for an answer")
    if javascript:
        expect(said).to_be_focused()
        assert "did=" not in page.url
    took = monotonic() - began
    with capsys.disabled():
        print(f"\nTen suggested changes read, answered and sent by keyboard in {took:.1f} s, JavaScript: {javascript}")  # noqa: T201
    assert took < MOST_SECONDS


def test_the_arrow_keys_go_through_them_too(ten_wait: str, open_page: OpenPage) -> None:
    page = open_page("/sign-in")
    open_plan(page, ten_wait)
    page.get_by_role("link", name="Go through them one at a time").click()
    for number, key in ((1, "ArrowRight"), (2, "ArrowLeft")):
        is_read(page, number)
        page.wait_for_selector("body.js-enabled")
        page.keyboard.press(key)
    is_read(page, 1)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568)])
def test_on_a_phone_an_answer_stands_with_the_words_that_it_answers(
    ten_wait: str, open_page: OpenPage, width: int, height: int
) -> None:
    page = open_page("/sign-in", width=width, height=height)
    open_plan(page, ten_wait)
    page.get_by_role("link", name="Go through them one at a time").click()
    for number in (1, 2, 3):
        is_read(page, number)
        button = page.locator("button[value=agree]")
        button.scroll_into_view_if_needed()
        expect(page.locator("#page ins").first).to_be_in_viewport()
        expect(button).to_be_in_viewport(ratio=1)
        place = button.bounding_box()
        assert place
        assert min(place["width"], place["height"]) >= 44
        button.click()
    expect(page.locator("#bar")).to_contain_text("3 answers ready, not sent yet")


def test_an_answer_on_the_plan_changes_its_card_and_the_bar_and_nothing_else(
    ten_wait: str, open_page: OpenPage
) -> None:
    page = open_page("/sign-in")
    open_plan(page, ten_wait)
    page.wait_for_selector("body.js-enabled")
    box = page.locator("#answer-3")
    box.scroll_into_view_if_needed()
    button = box.locator("button[value=agree]")
    button.focus()
    page.wait_for_timeout(SETTLED_MILLISECONDS)
    before = page.evaluate(PLACE)
    page.evaluate("document.title = 'the same page'")
    button.press("Enter")
    expect(box).to_contain_text("You agree. Not sent yet.")
    expect(box).to_be_focused()
    expect(page.locator("#bar")).to_contain_text("1 answer ready, not sent yet")
    assert page.evaluate(PLACE) == before
    box.get_by_role("button", name="I do not agree after all").click()
    expect(box).to_contain_text("You do not agree. Not sent yet.")
    box.get_by_role("button", name="I agree after all").click()
    expect(box).to_contain_text("You agree. Not sent yet.")
    assert page.title() == "the same page"
    box.get_by_role("button", name="Take this answer away").click()
    expect(box.locator("button[value=decline]")).to_be_visible()
    expect(page.locator("#bar")).to_be_empty()


def test_an_answer_to_words_that_are_out_of_date_is_refused_on_a_page_with_the_present_ones(
    ten_wait: str, open_page: OpenPage
) -> None:
    page = open_page("/sign-in")
    open_plan(page, ten_wait)
    page.wait_for_selector("body.js-enabled")
    box = page.locator("#answer-2")
    box.locator("[name=digest]").evaluate("field => field.value = 'other words'")
    box.locator("button[value=agree]").click()
    expect(page.get_by_role("alert")).to_contain_text("no longer the ones you were shown")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suggested change 2")


def test_a_card_whose_words_changed_while_it_was_answered_is_shown_anew(ten_wait: str, open_page: OpenPage) -> None:
    page = open_page("/sign-in")
    open_plan(page, ten_wait)
    page.wait_for_selector("body.js-enabled")

    def other_words(route: Route) -> None:
        answer = route.fetch()
        digest = page.locator("#answer-2 [name=digest]").first.input_value()
        route.fulfill(response=answer, body=answer.text().replace(digest, "0" * 64))

    page.route(
        "**/kept-answers", lambda route: other_words(route) if route.request.method == "GET" else route.continue_()
    )
    with page.expect_navigation():
        page.locator("#answer-2 button[value=agree]").click()
    expect(page.locator("#answer-2")).to_contain_text("You agree. Not sent yet.")


def test_what_is_private_is_not_printed(ten_wait: str, open_page: OpenPage) -> None:
    page = open_page("/sign-in")
    open_plan(page, ten_wait)
    page.locator(".clause .tools summary").last.click()
    page.get_by_role("link", name="Suggest other words for").click()
    words = page.get_by_label("The words you suggest")
    words.fill(f"{words.input_value()} Said in private.")
    page.get_by_label("Why do you suggest this?").fill("I wonder.")
    page.get_by_role("button", name="Save for later").click()
    page.goto("/")
    page.locator("section, article, li, tr", has_text=ten_wait).locator("a[href^='/plans/']").last.click()
    private = page.get_by_text("Said in private.")
    expect(private.first).to_be_visible()
    page.emulate_media(media="print")
    for each in private.all():
        expect(each).to_be_hidden()
