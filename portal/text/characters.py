"""Which characters the alphabet reads as another, leaves out, or does not take: the tables of `alphabet.py`."""

import re
import unicodedata
from itertools import chain

from portal.text.tokens import MARKS

LINE_ENDS = re.compile("\r\n?|[\n\v\f\u2028\u2029]")

_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000], " ")
_BULLETS = dict.fromkeys([0xF0A7, 0xF0B7], "•")  # as Word writes them in its symbol fonts
_NOBODY_SEES = chain(
    [0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x200B, 0x200E, 0x200F, 0x3164, 0xFEFF, 0xFFA0],
    [0x16FE4, 0x1BC9D, 0x1D159],
    range(0x180B, 0x1810),
    range(0x2060, 0x2065),
    range(0x206A, 0x2070),
    range(0xFE00, 0xFE10),
    range(0xFFF0, 0xFFFD),
    range(0x1BCA0, 0x1BCA4),
    range(0x1D173, 0x1D17B),
    range(0x1DA9B, 0x1DAB0),
    range(0xE0000, 0xE1000),
)
READ_AS = str.maketrans(_WINDOWS | _SPACES | _BULLETS | dict.fromkeys(_NOBODY_SEES, ""))

_WRITTEN_JOINED = "\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
JOINERS = {"\u200c", "\u200d"}
IDLE_JOINER = re.compile(
    f"(?<![{_WRITTEN_JOINED}])\u200c|\u200c(?![{_WRITTEN_JOINED}])"
    f"|(?<![{_WRITTEN_JOINED}{_PICTURES}])\u200d|\u200d(?![{_WRITTEN_JOINED}{_PICTURES}])"
)

TURNS_WORDS = re.compile("[\u202a-\u202e\u2066-\u2069]")
STRIKES = re.compile(
    "[\u0332-\u0338\u035f\u20d2\u20d3\u20d8-\u20da\u20e0\u20e5\u20e6\u20ea\u20eb\U0001bc9e\U0001d167-\U0001d169]"
)

ALL_MARKS = set(MARKS)
MANY_MARKS = re.compile(f"[{MARKS}]{{31}}")
_ON_ANY_LETTER = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_OF_ONE_SCRIPT = "".join(mark for mark in MARKS if not _ON_ANY_LETTER.match(mark))
_SCRIPTS_WITH_MARKS = "\u0400-\u1fff\u3000-\ud7ff\uf900-\U0001ffff"
LOOSE_MARK = re.compile(f"(?:\\A|[ \n])[{MARKS}]|(?<![{_SCRIPTS_WITH_MARKS}])[{_OF_ONE_SCRIPT}]")

_FROM_RIGHT = [
    chr(code)
    for code in chain(range(0x590, 0x900), range(0xFB1D, 0xFEFF), range(0x10800, 0x11000), range(0x1E800, 0x1F000))
    if unicodedata.bidirectional(chr(code)) in ("R", "AL")
]
_LETTERS = "".join(one for one in _FROM_RIGHT if unicodedata.category(one) == "Lo")
_SIGNS = [one for one in _FROM_RIGHT if unicodedata.category(one) != "Lo"]
SIGNS_FROM_RIGHT = set(_SIGNS)
TURNS_NUMBERS = re.compile(f"(?<![{_LETTERS}{MARKS}])[{''.join(map(re.escape, _SIGNS))}](?![{_LETTERS}])")
