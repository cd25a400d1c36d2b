"""What a check points at, and what a check is (design: findings)."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import rfc8785

from portal.domain.checks.parts import Parts
from portal.domain.checks.programme import Programme
from portal.domain.checks.spots import Holder, Spot
from portal.domain.plans.content import Content

PUBLICATIONS = {"002": "PSR’s leaflet on action plans", "003": "PSR’s Insights report on action plans"}


@dataclass(frozen=True)
class Facts:
    """What a case says beside its plan: names as they were entered."""

    practitioner: str = ""
    key_contact: str = ""


@dataclass(frozen=True)
class Examined:
    """A plan with all that checks ask of it, worked out once.

    `former` is the programme before a suggested change, where one is looked at.
    """

    content: Content
    spots: tuple[Spot, ...]
    programme: Programme
    facts: Facts
    former: Programme | None = None

    @cached_property
    def parts(self) -> Parts:
        """The same spots, by what they are for."""
        return Parts(self.spots)

    def stage(self, key: str) -> Spot:
        """Where the title of a stage stands."""
        return next(one for one in self.spots if one.holder is Holder.STAGE and one.key == key)


@dataclass(frozen=True)
class Finding:
    """Some words of a plan that are worth a look.

    They are `spot.words[start:end]`. `truth` says what holds instead, `sentence` all of it; `mend` are the words that
    would be true in their place, "" where only a person can find them. What is not `keepable` must be settled.
    """

    check: str
    source: str
    spot: Spot
    start: int
    end: int
    truth: str
    sentence: str
    mend: str = ""
    keepable: bool = True

    @property
    def quote(self) -> str:
        return self.spot.words[self.start : self.end]

    @property
    def cited(self) -> str:
        """Where the source can be read, for who does not know our numbers."""
        number, _, place = self.source.partition(" ")
        return f"{PUBLICATIONS[number.rstrip(',')]}, {place.replace('§', 'paragraph ')}"

    @property
    def digest(self) -> str:
        """By what it is known again, as 64 hexadecimal digits: its check, its words, their place, and what holds.

        Other words there, or other facts, make it another finding.
        """
        spot = self.spot
        place = [spot.holder.value, spot.key, spot.part, self.start, self.end]
        return hashlib.sha256(rfc8785.dumps([self.check, *place, spot.words, self.truth])).hexdigest()


Find = Callable[[Examined], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One check: its name in rows and addresses, and the paragraph that it comes from."""

    name: str
    source: str
    find: Find

    def at(self, spot: Spot, span: tuple[int, int], truth: str, mend: str = "") -> Finding:
        """Words that state something else than holds: `truth` is said after "but"."""
        start, end = span
        sentence = f"{spot.where} says “{spot.words[start:end]}”, but {truth}."
        return Finding(self.name, self.source, spot, start, end, truth, sentence, mend)

    def worth(self, spot: Spot, sentence: str, span: tuple[int, int] | None = None, mend: str = "") -> Finding:
        """Something that could be better, said in a whole sentence; whoever answers for the plan decides."""
        start, end = span or (0, len(spot.words))
        return Finding(self.name, self.source, spot, start, end, sentence, sentence, mend)

    def missing(self, spot: Spot, sentence: str) -> Finding:
        """Something that is not there, or not yet, and that nobody can decide to leave so."""
        end = len(spot.words)
        return Finding(self.name, self.source, spot, 0, end, sentence, sentence, keepable=False)


PROGRAMME = Spot(Holder.PROGRAMME, "", "", "", "The programme", "stages")
