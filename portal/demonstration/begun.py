"""A draft that was begun from a template and is not finished."""

from portal.demonstration.telling import Telling
from portal.documents.reading import in_new_form, read
from portal.domain.cases.roles import Role
from portal.domain.drafting.draft import Draft, Words
from portal.domain.drafting.shown import words_shown
from portal.domain.plans.plan import Plan
from portal.library.templates import templates

FILLED = "This plan helps Dr Osei to make notes that colleagues can rely on. It lasts eight weeks in two stages."


def begin_from_template(told: Telling, name: str, days: float) -> None:
    """Another draft of the case by its adviser: the gap of its first paragraph is filled, the others are not."""
    by, limits = told.members[Role.ADVISER], told.limits
    content = in_new_form(read(templates()[name].markdown.encode(), limits=limits)).content
    plan = Plan.from_draft(told.session, case=told.plan.case, content=content, by=by, at=told.ago(days))
    first = content.clauses[0].children[0]
    words = Words(FILLED, first.fields, first.health, (words_shown(first),))
    Draft(told.session, plan, by, told.ago(days / 2), limits).reword(first.key, words)
