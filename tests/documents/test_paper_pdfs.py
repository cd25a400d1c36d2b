"""Papers to answer and sign on show the exact words, say whose they are, and carry their code on every page."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from portal.documents.papers import (
    FILLED_IN,
    NO,
    NOT_SIGNING_BOX,
    SAYS,
    About,
    Part,
    ToAnswer,
    answer_paper_pdf,
    signing_paper_pdf,
)
from portal.documents.pdf import ADVICE, SealedScan
from portal.domain.base import Refused
from portal.text import diff, runs
from tests.documents.test_pdf import SIGNATURES, an_agreed_plan, pages
from tests.factories import a_scan, some_content

ABOUT = About(
    reference="PSR-2025-0001",
    organisation="Northvale Trust",
    practitioner="Amara Osei",
    for_whom="Amara Osei",
    number=3,
    code="ABCD1234",
    digest="abcd1234" * 8,
    fingerprint="f" * 64,
    made_at=datetime(2026, 7, 1, 9, 30, tzinfo=UTC),
)
BEFORE, AFTER = "They meet once a week for 30 minutes.", "They meet twice a week for 30 minutes."
CHANGE = ToAnswer(
    heading="Suggested change 2, from Northvale Trust",
    side="organisation",
    what="Paragraph 3.1",
    words=runs(BEFORE, diff(BEFORE, AFTER)),
    facts=["A number changes: once becomes twice."],
    reason="Weekly is too little.",
    yes="Yes, I agree to these words",
    digest="d" * 64,
)
PARTS = [Part("Have you had advice?", ["I have taken advice."]), Part("A note, if you like", [], (), 3)]


def words(pdf: bytes) -> str:
    return " ".join("".join(pages(pdf)).split())


def to_answer(*changes: ToAnswer, title: str = "A plan") -> bytes:
    return answer_paper_pdf(ABOUT, title, changes or [CHANGE])


def to_sign() -> bytes:
    return signing_paper_pdf(ABOUT, some_content(), PARTS, agreement_digest="e" * 64, record_head="a" * 64)


def test_a_paper_to_answer_shows_the_words_with_their_marks_both_boxes_and_every_check_code() -> None:
    said = words(to_answer())
    for told in (CHANGE.heading, "once twice a week", *CHANGE.facts, "Why: Weekly is too little.", CHANGE.yes, NO):
        assert told in said
    for told in (*FILLED_IN, "Paper for Amara Osei", CHANGE.digest, ABOUT.digest, ABOUT.fingerprint):
        assert told in said
    assert all(" ".join(one.split()) in said for one in SAYS)


@pytest.mark.parametrize("make", [lambda: to_answer(*[CHANGE] * 9), to_sign])
def test_every_page_carries_the_code_of_the_paper_and_the_advice_line(make: Callable[[], bytes]) -> None:
    told = pages(make())
    assert len(told) > 1
    for page in told:
        assert ABOUT.footer in page
        assert ADVICE in page


def test_no_box_stands_on_another_page_than_the_words_that_it_answers() -> None:
    for page in pages(to_answer(*[CHANGE] * 9)):
        assert page.count("They meet") == page.count("No, the present words stay") == page.count("My reason for a no")


def test_a_paper_to_sign_has_the_whole_text_what_is_declared_and_a_way_to_say_no() -> None:
    said = words(to_sign())
    for clause in some_content().clauses:
        assert clause.text in said
    for told in ("I have taken advice.", "A note, if you like", *FILLED_IN, NOT_SIGNING_BOX, "e" * 64, ABOUT.digest):
        assert told in said


def test_words_are_never_markup() -> None:
    hostile = "#panic() *bold* $x$ @ref <label> \\ // /* `raw`"
    change = replace(CHANGE, reason=hostile, what=hostile, words=runs("", diff("", hostile)))
    assert words(to_answer(change, title=hostile)).count("#panic() *bold* $x$ @ref <label>") == 4


def test_words_that_paper_would_show_in_another_order_are_refused() -> None:
    with pytest.raises(Refused, match="cannot be printed"):
        to_answer(replace(CHANGE, reason="\u05e9\u05dc\u05d5\u05dd (12) 34"))


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_scan_is_sealed_in_the_place_of_a_typed_name_and_the_pages_say_so(kind: str) -> None:
    body = a_scan("A").body if kind == "png" else to_answer()
    media_type = {"png": "image/png", "pdf": "application/pdf"}[kind]
    scan = SealedScan(f"signed-on-paper-practitioner.{kind}", media_type, "5" * 64, date(2026, 6, 30), body)
    pdf = an_agreed_plan(signatures=[replace(SIGNATURES[0], scan=scan), SIGNATURES[1]])
    said = words(pdf)
    assert "Signed on paper on 30 June 2026, confirmed by PSR on 1 July 2026" in said
    assert f"sealed in this file as {scan.file}, SHA-256 {'5' * 64}" in said
    assert said.count("Signed on") == 2
    attached = PdfReader(io.BytesIO(pdf)).attachments
    assert attached[scan.file] == [body]
    assert set(attached) == {scan.file, "plan-content.json"}
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf
    assert pdf == an_agreed_plan(signatures=[replace(SIGNATURES[0], scan=scan), SIGNATURES[1]])
