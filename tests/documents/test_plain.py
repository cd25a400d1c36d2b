from portal.documents.markdown import read_markdown, write_markdown
from portal.documents.plain import read_plain
from tests.documents.limits import GENEROUS

JOINED = "It was joined to the sentence above it, which had no end"
SAMPLE = """
Plan for a return to the clinic

Written for the two who will sign it

Contents

1.	Purpose	2
2.	What will be done?	3

1. Purpose

- 1.1 This plan helps a dentist come back to the clinic. ¹
- **1.2** It rests on three things, for example:
 - Time to learn.
 - **A supervisor:** someone who knows the work and
   has time.
 - Feedback that is
Learn / Practise 2

-

¹ Counted from the first day back.

- given each week.

2. What will be done?

2.1 Learning

- 2.1.1 The dentist attends a course. They seek

- feedback from two colleagues.

Note: The course may be taken online.

2.2 More is said here:

https://example.org/

Call us in any doubt.

Stage 1: Direct supervision (4 weeks)
Review: both meet the supervisor
- Stage 2: Practice alone, 6 weeks

Appendix:

How it goes

"""


def test_numbers_bullets_notes_and_the_appendix_become_clauses_with_unique_labels() -> None:
    content = read_plain(SAMPLE, limits=GENEROUS).content
    assert [(depth, clause.kind, clause.label) for depth, clause in content.walk()] == [
        (0, "section", "1"),
        (1, "paragraph", "1.1"),
        (1, "paragraph", "1.2"),
        (2, "item", "1.2(a)"),
        (2, "item", "1.2(b)"),
        (2, "item", "1.2(c)"),
        (0, "section", "2"),
        (1, "section", "2.1"),
        (2, "paragraph", "2.1.1"),
        (3, "paragraph", "2.1.1 note 1"),
        (1, "paragraph", "2.2"),
        (2, "paragraph", "2.2(a)"),
        (2, "paragraph", "2.2(b)"),
        (0, "section", "Appendix"),
    ]
    assert content.title == "Plan for a return to the clinic: Written for the two who will sign it"


def test_a_sentence_broken_by_a_page_is_made_whole() -> None:
    texts = {clause.label: clause.text for _, clause in read_plain(SAMPLE, limits=GENEROUS).content.walk()}
    assert texts["1.2(b)"] == "A supervisor: someone who knows the work and has time."
    assert texts["1.2(c)"] == "Feedback that is given each week."
    assert texts["2.1.1"] == "The dentist attends a course. They seek feedback from two colleagues."
    assert texts["2.2(a)"] == "https://example.org/"
    assert texts["Appendix"] == "How it goes"


def test_stage_lines_become_stages_with_their_review() -> None:
    stages = read_plain(SAMPLE, limits=GENEROUS).content.stages
    assert [(stage.title, stage.level, stage.weeks, stage.review) for stage in stages] == [
        ("Direct supervision", "Direct supervision", 4, "both meet the supervisor"),
        ("Practice alone", "", 6, ""),
    ]


def test_every_line_left_out_or_joined_is_listed_with_its_number_and_reason() -> None:
    left_out = read_plain(SAMPLE, limits=GENEROUS).not_understood
    assert [(line.text, line.why.split(": ")[-1].split(".")[0]) for line in left_out] == [
        ("Contents", "the heading of the contents list"),
        ("1.\tPurpose\t2", "a line of the contents list"),
        ("2.\tWhat will be done?\t3", "a line of the contents list"),
        ("Learn / Practise 2", "the foot of a page"),
        ("-", "a bullet without words"),
        ("¹ Counted from the first day back.", "a footnote"),
        ("- given each week.", JOINED),
        ("- feedback from two colleagues.", JOINED),
    ]
    lines = SAMPLE.splitlines()
    assert all(lines[line.number - 1] == line.text for line in left_out)


def test_no_word_is_lost() -> None:
    reading = read_plain(SAMPLE, limits=GENEROUS)
    kept = " ".join(f"{clause.label} {clause.text}" for _, clause in reading.content.walk())
    kept += " ".join(f"{stage.title} {stage.weeks} {stage.review}" for stage in reading.content.stages)
    kept += " ".join(line.text for line in reading.not_understood) + reading.content.title
    words = SAMPLE.replace("**", "").replace("(", " ").replace(")", " ").split()
    furniture = {"-", "1.", "2.", "Stage", "1:", "2:", "Review:", "weeks", "Appendix:", "alone,"}
    assert [word for word in words if word not in furniture and word not in kept] == []


