"""After both have signed: a longer stage is consented to and signed again, and the organisation acts for safety."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from portal.demonstration import PASSWORD
from tests.browser.story import Story

OpenPage = Callable[..., Page]
SIGNED = "2026-0139"


def test_a_longer_stage_is_consented_to_and_the_plan_signed_again(
    open_page: OpenPage, axe: Callable[[Page], list[str]]
) -> None:
    def look(page: Page) -> None:
        assert axe(page) == [], page.url

    told = Story(open_page, look, True, SIGNED)
    page = told.read_plan("signatory")
    expect(page.get_by_text("3 passages would no longer be true")).to_be_visible()
    page.get_by_role("link", name="Read and answer suggested change 3").click()
    page.locator("button[value=agree]").click()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("alert")).to_contain_text("Give your password again")
    look(page)
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("alert")).to_contain_text("needs its own tick")
    page.get_by_label("I consent to this").check()
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("Since then 1 change was agreed")).to_be_visible()
    look(page)
    page.goto(f"{page.url.split('?')[0].split('#')[0]}/agreements/new")
    expect(page.get_by_role("heading", name="Worth a look")).to_be_visible()
    look(page)
    for number in (4, 5, 6):
        told.read_plan("signatory").get_by_role("link", name=f"Read and answer suggested change {number}").click()
        page.locator("button[value=agree]").first.click()
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_role("button", name="Send it now").click()
        expect(page.locator("#did")).to_be_visible()
    page.get_by_role("link", name="Get the new text ready to sign").first.click()
    page.get_by_role("button", name="Go on: check what freezing does").click()
    page.get_by_role("button", name="Freeze this text for signing").click()
    told.sign("signatory", "Dr Helen Marsh")
    page = told.sign("practitioner", "Dr Amara Osei")
    expect(page.get_by_role("heading", name="The plan is agreed")).to_be_visible()
    page.get_by_role("link", name="The agreement of").click()
    expect(page.get_by_role("heading", name="This agreement was replaced")).to_be_visible()
    look(page)


def test_an_action_for_safety_from_its_record_to_its_end(open_page: OpenPage, javascript: bool) -> None:
    told = Story(open_page, lambda page: None, javascript, SIGNED)
    what = f"Scripts are {'read' if javascript else 'not read'} by two people."
    editor = told.read_plan("organisation")
    editor.get_by_role("link", name="Record an action taken for safety").click()
    editor.fill("#what", what)
    editor.fill("#why", "One dose was wrong.")
    editor.get_by_role("button", name="Record the action").click()
    practitioner = told.read_plan("practitioner")
    practitioner.locator(".safety", has_text=what).get_by_role("link", name="Read why, and comment").click()
    practitioner.fill("#body", "Thank you for telling me.")
    practitioner.get_by_role("button", name="Comment").click()
    expect(practitioner.get_by_text("Thank you for telling me.")).to_be_visible()
    editor.reload()
    expect(editor.get_by_text("Thank you for telling me.")).to_be_visible()
    editor.get_by_text("This action is no longer needed").click()
    editor.fill("#reason", "The audit was clear.")
    editor.get_by_role("button", name="End this action").click()
    expect(told.read_plan("practitioner").locator("main")).not_to_contain_text(what)
