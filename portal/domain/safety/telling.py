"""Seeing to it that the practitioner hears of an action for safety from a person, and not from a page alone."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain.base import Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role
from portal.domain.dates import london_day
from portal.domain.safety.action import SafetyAction, add_step, expect_organisation, faults_of
from portal.domain.safety.told import Step, Told

HEARD_ALREADY = "Somebody has told the practitioner already. Read on this page who did."


def say_told(session: Session, action: SafetyAction, told: Told, *, by: Membership, at: datetime) -> None:
    """Say for the organisation that somebody has told the practitioner of an action; PSR need not ring then.

    Raises Refused for anyone else, once the practitioner has heard of it, and for a day to come.
    """
    expect_organisation(by)
    _expect_unheard(action)
    expect_none(faults_of(told, london_day(at)))
    add_step(session, action, Step.TOLD, told, by, at)


def note_ring(session: Session, action: SafetyAction, *, spoke: bool, day: date, by: Membership, at: datetime) -> None:
    """Note for PSR that it spoke with the practitioner about an action, or tried without an answer.

    Raises Refused for anyone else, unless PSR is asked to ring, and for a day before that or after today.
    """
    if not by.has(Role.ADVISER):
        raise Refused("PSR’s adviser says when PSR rang.")
    _expect_unheard(action)
    asked = next((one for one in action.steps if one.step is Step.ASKED), None)
    if asked is None:
        raise Refused("PSR is not asked to ring about this action.")
    if not london_day(asked.at) <= day <= london_day(at):
        raise Refused("Give a day from when PSR was asked to ring until today.", "day")
    add_step(session, action, Step.RANG if spoke else Step.TRIED, Told(day=day), by, at)


def _expect_unheard(action: SafetyAction) -> None:
    if action.heard:
        raise Refused(HEARD_ALREADY)
