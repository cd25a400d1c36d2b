"""The forms of a review: its answers, a remark, and what its two readers say to each other."""

from flask import request

from portal.domain.base import all_at_once
from portal.domain.feedback.point import About, Point, Priority
from portal.domain.feedback.review import Answer, FeedbackReview
from portal.web import fields
from portal.web.http import settings

NO_PRIORITY = "Choose how much it matters."
NO_ABOUT = "Choose what it is about."


def read_answers(review: FeedbackReview) -> dict[str, Answer]:
    """What the form says to each question that was asked. Raises Refused, naming each field, for too long a text."""
    most = settings().max_feedback_characters
    with all_at_once() as tried:
        return {
            one.key: Answer(request.form.get(f"choice-{one.key}", ""), tried(fields.text, f"words-{one.key}", most))
            for one in review.questions
        }


def saved_when_shown() -> int:
    """How often the form had been saved when its page, or what was saved meanwhile, was shown."""
    return fields.count("seen") or fields.count("shown")


def read_point() -> Point:
    """What the form of a remark says. Raises Refused, naming each field, for what was not chosen or is too long."""
    most, longest = settings().max_feedback_characters, settings().max_clause_characters
    with all_at_once() as tried:
        return Point(
            clause_key=request.form.get("clause_key", ""),
            quote=tried(fields.text, "quote", most),
            priority=tried(fields.chosen, "priority", Priority, NO_PRIORITY),
            about=tried(fields.chosen, "about", About, NO_ABOUT),
            text=tried(fields.text, "text", most),
            suggested=tried(fields.text, "suggested", longest),
        )


def read_words() -> str:
    """What one reader of a review says to the other."""
    return fields.text("words", settings().max_feedback_characters)