def test_a_number_used_twice_is_told_apart_and_listed() -> None:
    reading = read_plain("1. Aims\n\n1.1 One.\n\n1.1 Another.\n", limits=GENEROUS)
    assert [clause.label for _, clause in reading.content.walk()] == ["1", "1.1", "1.1 (2)"]
    assert reading.not_understood[0].why == "The number 1.1 stands twice: this one was called 1.1 (2)."


def test_words_under_a_heading_without_a_number_get_a_letter_and_nothing_is_pointed_out() -> None:
    reading = read_plain("1. Aims\nSafe care comes first.\n", limits=GENEROUS)
    assert [(clause.label, clause.text) for _, clause in reading.content.walk()] == [
        ("1", "Aims"),
        ("1(a)", "Safe care comes first."),
    ]
    assert reading.not_understood == []


def test_type_and_start_stand_above_the_first_heading() -> None:
    content = read_plain("A plan\nType: Remediation\nStart date: 2026-03-02\n\n1. Aims\n", limits=GENEROUS).content
    assert (content.type, content.start) == ("remediation", "2026-03-02")


APPENDICES = """A plan

1. Aim
1.1 Safe practice.
2. Programme

Appendix A: How meetings go
1. Purpose of the meeting
1.1 The meeting looks at each case.
2. The supervisor meets the practitioner every week.
- by telephone if need be
Appendix B
B1 The first form is signed.
B1.1 In ink.
Annex 1: Forms
1. The first form is here.
2. The second form is here.
"""


def test_numbers_that_begin_again_in_an_appendix_stand_in_it_and_are_unlike_all_others() -> None:
    reading = read_plain(APPENDICES, limits=GENEROUS)
    assert [(depth, clause.label) for depth, clause in reading.content.walk()] == [
        (0, "1"),
        (1, "1.1"),
        (0, "2"),
        (0, "Appendix A"),
        (1, "A1"),
        (2, "A1.1"),
        (1, "A2"),
        (2, "A2(a)"),
        (0, "Appendix B"),
        (1, "B1"),
        (2, "B1.1"),
        (0, "Annex 1"),
        (1, "Annex 1.1"),
        (1, "Annex 1.2"),
    ]
    assert [(line.text, "called" in line.why) for line in reading.not_understood] == [
        ("1. Purpose of the meeting", True),
        ("1. The first form is here.", True),
    ]


def test_what_only_looks_like_a_number_of_the_appendix_stays_words() -> None:
    reading = read_plain(
        "Appendix B\n\nB1 Tests are done.\nB12 deficiency is treated.\nB2 Results are shared.\n", limits=GENEROUS
    )
    assert [(clause.label, clause.text) for _, clause in reading.content.walk()] == [
        ("Appendix B", ""),
        ("B1", "Tests are done."),
        ("B1(a)", "B12 deficiency is treated."),
        ("B2", "Results are shared."),
    ]


def test_a_plan_that_goes_on_after_an_appendix_keeps_its_numbers() -> None:
    labels = [
        clause.label
        for _, clause in read_plain(
            "1. Aim\n\nAppendix A\n\n2. Programme\n2.1 Do it.\n", limits=GENEROUS
        ).content.walk()
    ]
    assert labels == ["1", "Appendix A", "2", "2.1"]


def test_an_appendix_is_read_alike_from_markdown() -> None:
    text = "# 1 Aim\n- 1.1 Safe.\n# Appendix A: Meetings\n- 1 First.\n- 2 Second.\n# Appendix B\n- 1 First.\n"
    content = read_markdown(text, limits=GENEROUS).content
    assert [(depth, clause.label, clause.text) for depth, clause in content.walk()] == [
        (0, "1", "Aim"),
        (1, "1.1", "Safe."),
        (0, "Appendix A", "Meetings"),
        (1, "A1", "First."),
        (1, "A2", "Second."),
        (0, "Appendix B", ""),
        (1, "B1", "First."),
    ]
    whole = read_plain(APPENDICES, limits=GENEROUS).content
    assert read_markdown(write_markdown(whole), limits=GENEROUS).content.fingerprint == whole.fingerprint
