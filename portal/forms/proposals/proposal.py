"""The fields of a suggested change: who suggests it, why, and the words, weeks, day or place that were typed."""

from dataclasses import dataclass, field
from uuid import UUID

from flask import request

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.checks.finding import Facts
from portal.domain.checks.guardian import no_longer_true
from portal.domain.checks.mending import mendings
from portal.domain.dates import day
from portal.domain.negotiation.authoring import NOBODY_ASKED, Author, refuse_above
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.plans.content import Clause, Content, fingerprint
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place, read_place
from portal.domain.proposals.effect import Effect
from portal.domain.proposals.proposal import Asker, Proposal, Status
from portal.domain.proposals.said import Said
from portal.domain.proposals.version import Fit
from portal.domain.safety.action import SafetyAction
from portal.forms.proposals.answered import expect_answerable, named_in
from portal.policy import may
from portal.queries.plans.picture import Pair, pictures_of
from portal.text import Run, UnfitText, clean, diff, flags, runs
from portal.web import fields
from portal.web.http import now, session, settings

MOVED = (
    "The plan has changed here while you were writing. What you typed is kept. "
    "Read what the plan says now, then save your suggestion again."
)
REWRITTEN = (
    "You or somebody of your side has changed this suggestion while you were writing. What you typed is kept. "
    "Read theirs on its own page; if you save again, yours takes its place."
)
WHY = "Say why you suggest this, so that others can understand."
LONGEST_PLACE = 120
GONE_OR_BACK = "What you would bring back is in the plan again, or its place is gone. Nothing was saved."


@dataclass(frozen=True)
class Preview:
    """What the typed words, weeks or day would do; `fault` says why they cannot be taken.

    `untrue` is how many passages of the plan would no longer be true; `pair` are the programmes now and then.
    """

    runs: list[Run] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    effect: Effect | None = None
    fault: str = ""
    untrue: int = 0
    pair: Pair | None = None


def author(plan: Plan, member: Membership) -> Author:
    """Who suggests, when and why; Refused without a reason, or with too many suggestions open."""
    refuse_above(settings().max_open_proposals, session(), plan, member)
    again = bool(request.form.get("again"))
    return Author(session(), plan, member, now(), reason(), expect_answerable(plan, member), asked_by(member), again)


def reason() -> str:
    """Why the change is suggested: one's own words, never empty."""
    return fields.required("reason", settings().max_reason_characters, WHY, lines=True)


def asked_by(member: Membership) -> Asker | None:
    """Who asked PSR to suggest it; None for a party, which suggests for itself. Refused when PSR does not say."""
    if member.party:
        return None
    try:
        return Asker(request.form.get("asked_by"))
    except ValueError:
        raise Refused(NOBODY_ASKED, "asked_by") from None


def because_of_safety(plan: Plan) -> str:
    """The reason to begin with where the address names an action taken for safety; "" otherwise (002 §8.4)."""
    try:
        action = session().get(SafetyAction, UUID(request.args.get("because", "")))
    except ValueError:
        return ""
    if action is None or action.plan_id != plan.id:
        return ""
    return f"Because of the action taken for safety on {day(action.at)}: {action.what}"


def place() -> Place:
    """The place that was chosen for a clause; Refused when it is none."""
    try:
        return read_place(fields.text("place", LONGEST_PLACE, lines=False))
    except ValueError:
        raise Refused("Choose a place.", "place") from None


def expect_shown(present: str, name: str) -> None:
    """Refuse, under the field `name`, when the plan no longer says what the form was written against."""
    if request.form.get("shown", fingerprint("")) != fingerprint(present):
        raise Refused(MOVED, name)


def expect_restorable(plan: Plan) -> None:
    """Refuse when what the form would bring back cannot come back as it was."""
    named = request.form.get("restores", "")
    if named and removed(plan, named) is None:
        raise Refused(GONE_OR_BACK)


def expect_version(proposal: Proposal) -> None:
    """Refuse when the suggestion was written anew, or fitted to the plan, since its form was opened."""
    if request.form.get("digest", proposal.latest.digest) != proposal.latest.digest:
        raise Refused(REWRITTEN if proposal.latest.fit is Fit.WRITTEN else MOVED)


def compare(content: Content, change: Proposal) -> None:
    """Compare beforehand the words that were typed with those of the plan.

    Raises Refused when they cannot be suggested.
    """
    chosen = place() if change.has_place else None
    change.compare(content, change.expected(content, change.typed(request.form), chosen, settings()))


def after_saving() -> str:
    """The page that follows, by the button that was pressed: the confirmation of sending, or the suggestion's own."""
    return "puttings_forward.new" if request.form.get("then") == "send" else "proposals.show"


def edited(plan: Plan, member: Membership) -> Proposal | None:
    """The suggestion being rewritten, which a preview names in its address; None for a new one or somebody else's."""
    proposal = named_in(plan, request.args.get("proposal", ""))
    return proposal if proposal and may(member, Action.REWRITE, proposal) else None


def removed(plan: Plan, named: str) -> Clause | None:
    """The clause that this change took out of the plan, whole; None when it took out none, or it cannot come back."""
    proposal = named_in(plan, named)
    try:
        return reversal_of(session(), proposal).clause if proposal else None
    except Refused:
        return None


def taken_back(plan: Plan, member: Membership) -> Proposal | None:
    """What one's side took back and the address names, to begin with its words; None for anything else."""
    proposal = named_in(plan, request.args.get("like", ""))
    is_own = proposal and proposal.side is member.side and proposal.status is Status.WITHDRAWN
    return proposal if is_own else None


def part() -> str:
    """Which part of a clause or stage the form or the address names; "" for all of it."""
    return request.form.get("part") or request.args.get("part", "")


def preview(content: Content, change: Proposal, typed: str) -> Preview:
    """What the words, weeks or day that were typed would do; nothing where they are as in the plan."""
    present = change.present(content)
    if typed == present and change.field not in request.form:
        return Preview()
    try:
        chosen = place() if change.has_place else None
        after = _cleaned(change, content, typed, chosen)
    except (Refused, UnfitText) as unfit:
        return Preview(fault=str(unfit))
    said = Said(present, after, chosen)
    effect = change.effect(content, said)
    if effect:
        pair = pictures_of(content, change.applied(content, said))
        return Preview(effect=effect, untrue=_made_untrue(content, change, said), pair=pair)
    if after == present:
        return Preview()
    return Preview(runs(present, diff(present, after)), flags(present, after) + change.pointers(content, said))


def _made_untrue(content: Content, change: Proposal, said: Said) -> int:
    return len(mendings(no_longer_true(content, change.applied(content, said), Facts())))


def _cleaned(change: Proposal, content: Content, typed: str, chosen: Place | None) -> str:
    """Words as they would be saved, be they the present ones; weeks or a day only when they can be."""
    limits = settings()
    if change.redlined:
        return clean(typed, limits.max_clause_characters)
    return change.expected(content, typed, chosen, limits)
