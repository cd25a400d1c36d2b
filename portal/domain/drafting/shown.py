"""What a page showed of a draft when an act on it began: nobody changes unseen what somebody else has changed.

A digest covers just what its act is about, so that changes of other paragraphs stand in nobody's way; numbers are left
out, as they change by what happens elsewhere.
"""

import hashlib
from typing import Any

import rfc8785

from portal.domain.base import Refused
from portal.domain.plans.content import Clause, Content, Stage
from portal.domain.plans.structure import place_of

MEANWHILE = "Somebody else has changed this meanwhile. Read what the draft says now beside your words, then choose."
MOVED_MEANWHILE = "Somebody else has changed or moved this meanwhile. Read the draft as it is now, then do it again."


class Stale(Refused):
    """The draft says something else now than the page showed; nothing was changed."""


def words_shown(clause: Clause) -> str:
    """The digest of a clause's own words: what it is, its text, its parts, and whether it is about health."""
    return _digest(_own(clause))


def place_shown(content: Content, key: str) -> str:
    """The digest of where a clause stands and of all that stands under it; "" when it is not there."""
    clause = content.clause(key)
    return _digest([[*(place_of(content, key) or ())], list(map(_tree, clause.children))]) if clause else ""


def stage_shown(content: Content, key: str) -> str:
    """The digest of a stage, and of the one that it comes after; "" when it is not there."""
    keys = ["", *(stage.key for stage in content.stages)]
    stage = content.stage(key)
    return _digest([keys[keys.index(key) - 1], _of_stage(stage)]) if stage else ""


def facts_shown(content: Content) -> str:
    """The digest of the title, the type and the start."""
    return _digest([content.title, content.type, content.start, content.waits_for])


def expect_shown(digest: str, *shown: str, sentence: str = MEANWHILE, field: str = "") -> None:
    """Refuse unless what stands there now is among what the page has shown."""
    if digest not in shown:
        raise Stale(sentence, field)


def _own(clause: Clause) -> list[Any]:
    return [clause.kind, clause.text, [list(one) for one in clause.fields], clause.health]


def _tree(clause: Clause) -> list[Any]:
    return [clause.key, _own(clause), [_tree(child) for child in clause.children]]


def _of_stage(stage: Stage) -> list[Any]:
    reviews = [[one.week, one.words] for one in stage.reviews]
    return [stage.title, stage.level, stage.weeks, stage.review, stage.step, reviews]


def _digest(said: list[Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()
