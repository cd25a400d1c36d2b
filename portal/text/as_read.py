"""A text as the eye takes it: one letter for all that look like it, nothing unseen; and words of two alphabets."""

import re
import unicodedata

from portal.text.terms import short

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_APOSTROPHES = dict.fromkeys("‘‛ʼʹ′´`＇ˈʻ׳", "’")
_HYPHENS = dict.fromkeys("‐‑‒−﹣－", "-")
_FOLDED = {"ı": "i", "İ": "I", "ſ": "s", "K": "K"}  # what a search in either case takes for these
_CYRILLIC = dict(
    zip("аевгдіјкмнорсԛѕтухһԁԝӏьАВЕЅІЈКМНОРСТХУԚԜҺ", "aeвrдijkmнopcqstyxhdwlьABESIJKMHOPCTXYQWH", strict=True)
)
_GREEK = dict(zip("αικνορυχωγεΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aikvopuxwyeABEZHIKMNOPTYX", strict=True))
_WIDE = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)}
_READ = str.maketrans(_APOSTROPHES | _HYPHENS | _FOLDED | _WIDE)
_TAKEN_FOR = str.maketrans(_CYRILLIC | _GREEK)
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "HEBREW", "ARABIC", "COPTIC", "GEORGIAN")
_MIXED = "The word “{}” mixes letters of two alphabets."
_FROM_RIGHT = "The word “{}” is written from right to left."
_MOST_WORDS = 3  # of each kind
_MICRO = re.compile("[µμ](?:g|mol|l)?")


def seen(text: str) -> str:
    """The text without what nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def as_read(text: str) -> str:
    """The text with plain letters for those that look like them; each character stays in its place."""
    if text.isascii():
        return text
    return _WORD.sub(lambda word: _plain(word[0]), text.translate(_READ))


def mixed(text: str) -> list[str]:
    """Each word that mixes letters of two alphabets, in order and once."""
    if text.isascii():
        return []
    return list(dict.fromkeys(word for word in _WORD.findall(text) if len(scripts(word)) > 1))


def from_right(text: str) -> list[str]:
    """Each word that is written from right to left, in order and once."""
    if text.isascii():
        return []
    words = (word for word in _WORD.findall(text) if unicodedata.bidirectional(word[0]) in ("R", "AL"))
    return list(dict.fromkeys(words))


def strange_words(text: str, known: str = "") -> list[str]:
    """A sentence for each word that mixes alphabets or is written from right to left, and is not in what is known."""
    kinds = ((_MIXED, mixed(text)), (_FROM_RIGHT, from_right(text)))
    return [
        sentence.format(short(word))
        for sentence, words in kinds
        for word in [word for word in words if word not in known][:_MOST_WORDS]
    ]


def scripts(word: str) -> set[str]:
    """The alphabets of a word's letters, as far as they can be taken for each other; µg is Latin."""
    if word.isascii() or _MICRO.fullmatch(word):
        return {"LATIN"}
    names = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter not in "ªºµ")
    return {name for name in names if name in _SCRIPTS}


def _plain(word: str) -> str:
    """A word with the Latin letters that its others look like, where all of it can be read so."""
    taken = word if word.isascii() else word.translate(_TAKEN_FOR)
    return taken if scripts(taken) == {"LATIN"} else word
