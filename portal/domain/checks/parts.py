"""What the parts of a plan are for, by their headings: objectives, people and activities, with all beneath them."""

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.domain.checks.spots import Holder, Spot


class Topic(enum.Enum):
    """What a section is for; its value is what headings say that name it."""

    SAFETY = r"safety|patients? (?:come )?first|safe(?:ty)? of patients"
    BACKGROUND = r"background|reasons?|context|purpose|why\b"
    HEALTH = r"health|well-?being|adjustments?|what work needs"
    PEOPLE = r"people|who (?:does|helps|is)|roles?\b|responsibilit|support team|contacts"
    OBJECTIVES = r"objectives?|aims?\b|goals?\b|outcomes? (?:to|that)|learning needs"
    STAGES = r"stages?\b|blocks?\b|programme|timetable|supervision|how it goes"
    ACTIVITIES = r"activit|assessments?\b|methods|workplace-based|learning and support"
    REVIEWS = r"reviews?\b|meetings?\b"
    CONSEQUENCES = r"consequences?|if (?:progress|things|it)|(?:slow|insufficient) progress"
    AGREEMENT = r"agreements?|signatures?|sign(?:ed|ing)?\b"
    WORDS = r"glossary|terms\b|definitions?|words (?:used|and)"
    PLACEMENT = r"placements?\b"


@dataclass(frozen=True)
class Row:
    """An objective, a person or an activity: the spot that begins it, its own words and those under it.

    `parts` are what stands by a name: its fields, and the items beneath it that begin with one, such as "Measure:".
    """

    spot: Spot
    parts: tuple[tuple[str, str], ...]
    beneath: tuple[str, ...]

    @cached_property
    def words(self) -> str:
        """All that it says, a line for each of its clauses and fields."""
        return "\n".join([self.spot.words, *self.beneath])

    def says(self, names: str) -> str:
        """What stands by a name that this pattern is; "" where nothing does."""
        found = (words for name, words in self.parts if re.fullmatch(names, name, re.IGNORECASE))
        return "\n".join(one for one in found if one.strip())


_LABELLED = re.compile(r"(?P<name>[A-Z][\w'’ -]{0,30}?)\s*[:–—]\s+(?P<words>\S.*)", re.DOTALL)
_OF_A_GOAL = re.compile(r"measures?|evidence|standard.*|target|success .*|how (?:measured|shown)", re.IGNORECASE)
_ABOUT_ALL = re.compile(
    r"(?i)^\W*(?:these|the|all|each|every)\s+(?:of\s+(?:these|the)\s+)?(?:\w+\s+)?(?:objectives?|goals?|aims?"
    r"|number|activit)"
)
_NO_GOAL = re.compile(r":\s*$")


@dataclass(frozen=True)
class Parts:
    """The spots of a plan, by what they are for."""

    spots: tuple[Spot, ...]

    @cached_property
    def clauses(self) -> tuple[Spot, ...]:
        """The first spot of each clause, in reading order."""
        return tuple(spot for spot in self.spots if spot.holder is Holder.CLAUSE and not spot.part)

    @cached_property
    def prose(self) -> tuple[Spot, ...]:
        """All words of clauses but those of a glossary and of headings."""
        return tuple(spot for spot in self.spots if spot.holder is Holder.CLAUSE and not self._is_glossary(spot))

    @cached_property
    def words(self) -> str:
        """All words of the plan, a line for each spot."""
        return "\n".join(spot.words for spot in self.spots)

    def heading(self, topic: Topic) -> Spot | None:
        """The first heading of a section for this."""
        return next((spot for spot in self.clauses if not spot.headings and _is_for(spot.words, topic)), None)

    def under(self, topic: Topic) -> tuple[Spot, ...]:
        """Every spot of the sections for this, their headings apart."""
        return tuple(spot for spot in self.spots if spot.headings and _is_for(spot.headings[0], topic))

    @cached_property
    def objectives(self) -> tuple[Row, ...]:
        """The clauses that are objectives, or else what stands in the sections that are called so."""
        rows = self._rows("objective") or self._rows_under(Topic.OBJECTIVES)
        rows = [row for row in rows if not (_ABOUT_ALL.match(row.spot.words) or _NO_GOAL.search(row.spot.words))]
        measured = [row for row in rows if any(_OF_A_GOAL.fullmatch(name) for name, _ in row.parts)]
        return tuple(measured or rows) if not self._rows("objective") else tuple(rows)

    @cached_property
    def people(self) -> tuple[Row, ...]:
        """The clauses that are people, or else what stands in the sections that are called so."""
        return tuple(self._rows("person") or self._rows_under(Topic.PEOPLE))

    @cached_property
    def activities(self) -> tuple[Row, ...]:
        """The clauses that are activities, or else what stands in the sections that are called so."""
        return tuple(self._rows("activity") or self._rows_under(Topic.ACTIVITIES))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """A row for each clause that stands right under the heading of a section."""
        return tuple(self._row(spot) for spot in self.clauses if len(spot.headings) == 1)

    def _rows(self, kind: str) -> list[Row]:
        return [self._row(spot) for spot in self.clauses if spot.kind == kind]

    def _rows_under(self, topic: Topic) -> list[Row]:
        return [row for row in self.rows if _is_for(row.spot.headings[0], topic) and row.spot.kind != "section"]

    def _row(self, spot: Spot) -> Row:
        own = [one for one in self._after(spot) if one.key == spot.key and one.part]
        beneath = [one for one in self._after(spot) if one.key != spot.key]
        labelled = [found for one in beneath if (found := _LABELLED.fullmatch(one.words))]
        parts = [(one.part, one.words) for one in own] + [(one["name"], one["words"]) for one in labelled]
        return Row(spot, tuple(parts), tuple(one.words for one in (*own, *beneath)))

    def _after(self, spot: Spot) -> Iterator[Spot]:
        """What belongs to a clause: its fields, and every clause beneath it with theirs."""
        depth = len(spot.headings)
        for one in self.spots[self._places[spot] + 1 :]:
            if one.key != spot.key and len(one.headings) <= depth:
                return
            yield one

    @cached_property
    def _places(self) -> dict[Spot, int]:
        return {spot: number for number, spot in enumerate(self.spots)}

    def _is_glossary(self, spot: Spot) -> bool:
        return _is_for(spot.headings[0] if spot.headings else spot.words, Topic.WORDS)


def _is_for(heading: str, topic: Topic) -> bool:
    return re.search(rf"\b(?:{topic.value})", heading, re.IGNORECASE) is not None


def anywhere(pattern: re.Pattern[str], spots: Sequence[Spot]) -> bool:
    """Whether a sentence of these spots says so."""
    return any(pattern.search(sentence.words) for spot in spots for sentence in spot.sentences)
