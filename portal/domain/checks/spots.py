"""Every piece of a plan's words that can be reworded by itself, with where it stands."""

import enum
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from portal.domain.plans.content import Clause, Content
from portal.domain.plans.places import clause_name
from portal.domain.plans.stage_parts import FIRST_FORM
from portal.text.english import capital
from portal.text.sentences import starts as sentence_starts

LONGEST_PIECE = 1_000  # characters


class Holder(enum.Enum):
    """What holds the words."""

    TITLE = "title"
    STAGE = "stage"
    CLAUSE = "clause"
    REVIEW = "review"
    START = "start"
    PROGRAMME = "programme"


class Sentence(NamedTuple):
    """One sentence of a spot, and where it begins in the spot's words."""

    start: int
    words: str


class Spot(NamedTuple):
    """Some words of a plan: the title, a part of a stage, a clause, or the field `part` of a clause.

    Of review meetings that have their weeks, and of a start, these are the words beside the week or the day.

    `where` names it as a sentence begins, `anchor` is its part of the plan page, `kind` the clause's kind, `before` the
    words of the clause before it and `headings` those of the clauses that hold it.
    """

    holder: Holder
    key: str
    part: str
    words: str
    where: str
    anchor: str
    kind: str = ""
    before: str = ""
    headings: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return _sentences(self.words)


def spots_of(content: Content) -> tuple[Spot, ...]:
    """The title, the start, the parts of the stages, then the clauses with their fields, in reading order."""
    title = Spot(Holder.TITLE, "", "", content.title, "The title", "title")
    start = Spot(Holder.START, "", "", content.waits_for, "What the start waits for", "stages")
    return (title, start, *_of_stages(content), *_of_clauses(content, content.clauses, (), [""]))


def _of_stages(content: Content) -> Iterator[Spot]:
    for stage in content.stages:
        for part, name in FIRST_FORM.items():
            where = f"The {name} of the stage “{stage.title}”"
            yield Spot(Holder.STAGE, stage.key, part, getattr(stage, part), where, f"stage-{stage.key}")
        for review in stage.reviews:
            where = f"The review meeting of the stage “{stage.title}”"
            yield Spot(Holder.REVIEW, stage.key, "reviews", review.words, where, f"stage-{stage.key}")


def _of_clauses(
    content: Content, clauses: tuple[Clause, ...], headings: tuple[str, ...], last: list[str]
) -> Iterator[Spot]:
    """`last` holds the words of the clause read last."""
    for clause in clauses:
        name, anchor = clause_name(content, clause.key), f"clause-{clause.key}"
        own = Spot(
            Holder.CLAUSE,
            clause.key,
            "",
            clause.text,
            capital(name),
            anchor,
            clause.kind,
            last[0],
            headings,
        )
        yield own
        for part, words in clause.fields:
            yield own._replace(part=part, words=words, where=f"The part “{part}” of {name}", before=clause.text)
        last[0] = clause.text
        yield from _of_clauses(content, clause.children, (*headings, clause.text), last)


@lru_cache(maxsize=8192)
def _sentences(words: str) -> tuple[Sentence, ...]:
    starts = [at for start, end in pairwise([*sentence_starts(words), len(words)]) for at in _cut(words, start, end)]
    return tuple(Sentence(start, words[start:end]) for start, end in pairwise([*starts, len(words)]))


def _cut(words: str, start: int, end: int) -> Iterator[int]:
    """Where the pieces of a sentence begin, so that none is longer than what checks read at once."""
    while end - start > LONGEST_PIECE:
        yield start
        space = words.rfind(" ", start + 1, start + LONGEST_PIECE)
        start = space + 1 if space > start else start + LONGEST_PIECE
    yield start
