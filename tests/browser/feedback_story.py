"""What people do in a browser when the organisation drafts a plan and PSR gives its view: one line for one act."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.story import Story
from tests.documents.word_files import paragraph, word_file

CASE = "2026-0163"
TITLE = "Return plan drafted by the trust"
SUGGESTED = "The practitioner reviews two cases each week with the supervisor, and notes what was learnt."
BODY = [
    (TITLE, "T"),
    ("Start: 2027-01-11", ""),
    ("Stage 1: Direct supervision (4 weeks)", ""),
    ("Stage 2: Close supervision (6 weeks)", ""),
    ("Patient safety", "H1"),
    ("1.1 The supervisor steps in at once if a patient may come to harm.", ""),
    ("What is done", "H1"),
    ("2.1 The practitioner reviews cases with the supervisor.", ""),
    ("Agreement", "H1"),
    ("3.1 The organisation and the practitioner agree to take this programme forward.", ""),
]


@dataclass
class FeedbackStory(Story):
    """A story whose people are on a case already; the draft and its request are where they were last."""

    draft: str = ""
    request: str = ""

    def at(self, role: str, address: str) -> Page:
        page = self.person(role)
        page.goto(address)
        self.look(page)
        return page

    def press(self, page: Page, name: str) -> None:
        with page.expect_navigation():  # what is pressed may wait for what is being saved
            page.get_by_role("button", name=name).first.click()
        self.look(page)
        told = page.locator(".nhsuk-error-summary").all_inner_texts()
        assert told == [], (name, told)

    def draft_from_word(self, folder: Path) -> None:
        page = self.at("organisation", "/")
        page.get_by_role("link", name=CASE).first.click()
        page.locator("a[href$='/drafts/new']").first.click()
        file = folder / "plan.docx"
        file.write_bytes(word_file("".join(paragraph(text, style) for text, style in BODY)))
        page.set_input_files("#file", file)
        self.press(page, "Read the draft")
        if page.get_by_role("button", name="Keep the draft").count():
            self.press(page, "Keep the draft")
        expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
        self.draft = page.url.partition("#")[0]

    def ask(self, wants: str) -> None:
        page = self.at("organisation", self.draft)
        page.get_by_role("link", name="PSR’s feedback").click()
        page.get_by_role("link", name="Ask PSR for feedback").click()
        self.look(page)
        page.fill("#wants", wants)
        page.get_by_label("Yes", exact=True).check()
        page.fill("#told_on", datetime.now(UTC).date().isoformat())
        self.press(page, "Ask PSR")
        self.request = page.url.partition("#")[0]

    def assign(self, reviewer: str, second: str) -> None:
        """PSR accepts the request, and says who reviews it and who reads second."""
        page = self.at("adviser", self.request)
        page.get_by_label("Accept it").check()
        self.press(page, "Decide")
        page.goto(self.request)
        page.select_option("#reviewer", label=reviewer)
        page.select_option("#second_reader", label=second)
        self.press(page, "Save")

    def send_urgent_point(self) -> None:
        page = self.at("reviewer", self.request)
        page.get_by_role("link", name="Send an urgent point at once").click()
        page.fill("#urgent", "Nobody steps in when the supervisor is away. Name a deputy before the first list.")
        page.fill("#telephoned", "The medical director, today at noon.")
        self.press(page, "Send it now")
        theirs = self.at("organisation", self.request)
        theirs.get_by_role("link", name="Read it, and tell PSR that you have it").click()
        theirs.fill("#urgent_done", "The deputy is named from today.")
        self.press(theirs, "Tell PSR that you have it")

    def review(self, *points: tuple[str, str, str, str]) -> str:
        """The address of a review with these points: a clause's label, priority, words and suggested words."""
        page = self.at("reviewer", self.request)
        self.press(page, "Begin the review")
        review = page.url.partition("#")[0]
        page.wait_for_load_state("networkidle")  # what saves while somebody types has come
        page.locator("[name=choice-safety][value=strengthen]").check()
        page.fill("[name=words-safety]", "A deputy is missing.")
        page.locator("[name=choice-feasibility][value=changes]").check()
        page.fill("[name=words-feasibility]", "With one supervisor there is time for two cases a week.")
        self.press(page, "Save the form")
        for clause, priority, words, suggested in points:
            page.goto(review)
            page.get_by_role("link", name=f"Add a point on {clause}", exact=True).click()
            page.locator(f"[name=priority][value={priority}]").check()
            page.select_option("#about", index=1)
            page.fill("#text", words)
            page.fill("#suggested", suggested)
            self.press(page, "Save this point")
        page.goto(review)
        self.press(page, "Hand to the second reader")
        return review

    def agree_and_issue(self, review: str) -> None:
        self.press(self.at("adviser", review), "Agree to it")
        self.press(self.at("reviewer", review), "Issue it to")

    def reply(self, review: str, answers: dict[int, tuple[str, str]]) -> None:
        """The organisation answers points by their number; PSR's words are put in where it takes them."""
        page = self.at("organisation", review)
        page.locator("a[href$='/replies']").first.click()
        self.look(page)
        for number, (took, why) in answers.items():
            page.locator(f"[name=took-{number}][value='{took}']").check()
            page.fill(f"[name=why-{number}]", why)
        self.press(page, "Save the answers")

    def share(self) -> Page:
        page = self.at("organisation", self.draft)
        page.locator("[name=shows][value=yes]").check()
        self.press(page, "Share it with")
        return page

    def read_plan(self, role: str) -> Page:
        """Open the plan that was shared; the first time past the page of first sight."""
        page = self.at(role, self.draft.removesuffix("/draft"))
        if "/first-sight" in page.url:
            self.press(page, "Read the plan")
        return page

    def agree_to_change(self, role: str) -> None:
        page = self.read_plan(role)
        page.locator("[id^=answer-]").first.locator("button[value=agree]").click()
        self.look(page)
        page.locator("[id^=answer-]").first.get_by_role("button", name="Send it now").click()
        expect(page.locator("#did")).to_contain_text("It is in the plan now.")

    def freeze(self) -> None:
        page = self.read_plan("organisation")
        page.get_by_role("link", name="what stands between").click()
        self.look(page)
        for box in page.get_by_role("checkbox").all():
            if not box.is_checked():
                box.check()
        self.press(page, "Go on: check what freezing does")
        self.press(page, "Freeze this text for signing")
