"""A scan that came from outside: what it is, by what is in it, and whether it can be kept (design: papers).

A picture keeps every dot and loses what a camera writes beside them, such as where it was taken; a second picture or a
film at its end goes too. Nothing is unpacked here.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from portal.beforehand import slow
from portal.domain.base import Refused
from portal.domain.record.stored_file import FileType

NONE = "Choose the scan of the paper: a PDF, or a picture (PNG or JPEG)."
NO_SCAN = "This file is no PDF, PNG or JPEG, whatever its name says. Save it as a PDF, or scan the paper."
TOO_LARGE = "This file has {size} MB, and may have {most} MB at most. Scan it again with fewer dots per inch."
TOO_FINE = "This picture has {dots} million dots, and may have {most} at most. Scan it with fewer dots per inch."
LOCKED = "This PDF is locked. Save it without a password and without restrictions, then choose it again."
DAMAGED = "This file is damaged or was cut short, so nobody could open it later. Make it or scan it again."
ACTIVE = "This PDF does more than show pages: it starts something, or carries other files. Scan the paper."
TOO_MUCH = "This PDF takes too long or too much memory to be looked at. Scan the paper again, in black and white."
_PNG, _JPEG, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"
_DRAWS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"}
_REFUSED = {"encrypted": LOCKED, "active": ACTIVE, "too much": TOO_MUCH}
_APP1, _COMMENT, _START_OF_SCAN, _END = 0xE1, 0xFE, 0xDA, 0xD9
_OF_PROGRAMS = range(0xE0, 0xF0)
_OF_COLOUR = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # how dots are to be seen
_RESTARTS = range(0xD0, 0xD8)
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # each says how high and how wide the picture is
_ORIENTATION = 0x0112
_MILLION = 1_000_000

Examine = Callable[[bytes], dict[str, Any]]


class ScanLimits(NamedTuple):
    """The most bytes of a scan, and the most million dots of one that is a picture."""

    size: int
    million_dots: int


@dataclass(frozen=True)
class Scan:
    """A scan as it is kept."""

    body: bytes
    file_type: FileType


class Damaged(ValueError):
    """A picture does not hold together."""


@slow
def read_scan(sent: bytes, limits: ScanLimits, examine: Examine, field: str = "file") -> Scan:
    """The scan in this file, which came in this field; `examine` looks into a PDF in a process of its own.

    Raises Refused, under the field, for what is none of the three, too large, locked or damaged.
    """
    if not sent:
        raise Refused(NONE, field)
    if len(sent) > limits.size:
        size, most = f"{len(sent) / _MILLION:.1f}", f"{limits.size / _MILLION:g}"
        raise Refused(TOO_LARGE.format(size=size, most=most), field)
    if sent.startswith(_PDF):
        found = examine(sent)["kind"]
        if found != "pages":
            raise Refused(_REFUSED.get(found, DAMAGED), field)
        return Scan(sent, FileType.PDF)
    try:
        picture, dots = _picture(sent, field)
    except Damaged as damaged:
        raise Refused(DAMAGED, field) from damaged
    if dots > limits.million_dots * _MILLION:
        raise Refused(TOO_FINE.format(dots=dots // _MILLION, most=limits.million_dots), field)
    return picture


def _picture(sent: bytes, field: str) -> tuple[Scan, int]:
    """The picture in this file, and how many dots whoever opens it will have to draw."""
    if sent.startswith(_PNG):
        body = _PNG + b"".join(_png_chunks(sent))
        return Scan(body, FileType.PNG), _number(body[16:20]) * _number(body[20:24])
    if sent.startswith(_JPEG):
        segments = list(_jpeg_segments(sent))
        sizes = [_number(one[5:7]) * _number(one[7:9]) for one in segments if one[1] in _FRAMES]
        if len(sizes) != 1 or not sizes[0]:
            raise Damaged
        return Scan(b"\xff\xd8" + b"".join(segments), FileType.JPEG), sizes[0]
    raise Refused(NO_SCAN, field)


def _number(told: bytes) -> int:
    return int.from_bytes(told, "big")


def _png_chunks(sent: bytes) -> Iterator[bytes]:
    """The chunks of a PNG that draw it, to its end."""
    at = len(_PNG)
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        kind, end = sent[at + 4 : at + 8], at + 12 + _number(sent[at : at + 4])
        if end > len(sent) or zlib.crc32(sent[at + 4 : end - 4]) != _number(sent[end - 4 : end]):
            raise Damaged
        kinds.append(kind)
        if kind in _DRAWS:
            yield sent[at:end]
        at = end
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise Damaged


def _jpeg_segments(sent: bytes) -> Iterator[bytes]:
    """The segments of a JPEG that draw it, to the end of its first picture."""
    at, draws = 2, False
    while True:
        marker = _marker(sent, at)
        if marker == _END and draws:
            yield b"\xff\xd9"
            return
        end = at + 2 + _number(sent[at + 2 : at + 4])
        if end < at + 4 or end > len(sent):
            raise Damaged
        if marker == _START_OF_SCAN:
            end, draws = _end_of_dots(sent, end), True
        yield from _kept(marker, sent[at:end])
        at = end


def _marker(sent: bytes, at: int) -> int:
    if at + 2 > len(sent) or sent[at] != 0xFF:
        raise Damaged
    return sent[at + 1]


def _end_of_dots(sent: bytes, at: int) -> int:
    """Where the next marker stands after the dots that begin here."""
    while True:
        at = sent.find(b"\xff", at)
        if at < 0 or at + 1 >= len(sent):
            raise Damaged
        if sent[at + 1] != 0 and sent[at + 1] not in _RESTARTS:
            return at
        at += 2


def _kept(marker: int, segment: bytes) -> Iterator[bytes]:
    """What is kept of a segment: of what is said beside the picture, its colours and how the camera was held."""
    if marker == _APP1:
        turned = _orientation(segment)
        yield from [_exif(turned)] if turned else []
    elif marker in _OF_PROGRAMS:
        of_colour = _OF_COLOUR.get(marker)
        yield from [segment] if of_colour and segment[4:].startswith(of_colour) else []
    elif marker != _COMMENT:
        yield segment


def _orientation(segment: bytes) -> int:
    """How the camera was held, from 1 to 8, as Exif says it; 0 where it does not."""
    body = segment[4:]
    if not body.startswith(b"Exif\0\0"):
        return 0
    told = body[6:]
    order: Literal["little", "big"] = "little" if told.startswith(b"II") else "big"

    def number(at: int, length: int) -> int:
        return int.from_bytes(told[at : at + length], order)

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if number(entry, 2) == _ORIENTATION:
            turned = number(entry + 8, 2)
            return turned if turned in range(1, 9) else 0
    return 0


def _exif(turned: int) -> bytes:
    """A segment that says how the camera was held, and nothing else."""
    entry = _ORIENTATION.to_bytes(2, "big") + b"\0\3\0\0\0\1" + turned.to_bytes(2, "big") + b"\0\0"
    body = b"Exif\0\0MM\0*\0\0\0\x08\0\1" + entry + b"\0\0\0\0"
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
