"""A Word file opened with care: what it is, how large it says it is, and its parts without anything from outside."""

import re
import zipfile
from functools import cached_property
from io import BytesIO

from lxml import etree

from portal.documents.outline import Unreadable
from portal.documents.word.names import MC, STRICT, W, tag

SAVE_AS = "Open it in Word, choose “Save as” and the kind “Word document (.docx)”, then import that file."
_OTHER_KINDS = {
    "mimetype": f"This is an OpenDocument file. {SAVE_AS}",
    "xl/workbook.xml": "This is an Excel file. Copy the plan into a Word document, and import that.",
    "ppt/presentation.xml": "This is a PowerPoint file. Copy the plan into a Word document, and import that.",
}
_NO_WORD_FILE = "This is a zip file, but not a Word document. Choose the Word file itself."
_MACROS = f"This Word file holds macros, which are programs. {SAVE_AS}"
_DAMAGED = f"This Word file is damaged. {SAVE_AS}"
_LOCKED = "This Word file is protected with a password. Take the password off in Word, then import it again."
_DOCUMENT = re.compile(r"word/document\d*\.xml")
_PARTS = {"numbering", "styles", "footnotes", "endnotes"}
_CAREFUL = {
    **dict.fromkeys(("resolve_entities", "load_dtd", "huge_tree"), False),
    **dict.fromkeys(("no_network", "remove_comments", "remove_pis"), True),
}
_MOST_PARTS = 5_000
_CHUNK = 65_536


class Package:
    """The parts of a Word file that hold its words.

    Only they are unpacked, each within `most_bytes` in all; pictures never are. Raises Unreadable with a sentence that
    says what to do.
    """

    def __init__(self, raw: bytes, *, most_bytes: int) -> None:
        self.left = most_bytes
        self.most = most_bytes
        try:
            self.zip = zipfile.ZipFile(BytesIO(raw))
            self.names = {one.filename: one for one in self.zip.infolist()[:_MOST_PARTS]}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(_DAMAGED) from error
        self.main = next((name for name in sorted(self.names) if _DOCUMENT.fullmatch(name)), "")
        self._expect_a_word_file()
        self._expect_small()

    @cached_property
    def document(self) -> etree._Element:
        """The body of the document."""
        root = self._parse(self.main)
        body = root.find(tag("body"))
        if body is None:
            raise Unreadable(_DAMAGED)
        return body

    def part(self, name: str) -> etree._Element | None:
        """Another part of the file: "numbering", "styles", "footnotes" or "endnotes"; None when it has none."""
        path = f"word/{name}.xml"
        return self._parse(path) if path in self.names else None

    def beside(self, name: str) -> etree._Element:
        """A part that holds no words of the document itself, by its whole name."""
        return self._parse(name)

    @property
    def left_out(self) -> list[str]:
        """The names of what the file holds beside its words: the heads and feet of its pages, comments."""
        return sorted(name for name in self.names if re.fullmatch(r"word/(?:header|footer|comments)\d*\.xml", name))

    def _expect_a_word_file(self) -> None:
        for name, sentence in _OTHER_KINDS.items():
            if name in self.names and not self.main:
                raise Unreadable(sentence)
        if not self.main:
            raise Unreadable(_NO_WORD_FILE)
        if any(name.casefold().endswith("vbaproject.bin") for name in self.names):
            raise Unreadable(_MACROS)
        if self.names[self.main].flag_bits & 1:
            raise Unreadable(_LOCKED)

    def _expect_small(self) -> None:
        """Refuse by the sizes that the file declares, before anything of it is unpacked."""
        parts = [self.main, *(f"word/{name}.xml" for name in _PARTS)]
        if sum(self.names[name].file_size for name in parts if name in self.names) > self.most:
            raise Unreadable(self._too_large)

    @property
    def _too_large(self) -> str:
        return (
            f"The words of this Word file take more than {self.most // 1_000_000} MB once it is unpacked. "
            "Copy the plan into a new document, and import that."
        )

    def _parse(self, name: str) -> etree._Element:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self._unpacked(name), parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(_DAMAGED) from error
        if root.getroottree().docinfo.doctype:
            raise Unreadable(_DAMAGED)
        if root.tag.startswith(f"{{{STRICT}}}"):
            _in_usual_names(root)
        return root

    def _unpacked(self, name: str) -> bytes:
        """A part, unpacked piece by piece: what a file declares need not be true."""
        pieces = []
        try:
            with self.zip.open(name) as stream:
                while piece := stream.read(_CHUNK):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise Unreadable(self._too_large)
                    pieces.append(piece)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
            raise Unreadable(_DAMAGED) from error
        except Exception as error:
            if type(error).__module__ in ("zlib", "lzma"):
                raise Unreadable(_DAMAGED) from error
            raise
        return b"".join(pieces)


def _in_usual_names(root: etree._Element) -> None:
    """Give the elements of a file in the strict form of the standard the names that Word usually writes."""
    for element in root.iter(etree.Element):
        if element.tag.startswith(f"{{{STRICT}}}"):
            element.tag = element.tag.replace(STRICT, W, 1)
        for name in list(element.attrib):
            if name.startswith(f"{{{STRICT}}}"):
                element.set(name.replace(STRICT, W, 1), element.attrib.pop(name))


def one_of_alternatives(root: etree._Element) -> None:
    """Of what is written twice, for newer and older programs, keep the newer one."""
    for fallback in list(root.iter(tag("Fallback", MC))):
        parent = fallback.getparent()
        if parent is not None and parent.find(tag("Choice", MC)) is not None:
            parent.remove(fallback)
