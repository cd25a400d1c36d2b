"""What the kinds of change, and those who ask them, tell each other: values without rows."""

import enum
from typing import NamedTuple

from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import Place


class ProposalKind(enum.Enum):
    """The one list of kinds; each is a class of its own in `kinds`."""

    REWORD = "reword"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    STAGE = "stage"
    DURATION = "duration"
    START = "start"
    TITLE = "title"
    STAGE_MORE = "stage_more"
    STAGE_LESS = "stage_less"


class Said(NamedTuple):
    """What one version says: the words, weeks, day or place that stand, those suggested, and where they would go."""

    before: str
    after: str
    place: Place | None = None


class Taken(NamedTuple):
    """A change of the clause or stage with the key `target` took effect: it turned `old` into `new`."""

    target: str
    old: Content
    new: Content


class Becomes(enum.Enum):
    """What becomes of an open change when another takes effect."""

    STAYS = "it stays as it is"
    MERGED = "its words are merged with the new ones"
    RENEWED = "a new version, which fits the plan as it is now"
    CONFLICT = "its author chooses anew"
    SUPERSEDED = "it has come true, or is no longer needed"


class Fate(NamedTuple):
    """What becomes of a change, what it says then, and words that could be chosen where it conflicts."""

    becomes: Becomes
    said: Said
    suggestion: str = ""


class Asked(NamedTuple):
    """What the form of a change asks: `about` in words, a part of the plan page, and what the plan says `now`.

    `places` are (written, words) rows to choose from, `brings` the lines that come with an added clause, `steps` the
    (value, words, meaning) rows of the steps of supervision.
    """

    about: str
    anchor: str
    now: str = ""
    value: str = ""
    part: str = ""
    places: list[tuple[str, str]] = []
    place: str = ""
    brings: list[str] = []
    steps: list[tuple[str, str, str]] = []


class Reversal(NamedTuple):
    """What to suggest to change something back: the words, weeks, day, place or whole clause that stood before."""

    kind: ProposalKind
    key: str
    part: str = ""
    value: str = ""
    place: Place = Place("", "")
    clause: Clause | None = None
