from types import SimpleNamespace

import pytest

from portal.documents.reading import Unreadable, read

LIMITS = SimpleNamespace(
    max_import_bytes=10_000,
    max_unclear_lines=3,
    max_clauses=5,
    max_levels=4,
    max_stages=2,
    max_stage_weeks=104,
    max_reviews=5,
    max_fields=3,
    max_clause_characters=200,
    max_title_characters=100,
    max_label_characters=30,
)
PLAIN = b"A plan\n\n1. Aims\n\n1.1 The practitioner keeps clear records.\n"


STAGE = b"---\nstages:\n  - title: A\n    %s\n---\n# 1 Aims\n"
SECOND = b"---\nschema: plan-content-v2\n---\n# **1** Aims\n- **1.1** <!-- key: a; %s --> Supervisor\n  - *%s*: A\n"
FIELD = b"---\ntitle: A\n---\n# **1** Aims\n  - *%s*: x\n"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"a" * 10_001, "larger than 10,000 bytes"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04 word/document.xml", "Word file is damaged"),
        ("1. Aims".encode("utf-16"), "UTF-16"),
        (b"1. Aims\x00", "not a text file"),
        (b"1. Aims\n\n1.1 caf\xe9\n", "Line 3 is not encoded as UTF-8"),
        (b'---\ntitle: "\\u202ex"\n---\n# 1 Aims\n', "The plan contains a hidden mark"),
        (b"1. Aims\n1.1 bell \x07\n", "Line 2: It contains a control character"),
        ("1. Aims\n1.1 a \u202eb\n".encode(), "Line 2: It contains a hidden mark that changes the order of words"),
        (b"Only some words.\nAnd more of them.", "no headings and no numbered paragraphs"),
        (b"---\ntitle: A\n---\n", "no headings and no numbered paragraphs"),
        (b"1. Aims\n" + b"".join(b"1.%d Words.\n" % n for n in range(1, 6)), "more than 5 clauses"),
        (b"1. Aims\nStage 1: A (1 week)\nStage 2: B (1 week)\nStage 3: C (1 week)\n", "more than 2 stages"),
        (b"1. Aims\n1.1 A.\n1.1.1 B.\n1.1.1.1 C.\n1.1.1.1.1 D.\n", "more than 4 levels deep"),
        (b"---\ntitle: A\n---\n# 1 A\n## 2 B\n### 3 C\n#### 4 D\n##### 5 E\n", "more than 4 levels deep"),
        (b"1. Aims\n1.1 " + b"word " * 50, "Paragraph 1.1 is longer than 200 characters"),
        (b"1. Aims\n1.1 A\n" + b"and more\n" * 50, "Paragraph 1.1 is longer than 200 characters"),
        (b"---\ntitle: A\n---\n# 1 A\n- *Goal*: " + b"word " * 50, "longer than 200 characters"),
        (b"---\ntitle: A\n---\n# 1 A\n" + b"- *Goal*: B.\n" * 4, "more than 3 named parts"),
        (b"---\nstages:\n" + b"  - title: B\n" * 3 + b"---\n# 1 A\n", "more than 2 stages"),
        (b"Contents\n" + b"Aims .... 2\n" * 4, "More than 3 lines have no clear place"),
        (b"---\n" + b"Words.\n" * 4 + b"---\n# 1 A\n", "More than 3 lines have no clear place"),
        (b"---\ntitle: " + b"A" * 100_000 + b"\n---\n# 1 Aims\n", "file is larger"),
        (b"---\ntitle: " + b"A" * 101 + b"\n---\n# 1 Aims\n", "Line 2: The title is longer than 100 characters"),
        (b"---\ntitle: A\ntype: banana\n---\n# 1 Aims\n", "Line 3: The type of the plan is “banana”. It can be reme"),
        (b"Type: banana\n1. Aims\n", "Line 1: The type of the plan is “banana”"),
        (STAGE % b"weeks: 0", "Line 4: The stage “A” has 0 weeks. A stage lasts between 1 and 104 weeks."),
        (STAGE % b"weeks: 9999", "Line 4: The stage “A” has 9,999 weeks"),
        (b"Stage 1: A (999 weeks)\n1. Aims\n", "Line 1: The stage “A” has 999 weeks"),
        (STAGE % (b"weeks: 2\n    level: " + b"word " * 50), "Line 5: The stage “A”, supervision, is longer than 200"),
        (STAGE % b"key: stages\n    weeks: 2", "Line 4: The stage “A” has a key that cannot be kept"),
        (b"---\nstages:\n  - weeks: 2\n---\n# 1 Aims\n", "Line 3: A stage has no title"),
        (b"---\ntitle: A\n---\n# **" + b"1" * 31 + b"** Aims\n", "Line 4: The number of a paragraph is longer than 30"),
        (
            b"---\ntitle: A\n---\n# **1** <!-- key: title --> Aims\n",
            "Line 4: Paragraph 1 has a key that cannot be kept",
        ),
        (
            SECOND % (b"kind: person", b"Name"),
            "Line 5: Paragraph 1.1 has these parts, in this order: Name",
        ),
        (SECOND.replace(b"# **1**", b"# **1** <!-- key: h; health -->") % (b"kind: item", b"a"), "everything under it"),
        (STAGE % b"weeks: 2\n    step: nearby", "Line 5: The stage “A” has the step “nearby”. It can be watching only"),
        (STAGE % b'weeks: 2\n    reviews:\n      - "Week 3"', "The stage “A” has no week 3 for its review meeting"),
        (FIELD % (b"a" * 201), "Line 4: Paragraph 1"),
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


@pytest.mark.parametrize("start", ["2026-02-30", "0001-01-01", "2100-01-01", "30 February"])
def test_a_start_that_is_no_day_is_left_out_and_pointed_out(start: str) -> None:
    for opening, heading in ((f"A plan\nStart: {start}\n", "1."), (f"---\nstart: {start}\n---\n", "# 1.")):
        reading = read(f"{opening}\n{heading} Aims\n".encode(), limits=LIMITS)
        assert reading.content.start == ""
        assert [(line.number, "from 2000 to 2099" in line.why) for line in reading.not_understood] == [(2, True)]


def test_a_title_that_calls_the_plan_a_draft_is_pointed_out() -> None:
    reading = read(b"DRAFT plan\n\n1. Aims\n", limits=LIMITS)
    assert reading.content.title == "DRAFT plan"
    assert [(line.number, line.text) for line in reading.not_understood] == [(1, "DRAFT plan")]


def test_however_deep_a_file_is_it_is_answered() -> None:
    lines = [".".join(["1"] * level) + " Words." for level in range(2, 900)]
    raw = ("1. Aims\n" + "\n".join(lines)).encode()
    with pytest.raises(Unreadable, match="levels deep"):
        read(raw, limits=SimpleNamespace(**vars(LIMITS) | {"max_import_bytes": len(raw)}))
