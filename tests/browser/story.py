"""The people of the story, and what each of them does in a browser: one line for one act."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from portal.demonstration import PASSWORD

DRAFT = """Remediation plan for Dr Osei

Type: remediation
Start: 2027-01-11
Stage 1: Direct supervision (4 weeks)
Stage 2: Close supervision (6 weeks)

1. Objectives
1.1 The practitioner completes two case discussions in each stage with an assessor.
1.2 The practitioner keeps a reflective log and shares one entry a week.

2. If progress is slow
2.1 The organisation calls a meeting before it takes any other step.

3. Agreement
3.1 The organisation and the practitioner agree to take this programme forward.
"""
PEOPLE = {
    "practitioner": ("adviser", "Practitioner"),
    "signatory": ("adviser", "Signs for the organisation"),
    "organisation": ("signatory", "Writes for the organisation"),
    "representative": ("practitioner", ""),
}


@dataclass
class Story:
    """One telling of the story: everybody has a browser of their own."""

    open_page: Callable[..., Page]
    look: Callable[[Page], None]
    javascript: bool
    reference: str
    people: str = ""
    pages: dict[str, Page] = field(default_factory=dict)

    def person(self, role: str) -> Page:
        """This person's page, signed in."""
        if role not in self.pages:
            page = self.open_page("/sign-in", javascript=self.javascript)
            page.fill("#email", f"{role}@example.org")
            page.fill("#password", PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            self.pages[role] = page
        return self.pages[role]

    def open_case(self) -> None:
        page = self.person("adviser")
        page.goto("/cases/new")
        self.look(page)
        page.fill("#reference", self.reference)
        page.fill("#organisation", "St Brannock's NHS Trust")
        page.fill("#practitioner", "Dr Amara Osei")
        page.get_by_label("Doctor", exact=True).check()
        page.get_by_role("button", name="Open the case").click()
        self.look(page)
        self.people = page.url.partition("?")[0]
        for role, (by, words) in PEOPLE.items():
            self._invite(role, by, words)

    def _invite(self, role: str, by: str, words: str) -> None:
        """Somebody is invited, opens the link of the letter, signs in and accepts."""
        page, guest = self.person(by), self.person(role)
        page.goto(self.people)
        page.get_by_role("link", name="Invite ").click()
        self.look(page)
        if by != "practitioner":
            page.get_by_label(words, exact=True).check()
        page.fill("#invited_name", role.title())
        page.fill("#invited_email", f"{role}@example.org")
        if role == "practitioner":
            page.fill("#checked", "I rang the number on the register.")
        if by == "practitioner":
            page.get_by_label("Read, comment and prepare changes").check()
        page.get_by_role("button", name="Send the invitation").click()
        self.look(page)
        guest.goto("/outbox")
        guest.locator("a[href*='/join/']").first.click()
        self.look(guest)
        guest.get_by_role("button", name="Accept, as").click()
        expect(guest.get_by_role("heading", name="You are on the case")).to_be_visible()
        self.look(guest)

    def issue_draft(self) -> None:
        page = self.person("adviser")
        page.goto(self.people.removesuffix("/people"))
        page.locator("a[href$='/drafts/new']").first.click()
        self.look(page)
        page.fill("#text", DRAFT)
        page.get_by_role("button", name="Read the draft").click()
        if page.get_by_role("button", name="Keep it as it was read").count():
            page.get_by_role("button", name="Keep it as it was read").click()
        self.look(page)
        page.get_by_role("button", name="Issue it to both").click()
        self.look(page)

    def read_plan(self, role: str) -> Page:
        """Open the plan from the list of one's cases; the first time past the page of first sight."""
        page = self.person(role)
        page.goto("/")
        self.look(page)
        page.locator("section, article, li, tr", has_text=self.reference).locator("a[href^='/plans/']").last.click()
        if "/first-sight" in page.url:
            self.look(page)
            page.get_by_role("button", name="Read the plan").click()
        self.look(page)
        return page

    def open_tools(self, page: Page, label: str) -> None:
        """What can be done at a paragraph opens at its number."""
        page.locator(".clause .tools summary", has_text=re.compile(f"^{re.escape(label)}:")).click()

    def suggest(self, role: str, label: str, old: str, new: str, reason: str, *, send: bool = True) -> None:
        page = self.read_plan(role)
        self.open_tools(page, label)
        page.get_by_role("link", name=f"Suggest other words for {label}", exact=True).click()
        self.look(page)
        words = page.input_value("#text")
        assert old in words
        page.fill("#text", words.replace(old, new))
        page.fill("#reason", reason)
        if not send:
            page.get_by_role("button", name="Save for").first.click()
            return
        page.get_by_role("button", name="Save and check before sending").click()
        self.look(page)
        page.get_by_role("button", name="Send to").click()

    def comment(self, role: str, label: str, quote: str, body: str) -> None:
        page = self.read_plan(role)
        self.open_tools(page, label)
        page.get_by_role("link", name=f"Comment on {label}", exact=True).click()
        self.look(page)
        if self.javascript:
            page.get_by_text("Only about some of the words").click()
        page.fill("#quote", quote)
        page.fill("#body", body)
        page.get_by_role("button", name="Save the comment").click()
        expect(page.locator(".card--thread", has_text=body).first).to_be_visible()

    def sign(self, role: str, name: str) -> Page:
        page = self.read_plan(role)
        page.get_by_role("link", name="Go to the final text").click()
        self.look(page)
        page.get_by_role("link", name="Go to signing").click()
        self.look(page)
        for box in page.get_by_role("checkbox").all():
            assert not box.is_checked()
            box.check()
        if page.get_by_role("radio").count():
            page.get_by_role("radio", name="I have taken advice").check()
            page.get_by_role("radio", name="Yes").check()
            page.fill("#explained_by", "Jo Patel")
            page.fill("#explained_on", datetime.now(UTC).date().isoformat())
        page.fill("#typed_name", name)
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="Sign the plan").click()
        self.look(page)
        return page
