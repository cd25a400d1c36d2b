"""A scan is what its bytes say: a PDF that only shows pages, or a picture without what a camera wrote beside it."""

import io
import zlib
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfWriter

from portal.config import DEMO_KEY, Settings
from portal.documents.examiner import Examiner
from portal.documents.scan import ACTIVE, DAMAGED, LOCKED, NO_SCAN, NONE, Scan, ScanLimits, read_scan
from portal.domain.base import Refused
from portal.domain.record.stored_file import FileType
from tests.documents.test_pdf import an_agreed_plan

SETTINGS, LIMITS = Settings(secret_keys=(DEMO_KEY,), demo=True), ScanLimits(size=200_000, million_dots=1)
WHERE = b"51.5072 N, 0.1276 W"


def read(sent: bytes) -> Scan:
    return read_scan(sent, LIMITS, Examiner(SETTINGS).paged)


def refused(sent: bytes) -> str:
    with pytest.raises(Refused) as found:
        read(sent)
    assert found.value.field == "file"
    return found.value.sentence


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png(*more: bytes, width: int = 1, height: int = 1) -> bytes:
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\2\0\0\0"
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    return start + b"".join(more) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def jpeg(*more: bytes, width: int = 1, height: int = 1) -> bytes:
    frame = b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\1\1\x11\0"
    drawn = segment(0xC0, frame) + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34"
    return b"\xff\xd8" + b"".join(more) + drawn + b"\xff\xd9"


def exif(turned: int) -> bytes:
    """What a camera says: how it was held, and where it was."""
    entry = b"\1\x12\0\3\0\0\0\1" + turned.to_bytes(2, "big") + b"\0\0"
    return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\1" + entry + b"\0\0\0\0" + WHERE)


def pages() -> bytes:
    """A PDF of one empty page."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def with_more(change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pages())), io.BytesIO()
    change(writer)
    writer.update_root()
    writer.write(out)
    return out.getvalue()


def test_a_picture_keeps_its_dots_and_loses_what_was_written_beside_them() -> None:
    plain = png()
    assert read(png(chunk(b"tEXt", WHERE), chunk(b"eXIf", WHERE), chunk(b"tIME", WHERE[:7]))) == Scan(
        plain, FileType.PNG
    )
    assert read(plain + WHERE).body == plain
    assert read(png(chunk(b"maRk", WHERE), chunk(b"caBX", WHERE))).body == plain
    assert (
        read(jpeg(segment(0xE0, b"JFXX\0" + WHERE), segment(0xEB, WHERE), segment(0xE2, b"MPF\0" + WHERE))).body
        == jpeg()
    )
    coloured = jpeg(segment(0xE0, b"JFIF\0\1\1"), segment(0xE2, b"ICC_PROFILE\0\1\1x"), segment(0xEE, b"Adobe\0"))
    assert read(coloured).body == coloured
    assert read(jpeg(segment(0xFE, WHERE), segment(0xED, WHERE))) == Scan(jpeg(), FileType.JPEG)
    assert read(jpeg() + b"\xff\xd8\xff second picture").body == jpeg()


def test_of_what_a_camera_says_only_how_it_was_held_is_kept() -> None:
    body = read(jpeg(exif(6))).body
    assert WHERE not in body
    assert b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6" in body
    assert read(jpeg(exif(99))).body == jpeg()


def test_a_pdf_that_shows_pages_is_kept_as_it_came() -> None:
    assert read(pages()) == Scan(pages(), FileType.PDF)


@pytest.mark.parametrize("sent", [b"hello", b"PK\3\4 a zip", b"<svg onload='x'/>", b"GIF89a", b"MZ a program"])
def test_what_is_none_of_the_three_is_refused_whatever_its_name(sent: bytes) -> None:
    assert refused(sent) == NO_SCAN


def test_no_file_is_asked_for() -> None:
    assert refused(b"") == NONE


@pytest.mark.parametrize(
    "sent",
    [
        png()[:-1],
        png()[:40],
        png().replace(b"IDAT", b"IDAX"),
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT",
        jpeg()[:-2],
        jpeg()[:9],
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\0\0",
        jpeg(segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0")),
        jpeg(height=0),
        b"%PDF-1.7 and no more",
    ],
)
def test_what_is_damaged_or_cut_short_is_refused(sent: bytes) -> None:
    assert refused(sent) == DAMAGED


def test_a_file_or_a_picture_that_is_too_large_is_refused_before_anything_is_unpacked() -> None:
    assert "0.3 MB, and may have 0.2 MB" in refused(b"%PDF-" + b"x" * 250_000)
    for sent in (png(width=40_000, height=40_000), jpeg(width=40_000, height=40_000)):
        assert "1600 million dots, and may have 1 at most" in refused(sent)


def test_a_locked_pdf_is_refused() -> None:
    writer, out = PdfWriter(clone_from=io.BytesIO(pages())), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    assert refused(out.getvalue()) == LOCKED


def script(writer: IncrementalPdfFileWriter) -> DictionaryObject:
    told = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    return DictionaryObject({NameObject(name): value for name, value in told.items()})


def opens(writer: IncrementalPdfFileWriter) -> None:
    writer.root[NameObject("/OpenAction")] = writer.add_object(script(writer))


def page_acts(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Annots")] = writer.add_object(
        DictionaryObject({NameObject("/A"): writer.add_object(script(writer))})
    )
    writer.update_container(page)


def opens_a_site(writer: IncrementalPdfFileWriter) -> None:
    told = {"/S": NameObject("/URI"), "/URI": TextStringObject("https://example.org")}
    writer.root[NameObject("/OpenAction")] = DictionaryObject({NameObject(name): one for name, one in told.items()})


def carries(writer: IncrementalPdfFileWriter) -> None:
    file = StreamObject({NameObject("/Type"): NameObject("/EmbeddedFile")}, stream_data=b"MZ")
    writer.root[NameObject("/Extra")] = writer.add_object(file)


def launches(writer: IncrementalPdfFileWriter) -> None:
    told = {"/S": NameObject("/Launch"), "/F": TextStringObject("calc.exe")}
    inner = DictionaryObject({NameObject(name): one for name, one in told.items()})
    writer.root[NameObject("/Outlines")] = DictionaryObject({NameObject("/First"): inner})


@pytest.mark.parametrize("more", [opens, page_acts, opens_a_site, carries, launches])
def test_a_pdf_that_does_more_than_show_pages_is_refused_wherever_that_stands(
    more: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    assert refused(with_more(more)) == ACTIVE


def test_a_pdf_that_goes_round_in_circles_is_read_to_its_end() -> None:
    def circle(writer: IncrementalPdfFileWriter) -> None:
        one = DictionaryObject({NameObject("/N"): NumberObject(1)})
        place = writer.add_object(one)
        one[NameObject("/Self")] = place
        writer.root[NameObject("/Extra")] = place

    assert read(with_more(circle)).file_type is FileType.PDF


def test_our_own_sealed_plan_carries_a_file_and_is_no_scan() -> None:
    assert refused(an_agreed_plan()) == ACTIVE
