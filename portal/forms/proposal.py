"""The form of a suggested change: the words or weeks it begins with, what typing does, and what it takes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from flask import render_template, request

from portal.domain.base import Refused
from portal.domain.case import Membership
from portal.domain.content import Clause, Stage, fingerprint
from portal.domain.plan import Plan
from portal.domain.proposal import Effect, Proposal, effect
from portal.forms import fields
from portal.http import load, session, settings
from portal.policy import Action, may
from portal.queries.proposals import proposal_page
from portal.text import Run, UnfitText, clean, diff, flags, runs

MOVED = (
    "The plan has changed here while you were writing. What you typed is kept. "
    "Read what the plan says now, then save your suggestion again."
)
WHY = "Say why you suggest this, so that the other party can understand."
WHOLE_NUMBER = "Give the weeks as a whole number, such as 6."
LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Preview:
    """What the typed words or weeks would do; `fault` says why they cannot be taken."""

    runs: list[Run] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    effect: Effect | None = None
    fault: str = ""


def reason() -> str:
    """Why the change is suggested: one's own words, never empty."""
    return fields.required("reason", settings().max_reason_characters, WHY, lines=True)


def weeks() -> int:
    """The number of weeks that was typed.

    Raises Refused when it is not a whole number.
    """
    typed = fields.text("weeks", LONGEST_NUMBER, lines=False)
    if not (typed.isascii() and typed.isdigit()):
        raise Refused(WHOLE_NUMBER, "weeks")
    return int(typed)


def expect_shown(present: str, name: str) -> None:
    """Refuse, under the field `name`, when the plan no longer says what the form was written against."""
    if request.form.get("shown") != fingerprint(present):
        raise Refused(MOVED, name)


def after_saving() -> str:
    """The page that follows, by the button that was pressed: the confirmation of sending, or the suggestion's own."""
    return "puttings_forward.new" if request.form.get("then") == "send" else "proposals.show"


def shown_page(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """A suggested change as it stands now, beside the words that were answered if those have changed."""
    proposal, member = load(Proposal, id, Action.VIEW_PROPOSAL)
    return render_template("proposals/show.html", page=proposal_page(proposal, member, shown_digest=fields.digest()))


def words_page(plan: Plan, clause: Clause, proposal: Proposal | None) -> str:
    """The page on which a paragraph's words are suggested or, with a proposal, rewritten."""
    typed = request.form.get("text", proposal.latest.after if proposal else clause.text)
    return render_template(
        "proposals/words.html",
        plan=plan,
        clause=clause,
        proposal=proposal,
        shown=fingerprint(clause.text),
        preview=preview_words(clause, typed),
    )


def weeks_page(plan: Plan, stage: Stage, proposal: Proposal | None) -> str:
    """The page on which a stage's weeks are suggested or, with a proposal, changed again."""
    preview = preview_weeks(plan, stage) if "weeks" in request.form else Preview()
    return render_template(
        "proposals/weeks.html",
        plan=plan,
        stage=stage,
        proposal=proposal,
        shown=fingerprint(str(stage.weeks)),
        preview=preview,
    )


def edited(plan: Plan, member: Membership) -> Proposal | None:
    """The suggestion being rewritten, which a preview names in its address; None for a new one or somebody else's."""
    try:
        proposal = session().get(Proposal, UUID(request.args.get("proposal", "")))
    except ValueError:
        return None
    mine = proposal is not None and proposal.plan_id == plan.id and may(member, Action.REWRITE, proposal)
    return proposal if mine else None


def preview_words(clause: Clause, typed: str) -> Preview:
    """The redline that the typed words make."""
    try:
        after = clean(typed, settings().max_clause_characters)
    except UnfitText as unfit:
        return Preview(fault=str(unfit))
    if after == clause.text:
        return Preview()
    return Preview(runs(clause.text, diff(clause.text, after)), flags(clause.text, after))


def preview_weeks(plan: Plan, stage: Stage) -> Preview:
    """What the typed weeks do to the plan's dates (002 §8.3)."""
    return _or_fault(lambda: _weeks_effect(plan, stage, weeks()))


def _weeks_effect(plan: Plan, stage: Stage, typed: int) -> Preview:
    most = settings().max_stage_weeks
    if not 1 <= typed <= most:
        raise Refused(f"A stage lasts between 1 and {most} weeks.", "weeks")
    return Preview(effect=effect(plan.content, stage.key, typed) if typed != stage.weeks else None)


def _or_fault(look: Callable[[], Preview]) -> Preview:
    try:
        return look()
    except Refused as refused:
        return Preview(fault=refused.sentence)
