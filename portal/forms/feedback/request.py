"""The forms of a request for feedback: what the organisation asks, and what PSR decides."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Membership
from portal.domain.feedback.request import NO_WANTS, NO_WHY, FeedbackRequest, Step
from portal.domain.feedback.triage import MISSING, NO_DECISION, of_psr
from portal.web import fields
from portal.web.http import now, settings

NOT_SAID = "Say whether the practitioner was told that PSR is asked."


class Asked(TypedDict):
    """What the organisation wants to know of which version, by when, and whether the practitioner was told."""

    version: int
    wants: str
    wanted_by: date | None
    told_on: date | None
    not_told_why: str


class Decided(TypedDict):
    """What PSR does, and its reasons."""

    decision: Step
    reasons: str


class Assigned(TypedDict):
    """Who reviews and who reads second; None where nobody was chosen."""

    reviewer: Membership | None
    second_reader: Membership | None


def read_asked() -> Asked:
    """What the form says. Raises Refused, naming each field, for what cannot be read or is too long."""
    most, told = settings().max_feedback_characters, request.form.get("told")
    with all_at_once() as tried:
        tried(_expect_said, told)
        return Asked(
            version=fields.count("version"),
            wants=tried(fields.required, "wants", most, NO_WANTS.sentence, lines=True),
            wanted_by=tried(_day, "wanted_by"),
            told_on=tried(_day, "told_on") if told == "yes" else None,
            not_told_why=tried(_why, most) if told == "no" else "",
        )


def read_decided() -> Decided:
    """What the form says. Raises Refused where nothing was chosen, and for too long a text."""
    with all_at_once() as tried:
        decision = tried(fields.chosen, "decision", Step, NO_DECISION)
        return Decided(decision=decision, reasons=tried(fields.text, "reasons", settings().max_feedback_characters))


def read_told() -> str:
    """What the organisation tells PSR. Raises Refused for nothing, and for too long a text."""
    return fields.required("told_more", settings().max_feedback_characters, MISSING[Step.MORE_GIVEN], lines=True)


def read_assigned(asked: FeedbackRequest) -> Assigned:
    """Whom of PSR's people on the case the form names."""
    here = {one.id: one for one in of_psr(asked, now())}
    return Assigned(reviewer=_one(here, "reviewer"), second_reader=_one(here, "second_reader"))


def _one(here: dict[UUID, Membership], name: str) -> Membership | None:
    return next((here[one] for one in fields.ids(name) if one in here), None)


def _expect_said(told: str | None) -> None:
    if told not in ("yes", "no"):
        raise Refused(NOT_SAID, "told")


def _why(most: int) -> str:
    return fields.required("not_told_why", most, NO_WHY.sentence, lines=True)


def _day(name: str) -> date | None:
    return fields.day(name) if request.form.get(name, "").strip() else None
