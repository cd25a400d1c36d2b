"""What a new or a removed text holds that somebody who skims must know, in one sentence."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from portal.text.duties import A_DUTY, strength
from portal.text.meanings import DATE, DOSE, DUTY, FREQUENCY, LEVEL, LIMIT, NUMBER, TURN
from portal.text.terms import Term, plain, short
from portal.text.words.common import COMMON

_AMOUNTS = (NUMBER, DOSE, LEVEL, DATE, FREQUENCY)
_LONGEST = 140
_GAP = re.compile(r"\s{0,3}")
_NEXT_WORD = re.compile(r" ([^\W_]+(?:['’-]\w+)*)")
_OF_WHAT_FOLLOWS = {"not", "never", "without", "unless", "only", "except", "no longer"}


def holdings(verb: str, text: str, found: dict[str, list[Term]]) -> list[str]:
    """Such as "Adds: “must not”, at least 10 mg, 6 weeks."; nothing where there is no such word."""
    items = list(dict.fromkeys(short(plain(words)) for words in _items(text, found)))
    if not items:
        return []
    for shown in range(len(items), 0, -1):
        more = f" and {len(items) - shown} more" if shown < len(items) else ""
        sentence = f"{verb}: {', '.join(items[:shown])}{more}."
        if len(sentence) <= _LONGEST:
            break
    return [sentence]


def _items(text: str, found: dict[str, list[Term]]) -> Iterator[str]:
    """What is denied, what is a duty and how much, by turns."""
    by_turns = zip_longest(_denied(text, found), _duties(text, found), _amounts(text, found))
    yield from (words for turn in by_turns for words in turn if words)


def _denied(text: str, found: dict[str, list[Term]]) -> Iterator[str]:
    for term in found[TURN]:
        end = _with_next(text, term.end) if term.meaning in _OF_WHAT_FOLLOWS else term.end
        yield f"“{plain(text[_start(text, term, found[DUTY]) : end])}”"


def _duties(text: str, found: dict[str, list[Term]]) -> Iterator[str]:
    for term in found[DUTY]:
        if strength(term) == A_DUTY and not any(_is_next(text, term, other) for other in found[TURN]):
            yield f"“{plain(text[term.start : _with_next(text, term.end)])}”"


def _amounts(text: str, found: dict[str, list[Term]]) -> Iterator[str]:
    for kind in _AMOUNTS:
        for term in found[kind]:
            counts = kind == NUMBER and not (term.unit or term.rate)
            yield text[_start(text, term, found[LIMIT]) : _with_next(text, term.end, 1) if counts else term.end]


def _start(text: str, term: Term, leading: Sequence[Term]) -> int:
    """Where the term begins, with the duty or the limit that stands before it: "must not", "at least 10 mg"."""
    return next((lead.start for lead in leading if _is_next(text, lead, term)), term.start)


def _is_next(text: str, one: Term, other: Term) -> bool:
    return one.end <= other.start and bool(_GAP.fullmatch(text, one.end, other.start))


def _with_next(text: str, end: int, most: int = 3) -> int:
    """The end of the next word that carries sense, where it is among so many; else the end of the text so far."""
    at = end
    for _ in range(most):
        word = _NEXT_WORD.match(text, at)
        if not word:
            break
        at = word.end()
        if word[1].lower() not in COMMON:
            return at
    return end
