import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import diff, flags, read_together
from tests.text.strategies import texts

TURN = "A word that can turn the meaning"

NUMBERS = [
    ("supervised for two weeks", "supervised for four weeks", ["A number changes: two weeks becomes four weeks."]),
    ("for 2 weeks", "for 2 months", ["A number changes: 2 weeks becomes 2 months."]),
    ("meets 3 times", "meets 30 times", ["A number changes: 3 becomes 30."]),
    ("twenty-one days of leave", "22 days of leave", ["A number changes: twenty-one days becomes 22 days."]),
    ("at 50% of full time", "at 60% of full time", ["A number changes: 50% becomes 60%."]),
    ("works 0.6 WTE", "works 0.8 WTE", ["A number changes: 0.6 WTE becomes 0.8 WTE."]),
    ("morphine 5 mg as needed", "morphine 50 mg as needed", ["A number changes: 5 mg becomes 50 mg."]),
    ("digoxin 125 mcg", "digoxin 125 mg", ["A number changes: 125 mcg becomes 125 mg."]),
    (
        "two sessions per week in clinic",
        "two sessions per month in clinic",
        ["A number changes: two sessions per week becomes two sessions per month."],
    ),
    ("meets once a week", "meets twice a week", ["A number changes: once becomes twice."]),
    ("within five working days", "within five days", ["A number changes: five working days becomes five days."]),
    (
        "reviewed after 1,000 hours",
        "reviewed after 1,500 hours",
        ["A number changes: 1,000 hours becomes 1,500 hours."],
    ),
    ("a meeting with the team", "a meeting of 3 hours with the team", ["A number is added: 3 hours."]),
    ("reply within 5 days in writing", "reply in writing", ["A number is removed: 5 days."]),
    ("starts at 9am", "starts at 9pm", ["A number changes: 9am becomes 9pm."]),
    ("a dose of 2.5 ml", "a dose of 25 ml", ["A number changes: 2.5 ml becomes 25 ml."]),
    (
        "2 assessors and 3 reports",
        "3 assessors and 2 reports",
        ["A number changes: 2 becomes 3.", "A number changes: 3 becomes 2."],
    ),
    ("a half-day course", "a two-day course", ["A number changes: half-day becomes two-day."]),
    ("two hundred cases", "two thousand cases", ["A number changes: two hundred becomes two thousand."]),
]

FREQUENCIES_AND_LIMITS = [
    ("The log is read weekly.", "The log is read monthly.", ["A frequency changes: weekly becomes monthly."]),
    ("feedback every week", "feedback every month", ["A frequency changes: every week becomes every month."]),
    ("at least ten cases", "at most ten cases", ["A limit changes: at least becomes at most."]),
    ("more than 10 lists", "fewer than 10 lists", ["A limit changes: more than becomes fewer than."]),
    ("sees 12 patients a day", "sees up to 12 patients a day", ["A limit is added: up to."]),
]

DATES = [
    ("ends by 1 May 2026", "ends by 12 May 2026", ["A date changes: 1 May 2026 becomes 12 May 2026."]),
    ("ends by 2026-05-01", "ends soon", ["A date is removed: 2026-05-01."]),
    ("from June 2026", "from July 2026", ["A date changes: June 2026 becomes July 2026."]),
    ("starts in May and goes on", "starts in June and goes on", ["A date changes: May becomes June."]),
    ("clinic on Monday", "clinic on Thursday", ["A date changes: Monday becomes Thursday."]),
    ("no later than 03/04/2027", "no later than 04/03/2027", ["A date changes: 03/04/2027 becomes 04/03/2027."]),
    ("The plan starts.", "The plan starts on 11 January 2027.", ["A date is added: 11 January 2027."]),
]

