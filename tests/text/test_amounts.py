"""Numbers, units, frequencies and dates: one meaning, whichever way they are written."""

import pytest

from portal.text.amounts import dates, frequencies, numbers

UNITS = {
    "%": ["%", " per cent", " percent"],
    "mg": [" mg", " milligrams"],
    "microgram": [" mcg", " µg", " micrograms"],
    "g": [" g", " grams"],
    "kg": [" kg", " kilograms"],
    "ml": [" ml", " millilitres"],
    "litre": [" litre", " litres"],
    "unit": [" unit", " units"],
    "minute": [" min", " mins", " minutes"],
    "hour": [" hr", " hrs", " hours"],
    "working day": [" working days", " working-days"],
    "day": [" days", " calendar days"],
    "week": [" wks", " weeks"],
    "fortnight": [" fortnights"],
    "month": [" month", " months"],
    "year": [" year", " years"],
    "session": [" sessions"],
    "WTE": [" WTE", " fte", " whole-time equivalents"],
    "PA": [" PAs", " programmed activities"],
    "am": ["am", " a.m."],
    "pm": ["pm", " p.m."],
}
VALUES = {
    "zero": "0",
    "one": "1",
    "nineteen": "19",
    "twenty": "20",
    "twenty-one": "21",
    "ninety nine": "99",
    "a hundred": "100",
    "two hundred and five": "205",
    "a thousand": "1000",
    "two thousand and one": "2001",
    "a dozen": "12",
    "half": "1/2",
    "twice": "2",
    "once a": "1",
    "1,000": "1000",
    "1,5": "1,5",
    "2.50": "2.5",
    "3.0": "3",
    "10:30": "10:30",
}
RATES = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "fortnightly": "2 week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
EACH = {"each hour": "hour", "every day": "day", "per week": "week", "every other month": "2 month"}
DATES = {
    "1 May 2026": "2026-5-1",
    "1st of May, 2026": "2026-5-1",
    "May 1, 2026": "2026-5-1",
    "2026-05-01": "2026-5-1",
    "01/05/26": "2026-5-1",
    "1.5.2026": "2026-5-1",
    "12 Dec": "-12-12",
    "Sept 2026": "2026-9-0",
    "January": "-1-0",
    "Monday": "-Mon-0",
    "Wednesdays": "-Wed-0",
}
BEFORE_A_MONTH = ["in", "by", "of", "to", "from", "until", "since", "early", "late"]


@pytest.mark.parametrize(("unit", "written"), [(unit, one) for unit in UNITS for one in UNITS[unit]])
def test_a_unit_means_the_same_in_each_spelling(unit: str, written: str) -> None:
    [found] = numbers(f"gives 3{written} now")
    assert (found.meaning, found.unit) == ("3", unit)


@pytest.mark.parametrize(("written", "value"), VALUES.items())
def test_a_number_means_the_same_in_words_and_figures(written: str, value: str) -> None:
    [found] = numbers(f"sees {written} week")
    assert found.meaning == value


@pytest.mark.parametrize("word", RATES)
def test_how_often_is_read_with_a_number_and_alone(word: str) -> None:
    [found] = numbers(f"reads 5 cases and 2 {word}")[1:]
    assert (found.meaning, found.rate) == ("2", RATES[word])
    assert [one.meaning for one in frequencies(f"is read {word}")] == [RATES[word]]


@pytest.mark.parametrize("words", EACH)
def test_each_every_and_per_say_how_often(words: str) -> None:
    assert [one.meaning for one in frequencies(f"is read {words}")] == [EACH[words]]


@pytest.mark.parametrize("words", DATES)
def test_a_date_means_the_same_in_each_form(words: str) -> None:
    assert [one.meaning for one in dates(f"is on {words}")] == [DATES[words]]


@pytest.mark.parametrize("word", BEFORE_A_MONTH)
@pytest.mark.parametrize(("month", "value"), [("March", "-3-0"), ("May", "-5-0")])
def test_march_and_may_are_months_after_such_a_word(word: str, month: str, value: str) -> None:
    assert [one.meaning for one in dates(f"begins {word} {month} with others")] == [value]
    assert dates(f"{month} the trust decide") == []
