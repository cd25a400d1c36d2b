"""PSR's feedback on a draft as a PDF, which the organisation can keep: a view, not approval (000 L15)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.documents.as_written import NotAsWritten, require_drawn
from portal.documents.pdf import ADVICE, AUTHOR, MARGINS, compiled, drawable, moment
from portal.domain.base import Refused
from portal.text.overlay import Run

VIEW = "This is a view, not approval. The plan stays the organisation’s, which decides about each point."
SUGGESTS = "Words that PSR suggests:"
CODE = "Check code of this feedback (SHA-256)"
ABOUT = "Check code of the version that it is about (SHA-256)"
UNLIKE = "This feedback cannot be printed so that it shows exactly its words: {finding}. It can be read in the portal."
_REVIEW = Path(__file__).with_name("review.typ")


@dataclass(frozen=True)
class Said:
    """An answer or a point: its title, what it says, and the redline of the words suggested, or nothing."""

    title: str
    says: Sequence[str]
    words: Sequence[Run] = ()


@dataclass(frozen=True)
class IssuedReview:
    """All that the paper says of a review; `reviewer` is by what name PSR shows who reviewed."""

    reference: str
    organisation: str
    practitioner: str
    title: str
    version: int
    reviewer: str
    issued_at: datetime
    corrects: datetime | None
    answers: Sequence[Said]
    points: Sequence[Said]
    fingerprint: str
    about: str


def review_pdf(review: IssuedReview) -> bytes:
    """The paper; the same review gives the same bytes. Refused where its pages would not show just these words."""
    told = drawable(_told(review))
    pdf = compiled(_REVIEW, {"document": json.dumps(told, ensure_ascii=False)}, review.issued_at)
    try:
        require_drawn(pdf, told, _given(told))
    except NotAsWritten as unlike:
        raise Refused(UNLIKE.format(finding=unlike.finding)) from unlike
    return pdf


def _told(review: IssuedReview) -> dict[str, Any]:
    facts = [["Case", review.reference], ["Healthcare organisation", review.organisation]]
    facts += [["Practitioner", review.practitioner], ["Draft", f"{review.title}, version {review.version}"]]
    facts += [["Reviewed by", review.reviewer], ["Issued", moment(review.issued_at)]]
    facts += [["In the place of", f"the feedback of {moment(review.corrects)}"]] if review.corrects else []
    return {
        "title": "PSR’s feedback",
        "author": AUTHOR,
        "keywords": [],
        "footer": f"PSR’s feedback: a view, not approval · {review.reference}",
        "contact": ADVICE,
        "margins": MARGINS,
        "view": VIEW,
        "facts": facts,
        "answered": "What PSR says",
        "answers": [_said(one) for one in review.answers],
        "pointed": "Points" if review.points else "PSR makes no single points",
        "points": [_said(one) for one in review.points],
        "checked": "How this paper can be checked",
        "checks": [[CODE, review.fingerprint], [ABOUT, review.about]],
    }


def _said(one: Said) -> dict[str, Any]:
    words = [{"kind": run.kind, "text": run.text, "unseen": run.unseen} for run in one.words]
    return {"title": one.title, "says": list(one.says), "words": words, "suggests": SUGGESTS}


def _given(told: Mapping[str, Any]) -> Iterator[str]:
    """The words of the paper in the order in which the template sets them."""
    yield from (told["title"], told["view"])
    yield from (f"{name} {value}" for name, value in told["facts"])
    for heading, rows in (("answered", "answers"), ("pointed", "points")):
        yield told[heading]
        for one in told[rows]:
            yield from (one["title"], *one["says"])
            yield from ([one["suggests"]] if one["words"] else [])
            yield from (f"{run['text']} {run['unseen'] and '[' + run['unseen'] + ']'}" for run in one["words"])
    yield told["checked"]
    yield from (f"{name} {value}" for name, value in told["checks"])