NEGATIONS = [
    ("You must attend.", "You must not attend.", [f"{TURN} is added: not."]),
    ("He operates without a supervisor.", "He operates with a supervisor.", [f"{TURN} is removed: without."]),
    ("She works at night.", "She no longer works at night.", [f"{TURN} is added: no longer."]),
    ("Notes are shared.", "Notes are never shared.", [f"{TURN} is added: never."]),
    ("The list goes on.", "The list goes on unless a patient is at risk.", [f"{TURN} is added: unless."]),
    ("every clinic", "every clinic except the night clinic", [f"{TURN} is added: except."]),
    ("He does operate.", "He doesn’t operate.", [f"{TURN} is added: doesn’t."]),
    ("operates with supervision", "operates only with supervision", [f"{TURN} is added: only."]),
    (
        "You must not operate and may teach students.",
        "You must operate and may not teach students.",
        [f"{TURN} moves: not."],
    ),
    (
        "You must not operate.",
        "You must never operate.",
        [f"{TURN} changes: not becomes never."],
    ),
    ("There is a concern.", "There is no concern.", [f"{TURN} is added: no."]),
]

MODALS = [
    (
        "The practitioner may work alone.",
        "The practitioner must work alone.",
        ["A duty word changes: may becomes must (a choice becomes a duty)."],
    ),
    (
        "The Trust must reply.",
        "The Trust should reply.",
        ["A duty word changes: must becomes should (a duty becomes advice)."],
    ),
    (
        "She will meet the mentor.",
        "She can meet the mentor.",
        ["A duty word changes: will becomes can (what will happen becomes a choice)."],
    ),
    ("You shall attend.", "You must attend.", ["A duty word changes: shall becomes must."]),
    ("He has to attend.", "He may attend.", ["A duty word changes: has to becomes may (a duty becomes a choice)."]),
    ("The case manager replies.", "The case manager should reply.", ["A duty word is added: should."]),
    ("You must not leave.", "You may not leave.", ["A duty word changes: must not becomes may not."]),
    (
        "He must not prescribe opioids. He may prescribe antibiotics.",
        "He may prescribe opioids. He must not prescribe antibiotics.",
        ["A duty word changes: must not becomes may.", "A duty word changes: may becomes must not."],
    ),
    (
        "You must attend.",
        "You needn’t attend.",
        [f"{TURN} is added: needn’t.", "A duty word changes: must becomes needn’t."],
    ),
]

ROLES = [
    (
        "The clinical supervisor reads the notes.",
        "The educational supervisor reads the notes.",
        ["A role changes: clinical supervisor becomes educational supervisor."],
    ),
    (
        "The medical director decides.",
        "The responsible officer decides.",
        ["A role changes: medical director becomes responsible officer."],
    ),
    ("The case manager writes.", "The mentor writes.", ["A role changes: case manager becomes mentor."]),
    (
        "Advice is taken first.",
        "Advice is taken from occupational health first.",
        ["A role is added: occupational health."],
    ),
    ("Dr Osei and her mentor meet.", "Dr Osei and her team meet.", ["A role changes: mentor becomes team."]),
    ("The Trust pays.", "The practitioner pays.", ["A role changes: Trust becomes practitioner."]),
]

OTHERS = [
    ("notable progress", "notional progress", ["Other words: notable becomes notional."]),
    ("canal street clinic", "wall street clinic", ["Other words: canal becomes wall."]),
    ("The list was full.", "The list was empty.", ["A word becomes its opposite: full becomes empty."]),
]

QUIET = [
    ("for 2 weeks", "for two weeks"),
    ("two hundred and twenty cases", "220 cases"),
    ("1,000 cases", "1000 cases"),
    ("4.0 hours", "4 hours"),
    ("50% of sessions", "50 per cent of sessions"),
    ("5mg twice daily", "5 mg twice daily"),
    ("two hours a week", "2 hours per week"),
    ("at 3pm", "at 3 p.m."),
    ("0.6 WTE", "0.6 whole time equivalent"),
    ("by 1 May 2026", "by 1st May 2026"),
    ("by 1 May 2026", "by 01/05/2026"),
    ("at least four reports", "no fewer than four reports"),
    ("weekly meetings", "meetings every week"),
    ("The programme is organised.", "The program is organized."),
    ("The practitioner practises safely.", "The practitioner practises, safely."),
    ("You must not attend.", "You mustn’t attend."),
    ("He cannot operate.", "He can not operate."),
    ("See no. 4 of the list.", "See item 4 of the list."),
    ("The clinic in May was full.", "The clinic held in May was full."),
    ("The Case Manager writes.", "The case manager writes."),
    ("at once tell the ward", "immediately tell the ward"),
    ("Feedback is given on the day.", "On the day, feedback is given."),
    ("the one who operates", "whoever operates"),
    ("not only the notes", "the notes"),
    ("She must report daily. He may rest.", "He may rest. She must report daily."),
    ("Notes, letters and drug charts.", "Drug charts, letters and notes."),
    ("The practitoner and her superviser meet.", "The practitioner and her supervisor meet."),
    ("The supervisor  reads\nevery note.", "The supervisor reads every note."),
]
TABLE = [*NUMBERS, *FREQUENCIES_AND_LIMITS, *DATES, *NEGATIONS, *MODALS, *ROLES, *OTHERS]


