"""Every mistake that a form can hold: named under its field, with all that was typed still there."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from portal.domain.plans.content import fingerprint
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story
from tests.signing import filled
from tests.views.cases.test_cases import FORM

HOSTILE = "1. <script>x</script><img src=x>"
LONG = "1.1 " + "Kept. " * 5_000 + "End."
OVER = re.compile("The limit is|is longer than")
CHECKED = {"quote", "typed_name"}


@dataclass
class Sheet:
    """An honest form: who sends it where, its text fields and all the others, and where its words are shown."""

    role: str
    where: str
    words: dict[str, str]
    rest: dict[str, str] = field(default_factory=dict)


def suggesting(story: Story) -> Sheet:
    where = f"/plans/{story.plan.id}/clauses/aim/proposals"
    return Sheet("editor", where, {"text": "New words.", "reason": "Why."}, {"shown": fingerprint(WORDS["aim"])})


def rewriting(story: Story) -> Sheet:
    where = f"/proposals/{factories.suggest(story, key='aim').id}/versions"
    return Sheet("practitioner", where, {"text": "New words.", "reason": "Why."}, {"shown": fingerprint(WORDS["aim"])})


def lengthening(story: Story) -> Sheet:
    where = f"/plans/{story.plan.id}/stages/first/durations"
    return Sheet("editor", where, {"reason": "Why."}, {"weeks": "6", "shown": fingerprint("4")})


def commenting(story: Story) -> Sheet:
    where = f"/plans/{story.plan.id}/clauses/aim/threads"
    return Sheet("editor", where, {"body": "A comment.", "quote": "safe practice"}, {"audience": "shared"})


def commenting_on_a_change(story: Story) -> Sheet:
    where = f"/proposals/{factories.sent(story).id}/threads"
    return Sheet("editor", where, {"body": "A comment."}, {"audience": "organisation_psr"})


def asking(story: Story) -> Sheet:
    return Sheet("editor", f"/proposals/{factories.sent(story).id}/questions", {"body": "A question?"})


def suggesting_for_psr(story: Story) -> Sheet:
    where = f"/plans/{story.plan.id}/clauses/aim/proposals"
    rest = {"shown": fingerprint(WORDS["aim"]), "asked_by": "both"}
    return Sheet("adviser", where, {"text": "New words.", "reason": "Why."}, rest)


def replying(story: Story) -> Sheet:
    return Sheet("editor", f"/threads/{factories.thread(story).id}/comments", {"body": "A reply."})


def declining(story: Story) -> Sheet:
    change = factories.sent(story)
    return Sheet("editor", f"/proposals/{change.id}/declines", {"reason": "No."}, {"digest": change.latest.digest})


def keeping(story: Story) -> Sheet:
    change = factories.sent(story)
    rest = {"digest": change.latest.digest, "kind": "agree"}
    return Sheet("editor", f"/proposals/{change.id}/kept-answers", {"reason": "Later.", "note": "Ask HR."}, rest)


def bundling(story: Story) -> Sheet:
    change = factories.suggest(story)
    rest = {"chosen": f"{change.id} {change.latest.digest}"}
    return Sheet("practitioner", f"/plans/{story.plan.id}/putting-forward", {"note": "Together."}, rest)


def reopening(story: Story) -> Sheet:
    return Sheet("editor", f"/agreements/{factories.freeze(story).id}/cancellations", {"reason": "A word is wrong."})


def refusing(story: Story) -> Sheet:
    return Sheet("practitioner", f"/agreements/{factories.freeze(story).id}/refusals", {"reason": "Not yet."})


def signing(story: Story) -> Sheet:
    frozen = factories.freeze(story)
    rest = filled(story, frozen, "practitioner")
    name = rest.pop("typed_name")
    return Sheet("practitioner", f"/agreements/{frozen.id}/signatures", {"typed_name": name}, rest)


def withdrawing(story: Story) -> Sheet:
    return Sheet("adviser", f"/plans/{story.plan.id}/withdrawals", {"reason": "It went to the wrong people."})


def acting_for_safety(story: Story) -> Sheet:
    words = {"what": "Every case is seen first.", "why": "Two were late."}
    return Sheet(
        "editor", f"/plans/{story.plan.id}/safety-actions", words, {"from_when": datetime.now(UTC).date().isoformat()}
    )


def remarking(story: Story) -> Sheet:
    action = factories.act_for_safety(story)
    return Sheet("practitioner", f"/safety-actions/{action.id}/remarks", {"body": "I agree."})


def ending(story: Story) -> Sheet:
    action = factories.act_for_safety(story)
    return Sheet("signatory", f"/safety-actions/{action.id}/endings", {"reason": "The audit was clear."})


def opening(story: Story) -> Sheet:
    words = {name: FORM[name] for name in ("reference", "organisation", "practitioner", "key_contact")}
    return Sheet("adviser", "/cases", words, {name: FORM[name] for name in FORM.keys() - words.keys()})


def importing(story: Story) -> Sheet:
    return Sheet("adviser", f"/cases/{story.case.id}/drafts", {"text": "A plan\n\n1. Aim\n1.1 Safe practice.\n"})


def asking_for_a_call(story: Story) -> Sheet:
    words = {"times": "After 5pm.", "phone": "07700 900123", "about": "The weeks."}
    return Sheet("practitioner", f"/cases/{story.case.id}/calls", words)


def offering_to_talk(story: Story) -> Sheet:
    return Sheet("practitioner", f"/plans/{story.plan.id}/talks", {"times": "Tuesday"}, {"how": "by video"})


def noting_a_talk(story: Story) -> Sheet:
    talk = factories.accept_time(story, factories.offer_talk(story))
    return Sheet("editor", f"/talks/{talk.id}/notes", {"words": "We spoke of June."})


def replying_to_a_note(story: Story) -> Sheet:
    talk = factories.write_note(story, factories.accept_time(story, factories.offer_talk(story)))
    return Sheet("editor", f"/talks/{talk.id}/replies", {"words": "It was July."}, {"is_fair": "no"})


def staying_in_writing(story: Story) -> Sheet:
    talk = factories.offer_talk(story)
    return Sheet("editor", f"/talks/{talk.id}/answers", {"words": "Thank you."}, {"kind": "in writing"})


def settling_a_meeting(story: Story) -> Sheet:
    meeting = factories.ask_to_meet(story)
    rest = {"day": "2026-01-05", "kind": "not held"}
    return Sheet("adviser", f"/meetings/{meeting.id}/outcomes", {"words": "You wrote instead."}, rest)


def giving_a_view(story: Story) -> Sheet:
    factories.ask_for_views(story)
    return Sheet("editor", f"/plans/{story.plan.id}/views", {"words": "It was too little."})


def ending_the_plan(story: Story) -> Sheet:
    factories.ask_for_views(story)
    rest = {"without_views": "yes"}
    return Sheet("adviser", f"/plans/{story.plan.id}/endings", {"comes_next": "The Trust decides."}, rest)


SHEETS = [suggesting, rewriting, lengthening, commenting, replying, declining, keeping, bundling]
SHEETS += [commenting_on_a_change, asking, suggesting_for_psr]
SHEETS += [reopening, refusing, signing, opening, importing, withdrawing, acting_for_safety, remarking, ending]
SHEETS += [asking_for_a_call, offering_to_talk, noting_a_talk, replying_to_a_note, staying_in_writing]
SHEETS += [settling_a_meeting, giving_a_view, ending_the_plan]
each_form = pytest.mark.parametrize("make", SHEETS, ids=lambda make: make.__name__)
Make = Callable[[Story], Sheet]


def post(client_as: ClientAs, sheet: Sheet, **wrong: str) -> TestResponse:
    return client_as(sheet.role).post(sheet.where, data=sheet.rest | sheet.words | wrong)


@each_form
def test_each_mistake_is_named_and_nothing_typed_is_lost(story: Story, client_as: ClientAs, make: Make) -> None:
    sheet = make(story)
    empty = client_as(sheet.role).post(sheet.where, data={})
    assert (empty.status_code, "There is a problem" in empty.text) == (422, True)
    for name in sheet.words:
        rings = post(client_as, sheet, **{name: "a bell\x07 rings"})
        assert (name, rings.status_code, "control character" in rings.text) == (name, 422, True)
        assert f'href="#{name}"' in rings.text
        long = post(client_as, sheet, **{name: LONG})
        assert (name, long.status_code, OVER.search(long.text) is not None) == (name, 422, True)
        assert LONG in long.text
        others = [words for other, words in sheet.words.items() if other != name]
        assert [words for words in others if escape(words) not in long.text] == []


@each_form
def test_html_is_taken_and_shown_as_text(story: Story, client_as: ClientAs, make: Make) -> None:
    sheet = make(story)
    answer = post(client_as, sheet, **dict.fromkeys(sheet.words.keys() - CHECKED, HOSTILE))
    assert answer.status_code == 303
    story.everybody_has_read_the_first_page()
    for role in (sheet.role, "practitioner", "adviser"):
        page = client_as(role).get(answer.location, follow_redirects=True).text
        assert "<script>" not in page
        assert "<img" not in page


@pytest.mark.parametrize("file", [b"", b"\xff\xfe\x00\x01", b"\x89PNG\r\n\x1a\n\0\0\0", "café".encode("latin-1")])
def test_a_file_that_is_no_plan_is_refused_with_a_sentence(story: Story, client_as: ClientAs, file: bytes) -> None:
    answer = client_as("adviser").post(f"/cases/{story.case.id}/drafts", data={"file": (BytesIO(file), "plan.md")})
    assert answer.status_code == 422
    assert 'href="#file"' in answer.text


def test_a_file_of_50_megabytes_is_refused_with_a_sentence(story: Story, client_as: ClientAs) -> None:
    big, kind = b"x" * 50_000_000, "multipart/form-data; boundary=x"
    for where in (f"/cases/{story.case.id}/drafts", "/verify"):
        answer = client_as("adviser").post(where, data=big, content_type=kind)
        assert answer.status_code == 413
        assert "too large" in answer.text


def test_a_part_without_a_name_is_no_field(story: Story, client_as: ClientAs) -> None:
    body = b"--b\r\nContent-Disposition: form-data\r\n\r\nWords.\r\n--b--\r\n"
    for where in (f"/plans/{story.plan.id}/clauses/aim/threads", "/sign-in"):
        answer = client_as("editor").post(where, data=body, content_type="multipart/form-data; boundary=b")
        assert answer.status_code == 422, where
