"""What was decided about the lines of a file that were pointed out."""

from flask import request

from portal.documents.reading import Limits
from portal.documents.settling import Doubt
from portal.domain.base import Refused, all_at_once
from portal.domain.drafting.pointed_out import PointedOut
from portal.domain.drafting.settling import AS_READ, LATER, LEFT_OUT, NO_LINE_WORDS, Decision, settled
from portal.domain.plans.content import Content
from portal.domain.plans.limits import expect_within
from portal.domain.typed import cleaned
from portal.forms.plans.draft import read_draft

_LONGEST = 9  # digits of the number of a line


def read_settled(content: Content, limits: Limits) -> Content:
    """The plan with each decision that the sent form makes.

    Raises Refused, naming each field, for words that cannot be kept.
    """
    after = settled(content, _decisions(limits))
    expect_within(content, after, limits, "text")
    return after


def being_settled(limits: Limits) -> Content | None:
    """The plan whose lines the sent form settles; None where it settles none, or its plan cannot be read."""
    if "become-0" not in request.form:
        return None
    try:
        return read_draft(limits).content
    except Refused:
        return None


def sent_doubts(content: Content, limits: Limits) -> list[Doubt]:
    """The lines that the sent form asked about, to be shown again."""
    found = []
    for at in range(limits.max_unclear_lines):
        if f"become-{at}" not in request.form:
            break
        number, was = request.form.get(f"number-{at}", ""), request.form.get(f"was-{at}", "")
        words, above = request.form.get(f"words-{at}", ""), content.clause(request.form.get(f"above-{at}", ""))
        place = int(number) if number.isascii() and number.isdigit() and len(number) < _LONGEST else 0
        found.append(Doubt(place, was or words, request.form.get(f"why-{at}", ""), above, bool(was)))
    return found


def undecided(content: Content, limits: Limits) -> list[PointedOut]:
    """The lines that the sent form decides later, to be kept beside the draft with these words."""
    kept = []
    for at, doubt in enumerate(sent_doubts(content, limits)):
        if request.form.get(f"become-{at}") == LATER and doubt.words:
            line = doubt.waiting(doubt.above.key if doubt.above else "")
            kept.append(fit_to_keep(line, limits, f"words-{at}"))
    return kept


def fit_to_keep(line: PointedOut, limits: Limits, field: str) -> PointedOut:
    """The line with its words in the one alphabet. Raises Refused, under the field, for words that cannot be kept."""
    most = limits.max_clause_characters
    return line._replace(words=cleaned(line.words, most, field), why=cleaned(line.why, most, field))


def _decisions(limits: Limits) -> tuple[Decision, ...]:
    made = []
    with all_at_once() as tried:
        for at in range(limits.max_unclear_lines):
            become = request.form.get(f"become-{at}")
            if become is None:
                break
            if become not in (AS_READ, LATER):
                made.append(tried(_decision, at, become, limits))
    return tuple(made)


def _decision(at: int, become: str, limits: Limits) -> Decision:
    words, above = request.form.get(f"words-{at}", ""), request.form.get(f"above-{at}", "")
    decision = Decision(
        become,
        cleaned(words, limits.max_clause_characters, f"words-{at}"),
        above,
        request.form.get(f"was-{at}", ""),
    )
    if not decision.words and become != LEFT_OUT:
        raise Refused(NO_LINE_WORDS, f"words-{at}")
    return decision
