"""Word files made by hand, as small as they can be."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARTS = {**{name: name for name in ("numbering", "styles", "footnotes", "comments")}, "header1": "hdr"}


def style(name: str, shown: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>{more}</w:style>'


STYLES = "".join(style(f"H{level}", f"heading {level}") for level in (1, 2, 3)) + style("T", "Title")


def word_file(
    body: str, compression: int = zipfile.ZIP_DEFLATED, more: Mapping[str, bytes] | None = None, **parts: str
) -> bytes:
    """A Word file with this body, the other parts by their names, and `more` files beside them."""
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", compression) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        for name, inner in {"styles": STYLES, **parts}.items():
            file.writestr(f"word/{name}.xml", f"<w:{PARTS[name]} {SPACE}>{inner}</w:{PARTS[name]}>")
        for name, held in (more or {}).items():
            file.writestr(name, held)
    return raw.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, style: str = "", number: tuple[int, int] | None = None, inner: str = "") -> str:
    """A paragraph, in a style, and in the list with this id at this level from 0."""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{run(text) if text else ''}{inner}</w:p>"


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


PLAN = numbering(
    level(0, "decimal", "%1."),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "(%3)"),
    level(3, "lowerRoman", "(%4)"),
    level(4, "bullet", "•"),
)
