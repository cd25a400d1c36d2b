"""What the fonts of the PDF can draw, as the typesetter itself says it, and how to name what they cannot."""

import json
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import font_source_sans_pro
import typst

from portal.beforehand import slow
from portal.documents.as_written import differs_at
from portal.documents.drawn import RIGHT_TO_LEFT, DrawnElsewhere, Margins, drawn_pages
from portal.domain.agreements.obstacles import Obstacle
from portal.domain.base import Refused
from portal.domain.plans.content import Content
from portal.domain.plans.stage_parts import stage_words
from portal.text import strange_words

FONTS = typst.Fonts(font_paths=[font_source_sans_pro.font_directory], include_system_fonts=False)
FAMILIES = ("Source Sans Pro", "Libertinus Serif", "DejaVu Sans Mono")
_PROBE = b'#set document(title: "-")\n#set text(font: json(bytes(sys.inputs.fonts)))\n#sys.inputs.text'
_WHOLE_SCRIPTS = (
    range(0x3400, 0xA4D0),
    range(0xAC00, 0xD7A4),
    range(0xE000, 0xF900),
    range(0x12000, 0x14680),
    range(0x17000, 0x18D00),
    range(0x20000, 0x110000),
)
_MOST_SHOWN = 20
THESE = "characters that cannot be printed"


@slow
def unprintable(text: str) -> str:
    """The characters of a text that no font of ours can draw, each once; "" when it can be printed whole."""
    unusual = "".join(sorted({character for character in text if not character.isascii()}))
    if not unusual or _is_printable(unusual):
        return ""
    return "".join(character for character in unusual if not _is_printable(_like(character)))


def named(text: str) -> str:
    """The same text, or JSON, with the name of each character that cannot be drawn in its place."""
    return text.translate({ord(character): f"[{_name(character)}]" for character in unprintable(text)})


def expect_printable(words: str, field: str) -> None:
    """Refuse, under this field, words that paper would not show as they are written."""
    if fault := _fault(words):
        raise Refused(f"Your text has {fault}. Write it in other letters.", field)


def unprintable_words(content: Content) -> list[Obstacle]:
    """The paragraphs and stages whose words cannot all be printed as written; both parties can change their words."""
    if content.canonical().isascii():
        return []
    return [
        Obstacle(f"{place} has {fault}.", anchor)
        for place, anchor, words in _places(content)
        if (fault := _fault(words))
    ]


def unprintable_names(content: Content, organisation: str, practitioner: str) -> list[str]:
    """A sentence for each part with such characters that nobody can change once the plan is issued.

    They stop no signing: the PDF has the names of the characters.
    """
    fields = " ".join(name for _, clause in content.walk() for name, _ in clause.fields)
    names = {
        "The title": content.title,
        "The name of the organisation": organisation,
        "The name of the practitioner": practitioner,
        "The number of a paragraph": " ".join(clause.label for _, clause in content.walk()),
        "The name of a part of an objective": fields,
    }
    return [f"{name} has {THESE}: {_shown(found)}." for name, words in names.items() if (found := unprintable(words))]


def strange_words_in(content: Content) -> list[str]:
    """A sentence for each place whose words mix alphabets or run from right to left: they may be taken for others."""
    return [f"{place}: {' '.join(found)}" for place, _, words in _places(content) if (found := strange_words(words))]


def _fault(words: str) -> str:
    if found := unprintable(words):
        return f"{THESE}: {_shown(found)}"
    return "words that would be printed in another order than they were written" if _is_turned(words) else ""


@slow
@lru_cache(maxsize=1024)
def _is_turned(words: str) -> bool:
    """Whether words with right-to-left letters come out in an order that nobody can read back."""
    if not any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in words):
        return False
    pdf = typst.compile(_PROBE, font_paths=FONTS, format="pdf", sys_inputs=_probed(words))
    try:
        drawn = "".join(page.body for page in drawn_pages(pdf, Margins(side=0, top=0, bottom=0)))
    except DrawnElsewhere:
        return True
    return differs_at(drawn, words) is not None


def _probed(words: str) -> dict[str, str]:
    return {"text": words, "fonts": json.dumps(FAMILIES)}


def _places(content: Content) -> Iterator[tuple[str, str, str]]:
    yield "What the start waits for", "stages", content.waits_for
    for stage in content.stages:
        yield f"The stage “{stage.title}”", f"stage-{stage.key}", " ".join(words for _, words in stage_words(stage))
    for _, clause in content.walk():
        words = [clause.text, *(value for _, value in clause.fields)]
        yield f"Paragraph {clause.label}" if clause.label else "A paragraph", f"clause-{clause.key}", " ".join(words)


def _shown(characters: str) -> str:
    more = len(characters) - _MOST_SHOWN
    return " ".join(characters[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _name(character: str) -> str:
    return unicodedata.name(character, f"U+{ord(character):04X}")


def _like(character: str) -> str:
    """The character to try for this one: of a script with thousands of them, one stands for all."""
    return next((chr(script.start) for script in _WHOLE_SCRIPTS if ord(character) in script), character)


@lru_cache(maxsize=16_384)
def _is_printable(characters: str) -> bool:
    """Whether the archive's standard, which refuses what cannot be drawn, takes these."""
    try:
        typst.compile(_PROBE, font_paths=FONTS, format="pdf", sys_inputs=_probed(characters), pdf_standards=["a-3a"])
    except typst.TypstError:
        return False
    return True
