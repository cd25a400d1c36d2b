"""A file that somebody uploads, read into a plan or refused with a plain sentence."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from portal.beforehand import slow
from portal.documents.markdown import is_our_markdown, read_markdown
from portal.documents.ordinary_markdown import read_ordinary_markdown
from portal.documents.outline import Limits, Line, Reading, Unreadable
from portal.documents.plain import read_plain
from portal.documents.word.package import SAVE_AS
from portal.documents.word.reader import read_word
from portal.domain.plans.content import Content, parse
from portal.domain.plans.limits import faults
from portal.domain.plans.renewal import REVIEW, renewed
from portal.text import LINE_ENDS, UnfitText, fold

__all__ = ["Limits", "Line", "Reading", "Unreadable", "in_new_form", "read", "read_part"]

_FORMATS = {
    b"%PDF-": "This is a PDF. Import the Word file that it was made from, or copy its words and paste them.",
    b"\xd0\xcf\x11\xe0": f"This is an old Word file, or one with a password, which has to be taken off. {SAVE_AS}",
    b"{\\rtf": f"This is a file in rich text (RTF). {SAVE_AS}",
    b"\xff\xfe": "This file is encoded as UTF-16. Save it with the encoding UTF-8 and import it again.",
    b"\xfe\xff": "This file is encoded as UTF-16. Save it with the encoding UTF-8 and import it again.",
}

_MARKDOWN = re.compile(r"^ {0,3}#{1,6} \S|^ {0,3}\|?[ :|-]*-[ :|-]*\|[ :|-]*$|^#{1,6}$", re.MULTILINE)
_PICTURES = "It may be the pictures in it: take them out, or copy the words into a new document."
_ZIP = b"PK\x03\x04"
_FEWEST_CHARACTERS = 40  # of a line on average, in a file as large as can be
_DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
_CALLED_DRAFT = "The title calls the plan a draft, which it no longer is once both have signed it. Take the word out."

_TITLE_OF_PART = "It reads as a title or a heading at the top. The draft keeps its own title."
_FACT_OF_PART = "It reads as a stage or a date of the plan, which are changed under “Stages and dates”."


@slow
def read(raw: bytes, *, limits: Limits) -> Reading:
    """The plan in a file: our Markdown when it opens with front matter, else plain numbered text.

    Raises Unreadable, with a sentence to show, for a file that is empty, too large, not text, wrongly encoded,
    without any heading or number, or over one of the limits.
    """
    reading = _read_file(raw, limits)
    if not any(clause.kind != "paragraph" or clause.label for _, clause in reading.content.walk()):
        raise Unreadable("The file has no headings and no numbered paragraphs, so it cannot be read as a plan.")
    _expect_within(reading, limits)
    return replace(reading, not_understood=[*_pointed_out(reading), *reading.not_understood])


@slow
def read_part(raw: bytes, *, limits: Limits) -> Reading:
    """The clauses in a part of a plan, of any kind, in the form of plans now; it may have neither headings nor numbers.

    What would be the title, a date or a stage of a whole plan is pointed out, and is not in the content.
    Raises Unreadable as `read`.
    """
    reading = _read_file(raw, limits)
    _expect_within(reading, limits)
    content = replace(reading.content, title="", type="", start="", waits_for="", stages=())
    beyond = _beyond_clauses(reading)
    return in_new_form(replace(reading, content=content, not_understood=[*beyond, *reading.not_understood]))


def _read_file(raw: bytes, limits: Limits) -> Reading:
    if len(raw) > limits.max_import_bytes:
        most = f"The file is larger than {_size(limits.max_import_bytes)}, the most that can be imported."
        raise Unreadable(f"{most} {_PICTURES}" if raw.startswith(_ZIP) else most)
    reading = read_word(raw, limits=limits) if raw.startswith(_ZIP) else _read_text(raw, limits)
    return replace(reading, content=_folded(reading.content))


def _beyond_clauses(reading: Reading) -> list[Line]:
    """The title, the facts and the stages that a part of a plan seems to have."""
    content, pointed_out = reading.content, {line.number for line in reading.not_understood}
    found = [Line(_line_of(reading, "", "title"), content.title, _TITLE_OF_PART)] if content.title else []
    facts = {".type": content.type, ".start": content.start, ".waits_for": content.waits_for}
    numbers = {_line_of(reading, "", name[1:]) for name, value in facts.items() if value}
    numbers |= {_line_of(reading, stage.key, "") for stage in content.stages}
    lines = sorted(numbers - pointed_out - {0})
    return [*found, *(Line(number, reading.source[number - 1].strip(), _FACT_OF_PART) for number in lines)]


def _read_text(raw: bytes, limits: Limits) -> Reading:
    text = _decoded(raw)
    if text.count("\n") > limits.max_import_bytes // _FEWEST_CHARACTERS:
        most = limits.max_import_bytes // _FEWEST_CHARACTERS
        raise Unreadable(f"The file has more than {most:,} lines, which is the most that can be imported.")
    return replace(_reader(text)(text, limits=limits), source=tuple(text.split("\n")))


def _reader(text: str) -> Callable[..., Reading]:
    """Who reads a text: our own Markdown has keys or nothing foreign below its front matter."""
    if is_our_markdown(text):
        return read_markdown
    is_markdown = text.lstrip().startswith("---\n") or _MARKDOWN.search(text)
    return read_ordinary_markdown if is_markdown else read_plain


def in_new_form(reading: Reading) -> Reading:
    """The same plan as a new draft is written, with the lines of review meetings that were not understood."""
    renewal = renewed(reading.content)
    doubts = [
        Line(_line_of(reading, row.stage.key, "review"), row.before, row.doubt)
        for row in renewal.rows
        if row.doubt and row.name == REVIEW
    ]
    return replace(reading, content=renewal.content, not_understood=[*reading.not_understood, *doubts])


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
    if line.isascii() and line.isprintable():
        return line.rstrip(" ")
    try:
        return "\t".join(fold(cell) for cell in line.split("\t")).rstrip()
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


def _expect_within(reading: Reading, limits: Limits) -> None:
    """Refuse a plan that cannot be kept, by the first of its faults, with the line where it stands."""
    fault = next(faults(reading.content, limits), None)
    if fault:
        line = _line_of(reading, fault.key, fault.part)
        raise Unreadable(f"Line {line}: {fault.sentence}" if line else fault.sentence)


def _line_of(reading: Reading, key: str, part: str) -> int:
    """The line where a part of a piece stands, or the piece begins; 0 for what has no line."""
    exact = reading.lines.get(f"{key}.{part or 'key'}") or reading.lines.get(key)
    return exact or min((number for name, number in reading.lines.items() if name.startswith(f"{key}.")), default=0)


def _pointed_out(reading: Reading) -> list[Line]:
    """What was understood, and still needs a look."""
    title = reading.content.title
    return [Line(_line_of(reading, "", "title"), title, _CALLED_DRAFT)] if _DRAFT.search(title) else []


def _size(count: int) -> str:
    return f"{count / 1_000_000:g} MB" if count >= 1_000_000 else f"{count:,} bytes"
