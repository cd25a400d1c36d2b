"""When talk is better than clicks: a call, a talk and its note, and a plan that cannot be agreed, in a browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.demonstration import PASSWORD

OpenPage = Callable[..., Page]
Person = Callable[[str], Page]
RETURN = "Return to work plan: general surgery"
NEW = "Remediation plan for Dr Amara Osei"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def person(open_page: OpenPage, javascript: bool) -> Person:
    """Signs somebody in, each with their own phone."""

    def signed_in(role: str) -> Page:
        page = open_page("/sign-in", javascript=javascript, **PHONE)
        page.fill("#email", f"{role}@example.org")
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page

    return signed_in


def open_plan(page: Page, title: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=title).first.click()
    if "/first-sight" in page.url:
        page.get_by_role("button", name="Read the plan").click()


def panel(page: Page, heading: str) -> None:
    """The panel says so, and where a script runs it has the focus."""
    expect(page.locator("#did")).to_contain_text(heading)


def test_a_call_is_asked_for_noted_and_asked_for_again(person: Person) -> None:
    practitioner, adviser = person("practitioner"), person("adviser")
    open_plan(practitioner, NEW)
    practitioner.get_by_role("link", name="Ask PSR to ring you").first.click()
    practitioner.get_by_label("When would it suit you?").fill("Monday morning")
    practitioner.get_by_role("button", name="Send the note to PSR").click()
    panel(practitioner, "PSR has your note")
    adviser.goto("/")
    row = adviser.locator("tr", has_text="2026-0147")
    expect(row).to_contain_text("Asked for a call")
    row.get_by_role("link", name="Read the note").click()
    adviser.get_by_role("button", name="I tried, no answer").click()
    panel(adviser, "Your try is noted")
    practitioner.reload()
    expect(practitioner.locator("main")).to_contain_text("There was no answer.")
    practitioner.get_by_role("button", name="Take this note back").click()
    panel(practitioner, "You took your note back")


def test_a_talk_beside_a_change_is_settled_and_written_down(person: Person) -> None:
    practitioner, editor = person("practitioner"), person("organisation")
    open_plan(editor, RETURN)
    editor.locator("summary", has_text="More you can do").click()
    editor.get_by_role("link", name="Let us talk about the plan").click()
    editor.get_by_label("Times that suit you").fill("Tuesday at noon\nWednesday at five")
    editor.get_by_role("button", name="Offer these times").click()
    expect(editor.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(editor.get_by_label("Times that suit you")).to_have_value("Tuesday at noon\nWednesday at five")
    editor.get_by_label("By telephone").check()
    editor.get_by_role("button", name="Offer these times").click()
    panel(editor, "Your offer is sent")
    open_plan(practitioner, RETURN)
    practitioner.get_by_role("link", name=re.compile("Answer it.*the plan")).click()
    practitioner.get_by_label("Wednesday at five").check()
    practitioner.get_by_role("button", name="This time suits me").click()
    panel(practitioner, "You will talk")
    practitioner.get_by_label("In a few words").fill("We spoke of the on-call days.")
    practitioner.get_by_role("button", name="Send this note").click()
    panel(practitioner, "Your note is sent")
    editor.reload()
    editor.get_by_role("button", name="A fair account").click()
    panel(editor, "Your reply is sent")
    practitioner.reload()
    expect(practitioner.locator("main")).to_contain_text("calls it a fair account")


def test_a_plan_that_cannot_be_agreed_ends_with_both_views(person: Person, javascript: bool) -> None:
    title = RETURN if javascript else NEW
    practitioner, signatory, adviser = person("practitioner"), person("signatory"), person("adviser")
    open_plan(practitioner, title)
    practitioner.locator("summary", has_text="More you can do").click()
    practitioner.get_by_role("link", name="If we cannot agree").first.click()
    practitioner.get_by_role("button", name="Ask PSR to meet both of us").click()
    panel(practitioner, "You asked PSR to meet both of you")
    open_plan(adviser, title)
    adviser.get_by_role("link", name="Say what became of it").click()
    adviser.get_by_role("button", name="We met").click()
    panel(adviser, "The meeting is noted")
    adviser.get_by_role("button", name="Ask both for their view").click()
    panel(adviser, "Both parties are asked for their view")
    for page, button in ((practitioner, "Give this view"), (signatory, "I prefer to give none")):
        open_plan(page, title)
        page.get_by_role("link", name="What that means").click()
        page.get_by_role("link", name="Give your view").click()
        page.get_by_label("In your own words").fill("I could not agree to the nights." if page is practitioner else "")
        page.get_by_role("button", name=button).click()
    adviser.get_by_role("link", name="Back to the plan").click()
    adviser.get_by_role("link", name="Read their answers").click()
    adviser.get_by_role("link", name="Record that the plan ended").click()
    adviser.get_by_label("What happens next?").fill("The Trust decides what follows.")
    adviser.get_by_role("button", name="End the plan").click()
    panel(adviser, "The plan has ended without an agreement")
    open_plan(signatory, title)
    signatory.get_by_role("link", name="How each party sees it").click()
    expect(signatory.locator("main")).to_contain_text("I could not agree to the nights.")
    expect(signatory.locator("main")).to_contain_text("prefers to give no view")
