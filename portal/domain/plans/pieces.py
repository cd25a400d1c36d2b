"""The pieces of a plan: its stages with their reviews, and its numbered clauses."""

from dataclasses import dataclass, replace
from functools import cached_property
from uuid import uuid4


@dataclass(frozen=True)
class Review:
    """A review meeting at the end of a week of its stage, the first being 1; `words` say with whom."""

    week: int
    words: str = ""


@dataclass(frozen=True)
class Stage:
    """A block of the programme: `level` says in words how closely work is supervised, `weeks` is a whole number.

    In the first form of plans `review` is the wording of its review meeting. In the second it has `reviews` instead,
    each with its week, and beside the words of the level its `step`, one of six, or "".
    """

    key: str
    title: str
    level: str = ""
    weeks: int = 0
    review: str = ""
    step: str = ""
    reviews: tuple[Review, ...] = ()

    @cached_property
    def texts(self) -> dict[str, str]:
        """Its part of the canonical form, by schema, once it was written: what stays is written once."""
        return {}

    def lasting(self, weeks: int) -> "Stage":
        """The same stage, longer or shorter.

        A review at its end stays at its end, and one that would come after the end is brought forward to it.
        """
        reviews = (replace(one, week=weeks if one.week == self.weeks else min(one.week, weeks)) for one in self.reviews)
        return replace(self, weeks=weeks, reviews=tuple(reviews))


@dataclass(frozen=True)
class Clause:
    """A numbered piece of the plan; `fields` are (name, value) pairs, of an objective, a person or an activity.

    One about `health` is shown to both parties and the adviser of the case only.
    """

    key: str
    label: str
    kind: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    children: tuple["Clause", ...] = ()
    health: bool = False

    @cached_property
    def texts(self) -> dict[str, str]:
        """Its part of the canonical form, by schema: a clause that stays is shared by every later revision."""
        return {}

    def words(self, part: str = "") -> str:
        """What it says, or what its field `part` says; "" for a field it does not have."""
        return next((value for name, value in self.fields if name == part), "") if part else self.text

    def with_words(self, text: str, part: str = "") -> "Clause":
        """The same clause saying something else, or with another value of its field `part`: the first of that name."""
        if not part:
            return replace(self, text=text)
        first = next((number for number, (name, _) in enumerate(self.fields) if name == part), -1)
        fields = ((name, text if number == first else value) for number, (name, value) in enumerate(self.fields))
        return replace(self, fields=tuple(fields))


def new_key() -> str:
    """A random stable key for a clause or a stage."""
    return uuid4().hex[:12]


def with_children(clause: Clause, children: tuple[Clause, ...]) -> Clause:
    """A clause with these under it: the same object when they are the ones it has."""
    return clause if children == clause.children else replace(clause, children=children)
