"""The fields of a comment, who can see it, and the page that shows it afterwards."""

from collections.abc import Sequence
from typing import TypedDict

from flask import request
from werkzeug.wrappers import Response

from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Case, Membership
from portal.domain.dates import london_day
from portal.domain.talk.thread import NO_AUDIENCE, Audience, Thread
from portal.queries.cases.readers import readers_of
from portal.text.english import capital
from portal.web.fields import count, required
from portal.web.http import done, now, settings
from portal.web.in_place import is_in_place

Option = tuple[str, str, str]


class FirstRemark(TypedDict):
    """What starts a conversation: the words, who can see it, and whether it stands in the way of signing."""

    body: str
    audience: Audience
    must_settle: bool


def first_remark() -> FirstRemark:
    """The first remark of a conversation; Refused for all that is missing."""
    with all_at_once() as tried:
        return FirstRemark(body=tried(body), audience=tried(audience), must_settle=must_settle())


def body(sentence: str = "Write your comment.") -> str:
    """What was written; Refused with this sentence when nothing was."""
    return required("body", settings().max_comment_characters, sentence, lines=True)


def audience() -> Audience:
    """Who was chosen to see it; Refused when nobody was."""
    try:
        return Audience(request.form.get("audience"))
    except ValueError:
        raise Refused(NO_AUDIENCE, "audience") from None


def must_settle() -> bool:
    return request.form.get("must_settle") == "yes"


def occurrence() -> int:
    """Which of several places of the same words is meant, from 0."""
    return count("occurrence")


def read_in() -> int:
    """The number of the revision in which the words were picked; 0 where the form does not say."""
    return count("revision")


def options(audiences: Sequence[Audience], case: Case, member: Membership) -> list[Option]:
    """The choices of who can see it, each with the names of those beyond one's own side."""
    return [(one.value, capital(one.in_words(case)), _named(one, case, member)) for one in audiences]


def back_to(thread: Thread) -> Response:
    """The page that shows a thread: the plan, or the page of a suggested change that no longer stands there."""
    if is_in_place():
        return done("threads.show", id=thread.id)
    if thread.proposal and (thread.proposal.outcome or not thread.is_open):
        return done("proposals.show", id=thread.proposal.id, _anchor=f"thread-{thread.id}")
    anchor = f"thread-{thread.id}" if thread.is_open else f"clause-{thread.clause_key}"
    return done("plans.show", id=thread.plan_id, _anchor=anchor)


def _named(audience: Audience, case: Case, member: Membership) -> str:
    readers = [reader.name for reader in readers_of(case, member, london_day(now()), audience)]
    return f"Beyond your own side: {', '.join(readers)}." if readers else ""
