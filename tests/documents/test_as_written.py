"""The glyphs of an agreed plan are read back before it is sealed: what is signed is what the paper shows."""

import io
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from portal.config import Settings
from portal.documents.as_written import NotAsWritten, differs_at
from portal.documents.drawn import DrawnElsewhere, Margins, drawn_pages
from portal.documents.printable import unprintable, unprintable_words
from portal.domain.plans.content import Clause, Content, Stage
from portal.text.alphabet import UnfitText, fold
from tests.documents.test_pdf import an_agreed_plan
from tests.factories import some_content


def fits(text: str) -> bool:
    try:
        return fold(text) == text
    except UnfitText:
        return False


PRINTED = "אבגדاببت١٢12 -–.,()/%aéжω\u0301\u05b8\n"
fit_texts = st.text(st.sampled_from(PRINTED) | st.characters(), max_size=12).filter(fits)
RIGHT_TO_LEFT_MARK, WORD_JOINER = "\u200f", "\u2060"
TURNED = f"{RIGHT_TO_LEFT_MARK}12 - 2{RIGHT_TO_LEFT_MARK}"


def saying(*texts: str) -> Content:
    return replace(
        some_content(), clauses=tuple(Clause(str(n), f"{n}.1", "paragraph", text) for n, text in enumerate(texts))
    )


def test_words_that_a_page_turns_round_are_never_sealed() -> None:
    with pytest.raises(NotAsWritten) as found:
        an_agreed_plan(saying(f"Give {TURNED} tablets."))
    assert "on page 1" in found.value.sentence or "page 1 would show" in found.value.sentence
    assert "Your signatures are safe" in found.value.sentence


def test_extracted_text_would_not_have_told() -> None:
    """The same words, taken out of the PDF as other readers do, are whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portal.documents.pdf.require_as_written", lambda *_: None)
        pdf = an_agreed_plan(saying(f"Give {TURNED} tablets."))
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "12 - 2" in text


def test_words_that_run_off_the_paper_are_never_sealed() -> None:
    glued = f" {WORD_JOINER}".join(["supervision"] * 40)
    with pytest.raises(NotAsWritten, match=r"page 1 “[a-z]” lies outside the margins"):
        an_agreed_plan(saying(glued))


@pytest.mark.parametrize(
    "text",
    [
        "W" * 900,
        "https://example.nhs.uk/" + "a/very-long_path?" * 60,
        "office " * 500,
        "שלום עולם",
        "The word שלום עולם and more, then العربية.",
        "e\u0301 a\u0308\u0301 ä q\u0323\u0301z ½ ≥ … – “quoted”",
        "one\ntwo\n\nthree",
    ],
)
def test_whatever_is_long_or_rare_is_drawn_as_it_was_written(text: str) -> None:
    assert an_agreed_plan(saying(text))


def test_labels_stages_and_parts_of_any_length_stay_on_the_paper_in_their_order() -> None:
    deep = Clause("deep", "Appendix A.12.4.5", "paragraph", "words " * 400, (("Evidence" * 9, "x" * 300),))
    for number in range(12):
        deep = Clause(f"d{number}", "9" * 30, "paragraph", f"level {number}", (), (deep,))
    stages = (Stage("s", "S" * 200, "every case " * 700, 1, "in the " * 700), Stage("t", "Second", "", 3))
    assert an_agreed_plan(replace(some_content(), title="T" * 300, stages=stages, clauses=(deep,)))


@pytest.mark.parametrize("kind", ["section", "paragraph"])
def test_a_plan_as_deep_as_it_can_be_is_sealed_and_readable(kind: str) -> None:
    words, children = "The supervisor meets the practitioner once a week and writes down what was agreed.", ()
    for level in range(Settings.max_levels, 0, -1):
        label = ".".join(["10"] * level)
        children = (Clause(f"k{level}", label, kind if level > 1 else "section", words, (), children),)
    reader = PdfReader(io.BytesIO(an_agreed_plan(replace(some_content(), clauses=children))))
    flat = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert flat.count("".join(words.split())) == Settings.max_levels
    assert label in flat


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(fit_texts, min_size=1, max_size=12))
@example(["x", "אב12", "٣"])
def test_a_plan_is_drawn_as_written_or_the_place_is_known_before_signing(texts: list[str]) -> None:
    """Over the whole of Unicode that the alphabet lets in."""
    content = saying(*texts)
    if not unprintable_words(content):
        assert an_agreed_plan(content)


def test_numbers_among_right_to_left_words_are_an_obstacle_to_the_final_text() -> None:
    found = unprintable_words(saying("Plain.", "From 12 - אב 2 weeks."))
    assert [one.sentence for one in found] == [
        "Paragraph 1.1 has words that would be printed in another order than they were written."
    ]
    assert unprintable("אב") == ""
    assert unprintable_words(saying("אב גד")) == []


def test_margins_are_held_on_every_side() -> None:
    pdf = an_agreed_plan()
    assert drawn_pages(pdf, Margins(side=60, top=60, bottom=60))
    for narrow in (Margins(side=70, top=0, bottom=0), Margins(side=0, top=100, bottom=0)):
        with pytest.raises(DrawnElsewhere, match=r"page 1 “.+” lies outside the margins"):
            drawn_pages(pdf, narrow)


@pytest.mark.parametrize(
    ("drawn", "given", "at"),
    [
        ("one two", "onetwo", None),
        ("one  two\n", " one two", None),
        ("", "", None),
        ("12-2", "2-12", (0, 0)),
        ("one", "one two", (3, 4)),
        ("one two", "one", (4, 3)),
    ],
)
def test_white_space_does_not_count(drawn: str, given: str, at: tuple[int, int] | None) -> None:
    assert differs_at(drawn, given) == at
    assert unicodedata.normalize("NFC", drawn) == drawn
