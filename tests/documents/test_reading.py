from types import SimpleNamespace

import pytest

from portal.documents.reading import Unreadable, read

LIMITS = SimpleNamespace(max_import_bytes=10_000, max_clauses=5, max_levels=4, max_stages=2, max_clause_characters=200)
PLAIN = b"A plan\n\n1. Aims\n\n1.1 The practitioner keeps clear records.\n"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"a" * 10_001, "larger than 10,000 bytes"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04 word/document.xml", "Word or zip file"),
        ("1. Aims".encode("utf-16"), "UTF-16"),
        (b"1. Aims\x00", "not a text file"),
        (b"1. Aims\n\n1.1 caf\xe9\n", "Line 3 is not encoded as UTF-8"),
        (b'---\ntitle: "\\u202ex"\n---\n# 1 Aims\n', "The plan contains a hidden mark"),
        (b"1. Aims\n1.1 bell \x07\n", "Line 2: It contains a control character"),
        ("1. Aims\n1.1 a \u202eb\n".encode(), "Line 2: It contains a hidden mark that changes the order of words"),
        (b"Only some words.\nAnd more of them.", "no headings and no numbered paragraphs"),
        (b"---\ntitle: A\n---\n", "no headings and no numbered paragraphs"),
        (b"1. Aims\n" + b"".join(b"1.%d Words.\n" % n for n in range(1, 6)), "has 6 clauses"),
        (b"1. Aims\nStage 1: A (1 week)\nStage 2: B (1 week)\nStage 3: C (1 week)\n", "has 3 stages"),
        (b"1. Aims\n1.1 A.\n1.1.1 B.\n1.1.1.1 C.\n1.1.1.1.1 D.\n", "more than 4 levels deep"),
        (b"---\ntitle: A\n---\n# 1 A\n## 2 B\n### 3 C\n#### 4 D\n##### 5 E\n", "more than 4 levels deep"),
        (b"1. Aims\n1.1 " + b"word " * 50, "Paragraph 1.1 is longer than 200 characters"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_plain_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read(raw, limits=LIMITS)


@pytest.mark.parametrize("raw", [PLAIN, b"\xef\xbb\xbf" + PLAIN, PLAIN.replace(b"\n", b"\r\n")])
def test_a_byte_order_mark_and_other_line_ends_change_nothing(raw: bytes) -> None:
    reading = read(raw, limits=LIMITS)
    assert [clause.label for _, clause in reading.content.walk()] == ["1", "1.1"]
    assert reading.content.title == "A plan"


def test_front_matter_means_our_markdown() -> None:
    reading = read(b"---\ntitle: A plan\n---\n# 1 Aims\n- 1.1 Clear records.\n", limits=LIMITS)
    assert [clause.text for _, clause in reading.content.walk()] == ["Aims", "Clear records."]


def test_a_file_is_read_in_the_one_alphabet() -> None:
    raw = "A\u00a0plan\n\n1. Aims\n\n1.1 He said \x93no\x94,\u200b then\u00ad 12\u200f - 2.\n".encode()
    reading = read(raw, limits=LIMITS)
    assert reading.content.title == "A plan"
    assert [clause.text for _, clause in reading.content.walk()] == ["Aims", "He said “no”, then 12 - 2."]


def test_a_space_written_as_its_number_is_a_space() -> None:
    reading = read(b"---\ntitle: A\n---\n# 1 Aims\n- 1.1 a&#160;b&#11;c\n", limits=LIMITS)
    assert [clause.text for _, clause in reading.content.walk()] == ["Aims", "a b\nc"]


def test_however_deep_a_file_is_it_is_answered() -> None:
    lines = [".".join(["1"] * level) + " Words." for level in range(2, 900)]
    raw = ("1. Aims\n" + "\n".join(lines)).encode()
    with pytest.raises(Unreadable, match="levels deep"):
        read(raw, limits=SimpleNamespace(**vars(LIMITS) | {"max_import_bytes": len(raw)}))
