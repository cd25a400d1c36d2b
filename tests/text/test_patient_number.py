"""An NHS number is known by its check digit, however it is written; no other number is taken for one."""

import pytest

from portal.text.patient_number import patient_numbers

NUMBER = "943 476 5919"  # the one that the NHS gives as an example


@pytest.mark.parametrize(
    "written", [NUMBER, "9434765919", "943-476-5919", "943\u00a0476\u00a05919", "943 476\u200b 5919"]
)
def test_it_is_found_however_it_is_written(written: str) -> None:
    for text in (written, f"Patient {written}.", f"({written})", f"one\n{written}\ntwo", f"NHS:{written},"):
        assert len(patient_numbers(text)) == 1


@pytest.mark.parametrize(
    "other",
    [
        "943 476 5918",
        "0943 476 5919",
        "943 476 59190",
        "020 7811 2600",
        "+44 943 476 5919 1",
        "07943 476591",
        "000 000 0000",
        "12.9434765919",
        "2026-11-27",
        "",
    ],
)
def test_no_other_number_is_taken_for_one(other: str) -> None:
    assert patient_numbers(f"See {other}") == []


def test_every_digit_counts() -> None:
    digits = NUMBER.replace(" ", "")
    wrong = [digits[:at] + str((int(digits[at]) + 1) % 10) + digits[at + 1 :] for at in range(10)]
    assert [one for one in wrong if patient_numbers(one)] == []


def test_each_is_told_as_it_is_written() -> None:
    assert patient_numbers(f"{NUMBER} and 9434765919") == [NUMBER, "9434765919"]
