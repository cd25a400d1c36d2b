"""The page on which a change is suggested or, with a proposal, written anew, whatever its kind."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, render_template, request, url_for

from portal.domain.plans.content import fingerprint
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal, class_of
from portal.domain.proposals.said import Asked, ProposalKind, Reversal
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.proposal import Preview
from portal.policy import Action
from portal.queries.proposals.proposal_page import proposal_page
from portal.web import fields
from portal.web.http import load


@dataclass(frozen=True)
class Sheet:
    """What a form asks, what it starts from, where it goes and where its preview comes from.

    `restores` is the change that it would undo.
    """

    asked: Asked
    value: str
    place: str
    action: str
    look: str
    reason: str = ""
    restores: str = ""


def shown_page(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """A suggested change as it stands now, beside the words that were answered if those have changed."""
    proposal, member = load(Proposal, id, Action.VIEW_PROPOSAL)
    return render_template("proposals/show.html", page=proposal_page(proposal, member, shown_digest=fields.digest()))


def begun(plan: Plan, kind: str, key: str, part: str) -> Proposal:
    """A change of this kind, about the clause or stage that the address names; not found when the plan has none."""
    restored = forms.removed(plan, request.form["restores"]) if request.form.get("restores") else None
    try:
        return Addition.of(restored) if restored else class_of(ProposalKind(kind)).begun(plan.content, key, part)
    except LookupError:
        abort(404)


def new_page(plan: Plan, change: Proposal, key: str, *, back: Reversal | None = None, restores: str = "") -> str:
    """The form of a change that was begun; with `back` it is filled with what stood before."""
    asked = change.asked(plan.content, None)
    sheet = Sheet(
        asked=asked,
        value=back.value if back and back.value else asked.value,
        place=back.place.written() if back else asked.place,
        action=_address("create", plan, change, key),
        look=_address("preview", plan, change, key) if change.has_preview else "",
        reason=forms.because_of_safety(plan),
        restores=restores or request.form.get("restores", ""),
    )
    return _page(plan, change, sheet)


def edit_page(proposal: Proposal) -> str:
    """The page that writes a suggestion anew; where what it is about is gone, the suggestion's own page says so."""
    plan = proposal.plan
    try:
        asked = proposal.asked(plan.content, proposal.latest.said)
    except LookupError:
        return shown_page(proposal.id)
    sheet = Sheet(
        asked=asked,
        value=asked.value,
        place=asked.place,
        action=url_for("proposals.update", id=proposal.id),
        look=_address("preview", plan, proposal, proposal.target()) if proposal.has_preview else "",
    )
    return _page(plan, proposal, sheet, proposal)


def reversal_page(plan: Plan, changed: Proposal, back: Reversal) -> str:
    """The page on which the opposite of a change can be suggested; nothing is saved until its reader does so."""
    if back.clause:
        beside = back.place.after or back.place.parent
        return new_page(plan, Addition.of(back.clause), beside, back=back, restores=str(changed.id))
    return new_page(plan, begun(plan, back.kind.value, back.key, back.part), back.key, back=back)


def _page(plan: Plan, change: Proposal, sheet: Sheet, proposal: Proposal | None = None) -> str:
    typed = request.form.get(change.field, sheet.value)
    preview = forms.preview(plan.content, change, typed) if change.has_preview else Preview()
    return render_template(
        change.template,
        plan=plan,
        proposal=proposal,
        change=change,
        sheet=sheet,
        asked=sheet.asked,
        preview=preview,
        shown=fingerprint(change.shown(plan.content)),
        answers_to="" if proposal else request.form.get("answers_to") or request.args.get("answers_to", ""),
    )


def _address(endpoint: str, plan: Plan, change: Proposal, key: str) -> str:
    """Where a form of this kind is sent; a preview also names the suggestion that is written anew."""
    return url_for(
        f"suggestions.{endpoint}",
        id=plan.id,
        kind=change.named.value,
        key=key,
        proposal=change.id if change.versions else None,
    )
