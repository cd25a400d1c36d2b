"""Pure functions on strings: redline, merge, anchors, flags, and the way in and out for people's words."""

from portal.text.anchor import reanchor
from portal.text.clean import UnfitText, clean
from portal.text.find import find
from portal.text.flags import flags
from portal.text.merge import Conflict, Merge, merge
from portal.text.redline import Edit, diff
from portal.text.runs import Run, runs, spans
from portal.text.sanitise import render

__all__ = [
    "Conflict",
    "Edit",
    "Merge",
    "Run",
    "UnfitText",
    "clean",
    "diff",
    "find",
    "flags",
    "merge",
    "reanchor",
    "render",
    "runs",
    "spans",
]
