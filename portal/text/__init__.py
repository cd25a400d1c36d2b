"""Pure functions on strings: redline, merge, anchors, flags, and the way in and out for people's words."""

from portal.text.alphabet import UnfitText, fold
from portal.text.anchor import reanchor
from portal.text.as_read import strange_words
from portal.text.characters import LINE_ENDS
from portal.text.clean import clean
from portal.text.find import alike, as_compared, find
from portal.text.flags import flags
from portal.text.merge import Conflict, Merge, merge
from portal.text.overlay import Run, overlay
from portal.text.redline import Edit, diff
from portal.text.runs import runs, spans
from portal.text.same_sentence import read_together
from portal.text.sanitise import render
from portal.text.structure import ClauseStep, PlaceOfWords, align, follow

__all__ = [
    "LINE_ENDS",
    "ClauseStep",
    "Conflict",
    "Edit",
    "Merge",
    "PlaceOfWords",
    "Run",
    "UnfitText",
    "align",
    "alike",
    "as_compared",
    "clean",
    "diff",
    "find",
    "flags",
    "fold",
    "follow",
    "merge",
    "overlay",
    "read_together",
    "reanchor",
    "render",
    "runs",
    "spans",
    "strange_words",
]
