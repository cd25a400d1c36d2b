"""A plan written in Word: what it shows is what is read, and what it cannot be read from is said in a sentence."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.config import DEMO_KEY, Settings
from portal.documents.outline import Reading
from portal.documents.reading import Unreadable, read
from portal.documents.word import read_paragraphs
from tests.documents.laws import lost_words, swallowed
from tests.documents.test_laws_of_reading import SENTENCES, capital
from tests.documents.word_files import PLAN, STYLES, level, numbering, paragraph, run, style, table, word_file

LIMITS = Settings(secret_keys=(DEMO_KEY,), demo=True)
END = '<w:rPr><w:{0} w:id="1" w:author="A"/></w:rPr>'


def reading_of(body: str, **parts: str) -> Reading:
    return read(word_file(body, **parts), limits=LIMITS)


def clauses(reading: Reading) -> list[tuple[int, str, str]]:
    return [(depth, clause.label, clause.text) for depth, clause in reading.content.walk()]


def test_numbers_are_read_as_word_shows_them() -> None:
    body = "".join(
        [
            paragraph("A plan", "T"),
            paragraph("Aims", number=(1, 0)),
            paragraph("The practitioner keeps:", number=(1, 1)),
            paragraph("a log", number=(1, 2)),
            paragraph("in ink", number=(1, 3)),
            paragraph("a diary", number=(1, 2)),
            paragraph("Both are shown.", number=(1, 1)),
            paragraph("Support", number=(1, 0)),
            paragraph("A mentor is named.", number=(1, 1)),
        ]
    )
    reading = reading_of(body, numbering=PLAN)
    assert reading.content.title == "A plan"
    assert clauses(reading) == [
        (0, "1", "Aims"),
        (1, "1.1", "The practitioner keeps:"),
        (2, "1.1(a)", "a log"),
        (3, "1.1(a)(i)", "in ink"),
        (2, "1.1(b)", "a diary"),
        (1, "1.2", "Both are shown."),
        (0, "2", "Support"),
        (1, "2.1", "A mentor is named."),
    ]
    assert reading.not_understood == []


def test_a_list_that_begins_again_or_elsewhere_is_numbered_so() -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = "".join(paragraph(f"Heading {at}", number=(1 + (at > 2), 0)) for at in range(1, 5))
    reading = reading_of(body, numbering=numbering(level(0, "decimal", "%1."), lists=lists))
    assert [label for _, label, _ in clauses(reading)] == ["1", "2", "7", "8"]


def test_a_paragraph_that_is_numbered_by_its_style_alone_has_its_number() -> None:
    number = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = STYLES + style("N", "Numbered", number) + style("M", "More", '<w:basedOn w:val="N"/>')
    body = paragraph("Aims", "H1", (1, 0)) + paragraph("One.", "N") + paragraph("Two.", "M")
    reading = reading_of(body, numbering=PLAN, styles=styles)
    assert clauses(reading) == [(0, "1", "Aims"), (1, "1.1", "One."), (1, "1.2", "Two.")]


def test_a_list_whose_style_says_so_stands_in_the_one_above() -> None:
    styles = STYLES + style("L", "List Bullet") + style("L2", "List Bullet 2")
    lists = numbering(level(0, "bullet", "•"))
    body = paragraph("Aims", "H1") + paragraph("a log", "L", (1, 0)) + paragraph("in ink", "L2", (1, 0))
    assert [depth for depth, _, _ in clauses(reading_of(body, numbering=lists, styles=styles))] == [0, 1, 2]


def test_headings_tables_notes_and_controls_are_clauses() -> None:
    note = '<w:footnote w:id="2"><w:p>' + run("In its own form.") + "</w:p></w:footnote>"
    referred = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    control = f"<w:sdt><w:sdtContent>{paragraph('Chosen words.')}</w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("1 May")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        paragraph("A plan", "H1")
        + paragraph("People", "H2")
        + paragraph("The log is kept", inner=referred)
        + control
        + paragraph("From ", inner=field)
        + table(["Role", "Name"], ["Mentor", "Dr Ash"])
    )
    reading = reading_of(body, footnotes=note)
    assert [text for _, _, text in clauses(reading)] == [
        "People",
        "The log is kept¹",
        "Note 1: In its own form.",
        "Chosen words.",
        "From 1 May",
        "Role: Mentor; Name: Dr Ash",
    ]
    assert reading.not_understood == []


def test_what_stands_beside_the_words_is_named() -> None:
    box = "<w:r><w:pict><w:txbxContent>" + paragraph("Boxed.") + "</w:txbxContent></w:pict></w:r>"
    body = paragraph("Aims", "H1") + paragraph("Words.", inner="<w:r><w:drawing/></w:r>") + paragraph("", inner=box)
    comment = f"<w:comment>{paragraph('Why?')}</w:comment>"
    reading = reading_of(body, header1=paragraph("Confidential"), comments=comment)
    assert [line.text for line in reading.not_understood] == ["Words.", "Boxed.", "Why?", "Confidential"]


def test_tracked_changes_are_read_as_accepted_and_it_is_said() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>an old </w:delText></w:r></w:del>'
    body = paragraph("Aims", "H1") + paragraph("Keep ", inner=gone + f'<w:ins w:id="2">{run("a new log.")}</w:ins>')
    reading = reading_of(body)
    assert clauses(reading)[-1][2] == "Keep a new log."
    assert ["as if all of them were accepted" in line.why for line in reading.not_understood] == [True]


@pytest.mark.parametrize(
    ("revisions", "says"),
    [("accepted", ["One two", "Last"]), ("rejected", ["One", "old", "Last"]), ("tracked", ["One", " twoold", "Last"])],
)
def test_the_end_of_a_paragraph_can_be_put_in_or_taken_out(tmp_path: Path, revisions: str, says: list[str]) -> None:
    first = f"<w:p><w:pPr>{END.format('del')}</w:pPr>{run('One')}</w:p>"
    gone = '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>'
    second = f'<w:p><w:ins w:id="1">{run(" two")}</w:ins>{gone}</w:p>'
    file = tmp_path / "a.docx"
    file.write_bytes(word_file(first + second + paragraph("Last")))
    assert read_paragraphs(file, revisions=revisions) == says  # type: ignore[arg-type]


def zip_of(**files: bytes) -> bytes:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as file:
        for name, held in files.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), held)
    return raw.getvalue()


ENTITY = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'
BOMB: Callable[[], bytes] = lambda: word_file(paragraph("word " * 8_000_000))  # noqa: E731 - made when it is wanted


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (lambda: b"PK\x03\x04 and nothing more", "damaged"),
        (lambda: zip_of(readme=b"words"), "not a Word document"),
        (lambda: zip_of(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<a/>"), "OpenDocument"),
        (lambda: zip_of(xl__workbook_xml=b"<a/>"), "Excel"),
        (lambda: zip_of(word__document_xml=b"<w:document"), "damaged"),
        (lambda: zip_of(word__document_xml=ENTITY), "damaged"),
        (lambda: word_file(paragraph("a"), more={"word/vbaProject.bin": b"x"}), "macros"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "old Word file, or one with a password"),
        (lambda: b"{\\rtf1 words}", "rich text"),
        (lambda: word_file("", zipfile.ZIP_STORED, {"word/media/a.png": bytes(2_100_000)}), "pictures"),
        (BOMB, "once it is unpacked"),
        (lambda: word_file(paragraph("Only words.")), "no headings"),
        (lambda: word_file("".join(f"<w:p>{run('x')}</w:p>" for _ in range(9_000))), "paragraphs"),
        (lambda: word_file("<w:sdt>" * 2_000 + "</w:sdt>" * 2_000), "damaged"),
    ],
)
def test_a_file_that_is_no_plan_in_word_is_refused_with_what_to_do(raw: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read(raw(), limits=LIMITS)


def test_a_size_that_is_declared_too_small_does_not_let_more_be_unpacked() -> None:
    raw = bytearray(word_file(paragraph("word " * 8_000_000)))
    with zipfile.ZipFile(BytesIO(bytes(raw))) as file:
        true = file.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    lying = bytes(raw).replace(true, (1_000).to_bytes(4, "little"))
    with pytest.raises(Unreadable):
        read(lying, limits=LIMITS)


@st.composite
def documents(draw: st.DrawFn) -> tuple[bytes, str, list[str]]:
    """A Word file, its words, and those of each of its pieces."""
    body, said = [paragraph("A plan for the clinic", "T")], []
    for _ in range(draw(st.integers(1, 3))):
        heading = capital(draw(SENTENCES))
        body.append(paragraph(heading, draw(st.sampled_from(["H1", "H2"])), draw(st.sampled_from([None, (1, 0)]))))
        said.append(heading)
        for _ in range(draw(st.integers(0, 4))):
            words = draw(SENTENCES)
            match draw(st.sampled_from(["listed", "words", "table", "typed"])):
                case "listed":
                    body.append(paragraph(words, number=(1, draw(st.integers(0, 4)))))
                    said.append(words)
                case "words":
                    body.append(paragraph(words + "."))
                    said.append(words + ".")
                case "typed":
                    body.append(paragraph(f"{draw(st.sampled_from(['(a)', '•', 'iv)']))}\t{words}"))
                    said.append(words)
                case "table":
                    body.append(table(["What", "Who", "When"], [words, "Dr Ash", "soon"]))
                    said.append(f"What: {words}; Who: Dr Ash; When: soon")
    return word_file("".join(body), numbering=PLAN), " ".join(said), said


@given(documents())
@settings(max_examples=120, deadline=None)
def test_of_a_word_file_no_word_and_no_piece_is_lost(made: tuple[bytes, str, list[str]]) -> None:
    raw, words, pieces = made
    reading = read(raw, limits=LIMITS)
    assert lost_words(words, reading) == set()
    assert swallowed(pieces, reading) == []
    assert len(reading.not_understood) <= 1 + len(pieces) // 2
