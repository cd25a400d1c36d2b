"""On a slow phone in Chromium: from a tap, and from saving a comment, to what it shows, and opening the plan."""

import statistics
from typing import Any

from in_browser import SLOWER, chromium
from playwright.sync_api import Page, sync_playwright
from scene import Scene, databases, scene
from served import serving_portal

from portal.domain.cases.roles import Role

SIZES = [(110, 20, 30), (200, 500, 1_000)]
PHONE = {"width": 390, "height": 844}
TAPS, OPENINGS = 7, 5
WATCH = """() => {
  addEventListener("pointerdown", () => { window.began = performance.now(); window.took = 0; }, true);
  new MutationObserver(() => {
    if (!window.began || window.took || !document.querySelector(".answer--ready:focus")) return;
    requestAnimationFrame(() => setTimeout(() => { window.took ||= performance.now() - window.began; }));
  }).observe(document.body, { childList: true, subtree: true, attributes: true });
  addEventListener("focusin", (event) => {
    if (!window.began || window.took || !event.target.matches(".answer--ready, .card--thread")) return;
    requestAnimationFrame(() => setTimeout(() => { window.took ||= performance.now() - window.began; }));
  });
}"""
OPENED = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"


def opened(page: Page, address: str) -> float:
    """Milliseconds until the plan's first words are painted."""
    page.goto(address)
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    return float(page.evaluate(OPENED))


def tapped(page: Page) -> float:
    """Milliseconds from the next tap on "Agree" to the painted change."""
    button = page.locator(".answer:not(.answer--ready) button[value=agree]").first
    if not button.count():
        page.locator(".card--folded", has_text="waits for you").first.get_by_role("link").click()
        button.wait_for()
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    button.click()
    page.wait_for_function("window.took > 0")
    return float(page.evaluate("window.took"))


def commented(page: Page, number: int) -> float:
    """Milliseconds from saving a comment on this paragraph to seeing it."""
    page.locator(".clause--paragraph .tools summary").nth(number).click()
    page.locator(".clause--paragraph .tools[open] a[href$='/threads/new']").click()
    page.fill("form.in-place #body", "Could this be by video?")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Save the comment").click()
    page.wait_for_function("window.took > 0")
    return float(page.evaluate("window.took"))


def measure(browser: Any, made: Scene, size: tuple[int, int, int]) -> None:
    with serving_portal(made.url) as port:
        reader = made.browser(Role.PRACTITIONER, port)
        context = browser.new_context(viewport=PHONE, bypass_csp=True)
        where = f"http://127.0.0.1:{port}"
        context.add_cookies([{"name": name, "value": value, "url": where} for name, value in reader.cookies.items()])
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        address = f"http://127.0.0.1:{port}{made.address}"
        openings = [opened(page, address) for _ in range(OPENINGS)]
        page.evaluate(WATCH)
        taps = [tapped(page) for _ in range(TAPS)]
        comments = [commented(page, number) for number in range(TAPS)]
        context.close()
    shown = "/".join(map(str, size))
    print(
        f"{shown:14} tap to change {statistics.median(taps):6.0f} ms ({min(taps):.0f} to {max(taps):.0f}),",
        f"comment {statistics.median(comments):6.0f} ms ({min(comments):.0f} to {max(comments):.0f}),",
        f"opening to first words {statistics.median(openings):6.0f} ms",
        flush=True,
    )


if __name__ == "__main__":
    print(f"On a phone, processor {SLOWER} times slower: medians of {TAPS} taps and {OPENINGS} openings")
    path = chromium()
    with sync_playwright() as playwright, databases() as new:
        chrome = playwright.chromium.launch(executable_path=path)
        for size in SIZES:
            measure(chrome, scene(new()["SQLite"], *size), size)
        chrome.close()
