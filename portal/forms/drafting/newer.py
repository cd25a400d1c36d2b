"""What is taken of a newer file, and what the page that asks for it carries along."""

import json
from collections.abc import Sequence
from typing import Any

from flask import request

from portal.documents.reading import Limits
from portal.domain.drafting.pointed_out import PointedOut
from portal.domain.plans.limits import KEY
from portal.forms.plans.decisions import fit_to_keep

MOST_LINES = 999_999_999  # as the column that holds the number of a line


def chosen() -> frozenset[str]:
    """The names of the differences that were ticked."""
    return frozenset(request.form.getlist("take"))


def answered() -> dict[str, bool]:
    """Which differences were ticked, of all that the page offered, by their names."""
    return {name: name in chosen() for name in request.form.get("offered", "").split()}


def pointed_out() -> list[PointedOut]:
    """The lines that the reader pointed out, as the page carries them."""
    try:
        sent = json.loads(request.form.get("pointed_out", "[]"))
    except ValueError:
        return []
    return [PointedOut(*one) for one in sent if _is_line(one)] if isinstance(sent, list) else []


def lines_to_keep(limits: Limits) -> list[PointedOut]:
    """The same lines, to wait beside the draft."""
    lines = pointed_out()[: limits.max_unclear_lines]
    return [fit_to_keep(one, limits, "take") for one in lines if one.words]


def written(lines: Sequence[PointedOut]) -> str:
    """The lines for the page to carry."""
    return json.dumps(lines)


def _is_line(one: Any) -> bool:
    if not isinstance(one, list) or [type(part) for part in one] != [int, str, str, str, bool]:
        return False
    number, _, _, above, _ = one
    return 0 <= number <= MOST_LINES and (not above or KEY.fullmatch(above) is not None)
