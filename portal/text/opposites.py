"""Which words are each other's opposites."""

from functools import lru_cache

from portal.text.words.opposites import DENYING, ENDINGS, FACING, POLES

_FORMS = [
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ies", "y"),
    ("ied", "y"),
    ("ly", ""),
]
_FORMS += [
    ("ily", "y"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("ment", ""),
    ("al", ""),
    ("al", "e"),
    ("ion", ""),
    ("ful", ""),
]
_FORMS += [
    ("ion", "e"),
    ("ation", ""),
    ("ation", "e"),
    ("ance", ""),
    ("ness", ""),
    ("able", ""),
    ("ity", ""),
    ("n", ""),
]
_FORMS += [
    ("sal", "se"),
    ("tten", "te"),
    ("held", "hold"),
    ("wn", "w"),
    ("won", "win"),
    ("lost", "lose"),
    ("fell", "fall"),
    ("rose", "rise"),
]
_FORMS += [
    ("began", "begin"),
    ("begun", "begin"),
    ("gave", "give"),
    ("took", "take"),
    ("sence", "sent"),
    ("left", "leave"),
]
_SHORTEST_STEM = 2
_SHORTEST_DENIED = 3


def _poles() -> dict[str, set[tuple[int, int]]]:
    places: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(POLES.strip().splitlines()):
        for pole, words in enumerate(line.split(" / ")):
            for word in words.split():
                places.setdefault(word, set()).add((number, pole))
    return places


_POLES = _poles()


@lru_cache(maxsize=65_536)
def are_opposites(one: str, other: str) -> bool:
    """Whether one word is known as the other's opposite, or is made from it by un-, non-, hypo- or -less."""
    poles = {(number, 1 - pole) for number, pole in _stands(one)}
    return bool(poles & _stands(other)) or _is_denied(one, other) or _is_denied(other, one) or _faces(one, other)


def is_form(one: str, other: str) -> bool:
    """Whether the two may be forms of one word."""
    return bool(forms(one) & forms(other))


@lru_cache(maxsize=65_536)
def forms(word: str) -> frozenset[str]:
    """The words that this one may be a form of."""
    found = {word}
    for end, put in _FORMS:
        if word.endswith(end) and len(word) - len(end) + len(put) >= _SHORTEST_STEM:
            stem = word[: len(word) - len(end)] + put
            found.add(stem)
            if not put and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return frozenset(found)


def _stands(word: str) -> set[tuple[int, int]]:
    return {place for form in forms(word) for place in _POLES.get(form, ())}


def _is_denied(one: str, other: str) -> bool:
    ends = (other.removeprefix(front) for front in DENYING if other.startswith(front))
    return any(len(end) >= _SHORTEST_DENIED and is_form(end, one) for end in ends)


def _faces(one: str, other: str) -> bool:
    for here, there in ((one, other), (other, one)):
        if any(here.startswith(a) and there.startswith(b) and here[len(a) :] == there[len(b) :] for a, b in FACING):
            return True
        if any(here.endswith(a) and there.endswith(b) and here[: -len(a)] == there[: -len(b)] for a, b in ENDINGS):
            return True
    return False
