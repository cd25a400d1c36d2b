"""Words that are vague, hard, unfair, too private, or left over from a template (002 §2.4, §5.3, §7.4; 003)."""

import pytest

from tests.domain.checks.quality.plans import found, saying

LONG = (
    "The practitioner keeps "
    + "a short and honest note of what was seen and said, " * 4
    + "and brings it to the meeting."
)
HITS = {
    "vague_words": [
        ("Support is given as appropriate.", "as appropriate"),
        ("Dr Osei will meet her supervisor regularly.", "regularly"),
        ("Feedback is given where possible.", "where possible"),
        ("The supervisor will report in due course.", "in due course"),
        ("The Trust provides adequate support.", "adequate support"),
        ("Dr Osei undertakes a number of assessments.", "a number of"),
    ],
    "long_sentence": [
        (words, words.strip()) for words in (LONG, LONG.replace("short", "brief"), f"{LONG[:-1]} in May.")
    ]
    + [(LONG.replace("honest", "plain"), LONG.replace("honest", "plain"))],
    "judging_words": [
        ("Dr Osei is arrogant.", "Dr Osei is arrogant"),
        ("She lacks insight into her practice.", "lacks insight"),
        ("The reviews found a poor attitude to colleagues.", "poor attitude"),
        ("He refuses to accept advice.", "He refuses to"),
        ("Dr Osei must change her attitude.", "must change her attitude"),
        ("The practitioner has been very careless.", "The practitioner has been very careless"),
    ],
    "diagnosis": [
        ("Dr Osei has bipolar disorder.", "bipolar disorder"),
        ("She was off work with depression until May.", "depression"),
        ("Because of his ADHD, papers are sent early.", "ADHD"),
        ("The practitioner was diagnosed with dyslexia in 2025.", "dyslexia"),
        ("He is being treated for alcohol dependence.", "alcohol dependence"),
    ],
    "conditions_cited": [
        ("Dr Osei has conditions on her registration.", "conditions on her registration"),
        ("The GMC has placed conditions on her practice.", "GMC has placed conditions"),
        ("He works under undertakings with the GDC.", "undertakings with the GDC"),
        ("An interim order of the MPTS applies.", "interim order of the MPTS"),
    ],
    "placeholders": [
        ("Dr XX is the supervisor.", "Dr XX"),
        ("The course is on DD/MM/YYYY.", "DD/MM/YYYY"),
        ("The mentor is <name of mentor>.", "<name of mentor>"),
        ("The audit is read by Dr A, who reports.", "Dr A"),
        ("Supervision: to follow", "to follow"),
        ("The supervisor is .......", "......."),
    ],
    "template_words": [
        ("The practitioner keeps his/her log.", "his/her"),
        ("Full time / part time (delete as appropriate)", "delete as appropriate"),
        ("Please describe the concern.", "Please describe"),
        ("Guidance: this part says who helps.", "Guidance:"),
        ("Use this section for the job plan.", "Use this section"),
    ],
}
MISSES = {
    "vague_words": [
        "Dr Osei will meet her supervisor regularly, every two weeks.",
        "Regular oversight begins in stage 3.",
        "The supervisor reports within two working days where possible.",
        "Support was given as appropriate in the past.",
        "Several colleagues wrote to thank her.",
        "She works in a regular clinic and will be supervised.",
    ],
    "long_sentence": [
        "The practitioner keeps a short note.",
        "One. " * 60,
        LONG.replace(", and brings", ". She brings").replace("said, a short", "said. A short"),
        "; ".join(["Short"] * 45) + ".",
    ],
    "judging_words": [
        "Taking part does not mean that Dr Osei is careless.",
        "Dr Osei is careful and kind.",
        "Notes were late in nine of 24 cases.",
        "The reviews found that handover left out the plan for the night.",
        "If she is unable to attend, she says so.",
        "The machine failed to start.",
    ],
    "diagnosis": [
        "No night shifts for six weeks, as occupational health has advised.",
        "She treats patients with depression.",
        "Cancer referrals are checked the same day.",
        "Her epilepsy clinic is on Mondays.",
        "The audit is of patients diagnosed with diabetes.",
        "Dr Osei has a course on autism in week 2.",
    ],
    "conditions_cited": [
        "The GMC has placed no conditions on her registration.",
        "The GMC’s conditions of 4 May 2026 apply.",
        "Her conditions with the GMC are listed in annex B.",
        "The GDC’s undertakings require that she works in a group practice.",
        "The conditions in the theatre were poor.",
        "Should the regulator set conditions, both parties meet.",
    ],
    "placeholders": [
        "Dr A. Rao is the supervisor.",
        "The course is on 4 May 2027.",
        "Blood pressure < 140 and > 90 is recorded.",
        "Mr Xu is the mentor.",
        "The report is to follow the same headings.",
        "She waits … and then speaks.",
    ],
    "template_words": [
        "The practitioner keeps their log.",
        "Dr Osei describes what she would do.",
        "The guidance of the college is followed.",
        "Records are deleted after a year.",
        "This section of the theatre is used for training.",
        "She is asked to describe the concern in her words.",
    ],
}


@pytest.mark.parametrize(("check", "words", "quote"), [(check, *row) for check, rows in HITS.items() for row in rows])
def test_words_worth_another_look_are_found(check: str, words: str, quote: str) -> None:
    assert [one.quote for one in found(check, saying(words))] == [quote]


@pytest.mark.parametrize(("check", "words"), [(check, words) for check, rows in MISSES.items() for words in rows])
def test_words_that_only_look_like_them_are_left_alone(check: str, words: str) -> None:
    assert found(check, saying(words)) == []
