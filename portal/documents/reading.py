"""A file that somebody uploads, read into a plan or refused with a plain sentence."""

import json
import re
from dataclasses import replace
from typing import Any, Protocol

from portal.documents.markdown import read_markdown
from portal.documents.outline import Line, Reading, Unreadable
from portal.documents.plain import read_plain
from portal.domain.plans.content import Content, parse
from portal.text import LINE_ENDS, UnfitText, fold

__all__ = ["Limits", "Line", "Reading", "Unreadable", "read"]

_FORMATS = {
    b"%PDF-": "This is a PDF. Save the plan as plain text or Markdown and import that file.",
    b"PK\x03\x04": "This is a Word or zip file. Save the plan as plain text or Markdown and import that file.",
    b"\xd0\xcf\x11\xe0": "This is an old Word file. Save the plan as plain text or Markdown and import that file.",
    b"\xff\xfe": "This file is encoded as UTF-16. Save it with the encoding UTF-8 and import it again.",
    b"\xfe\xff": "This file is encoded as UTF-16. Save it with the encoding UTF-8 and import it again.",
}

_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
LONGEST_FIELD_NAME = 200


class Limits(Protocol):
    """What an imported plan may measure at most."""

    @property
    def max_import_bytes(self) -> int: ...
    @property
    def max_clauses(self) -> int: ...
    @property
    def max_levels(self) -> int: ...
    @property
    def max_stages(self) -> int: ...
    @property
    def max_clause_characters(self) -> int: ...


def read(raw: bytes, *, limits: Limits) -> Reading:
    """The plan in a file: our Markdown when it opens with front matter, else plain numbered text.

    Raises Unreadable, with a sentence to show, for a file that is empty, too large, not text, wrongly encoded,
    without any heading or number, or over one of the limits.
    """
    if len(raw) > limits.max_import_bytes:
        raise Unreadable(f"The file is larger than {_size(limits.max_import_bytes)}, the most that can be imported.")
    text = _decoded(raw)
    reader = read_markdown if text.lstrip().startswith("---\n") else read_plain
    reading = reader(text, max_levels=limits.max_levels)
    _check(reading.content, limits)
    return replace(reading, content=_folded(reading.content))


def _decoded(raw: bytes) -> str:
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Unreadable("The file is empty.")
    for start, sentence in _FORMATS.items():
        if raw.startswith(start):
            raise Unreadable(sentence)
    if b"\x00" in raw:
        raise Unreadable("This is not a text file. Save the plan as plain text or Markdown and import that file.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Unreadable(f"Line {line} is not encoded as UTF-8. Save the file as UTF-8 and import it again.") from None
    return "\n".join(_line(number, line) for number, line in enumerate(LINE_ENDS.split(text), start=1))


def _line(number: int, line: str) -> str:
    try:
        return fold(line)
    except UnfitText as unfit:
        raise Unreadable(f"Line {number}: {str(unfit).replace('Your text', 'It')}") from unfit


def _folded(content: Content) -> Content:
    """The plan in the one alphabet, also where a file wrote a character as its number: `&#160;`, `\\u00a0`."""
    try:
        return parse(json.dumps(_fold_all(json.loads(content.canonical()))))
    except UnfitText as unfit:
        raise Unreadable(str(unfit).replace("Your text", "The plan")) from unfit


def _fold_all(value: Any) -> Any:
    match value:
        case str():
            return fold(value)
        case dict():
            return {name: _fold_all(item) for name, item in value.items()}
        case list():
            return [_fold_all(item) for item in value]
    return value


def _check(content: Content, limits: Limits) -> None:
    clauses = [clause for _, clause in content.walk()]
    if not clauses:
        raise Unreadable("The file has no headings and no numbered paragraphs, so it cannot be read as a plan.")
    if len(clauses) > limits.max_clauses:
        raise Unreadable(
            f"The plan has {len(clauses):,} clauses. The most that can be imported is {limits.max_clauses:,}."
        )
    if len(content.stages) > limits.max_stages:
        raise Unreadable(f"The plan has {len(content.stages)} stages. The most is {limits.max_stages}.")
    for clause in clauses:
        if not _KEY.fullmatch(clause.key) or any(len(name) > LONGEST_FIELD_NAME for name, _ in clause.fields):
            raise Unreadable(
                f"Paragraph {clause.label} has a key or the name of a field that cannot be kept. "
                "Take its key out, or shorten the name."
            )
        if len(clause.text) > limits.max_clause_characters:
            raise Unreadable(
                f"Paragraph {clause.label} is longer than {limits.max_clause_characters:,} characters. Split it in two."
            )


def _size(count: int) -> str:
    return f"{count / 1_000_000:g} MB" if count >= 1_000_000 else f"{count:,} bytes"
