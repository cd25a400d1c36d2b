"""What is taken of a newer file, and what the page that asks for it carries along."""

import json
from collections.abc import Sequence
from typing import Any

from flask import request

from portal.documents.reading import Line


def chosen() -> frozenset[str]:
    """The names of the differences that were ticked."""
    return frozenset(request.form.getlist("take"))


def answered() -> dict[str, bool]:
    """Which differences were ticked, of all that the page offered, by their names."""
    return {name: name in chosen() for name in request.form.get("offered", "").split()}


def pointed_out() -> list[Line]:
    """The lines that the reader pointed out, as the page carries them."""
    try:
        sent = json.loads(request.form.get("pointed_out", "[]"))
    except ValueError:
        return []
    return [Line(*one) for one in sent if _is_line(one)] if isinstance(sent, list) else []


def written(lines: Sequence[Line]) -> str:
    """The same lines for the page to carry."""
    return json.dumps([[line.number, line.text, line.why] for line in lines])


def _is_line(one: Any) -> bool:
    return isinstance(one, list) and [type(part) for part in one] == [int, str, str]
