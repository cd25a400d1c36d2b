"""A draft that was begun from a template and is not finished: a newer file and pasted words came into it."""

from portal.demonstration.telling import Telling
from portal.documents.markdown import write_markdown
from portal.documents.reading import in_new_form, read, read_part
from portal.documents.settling import doubts
from portal.domain.cases.roles import Role
from portal.domain.drafting.draft import Draft, Words
from portal.domain.drafting.shown import words_shown
from portal.domain.plans.plan import Plan
from portal.library.templates import templates

FILLED = "This plan helps Dr Osei to make notes that colleagues can rely on. It lasts eight weeks in two stages."
WRITTEN_ON = "The supervisor reads five notes each week."

PASTED = """Dr Osei meets the educational supervisor every two weeks:
• in person,
• with five sets of notes.

Stage 1: Notes with a colleague, 4 weeks
"""


def begin_from_template(told: Telling, name: str, days: float) -> None:
    """Another draft of the case by its adviser: the gap of its first paragraph is filled, the others are not.

    Somebody has written on in that paragraph in a file, and this was taken. A line that was pasted waits to be settled.
    """
    by, limits = told.members[Role.ADVISER], told.limits
    content = in_new_form(read(templates()[name].markdown.encode(), limits=limits)).content
    plan = Plan.from_draft(told.session, case=told.plan.case, content=content, by=by, at=told.ago(days))
    first = content.clauses[0].children[0]
    words = Words(FILLED, first.fields, first.health, (words_shown(first),))
    Draft(told.session, plan, by, told.ago(days / 2), limits).reword(first.key, words)
    written = write_markdown(plan.draft_content).replace(FILLED, f"{FILLED} {WRITTEN_ON}")
    file = in_new_form(read(written.encode(), limits=limits)).content
    draft = Draft(told.session, plan, by, told.ago(days / 3), limits)
    draft.take(file, frozenset({first.key}), shown=plan.draft_fingerprint)
    reading = read_part(PASTED.encode(), limits=limits)
    lines = [one.waiting(first.key) for one in doubts(reading)]
    draft.paste(first.key, reading.content.clauses, lines)
