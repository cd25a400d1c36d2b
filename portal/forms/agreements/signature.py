"""What a person declares when they sign: every box and choice, and the exact wording that is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from flask import request

from portal.documents.printable import expect_printable
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.signing import expect_own_name
from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Membership
from portal.domain.cases.deputy import deputises_for
from portal.domain.cases.roles import Party
from portal.domain.dates import day, london_day
from portal.domain.plans.content import Clause
from portal.domain.typed import expect_in_range
from portal.queries.agreements.agreements import consequences, read_as
from portal.web import fields
from portal.web.http import now, settings

UNTICKED = "Tick this box if it is true for you: “{words}”"
NO_ADVICE_CHOSEN = "Say whether you have taken advice."
NOT_EXPLAINED = "Say whether somebody has explained it to you."
NO_EXPLAINER = "Say who explained it to you."
BEFORE_THE_PLAN = "There was no plan to explain on this day. Give the day on which it was explained to you."
NOT_YET_COME = "This day has not come yet. Give the day on which it was explained to you."
INTENT = "I intend to sign this plan."
ELECTRONIC = "I agree to sign it electronically."
ADVICE = {
    "taken": "I have taken advice about this plan.",
    "chose-not": "I was encouraged to take advice about this plan. I chose not to.",
    "private": "I prefer not to say whether I took advice. I had the time I wanted.",
}
EXPLAINED = "Explained to me by {who} on {day}."
READ = "I have read {what}."
WORDS_READ = "The words that I read:"
SUITS = "This plan suits the circumstances of the case."
PROTECTS = "This plan protects patients and the public."
AUTHORITY = "I have authority to sign for {organisation}."
AS_DEPUTY = "I have authority to sign for {organisation}, in the place of {signatory}, who named me."


@dataclass(frozen=True)
class Declaration:
    """A box to tick: the field's name and the words that the person declares."""

    name: str
    words: str


class Signed(TypedDict):
    """What `sign` wants to know from the form."""

    typed_name: str
    statements: list[str]
    note: str
    read_note: str


@dataclass(frozen=True)
class Boxes:
    """The boxes of the page, in its order: what was read, what the organisation confirms, and the signature itself."""

    read: list[Declaration]
    confirmed: list[Declaration]
    signing: list[Declaration]


def boxes(agreement: Agreement, member: Membership, *, on_paper: bool = False) -> Boxes:
    """The boxes that this member ticks to sign for their party (002 §7.2, §7.3, §8.3)."""
    signing = [Declaration("intent", INTENT)] + [Declaration("electronic", ELECTRONIC)] * (not on_paper)
    if member.party is Party.PRACTITIONER:
        return Boxes([Declaration("acknowledged", READ.format(what=read_as(agreement)))], [], signing)
    signatory, words = deputises_for(member), {"organisation": agreement.plan.case.organisation}
    authority = AS_DEPUTY.format(**words, signatory=signatory.name) if signatory else AUTHORITY.format(**words)
    named = {"suits": SUITS, "protects": PROTECTS, "authority": authority}
    return Boxes([], [Declaration(name, words) for name, words in named.items()], signing)


def signed(agreement: Agreement, member: Membership, *, on_paper: bool = False) -> Signed:
    """All that the form says, with the exact wording of what was declared, the consequences as they were shown.

    Of a signature given on paper no name is typed: its scan stands in the place of one.
    Raises Refused, naming each field, for boxes that are not ticked, choices not made and words that cannot be taken.
    """
    asked = boxes(agreement, member, on_paper=on_paper)
    is_practitioner = member.party is Party.PRACTITIONER
    with all_at_once() as tried:
        advice = tried(_advice) if is_practitioner else ""
        read = [tried(_ticked, box) for box in asked.read]
        explained = tried(_explained, agreement) if is_practitioner else ""
        confirmed = [tried(_ticked, box) for box in asked.confirmed]
        note = tried(_note)
        signing = [tried(_ticked, box) for box in asked.signing]
        name = member.name if on_paper else tried(_own_name, member)
    words = f"{WORDS_READ}\n{wording(consequences(agreement))}" if is_practitioner else ""
    statements = [advice, *read, words, explained, *confirmed, *signing]
    return Signed(typed_name=name, statements=[*filter(None, statements)], note=note, read_note=_read_note())


def wording(clauses: list[Clause]) -> str:
    """The consequences as one text, as a signature keeps them."""
    return "\n".join(line for clause in clauses for line in _lines(clause))


def _lines(clause: Clause) -> Iterator[str]:
    yield " ".join(filter(None, (clause.label, clause.text)))
    yield from (f"{name}: {value}" for name, value in clause.fields)


def _ticked(box: Declaration) -> str:
    if request.form.get(box.name) != "yes":
        raise Refused(UNTICKED.format(words=box.words), box.name)
    return box.words


def _advice() -> str:
    choice = request.form.get("advice", "")
    if choice not in ADVICE:
        raise Refused(NO_ADVICE_CHOSEN, "advice")
    return ADVICE[choice]


def _explained(agreement: Agreement) -> str:
    if request.form.get("explained") != "yes":
        raise Refused(NOT_EXPLAINED, "explained")
    with all_at_once() as tried:
        who, on = tried(_explainer), tried(_explained_on, agreement)
    return EXPLAINED.format(who=who, day=day(on))


def _explainer() -> str:
    who = fields.required("explained_by", settings().max_title_characters, NO_EXPLAINER)
    if not any(letter.isalpha() for letter in who):
        raise Refused(NO_EXPLAINER, "explained_by")
    expect_printable(who, "explained_by")
    return who


def _explained_on(agreement: Agreement) -> date:
    on = fields.day("explained_on")
    expect_in_range(on, "explained_on")
    if on > london_day(now()):
        raise Refused(NOT_YET_COME, "explained_on")
    if on < london_day(min(one.at for one in agreement.plan.issues)):
        raise Refused(BEFORE_THE_PLAN, "explained_on")
    return on


def _note() -> str:
    note = fields.text("note", settings().max_signature_note_characters)
    expect_printable(note, "note")
    return note


def _own_name(member: Membership) -> str:
    typed = fields.text("typed_name", settings().max_title_characters, lines=False)
    expect_own_name(typed, member)
    return typed


def _read_note() -> str:
    return request.form.get("read_note", "")
