"""The forms by which somebody says that they are away, and hands over several cases."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import request

from portal.domain.people.organisation import Staff
from portal.domain.typed import expect_in_range
from portal.web import fields


class Away(NamedTuple):
    """Until which day somebody is away, and who covers; None for nobody."""

    until: date | None
    cover: Staff | None


def read_away(colleagues: Sequence[Staff]) -> Away:
    """What the form says. Raises Refused, naming the field, for a day that is none."""
    until = fields.day("until") if request.form.get("until", "").strip() else None
    if until:
        expect_in_range(until, "until")
    return Away(until, chosen("cover", colleagues))


def chosen(name: str, colleagues: Sequence[Staff]) -> Staff | None:
    """The colleague who was chosen in this field; None where none of them was."""
    return next((one for one in colleagues if str(one.id) == request.form.get(name)), None)
