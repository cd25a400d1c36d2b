"""The form on which a change is suggested or, with a proposal, written anew, whatever its kind."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from portal.domain.plans.content import fingerprint
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal, class_of
from portal.domain.proposals.said import Asked, ProposalKind, Reversal
from portal.forms.checks.beside import LookedAt
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.answered import answered, names_to_answer, places_to_answer, starts
from portal.forms.proposals.proposal import Preview


@dataclass(frozen=True)
class Sheet:
    """What a form asks, what it starts from, where it goes and where its preview comes from.

    `proposal` is the suggestion that it writes anew; `restores` is the change that it would undo; `looked_at` are the
    words that are worth a look, where the form was opened for them.
    """

    plan: Plan
    change: Proposal
    asked: Asked
    value: str
    place: str
    action: str
    look: str
    proposal: Proposal | None = None
    reason: str = ""
    restores: str = ""
    looked_at: LookedAt | None = None

    @property
    def template(self) -> str:
        return self.change.template

    @property
    def values(self) -> dict[str, Any]:
        """What its template needs, with what has been typed so far."""
        content, change = self.plan.content, self.change
        theirs = answered(self.plan, change, self.answers_to)
        start = starts(change, change.asked(content, None).value, theirs.value) if theirs else None
        typed = start.words if start else change.typed(request.form) if request.form else self.value
        return {
            "sheet": self,
            "plan": self.plan,
            "proposal": self.proposal,
            "change": change,
            "asked": self.asked,
            "answered": theirs,
            "start": start,
            "preview": forms.preview(content, change, typed) if change.has_preview else Preview(),
            "shown": fingerprint(change.shown(content)),
            "answers_to": "" if self.proposal else self.answers_to,
        }

    @property
    def answers_to(self) -> str:
        """The id of the change that this one answers; "" for none."""
        return str(self.proposal.answers_to or "") if self.proposal else names_to_answer()


def begun(plan: Plan, kind: str, key: str, part: str) -> Proposal:
    """A change of this kind, about the clause or stage that the address names; LookupError when the plan has none."""
    restored = forms.removed(plan, request.form["restores"]) if request.form.get("restores") else None
    change = Addition.of(restored) if restored else class_of(ProposalKind(kind)).begun(plan.content, key, part)
    if isinstance(change, Addition) and not plan.content.is_first_form:
        change.health = request.form.get("health") == "yes"
    return change


def new_sheet(
    plan: Plan,
    change: Proposal,
    key: str,
    *,
    back: Reversal | None = None,
    restores: str = "",
    looked_at: LookedAt | None = None,
    like: Proposal | None = None,
) -> Sheet:
    """The form of a change that was begun; with `back` it is filled with what stood before.

    Opened for words that are `looked_at`, it begins with them, put right as far as that was possible; `like` another
    that was taken back, with what that said, and why.
    """
    asked = places_to_answer(plan, change, change.asked(plan.content, like.latest.said if like else None))
    return Sheet(
        plan=plan,
        change=change,
        asked=asked,
        value=back.value if back and back.value else looked_at.passage.mending.words if looked_at else asked.value,
        place=back.place.written() if back else asked.place,
        action=_address("create", plan, change, key),
        look=_address("preview", plan, change, key) if change.has_preview else "",
        reason=forms.because_of_safety(plan) or (looked_at.reason if looked_at else like.reason if like else ""),
        restores=restores or request.form.get("restores", ""),
        looked_at=looked_at,
    )


def edit_sheet(proposal: Proposal) -> Sheet:
    """The form that writes a suggestion anew; LookupError when what it is about is no longer in the plan."""
    plan = proposal.plan
    asked = proposal.asked(plan.content, proposal.latest.said)
    return Sheet(
        plan=plan,
        change=proposal,
        asked=asked,
        value=asked.value,
        place=asked.place,
        action=url_for("proposals.update", id=proposal.id),
        look=_address("preview", plan, proposal, proposal.target()) if proposal.has_preview else "",
        proposal=proposal,
    )


def reversal_sheet(plan: Plan, changed: Proposal, back: Reversal) -> Sheet:
    """The form on which the opposite of a change can be suggested; nothing is saved until its reader does so."""
    if back.clause:
        beside = back.place.after or back.place.parent
        return new_sheet(plan, Addition.of(back.clause), beside, back=back, restores=str(changed.id))
    return new_sheet(plan, begun(plan, back.kind.value, back.key, back.part), back.key, back=back)


def _address(endpoint: str, plan: Plan, change: Proposal, key: str) -> str:
    """Where a form of this kind is sent; a preview also names the suggestion that is written anew."""
    return url_for(
        f"suggestions.{endpoint}",
        id=plan.id,
        kind=change.named.value,
        key=key,
        proposal=change.id if change.versions else None,
    )
