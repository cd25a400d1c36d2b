"""Characters that the PDF's fonts cannot draw are found before the text is final, and named where they stay."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from portal.documents.printable import named, strange_words_in, unprintable, unprintable_names, unprintable_words
from portal.domain.plans.content import Clause, Stage
from tests.documents.test_pdf import an_agreed_plan
from tests.factories import some_content

PRINTED = [
    "",
    "plain",
    "Dr Siân Ó Briain – “quoted” … 5 µg ≥ 3 ½",
    "Łukasz Żółć",
    "Ελλάδα",
    "Привет",
    "→ ✓ ☐",
    "a\u0301",
]
NOT_PRINTED = [
    ("Dr 王 reads", "王"),
    ("漢字漢", "字漢"),
    ("well done 🙂", "🙂"),
    ("หมอ", "ห"),
    ("한국", "국한"),
    ("\ue000", "\ue000"),
]


@pytest.mark.parametrize("text", PRINTED)
def test_what_can_be_printed_is_left_in_peace(text: str) -> None:
    assert unprintable(text) == ""
    assert named(text) == text


@pytest.mark.parametrize(("text", "characters"), NOT_PRINTED)
def test_each_character_that_cannot_be_printed_is_found_once(text: str, characters: str) -> None:
    found = unprintable(text)
    assert set(characters) <= set(found) <= set(text)
    assert len(set(found)) == len(found)


def test_thousands_of_ideographs_are_found_at_once() -> None:
    assert len(unprintable("".join(map(chr, range(0x4E00, 0x9000))))) == 0x9000 - 0x4E00


def test_they_are_named_with_their_place_and_only_where_the_parties_can_change_them() -> None:
    objective = Clause("one", "1 漢", "objective", "Clear.", (("Evidence 漢", "A log 字"),))
    content = replace(some_content(), title="漢", clauses=(objective,), stages=(Stage("s", "First", "close 🙂"),))
    found = unprintable_words(content)
    assert [(one.anchor, one.sentence) for one in found] == [
        ("stage-s", "The stage “First” has characters that cannot be printed: 🙂."),
        ("clause-one", "Paragraph 1 漢 has characters that cannot be printed: 字."),
    ]
    assert [sentence.split(" has ")[0] for sentence in unprintable_names(content, "Trust", "Dr 王")] == [
        "The title",
        "The name of the practitioner",
        "The number of a paragraph",
        "The name of a part of an objective",
    ]


def test_the_pdf_names_them_and_stays_an_archival_file() -> None:
    content = replace(some_content(), clauses=(Clause("one", "1", "paragraph", "Dr 王 is glad 🙂"),))
    pdf = an_agreed_plan(content)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "Dr [CJK UNIFIED IDEOGRAPH-738B] is glad [SLIGHTLY SMILING FACE]" in text
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf
    attached = PdfReader(io.BytesIO(pdf)).attachments["plan-content.json"][0]
    assert attached == content.canonical().encode()


def test_words_that_may_be_taken_for_others_are_pointed_out_with_their_place() -> None:
    content = replace(
        some_content(),
        clauses=(
            Clause("one", "1.1", "paragraph", "c\u043entrol and control"),
            Clause("two", "1.2", "paragraph", "Plain."),
            Clause("three", "1.3", "paragraph", "שלום, 5 µg"),
        ),
    )
    assert strange_words_in(content) == [
        "Paragraph 1.1: The word “c\u043entrol” mixes letters of two alphabets.",
        "Paragraph 1.3: The word “שלום” is written from right to left.",
    ]
