"""Papers on which somebody answers or signs by hand: each shows the exact words and their check codes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.documents.as_written import NotAsWritten, require_as_written, require_drawn
from portal.documents.names import paper_name
from portal.documents.pdf import (
    ADVICE,
    AUTHOR,
    MARGINS,
    WORDS,
    compiled,
    compiled_plan,
    document_of,
    drawable,
    facts_of,
    moment,
)
from portal.domain.base import Refused
from portal.domain.plans.content import Content
from portal.text import Run

UNLIKE = (
    "This paper cannot be printed so that it shows exactly the words to answer: {finding}. Have the words changed, or "
    "let them be answered in the portal."
)
CODE = "Check code of this paper (SHA-256)"
AGREEMENT = "Check code of the agreement (SHA-256)"
HEAD_OF_LINE = "Check code of these words (SHA-256)"
SAYS = (
    "Tick one box for each change. You may leave any open: it then stays unanswered. A no needs a reason, which the "
    "other party reads. Take the time you want, and ask for advice if you like.",
    "Only what you tick here, and sign at the end, counts. Nobody at PSR answers for you. Send every page back to PSR, "
    "as you agreed with them. They keep a picture of it, which your side and PSR’s advisers can see.",
)
YES, NO, REASON = "Yes", "No, the present words stay", "My reason for a no"
FILLED_IN = ("Name", "Date", "Signature")
SIGNED_BELOW = "These are my answers."
FINAL = "Final text, to be signed"
SIGN_SAYS = (
    "Read the whole text. Tick what is true for you. You need not sign, and there is no last day.",
    "If you sign, a picture of this paper is sealed with the plan, in the place of a typed name. Both parties and PSR "
    "can always see it. Nobody at PSR signs for you.",
)
NOT_SIGNING, NOT_SIGNING_BOX = "If you do not want to sign", "I do not sign this text. My reason:"
_ANSWERS = Path(__file__).with_name("answers.typ")


@dataclass(frozen=True)
class About:
    """What every such paper says of itself: `code` stands at the foot of each page, `digest` at the end."""

    reference: str
    organisation: str
    practitioner: str
    for_whom: str
    number: int
    code: str
    digest: str
    fingerprint: str
    made_at: datetime

    @property
    def footer(self) -> str:
        return f"Paper {self.number} · code {self.code} · {self.reference}"

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return f"{paper_name(self.reference, self.number)}.pdf"


@dataclass(frozen=True)
class ToAnswer:
    """One suggested change: what it would do, its words with their marks, what it means, why, and its check code."""

    heading: str
    side: str
    what: str
    words: Sequence[Run]
    facts: Sequence[str]
    reason: str
    yes: str
    digest: str


@dataclass(frozen=True)
class Part:
    """A part of what is filled in to sign: boxes to tick, and what is asked beside them."""

    heading: str
    boxes: Sequence[str]
    asks: Sequence[str] = ()
    lines: int = 0


def answer_paper_pdf(about: About, title: str, changes: Sequence[ToAnswer]) -> bytes:
    """The paper to answer on; Refused where its pages would not show just these words."""
    told = drawable(
        {
            "title": f"Your answers: {title}",
            "author": AUTHOR,
            "keywords": [],
            "footer": about.footer,
            "contact": ADVICE,
            "margins": MARGINS,
            "facts": _facts(about),
            "says": SAYS,
            "changes": [_change(one) for one in changes],
            "reason": REASON,
            "end": SIGNED_BELOW,
            "asks": FILLED_IN,
            "checks": [[CODE, about.digest], [WORDS, about.fingerprint]],
        }
    )
    pdf = compiled(_ANSWERS, {"document": json.dumps(told, ensure_ascii=False)}, about.made_at)
    try:
        require_drawn(pdf, told, _given(told))
    except NotAsWritten as unlike:
        raise Refused(UNLIKE.format(finding=unlike.finding)) from unlike
    return pdf


def signing_paper_pdf(
    about: About, content: Content, parts: Sequence[Part], *, agreement_digest: str, record_head: str
) -> bytes:
    """The whole final text with what is filled in to sign it; Refused where it would not show just these words."""
    asked = [*parts, Part("Your signature", [], FILLED_IN), Part(NOT_SIGNING, [NOT_SIGNING_BOX], (), 3)]
    form = {"heading": "Sign on paper", "says": SIGN_SAYS, "parts": [asdict(one) for one in asked]}
    facts = facts_of(content, about.reference, about.organisation, about.practitioner)
    document = document_of(
        content,
        [*facts, ["Paper for", about.for_whom]],
        record_head,
        status=FINAL,
        footer=about.footer,
        checks=[[CODE, about.digest], [WORDS, about.fingerprint], [AGREEMENT, agreement_digest]],
        form=form,
    )
    pdf = compiled_plan(document, content, about.made_at)
    try:
        require_as_written(pdf, document)
    except NotAsWritten as unlike:
        raise Refused(UNLIKE.format(finding=unlike.finding)) from unlike
    return pdf


def _facts(about: About) -> list[list[str]]:
    facts = [["Case", about.reference], ["Healthcare organisation", about.organisation]]
    facts += [["Practitioner", about.practitioner], ["Paper for", about.for_whom]]
    return [*facts, ["This paper was made", moment(about.made_at)]]


def _change(one: ToAnswer) -> dict[str, Any]:
    words = [{"kind": run.kind, "text": run.text, "unseen": run.unseen} for run in one.words]
    return asdict(one) | {"words": words, "code": [HEAD_OF_LINE, one.digest], "boxes": [one.yes, NO]}


def _given(told: dict[str, Any]) -> Iterator[str]:
    """The words of the paper in the order in which the template sets them."""
    yield told["title"]
    yield from (f"{name} {value}" for name, value in told["facts"])
    yield from told["says"]
    for one in told["changes"]:
        yield f"{one['heading']} {one['what']}"
        yield from (f"{run['text']} {run['unseen'] and '[' + run['unseen'] + ']'}" for run in one["words"])
        yield from one["facts"]
        yield from (f"Why: {one['reason']}" for _ in [0] if one["reason"])
        yield " ".join(one["code"])
        yield " ".join([*one["boxes"], told["reason"]])
    yield told["end"]
    yield from told["asks"]
    yield "How this paper can be checked"
    yield from (f"{name} {value}" for name, value in told["checks"])
