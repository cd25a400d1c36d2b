"""The main job once through, from a draft to a sealed plan, with JavaScript and without (002 §4–§8)."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.story import Story

OpenPage = Callable[..., Page]


def tell(told: Story, look: Callable[[Page], None]) -> Page:
    """From a new case to the agreed plan, as its signatory sees it."""
    told.open_case()
    told.issue_draft()

    told.suggest("organisation", "1.1", "two", "four", "Two would not show a pattern.")
    told.comment("representative", "1.1", "an assessor", "I would ask who the assessors are.")
    told.suggest("representative", "1.2", "one entry", "two entries", "It shows more.", send=False)

    organisation = told.read_plan("organisation")
    expect(organisation.locator("body")).not_to_contain_text("I would ask who the assessors are.")
    expect(organisation.locator("body")).not_to_contain_text("two entries")

    practitioner = told.read_plan("practitioner")
    expect(practitioner.get_by_role("heading", name="It is your turn")).to_be_visible()
    expect(practitioner.get_by_text("A number changes: two becomes four.")).to_be_visible()
    expect(practitioner.locator("mark", has_text="an assessor")).to_be_visible()
    practitioner.locator("#answer-1").locator("button[value=agree]").click()
    look(practitioner)
    practitioner.locator("#answer-1").get_by_role("button", name="Send it now").click()
    expect(practitioner.locator("#did")).to_contain_text("It is in the plan now.")
    expect(practitioner.locator("article", has_text="completes four case discussions")).to_be_visible()
    look(practitioner)

    practitioner.get_by_role("link", name="Send to St Brannock's NHS Trust").click()
    look(practitioner)
    practitioner.get_by_role("button", name="Send to").click()
    organisation = told.read_plan("organisation")
    organisation.locator("#answer-2").locator("button[value=decline]").click()
    look(organisation)
    organisation.fill("#reason-2", "One is enough to begin with.")
    organisation.locator("#answer-2").get_by_role("button", name="Send it now").click()
    expect(organisation.locator("#did")).to_contain_text("The present words stay.")
    look(organisation)

    organisation = told.read_plan("organisation")
    organisation.get_by_role("link", name="what stands between").click()
    look(organisation)
    for box in organisation.get_by_role("checkbox").all():
        if not box.is_checked():
            box.check()
    organisation.get_by_role("button", name="Go on: check what freezing does").click()
    look(organisation)
    organisation.get_by_role("button", name="Freeze this text for signing").click()
    look(organisation)

    told.sign("practitioner", "Dr Amara Osei")
    signatory = told.sign("signatory", "Dr Helen Marsh")
    expect(signatory.get_by_role("heading", name="The plan is agreed")).to_be_visible()
    return signatory


def test_from_a_draft_to_a_sealed_plan(
    open_page: OpenPage, axe: Callable[[Page], list[str]], javascript: bool, tmp_path: Path
) -> None:
    def look(page: Page) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        if javascript:  # axe-core waits on timers, which never come where scripts are off
            assert axe(page) == [], page.url

    told = Story(open_page, look, javascript, "2026-09" + ("01" if javascript else "02"))
    signatory = tell(told, look)
    with signatory.expect_download() as download:
        signatory.get_by_role("link", name="Download the sealed plan").click()
    sealed = tmp_path / "plan.pdf"
    download.value.save_as(sealed)
    _verify(signatory, sealed, look)
    _history(told, look)


def _verify(page: Page, sealed: Path, look: Callable[[Page], None]) -> None:
    page.goto("/verify")
    look(page)
    page.locator("input[type=file]").set_input_files(sealed)
    page.locator("form[action='/verify'] button").click()
    look(page)
    expect(page.locator("main")).to_contain_text("exactly as both parties signed it")
    changed = sealed.with_name("changed.pdf")
    words = bytearray(sealed.read_bytes())
    words[len(words) // 2] ^= 1
    changed.write_bytes(bytes(words))
    page.goto("/verify")
    page.locator("input[type=file]").set_input_files(changed)
    page.locator("form[action='/verify'] button").click()
    look(page)
    expect(page.locator("main")).not_to_contain_text("exactly as both parties signed it")


def _history(told: Story, look: Callable[[Page], None]) -> None:
    page = told.read_plan("practitioner")
    page.get_by_text("Read it another way").click()
    page.get_by_role("link", name="History").first.click()
    look(page)
    expect(page.locator("main")).to_contain_text("Two would not show a pattern.")


def test_the_redline_appears_while_typing(open_page: OpenPage) -> None:
    told = Story(open_page, lambda page: None, True, "2026-0147")
    page = told.person("practitioner")
    page.get_by_role("link", name="Remediation plan for Dr Amara Osei").first.click()
    if "/first-sight" in page.url:
        page.get_by_role("button", name="Read the plan").click()
    page.locator("article[id^=clause-] .tools summary").nth(3).click()
    page.get_by_role("link", name="Suggest other words for").click()
    page.wait_for_selector("body.js-enabled")
    page.fill("#text", page.input_value("#text") + " Nothing is rushed.")
    expect(page.locator("#redline ins")).to_contain_text("Nothing is rushed.")
