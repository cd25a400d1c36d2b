"""One field of a sent form, cleaned, or refused with a sentence under its own label."""

import enum
import re
from datetime import date
from typing import TypeVar
from uuid import UUID

from flask import request

from portal.domain.base import Refused
from portal.domain.typed import a_day
from portal.text import UnfitText, clean

COUNT = re.compile(r"[0-9]{1,5}", re.ASCII)
PAGE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
NUMBERS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})*", re.ASCII)
Choice = TypeVar("Choice", bound=enum.Enum)


def text(name: str, limit: int, *, lines: bool = True) -> str:
    """What was typed in this field: NFC, trimmed, at most `limit` characters.

    Raises Refused, naming the field, when the text is unfit.
    """
    try:
        return clean(request.form.get(name, ""), limit, lines=lines)
    except UnfitText as unfit:
        raise Refused(str(unfit), name) from unfit


def required(name: str, limit: int, sentence: str, *, lines: bool = False) -> str:
    """The same, refused with this sentence when nothing was typed."""
    typed = text(name, limit, lines=lines)
    if not typed:
        raise Refused(sentence, name)
    return typed


def day(name: str) -> date:
    """The day in this field, written as 2026-01-31; Refused, naming the field, when it is none."""
    return a_day(request.form.get(name, ""), name)


def count(name: str) -> int:
    """The number in this hidden field, which our own pages fill in; 0 when it is none."""
    number = request.form.get(name, "")
    return int(number) if COUNT.fullmatch(number) else 0


def chosen(name: str, kind: type[Choice], sentence: str) -> Choice:
    """Which of a closed list was chosen; Refused with this sentence where none was."""
    try:
        return kind(request.form.get(name))
    except ValueError:
        raise Refused(sentence, name) from None


def page_number() -> int:
    """Which page of a list is asked for, from 1; the first when that is no number."""
    asked = request.args.get("page", "")
    return int(asked) if PAGE.fullmatch(asked) else 1


def numbers(name: str) -> list[int]:
    """The numbers of changes in this part of the address, as 3.5.7; none where it is anything else."""
    asked = request.args.get(name, "")
    return [int(one) for one in asked.split(".")] if NUMBERS.fullmatch(asked) else []


def ids(name: str) -> set[UUID]:
    """The ids in the ticks of this name, which our own pages fill in; what is none is left out."""
    return {UUID(one) for one in request.form.getlist(name) if ID.fullmatch(one)}


def asked_id(name: str) -> UUID | None:
    """The id in this part of the address; None where it is anything else."""
    asked = request.args.get(name, "")
    return UUID(asked) if ID.fullmatch(asked) else None


def digest() -> str:
    """The digest of the words that the page showed."""
    return request.form.get("digest", "")
