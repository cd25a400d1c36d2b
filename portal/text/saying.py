"""The sentences for what differs, with the words beside it where a sentence would stand twice."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from portal.text.duties import strength
from portal.text.meanings import OPPOSITE, OTHER
from portal.text.replaced import Replaced
from portal.text.terms import Term, short

_LONGEST = 140
_MOST_ALIKE = 4


class Said(NamedTuple):
    """A sentence, and the words before what it is about."""

    sentence: str
    where: str


def changes(kind: str, old: Term, new: Term) -> Said:
    """That one term took another's place; of a duty also what that makes of it."""
    strengths = [strength(term) for term in (old, new)]
    meant = " ({} becomes {})".format(*strengths) if all(strengths) and len(set(strengths)) > 1 else ""
    one, other = _shown(old, new), _shown(new, old)
    whole = f"{kind} changes: {one} becomes {other}{meant}."
    return Said(whole if len(whole) <= _LONGEST else f"{kind} changes: {one} becomes {other}.", old.after)


def only(kind: str, what: str, term: Term) -> Said:
    """That a term moves, is added or is removed."""
    return Said(f"{kind} {what}: {short(term.shown)}.", term.after)


def other_words(kind: str, words: Replaced) -> Said:
    """That words took the place of others."""
    what = OPPOSITE if words.are_opposites else OTHER if kind == OTHER else f"{kind} changes"
    return Said(f"{what}: {short(words.old)} becomes {short(words.new)}.", words.after)


def without_doubles(said: Iterable[Said]) -> Iterator[str]:
    """The sentences; where one would stand several times, each with its words before, and only the first few."""
    found = list(said)
    times = Counter(one.sentence for one in found)
    told: Counter[str] = Counter()
    for sentence, beside in found:
        told[sentence] += 1
        if times[sentence] == 1:
            yield sentence
        elif told[sentence] < _MOST_ALIKE or times[sentence] == _MOST_ALIKE:
            yield _with(sentence, f"after “{beside}”" if beside else "")
        elif told[sentence] == _MOST_ALIKE:
            yield _with(sentence, f"in {times[sentence] - _MOST_ALIKE + 1} more places")


def _with(sentence: str, more: str) -> str:
    longer = f"{sentence.removesuffix('.')} ({more})."
    return longer if more and len(longer) <= _LONGEST else sentence


def _shown(term: Term, other: Term) -> str:
    is_told = term.rate != other.rate or term.per.startswith("/")
    denied = " not" if term.beside == "not" and not term.shown.lower().endswith("not") else ""
    return short(f"{term.shown}{term.per if is_told else ''}{denied}")
