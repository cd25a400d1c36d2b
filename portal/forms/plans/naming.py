"""Which clauses are named: those that state the consequences, and the one with the agreement (002 §6.2, §8.3)."""

from typing import TypedDict

from flask import request

from portal.domain.plans.designated import Choices


class Named(TypedDict):
    """The keys of the clauses that were chosen."""

    consequences: list[str]
    standard_agreement: str


def named() -> Named:
    """What the form, or the address, chooses."""
    keys = request.values.getlist("consequences")
    return Named(consequences=keys, standard_agreement=request.values.get("standard_agreement", ""))


def named_or(choices: Choices) -> Named:
    """The same; where nothing was asked yet, what is chosen so far."""
    if request.values.get("chosen"):
        return named()
    return Named(consequences=list(choices.consequences), standard_agreement=choices.standard_agreement)