@pytest.mark.parametrize(("before", "after", "sentences"), TABLE)
def test_a_change_of_meaning_is_said_in_a_sentence(before: str, after: str, sentences: list[str]) -> None:
    assert flags(before, after) == sentences


@pytest.mark.parametrize(("before", "after"), QUIET)
def test_what_only_reads_differently_is_quiet(before: str, after: str) -> None:
    assert flags(before, after) == flags(after, before) == []


def test_two_kinds_of_change_are_both_said() -> None:
    before = "The supervisor may reduce supervision after two weeks."
    after = "The medical director must reduce supervision after 2 months."
    assert flags(before, after) == [
        "A number changes: two weeks becomes 2 months.",
        "A duty word changes: may becomes must (a choice becomes a duty).",
        "A role changes: supervisor becomes medical director.",
    ]


@given(texts, texts)
def test_every_flag_is_a_sentence(before: str, after: str) -> None:
    openings = ("A ", "The ", "Other words: ", "Adds: ", "Takes out: ")
    assert all(flag.startswith(openings) and flag.endswith(".") and len(flag) <= 140 for flag in flags(before, after))


@given(texts)
def test_an_unchanged_text_has_no_flags(text: str) -> None:
    assert flags(text, text) == []


PARAGRAPH = "Dr Osei meets Mr. Vaughan weekly, unless he is away. The list is no. 4 of the week.\nNotes are read daily."


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (("weekly", "daily"), ("he is", "she is"), True),
        (("Dr Osei", "She"), ("weekly", "daily"), True),
        (("The list", "A list"), ("4", "5"), True),
        (("weekly", "daily"), ("The list", "A list"), False),
        (("the week", "the month"), ("Notes", "Logs"), False),
        (("weekly", "daily"), ("away. The list", "ill. A list"), True),
        (("weekly", "daily"), (" The list", " He rings first. The list"), False),
        (("read daily", "read hourly"), ("read daily.", "read daily. They are kept."), False),
        (("weekly", "daily"), ("weekly", "daily"), False),
    ],
)
def test_two_changes_in_one_sentence_are_to_be_read_together(
    one: tuple[str, str], other: tuple[str, str], together: bool
) -> None:
    edits = [diff(PARAGRAPH, PARAGRAPH.replace(*change)) for change in (one, other)]
    said = read_together(PARAGRAPH, *edits)
    assert said == read_together(PARAGRAPH, *reversed(edits))
    assert bool(said) == together


@pytest.mark.parametrize("word", ["da\u0131ly", "DA\u0130LY", "mu\u017ft", "wee\u212aly", "\u017fix", "w\u0131thout"])
def test_a_letter_that_passes_for_another_is_read_as_that(word: str) -> None:
    plain = word.translate(str.maketrans("\u0131\u0130\u017f\u212a", "iIsk"))
    said = flags(f"They meet {word}.", "They meet.")
    assert [sentence.lower() for sentence in said] == [
        sentence.lower() for sentence in flags(f"They meet {plain}.", "They meet.")
    ]


@given(st.text(), st.text())
def test_whatever_is_written_is_answered(before: str, after: str) -> None:
    assert all(flags(before, after))


@given(st.text("\u0131\u017f\u212a\u0130 ilysk", max_size=12), st.sampled_from(["daily", "six weeks", "must not"]))
def test_so_is_every_spelling_of_what_it_knows(letters: str, word: str) -> None:
    sly = word.translate(str.maketrans("isk", "\u0131\u017f\u212a"))
    assert all(flags(letters + sly, word + letters))
