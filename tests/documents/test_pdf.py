import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pypdf import PdfReader

from portal.documents.pdf import ADVICE, SignatureLine, agreed_pdf, draft_pdf
from portal.domain.plans.content import Clause, Content
from tests.factories import some_content

AT = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
SIGNATURES = [
    SignatureLine("Amara Osei", "Practitioner", AT, ["I have read the final text.", "I agree to the plan."]),
    SignatureLine("Tom Hale", "Signatory for Northvale Trust", AT + timedelta(hours=1), ["I agree to the plan."]),
]


def a_draft(content: Content | None = None) -> bytes:
    return draft_pdf(
        content or some_content(),
        reference="PSR-2025-0001",
        organisation="Northvale Trust",
        practitioner="Amara Osei",
        status="Draft, revision 3",
        made_at=AT,
        fingerprint="a" * 64,
        record_head="c" * 64,
    )


def an_agreed_plan(content: Content | None = None, signatures: Sequence[SignatureLine] = SIGNATURES) -> bytes:
    return agreed_pdf(
        content or some_content(),
        reference="PSR-2025-0001",
        organisation="Northvale Trust",
        practitioner="Amara Osei",
        fingerprint="a" * 64,
        agreement_digest="b" * 64,
        record_head="c" * 64,
        signatures=signatures,
    )


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_every_page_of_a_draft_says_so_and_gives_the_advice_line() -> None:
    for page in pages(a_draft()):
        assert "Draft, revision 3" in page
        assert ADVICE in page
    assert "020 7811 2600" in ADVICE


def test_an_agreed_plan_has_no_status_anywhere() -> None:
    pdf = an_agreed_plan()
    reader = PdfReader(io.BytesIO(pdf))
    words = "".join([*pages(pdf), str(reader.metadata), str(reader.xmp_metadata.stream.get_data())])  # type: ignore[union-attr]
    assert "draft" not in words.lower()
    assert "revision" not in words.lower()


def test_an_agreed_plan_shows_signatures_in_uk_time_and_all_digests() -> None:
    last = pages(an_agreed_plan())[-1]
    for words in ("Amara Osei", "Tom Hale", "1 July 2026, 10:30:00 BST", "I agree to the plan."):
        assert words in last
    flat = "".join(last.split())
    assert all(digit * 64 in flat for digit in "abc")
    for told in ("Check code of the words", "Check code of the agreement"):
        assert "".join(told.split()) in flat


def test_the_same_agreement_gives_the_same_bytes() -> None:
    assert an_agreed_plan() == an_agreed_plan()


def test_the_canonical_content_is_attached() -> None:
    attached = PdfReader(io.BytesIO(an_agreed_plan())).attachments["plan-content.json"][0]
    assert attached == some_content().canonical().encode()
    assert json.loads(attached)


def test_it_is_an_archival_file() -> None:
    assert b"<pdfaid:part>3</pdfaid:part>" in an_agreed_plan()


def test_words_are_never_markup() -> None:
    hostile = "#panic() *bold* $x$ @ref <label> \\ // /* `raw` http://example.org"
    content = replace(some_content(), title=hostile, clauses=(Clause("one", "1", "paragraph", hostile),))
    text = "".join(pages(an_agreed_plan(content)))
    assert "#panic()*bold*$x$@ref<label>" in "".join(text.split())


def test_characters_that_no_font_has_do_not_stop_it() -> None:
    content = replace(some_content(), clauses=(Clause("one", "1", "paragraph", "漢字 \U0001f600 𓀀"),))
    assert an_agreed_plan(content).startswith(b"%PDF-")


def test_a_note_stands_beside_its_signature_and_one_signed_without_shows_none() -> None:
    note = "I do not think that 3.1 is fair.\nI will carry out the plan."
    noted = [replace(SIGNATURES[0], note=note), SIGNATURES[1]]
    words = " ".join("".join(pages(an_agreed_plan(signatures=noted))).split())
    assert "Note beside this signature: I do not think that 3.1 is fair. I will carry out the plan." in words
    assert "Note beside" not in "".join(pages(an_agreed_plan()))


def test_much_that_was_declared_runs_on_to_another_page() -> None:
    long = [replace(SIGNATURES[0], statements=["I have read all of this. " * 40] * 12, note="So it is. " * 90)]
    assert "So it is." in pages(an_agreed_plan(signatures=long))[-1]
