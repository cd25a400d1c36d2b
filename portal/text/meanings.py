"""All that a text says of kinds that a reader must not miss, the most dangerous kind first."""

import re

from portal.text.amounts import dates, frequencies, numbers, ordinals, times_of_day
from portal.text.duties import modals, negations, roles
from portal.text.limits import doses, extents, joints, limits, moments, scopes
from portal.text.supervision import levels_said
from portal.text.terms import Term, without, words_before

NUMBER, DOSE, FREQUENCY, LIMIT = "A number", "A word of the dose", "A frequency", "A limit"
TURN, DUTY, LEVEL, MOMENT = "A word that can turn the meaning", "A duty word", "A level of supervision", "A time limit"
DATE, TIME, ORDINAL, SCOPE, EXTENT, JOINT = (
    "A date",
    "A time",
    "A place in an order",
    "A word of scope",
    "A word of extent",
    "A joining word",
)
ROLE, ADDRESS, OPPOSITE, OTHER = "A role", "An address", "A word becomes its opposite", "Other words"
ANYWHERE = (FREQUENCY, DATE, TIME, ORDINAL, MOMENT, SCOPE, EXTENT, JOINT, ROLE, ADDRESS)
"""Kinds of which it is not said that a word only stands elsewhere in its sentence."""
KINDS = (
    NUMBER,
    DOSE,
    FREQUENCY,
    LIMIT,
    TURN,
    DUTY,
    LEVEL,
    OPPOSITE,
    MOMENT,
    DATE,
    TIME,
    ORDINAL,
    SCOPE,
    EXTENT,
    JOINT,
    ROLE,
    ADDRESS,
)
BY_WORDS = (DOSE, FREQUENCY, TURN, ROLE)
"""Kinds whose words are told together with whatever else has their place."""
_WORDS_BEFORE = re.compile(r"\w+\W+\w+\W*$")
_ADDRESS = re.compile(r"[\w.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+")
_WORD_AFTER = re.compile(r"\W*(\w+)")
_NEARBY = 60


def meanings_of(text: str) -> dict[str, list[Term]]:
    """The terms of each kind; a date holds no number, and "no more than" no negation."""
    days = dates(text)
    undated = without(text, days)
    amounts = numbers(undated)
    bare = without(undated, amounts)
    prescribed = doses(undated)
    bounds = limits(text)
    found = {
        NUMBER: amounts,
        DOSE: prescribed,
        FREQUENCY: frequencies(without(bare, prescribed)),
        LIMIT: bounds,
        TURN: negations(without(text, bounds)),
        DUTY: modals(undated),
        LEVEL: levels_said(text),
        OPPOSITE: [],
        MOMENT: moments(without(bare, bounds)),
        DATE: days,
        TIME: times_of_day(without(bare, prescribed)),
        ORDINAL: ordinals(bare),
        SCOPE: scopes(without(text, bounds)),
        EXTENT: extents(without(text, bounds)),
        JOINT: joints(without(text, bounds)),
        ROLE: roles(text),
        ADDRESS: [Term(*match.span(), match[0].lower(), match[0], minor=True) for match in _ADDRESS.finditer(text)],
    }
    return {kind: [_placed(kind, term, text) for term in terms] for kind, terms in found.items()}


def _placed(kind: str, term: Term, text: str) -> Term:
    return term._replace(beside=_beside(kind, term, text), after=words_before(text, term.start))


def _beside(kind: str, term: Term, text: str) -> str:
    """What is dated stands before a date; what is counted, forbidden or done stands after the word for it."""
    if kind == DATE:
        found = _WORDS_BEFORE.search(text, max(0, term.start - _NEARBY), term.start)
    else:
        found = _WORD_AFTER.match(text, term.end, term.end + _NEARBY)
    return found[0].strip().lower() if found else ""
