"""What a person declares when they sign: every box and choice, and the exact wording that is kept."""

from dataclasses import dataclass

from flask import request

from portal.domain.agreements.agreement import Agreement
from portal.domain.base import Refused
from portal.domain.cases.case import Membership, Party
from portal.domain.plans.content import Clause

UNTICKED = "Tick this box if it is true for you. You cannot sign without it."
NO_ADVICE_CHOSEN = "Say whether you have taken advice."
INTENT = "I intend to sign this plan."
ELECTRONIC = "I agree to sign it electronically."
ADVICE = {
    "taken": "I have taken advice about this plan.",
    "chose-not": "I was encouraged to take advice about this plan. I chose not to.",
}
ACKNOWLEDGED = "I have read what may happen if progress is not enough, and it was explained to me."
READ = "The words that I read:"
SUITS = "This plan suits the circumstances of the case."
PROTECTS = "This plan protects patients and the public."
AUTHORITY = "I have authority to sign for {organisation}."


@dataclass(frozen=True)
class Declaration:
    """A box to tick: the field's name and the words that the person declares."""

    name: str
    words: str


def declarations(agreement: Agreement, member: Membership) -> list[Declaration]:
    """The boxes that this member ticks to sign for their party (002 §7.2, §7.3, §8.3)."""
    own = [Declaration("acknowledged", ACKNOWLEDGED)]
    if member.party is Party.ORGANISATION:
        authority = AUTHORITY.format(organisation=agreement.plan.case.organisation)
        own = [Declaration("suits", SUITS), Declaration("protects", PROTECTS), Declaration("authority", authority)]
    return [*own, Declaration("intent", INTENT), Declaration("electronic", ELECTRONIC)]


def statements(agreement: Agreement, member: Membership, consequences: list[Clause]) -> list[str]:
    """The exact wording of all that was declared, the consequences included as they were shown.

    Raises Refused, naming the field, for a box that is not ticked or a choice that is not made.
    """
    declared = [_advice()] if member.party is Party.PRACTITIONER else []
    for declaration in declarations(agreement, member):
        if request.form.get(declaration.name) != "yes":
            raise Refused(UNTICKED, declaration.name)
        declared.append(declaration.words)
        if declaration.name == "acknowledged":
            declared.append(f"{READ}\n{wording(consequences)}")
    return declared


def wording(clauses: list[Clause]) -> str:
    """The consequences as one text, as a signature keeps them."""
    return "\n".join(line for clause in clauses for line in _lines(clause))


def _lines(clause: Clause) -> list[str]:
    return [" ".join(filter(None, (clause.label, clause.text))), *(f"{name}: {value}" for name, value in clause.fields)]


def _advice() -> str:
    choice = request.form.get("advice", "")
    if choice not in ADVICE:
        raise Refused(NO_ADVICE_CHOSEN, "advice")
    return ADVICE[choice]
