"""NHS numbers, which tell who a patient is: ten digits of which the last one checks the others."""

import re
import unicodedata

_APART = "[ \u00a0\u202f\u2011-]?"
_NOT_AFTER = r"(?<![0-9])(?<![0-9][.,/-])(?<!\+[0-9] )(?<!\+[0-9]{2} )"  # of a longer number, or a telephone's
_NOT_BEFORE = "(?![0-9])(?![.,/-][0-9])"
_NUMBER = re.compile(f"{_NOT_AFTER}[0-9]{{3}}{_APART}[0-9]{{3}}{_APART}[0-9]{{4}}{_NOT_BEFORE}")
_WEIGHTS, _MODULUS = range(10, 1, -1), 11


def patient_numbers(text: str) -> list[str]:
    """Every valid NHS number in these words, as it is written there without what nobody sees."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return [found for found in _NUMBER.findall(seen) if _is_valid(re.sub("[^0-9]", "", found))]


def _is_valid(digits: str) -> bool:
    weighed = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    check = (_MODULUS - weighed % _MODULUS) % _MODULUS
    return check == int(digits[-1]) and digits.strip("0") != ""
