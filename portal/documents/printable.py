"""What the fonts of the PDF can draw, as the typesetter itself says it, and how to name what they cannot."""

import json
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import font_source_sans_pro
import typst

from portal.domain.agreements.obstacles import Obstacle
from portal.domain.plans.content import Content

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


def unprintable(text: str) -> str:
    """The characters of a text that no font of ours can draw, each once; "" when it can be printed whole."""
    unusual = "".join(sorted({character for character in text if not character.isascii()}))
    if not unusual or _is_printable(unusual):
        return ""
    return "".join(character for character in unusual if not _is_printable(_like(character)))


def named(text: str) -> str:
    """The same text, or JSON, with the name of each character that cannot be drawn in its place."""
    return text.translate({ord(character): f"[{_name(character)}]" for character in unprintable(text)})


def unprintable_words(content: Content) -> list[Obstacle]:
    """The paragraphs and stages whose words cannot all be printed; their words can be changed by both parties."""
    if not unprintable(content.canonical()):
        return []
    return [
        Obstacle(f"{place} has {THESE}: {_shown(found)}.", anchor)
        for place, anchor, words in _places(content)
        if (found := unprintable(words))
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


def _places(content: Content) -> Iterator[tuple[str, str, str]]:
    for stage in content.stages:
        yield f"The stage “{stage.title}”", f"stage-{stage.key}", " ".join((stage.title, stage.level, stage.review))
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
    inputs = {"text": characters, "fonts": json.dumps(FAMILIES)}
    try:
        typst.compile(_PROBE, font_paths=FONTS, format="pdf", sys_inputs=inputs, pdf_standards=["a-3a"])
    except typst.TypstError:
        return False
    return True
