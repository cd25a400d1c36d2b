"""What a page adds to the words of a text: heads and feet, page numbers, the list of contents, footnotes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from portal.documents import marks
from portal.documents.marks import STAGE_FACT, mark_of
from portal.documents.stage_lines import names_a_stage

_CONTENTS = re.compile(r"(?:table of )?contents(?: page| list)?:?", re.IGNORECASE)
_CONTENTS_END = re.compile(r"(?<!\A)[\s.…·_]\d{1,3}\Z")
_LEADER = re.compile(r"(?:\.{4}|(?:\. ){3}|…{2}|…\s*…|_{4})[\s.…_]*\d{1,3}\Z")
_PAGE = r"page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
_FOOT = re.compile(
    rf"\w+(?: [/|] \w+)+ \d{{1,4}}|[-–—\[ ]*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?[-–—\] ]*|{_PAGE}"
    rf"|.{{1,90}}?(?:\s{{2,}}|\t|\s[-–—|·•/]\s*){_PAGE}|{_PAGE}(?:\s{{2,}}|\t|\s*[-–—|·•/]\s*).{{1,90}}"
    r"|.{1,90}\spage\s+\d{1,4}\s+of\s+\d{1,4}",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:strictly |private and |in )?(?:confidential(?:ity)?|confidence)|official(?:\W{1,3}sensitive)?"
    r"|draft(?: v?[\d.]+)?",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"\[\d{1,3}\](?=\s+\S)|[*†‡](?=\s*\w)")
_REFERENCE = re.compile(r"(?<=[\w.,;:!?)”’])(?:\[\d{1,3}\]|[*†‡])(?=[\s.,;:)]|$)")
_LONGEST = 90
_LONGEST_FOOT = 120
_OFTEN = 3
LEFT_OUT_CONTENTS = "Left out: the heading of the contents list."
LEFT_OUT_ENTRY = "Left out: a line of the contents list."
LEFT_OUT_FOOT = "Left out: the foot of a page."
LEFT_OUT_HEAD = "Left out: a line that stands on every page."
LEFT_OUT_NOTE = "Left out: a footnote. Add it to the paragraph it belongs to, if it is needed."
LEFT_OUT_BULLET = "Left out: a bullet without words."


def furniture(lines: Sequence[str]) -> dict[int, str]:
    """Why lines are left out of the plan, by their place from 0; `lines` are stripped."""
    found = dict(_contents(lines))
    feet = {
        at for at, line in enumerate(lines) if at not in found and len(line) <= _LONGEST_FOOT and _FOOT.fullmatch(line)
    }
    found |= dict.fromkeys(feet, LEFT_OUT_FOOT)
    once_referred_to = _note_marks(lines)
    for at, line in enumerate(lines):
        if at in found or not line:
            continue
        if _is_a_note(line, once_referred_to):
            found[at] = LEFT_OUT_NOTE
        elif len(line) < 12 and marks.is_only_a_mark(line) and not line.isalpha():
            found[at] = LEFT_OUT_BULLET
    found |= dict.fromkeys(_repeated(lines, found), LEFT_OUT_HEAD)
    return found


def _note_marks(lines: Sequence[str]) -> set[str]:
    """The marks, such as "[1]" or "*", that stand behind a word and begin one line: a list would begin several."""
    begun = Counter(mark[0] for line in lines if (mark := _NOTE_MARK.match(line)))
    behind = {mark for line in lines for mark in _REFERENCE.findall(line)} if begun else set()
    return {mark for mark in behind if begun[mark] == 1}


def _is_a_note(line: str, once_referred_to: Set[str]) -> bool:
    mark = _NOTE_MARK.match(line)
    if mark and mark[0] in once_referred_to:
        return True
    return line[0] in "[¹²³⁰⁴⁵⁶⁷⁸⁹" and marks.FOOTNOTE.fullmatch(line) is not None


def _contents(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The contents list, which begins with its heading, and lines with dots that lead to a page."""
    times = Counter(_bare(line) for line in lines if line)
    listing = False
    for at, line in enumerate(lines):
        if not line:
            continue
        if _CONTENTS.fullmatch(line):
            listing = True
            yield at, LEFT_OUT_CONTENTS
        elif _LEADER.search(line[-_LONGEST:]):
            yield at, LEFT_OUT_ENTRY
        elif listing and (_CONTENTS_END.search(line[-8:]) or times[_bare(line)] > 1):
            times[_bare(line)] -= 1
            yield at, LEFT_OUT_ENTRY
        else:
            listing = False


def _bare(line: str) -> str:
    """The words of a heading, to find it again in the contents list."""
    return " ".join(line.split()).casefold()


def _repeated(lines: Sequence[str], found: dict[int, str]) -> Iterator[int]:
    """The lines that come again beside the feet of pages, or again and again in the middle of sentences."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line and at not in found and _could_repeat(line):
            places.setdefault(_bare(re.sub(r"\d+", "#", line)), []).append(at)
    for same in places.values():
        beside = [at for at in same if _is_beside_a_foot(at, lines, found)]
        inside = [at for at in same if _is_inside_a_sentence(at, lines, found)]
        if len(beside) > 1 and 2 * len(beside) >= len(same):
            yield from beside
        elif (len(same) >= _OFTEN and inside) or (len(same) > 1 and len(inside) > 1):
            yield from same[1:] if same[0] <= _first(lines) else same
        elif inside and _STAMP.fullmatch(lines[same[0]]):
            yield from inside


def _first(lines: Sequence[str]) -> int:
    """Where the first words stand: a title, also where it is repeated on each page."""
    return next((at for at, line in enumerate(lines) if line), 0)


def _could_repeat(line: str) -> bool:
    if len(line) > _LONGEST or line.endswith((".", ";", ":", ",", "?", "!")) or "\t" in line or line[0].islower():
        return False
    return not (mark_of(line) or names_a_stage(line) or STAGE_FACT.fullmatch(line))


def _is_beside_a_foot(at: int, lines: Sequence[str], found: dict[int, str]) -> bool:
    return any(found.get(beside) == LEFT_OUT_FOOT for beside in (_next(at, lines, -1), _next(at, lines, 1)))


def _is_inside_a_sentence(at: int, lines: Sequence[str], found: dict[int, str]) -> bool:
    before, after = _next(at, lines, -1), _next(at, lines, 1)
    while before in found:
        before = _next(before, lines, -1)
    while after in found:
        after = _next(after, lines, 1)
    if before < 0 or after >= len(lines):
        return False
    words = lines[after].lstrip("-*• ")
    return (
        words[:1].islower() and not lines[before].endswith((".", ":", ";", "?", "!")) and len(lines[before].split()) > 1
    )


def _next(at: int, lines: Sequence[str], step: int) -> int:
    """The nearest line with words, before or after another."""
    at += step
    while 0 <= at < len(lines) and not lines[at]:
        at += step
    return at
