"""A patient never stands in a plan: a valid NHS number is stopped before anything is saved (design: people first)."""

import re

from flask import current_app, g, request

from portal.domain.base import Refused
from portal.text.patient_number import patient_numbers
from portal.web.sizes import SCAN
from portal.web.unsent import label_of

ANOTHER = "another_number"
_KEY = re.compile(r"(?<=\bkey: )[0-9a-f]{12}(?![0-9a-f])")  # of a clause or stage in our Markdown, which nobody sees
NOT_LOOKED_AT = {"find", "phone", "quote", "typed_before", "typed_name"}
FOUND = (
    "{number} looks like the NHS number of a patient. Take it out: write “the patient”, or a number that only you can "
    "trace, so that nobody can tell who it is."
)


class PatientNumber(Refused):
    """What was typed has a number that may be a patient's."""


def expect_no_patient() -> None:
    """Refuse, under its field, an NHS number in what was sent, unless its author says that it is none."""
    if request.form.get(ANOTHER) == "yes":
        return
    fields = request.form.items(multi=True)
    sent = [(name, value) for name, value in fields if name not in NOT_LOOKED_AT and label_of(name)]
    for name, value in sent + _files():
        for number in patient_numbers(_KEY.sub("", value)):
            raise PatientNumber(FOUND.format(number=number), name)


def asks_about(field: str) -> bool:
    """Whether the page asks if the number in this field is another one."""
    return isinstance(g.refused, PatientNumber) and g.refused.field == field


def _files() -> list[tuple[str, str]]:
    """What plans and other files in words say; of a scan, which has no words and digits by the thousand, its name."""
    if getattr(current_app.view_functions.get(request.endpoint or ""), "size", "") == SCAN:
        return [(name, file.filename or "") for name, file in request.files.items()]
    found: list[tuple[str, str]] = []
    for name, file in request.files.items():
        found.append((name, file.stream.read().decode(errors="ignore")))
        file.stream.seek(0)
    return found
