"""The form in which the organisation answers the points of PSR's feedback, one or many at a time."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.feedback.reply import Said
from portal.domain.feedback.review import FeedbackReview
from portal.domain.feedback.standing import Took
from portal.web import fields
from portal.web.http import settings

WAYS = {took.value: took for took in Took}

NO_CHOICE = "Choose whether {name} reads PSR’s feedback."


def read_shows(reviews: Sequence[FeedbackReview]) -> list[tuple[FeedbackReview, bool]]:
    """Whether the practitioner reads each of these. Raises Refused where there are some and nothing was chosen."""
    chosen = request.form.get("shows")
    if reviews and chosen not in ("yes", "no"):
        raise Refused(NO_CHOICE.format(name=reviews[0].case.practitioner), "shows")
    return [(review, chosen == "yes") for review in reviews]


def read_replies(review: FeedbackReview) -> Mapping[UUID, Said]:
    """By the point what is said to it; a point for which nothing was chosen is not there.

    Raises Refused, naming each field, for too long a reason.
    """
    most, found = settings().max_reason_characters, {}
    with all_at_once() as tried:
        for point in review.remarks:
            took = WAYS.get(request.form.get(f"took-{point.number}", ""))
            reason = tried(fields.text, f"why-{point.number}", most)
            if took:
                shown, puts_in = fields.count(f"shown-{point.number}"), f"puts-{point.number}" in request.form
                found[point.id] = Said(took, reason, shown, puts_in)
    return found
