"""The six steps of supervision, from the closest to what is usual for the grade (002 §6.3)."""

from portal.domain.plans.pieces import Stage
from portal.text.supervision import Level, level_in

STEPS: dict[str, Level] = {
    "watching only": Level.OBSERVING,
    "in the room": Level.DIRECT,
    "on site": Level.CLOSE,
    "within reach": Level.AT_HAND,
    "looks back": Level.OVERSIGHT,
    "as usual": Level.NORMAL,
}
PLAIN = {
    "watching only": "The practitioner watches and assists, and sees no patient alone.",
    "in the room": "The supervisor is in the room, or at the table, for each case.",
    "on site": "The supervisor is on site, and hears each case before anything is decided.",
    "within reach": "The supervisor can be reached at once, and looks over the cases afterwards.",
    "looks back": "The supervisor looks at a sample of the work, and meets the practitioner at set times.",
    "as usual": "Supervision is what is usual for the grade.",
}


def levels_of(stage: Stage) -> tuple[Level, ...]:
    """The levels of supervision that a stage is said to have, its own first: by its step, else by its words."""
    if stage.step in STEPS:
        return (STEPS[stage.step],)
    found = (level_in(words) for words in (stage.level, stage.title))
    return tuple(level for level in found if level is not None)


def step_of(level: Level | None) -> str:
    """The step that is this level of supervision, or else the next lighter one; "" for none."""
    return next((step for step, one in STEPS.items() if level is not None and one <= level), "")
