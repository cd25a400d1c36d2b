"""A suggested change as pages show it: where it is, its redline, and what it does to the dates."""

from dataclasses import dataclass
from datetime import date

from portal.domain.dates import day
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.least_supervision import below_least_with
from portal.domain.plans.structure import Place, families, last_place, misfit, whole_words
from portal.domain.proposals.kinds.amendment import Addition, Amendment, Move
from portal.domain.proposals.kinds.programme import (
    STAGE_PART_NAMES,
    DurationChange,
    Effect,
    StageAmendment,
    StartChange,
    effect,
)
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import ProposalVersion
from portal.text import Run, runs

KIND_NAMES = {"section": "section", "paragraph": "paragraph", "item": "list item", "objective": "objective"}
LONGEST_HINT = 60


@dataclass(frozen=True)
class Change:
    """One version of a suggested change; `where` and `moves_to` are words, `anchor` a part of the plan page.

    `brings` are the lines that come with an added clause: what is brought back with it, or the names of its fields.
    """

    proposal: Proposal
    version: ProposalVersion
    where: str
    anchor: str
    runs: list[Run]
    flags: list[str]
    effect: Effect | None
    moves_to: str
    brings: list[str]

    @property
    def kind(self) -> str:
        return self.proposal.kind.value

    @property
    def title(self) -> str:
        """What would be done, and where: "take out paragraph 4.2"; for other words, where only."""
        return {"remove": "take out ", "move": "move "}.get(self.kind, "") + self.where

    @property
    def before(self) -> str:
        return _said(self.proposal, self.version.before)

    @property
    def after(self) -> str:
        return _said(self.proposal, self.version.after)


def change_of(proposal: Proposal, content: Content, version: ProposalVersion | None = None) -> Change:
    """A change as it reads beside this plan; its latest version, or an earlier one."""
    shown = version or proposal.latest
    return Change(
        proposal=proposal,
        version=shown,
        where=where(proposal, content),
        anchor=anchor_of(proposal, content),
        runs=runs(shown.before, shown.edits) if proposal.redlined else [],
        flags=shown.flags + _below_least(proposal, content, shown),
        effect=_effect(proposal, content, shown),
        moves_to=in_words(content, shown.place) if shown.place and isinstance(proposal, Move) else "",
        brings=_brings(proposal, shown) if isinstance(proposal, Addition) else [],
    )


def brought(clause: Clause) -> list[str]:
    """What comes back with a clause, beside its own words: a line for each field, and for each clause under it."""
    return whole_words(clause.with_words("")).split("\n")[1:]


def where(proposal: Proposal, content: Content) -> str:
    """What a change is about: "paragraph 4.2", "a new paragraph after 4.2", "the length of “Induction”"."""
    match proposal:
        case StartChange():
            return "the start of the programme"
        case DurationChange():
            return f"the length of {_stage(content, proposal.stage_key)}"
        case StageAmendment():
            return f"the {STAGE_PART_NAMES[proposal.part]} of {_stage(content, proposal.stage_key)}"
        case Addition():
            return _where_added(proposal, content)
        case Amendment():
            return clause_name(content, proposal.clause_key) + (f", {proposal.part.lower()}" if proposal.part else "")
    return "the plan"


def _where_added(proposal: Addition, content: Content) -> str:
    place, whole = proposal.latest.place, proposal.whole
    words = in_words(content, place) if place else ""
    if whole:
        name = f"{KIND_NAMES[whole.kind]} {whole.label}".strip()
        return f"{name}, brought back {words}".strip()
    if place and not proposal.outcome and last_place(content, place) != place:
        words += f"{' and' if place.after else ', after'} what was added there"
    return f"a new {KIND_NAMES[proposal.clause_kind]} {words}".strip()


def clause_name(content: Content, key: str) -> str:
    """What a clause is called: "paragraph 4.2", "an objective"."""
    clause = content.clause(key)
    if clause is None:
        return "a paragraph that is no longer in the plan"
    return f"{KIND_NAMES[clause.kind]} {clause.label}" if clause.label else f"a {KIND_NAMES[clause.kind]}"


def anchor_of(proposal: Proposal, content: Content) -> str:
    """The part of the plan page that shows what a change is about."""
    match proposal:
        case StartChange():
            return "stages"
        case DurationChange() | StageAmendment():
            return f"stage-{proposal.stage_key}"
    return f"clause-{home_of(proposal, content)}"


def home_of(proposal: Proposal, content: Content) -> str:
    """The key of the clause or stage beside which a change stands; of a new clause, the one before it."""
    place = proposal.latest.place
    if isinstance(proposal, Addition) and place:
        return place.after or place.parent or (content.clauses[0].key if content.clauses else "")
    return proposal.target()


def in_words(content: Content, place: Place) -> str:
    """A place as pages say it: "after 4.2", "first in section 4", "at the top of the plan"."""
    before = content.clause(place.after) if place.after else None
    if before:
        return f"after {before.label or _hint(before.text)}"
    parent = content.clause(place.parent) if place.parent else None
    return f"first in {parent.label or _hint(parent.text)}" if parent else "at the top of the plan"


def places(content: Content, kind: str, moved: str = "") -> list[tuple[str, str]]:
    """Every place where a clause of this kind can stand: (written, words) rows in reading order."""
    candidates = [
        Place(parent, after) for parent, siblings in families(content) for after in ["", *(one.key for one in siblings)]
    ]
    fitting = [place for place in candidates if not misfit(content, place, kind, moved)]
    return [(place.written(), _choice(content, place)) for place in fitting]


def _choice(content: Content, place: Place) -> str:
    beside = content.clause(place.after or place.parent)
    words = in_words(content, place)
    return f"{words[:1].upper()}{words[1:]}" + (f": {_hint(beside.text)}" if beside and beside.label else "")


def _hint(text: str) -> str:
    return text if len(text) <= LONGEST_HINT else f"{text[:LONGEST_HINT].rsplit(' ', 1)[0]} …"


def _stage(content: Content, key: str) -> str:
    stage = content.stage(key)
    return f"“{stage.title}”" if stage else "a stage"


def _effect(proposal: Proposal, content: Content, version: ProposalVersion) -> Effect | None:
    if not isinstance(proposal, DurationChange):
        return None
    return effect(proposal.changed(content, version.before), proposal.changed(content, version.after))


def _brings(proposal: Addition, version: ProposalVersion) -> list[str]:
    return brought(proposal.whole) if proposal.whole else proposal.field_names(version)


def _below_least(proposal: Proposal, content: Content, version: ProposalVersion) -> list[str]:
    if not isinstance(proposal, StageAmendment):
        return []
    return below_least_with(content, proposal.stage_key, proposal.part, version.after)


def _said(proposal: Proposal, text: str) -> str:
    if isinstance(proposal, StartChange):
        return day(date.fromisoformat(text) if text else None)
    if isinstance(proposal, DurationChange):
        return f"{text} week{'' if text == '1' else 's'}"
    return text
