"""The pages on which each kind of change is suggested or, with a proposal, written anew."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from flask import abort, render_template, request, url_for

from portal.domain.plans.content import Clause, Stage, fingerprint
from portal.domain.plans.least_supervision import below_least_with
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place, place_of, whole_words
from portal.domain.proposals.kinds.amendment import Addition, Amendment, Move, Removal
from portal.domain.proposals.kinds.programme import STAGE_PART_NAMES, DurationChange, StageAmendment, StartChange
from portal.domain.proposals.proposal import Proposal
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.proposal import Preview
from portal.policy import Action
from portal.queries.proposals.changes import brought, places, where
from portal.queries.proposals.proposal_page import proposal_page
from portal.web import fields
from portal.web.http import load


@dataclass(frozen=True)
class Asked:
    """What a page asks for: `about` in words, what the plan says `now`, and where the form goes."""

    about: str
    anchor: str
    action: str
    now: str
    value: str = ""
    look: str = ""
    part: str = ""
    places: list[tuple[str, str]] = field(default_factory=list)
    place: str = ""
    restores: str = ""
    brings: list[str] = field(default_factory=list)
    preview: Preview = field(default_factory=Preview)
    shown: str = ""
    reason: str = ""

    @property
    def shown_fingerprint(self) -> str:
        return fingerprint(self.shown or self.now)


def shown_page(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """A suggested change as it stands now, beside the words that were answered if those have changed."""
    proposal, member = load(Proposal, id, Action.VIEW_PROPOSAL)
    return render_template("proposals/show.html", page=proposal_page(proposal, member, shown_digest=fields.digest()))


def edit_page(proposal: Proposal) -> str:
    """The page that writes a suggestion anew, whatever its kind."""
    plan, content = proposal.plan, proposal.plan.content
    match proposal:
        case StartChange():
            return start_page(plan, proposal)
        case DurationChange():
            return weeks_page(plan, content.stage(proposal.stage_key) or abort(404), proposal)
        case StageAmendment():
            return stage_page(plan, content.stage(proposal.stage_key) or abort(404), proposal.part, proposal)
        case Addition():
            return addition_page(plan, proposal.latest.place or abort(404), proposal.clause_kind, proposal)
    clause = content.clause(proposal.target())
    if clause is None:
        return shown_page(proposal.id)
    match proposal:
        case Removal():
            return removal_page(plan, clause, proposal)
        case Move():
            return move_page(plan, clause, proposal)
    return words_page(plan, clause, proposal.part, proposal)


def words_page(plan: Plan, clause: Clause, part: str, proposal: Proposal | None = None, value: str = "") -> str:
    """Other words for a paragraph, or for one field of an objective; `value` is what the form starts from."""
    about = where(proposal or Amendment(clause_key=clause.key, clause_part=part), plan.content)
    asked = _words(clause.words(part), proposal, value)
    asked = replace(
        asked,
        about=about,
        anchor=f"clause-{clause.key}",
        part=part,
        action=_action(proposal) or url_for("proposals.create", id=plan.id, key=clause.key),
        look=url_for("redlines.create", id=plan.id, key=clause.key, proposal=proposal.id if proposal else None),
    )
    return _page("proposals/words.html", plan, proposal, asked)


def stage_page(plan: Plan, stage: Stage, part: str, proposal: Proposal | None = None, value: str = "") -> str:
    """Another title, supervision level or review meeting for a stage."""
    asked = _words(str(getattr(stage, part)), proposal, value)
    asked = replace(
        asked,
        about=f"the {STAGE_PART_NAMES[part]} of “{stage.title}”",
        anchor=f"stage-{stage.key}",
        part=part,
        action=_action(proposal) or url_for("stage_amendments.create", id=plan.id, key=stage.key),
        look=url_for("stage_redlines.create", id=plan.id, key=stage.key, proposal=proposal.id if proposal else None),
        preview=stage_preview(plan, stage, part, request.form.get("text", asked.value)),
    )
    return _page("proposals/words.html", plan, proposal, asked)


def addition_page(
    plan: Plan,
    place: Place,
    kind: str,
    proposal: Addition | None = None,
    value: str = "",
    restores: UUID | None = None,
) -> str:
    """A new clause, and where it goes; or one that is brought back, `restores` being the change that took it out."""
    beside = place.after or place.parent
    named = str(restores or request.form.get("restores", ""))
    whole = proposal.whole if proposal else forms.removed(plan, named)
    asked = Asked(
        about=f"bringing back {kind} {whole.label}" if whole else f"a new {kind}",
        restores=named if whole else "",
        brings=brought(whole) if whole else [],
        anchor=f"clause-{beside}",
        action=_action(proposal) or url_for("additions.create", id=plan.id, key=beside),
        now="",
        value=proposal.latest.after if proposal else value,
        part=kind,
        places=places(plan.content, kind),
        place=request.form.get("place", place.written()),
    )
    return _page("proposals/words.html", plan, proposal, asked)


def removal_page(plan: Plan, clause: Clause, proposal: Proposal | None = None) -> str:
    """One paragraph less, with everything under it."""
    asked = Asked(
        about=where(Removal(clause_key=clause.key), plan.content),
        anchor=f"clause-{clause.key}",
        action=_action(proposal) or url_for("removals.create", id=plan.id, key=clause.key),
        now=whole_words(clause),
    )
    return _page("proposals/removal.html", plan, proposal, asked)


def move_page(plan: Plan, clause: Clause, proposal: Proposal | None = None, place: Place | None = None) -> str:
    """A paragraph, with everything under it, at another place."""
    present = place_of(plan.content, clause.key) or abort(404)
    chosen = proposal.latest.after if proposal else (place or present).written()
    asked = Asked(
        about=where(Removal(clause_key=clause.key), plan.content),
        anchor=f"clause-{clause.key}",
        action=_action(proposal) or url_for("moves.create", id=plan.id, key=clause.key),
        now=whole_words(clause),
        places=places(plan.content, clause.kind, clause.key),
        place=request.form.get("place", chosen),
        shown=present.written(),
    )
    return _page("proposals/move.html", plan, proposal, asked)


def weeks_page(plan: Plan, stage: Stage, proposal: Proposal | None = None, value: str = "") -> str:
    """Another length for a stage."""
    value = proposal.latest.after if proposal else value or str(stage.weeks)
    typed = "weeks" in request.form
    change = DurationChange(stage_key=stage.key)
    saved = forms.preview_dates(plan.content, change, lambda: value) if value != str(stage.weeks) else Preview()
    asked = Asked(
        about=f"the length of “{stage.title}”",
        anchor=f"stage-{stage.key}",
        action=_action(proposal) or url_for("durations.create", id=plan.id, key=stage.key),
        look=url_for("effects.create", id=plan.id, key=stage.key, proposal=proposal.id if proposal else None),
        now=str(stage.weeks),
        value=value,
        preview=weeks_preview(plan, stage.key) if typed else saved,
        reason=forms.because_of_safety(plan),
    )
    return _page("proposals/weeks.html", plan, proposal, asked)


def start_page(plan: Plan, proposal: Proposal | None = None, value: str = "") -> str:
    """Another day on which the programme starts."""
    start = plan.content.start
    asked = Asked(
        about="the start of the programme",
        anchor="stages",
        action=_action(proposal) or url_for("starts.create", id=plan.id),
        now=start,
        value=proposal.latest.after if proposal else value or start,
    )
    return _page("proposals/start.html", plan, proposal, asked)


def stage_preview(plan: Plan, stage: Stage, part: str, typed: str) -> Preview:
    """The redline of the words typed for a stage, and whether it would stand below a least that the plan names."""
    preview = forms.preview_words(str(getattr(stage, part)), typed)
    below = below_least_with(plan.content, stage.key, part, typed) if preview.runs else []
    return replace(preview, flags=preview.flags + below)


def weeks_preview(plan: Plan, key: str) -> Preview:
    """What the typed weeks do to the dates."""
    return forms.preview_dates(plan.content, DurationChange(stage_key=key), lambda: str(forms.weeks()))


def _words(present: str, proposal: Proposal | None, value: str) -> Asked:
    value = proposal.latest.after if proposal else value or present
    preview = forms.preview_words(present, request.form.get("text", value))
    return Asked("", "", "", present, value=value, preview=preview)


def _action(proposal: Proposal | None) -> str:
    return url_for("proposals.update", id=proposal.id) if proposal else ""


def _page(template: str, plan: Plan, proposal: Proposal | None, asked: Asked) -> str:
    return render_template(template, plan=plan, proposal=proposal, asked=asked, answers_to=_answers_to(proposal))


def _answers_to(proposal: Proposal | None) -> str:
    """The change that this one answers, as the address or the form named it."""
    if proposal:
        return ""
    return request.form.get("answers_to") or request.args.get("answers_to", "")
