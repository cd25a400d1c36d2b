"""The stages of a plan while its file is read, and what is told of each below the line that names it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.documents.marks import STAGE_FACT
from portal.documents.outline import Outline
from portal.documents.pieces import Kind, Piece
from portal.documents.stage_lines import stage_of, weeks_in
from portal.domain.plans.content import Content, Stage
from portal.domain.plans.renewal import renewed

_MOST_FACTS = 7
_LENGTH = ("length", "duration", "weeks")
_UNDER_A_HEADING = (Kind.WORDS, Kind.MARKED, Kind.TABLE, Kind.NOTE)


def told(piece: Piece) -> str:
    """What a piece says after its bullet or number."""
    return piece.mark.words if piece.mark else piece.text


def length_below(pieces: Sequence[Piece], at: int) -> int | None:
    """The weeks that a fact directly below a piece gives; 0 for no whole number of weeks, None for no such fact."""
    for piece in _facts_below(pieces, at):
        found = STAGE_FACT.fullmatch(told(piece))
        if found and found["name"].casefold() in _LENGTH:
            return weeks_in(found["value"])
    return None


def has_words_below(pieces: Sequence[Piece], at: int) -> bool:
    """Whether words stand under a heading that names a stage, beside the facts of the stage."""
    after = at + 1 + len(_facts_below(pieces, at))
    if pieces[at].kind is not Kind.HEADING or after >= len(pieces):
        return False
    following = pieces[after]
    if following.kind not in _UNDER_A_HEADING or stage_of(told(following)):
        return False
    return not (following.mark and following.mark.style in ("dotted", "bare"))


def _facts_below(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """The pieces directly below one that tell facts of a stage."""
    below = []
    for piece in pieces[at + 1 : at + 1 + _MOST_FACTS]:
        if piece.kind is Kind.LEFT_OUT or not STAGE_FACT.fullmatch(told(piece)):
            break
        below.append(piece)
    return below


@dataclass
class Stages:
    """The stages so far; the last one `is_open` as long as facts of it follow. `lines` is where each stands."""

    outline: Outline
    lines: dict[str, int]
    stages: list[Stage]
    is_open: bool = False

    def __post_init__(self) -> None:
        self.known = len(self.stages)

    def keep(self, number: int, stage: Stage) -> None:
        """Keep a stage, its title as its supervision where that is what it names."""
        level = stage.level or (stage.title if "supervision" in stage.title.casefold() else "")
        self.stages.append(replace(stage, level=level))
        self.outline.expect_stages(len(self.stages))
        self.lines[stage.key] = number
        self.is_open = True

    def take_fact(self, words: str) -> bool:
        """Keep a fact of the last stage; False when it is none, or the stage has said it already."""
        found = STAGE_FACT.fullmatch(words)
        if found is None:
            return False
        stage, name = self.stages[-1], found["name"].casefold()
        if name in _LENGTH:
            self.is_open = weeks_in(found["value"]) == stage.weeks
        elif name == "review":
            self.is_open = not stage.review
            self.stages[-1] = replace(stage, review=stage.review or found["value"])
        else:
            self.is_open = stage.level in ("", stage.title)
            self.stages[-1] = replace(stage, level=found["value"] if self.is_open else stage.level)
        return self.is_open

    def finished(self, facts: Content) -> tuple[Stage, ...]:
        """All stages, in the form of the plan that `facts` begin."""
        if facts.is_first_form:
            return tuple(self.stages)
        new = Content("", stages=tuple(self.stages[self.known :]))
        return (*self.stages[: self.known], *renewed(new).content.stages)
