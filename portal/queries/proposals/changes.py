"""A suggested change as pages show it: where it is, its redline, and what it does to the dates."""

from dataclasses import dataclass
from textwrap import shorten

from portal.domain.plans.content import Content
from portal.domain.proposals.effect import Effect
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import ProposalVersion
from portal.queries.plans.picture import Pair, pictures_of
from portal.text import Run, diff, runs

MOST_NAMED = 60


@dataclass(frozen=True)
class Change:
    """One version of a suggested change; `where` and `place` are words, `anchor` a part of the plan page.

    `brings` are the lines that come with an added clause: what is brought back with it, or the names of its fields. A
    private one `is_unfit` while the plan has changed under it. `counter` is the kind, key and part of an answer to it.
    """

    proposal: Proposal
    version: ProposalVersion
    where: str
    anchor: str
    runs: list[Run]
    flags: list[str]
    effect: Effect | None
    stands_now: str
    suggested: str
    brings: list[str]
    is_unfit: bool
    counter: tuple[ProposalKind, str, str]

    @property
    def title(self) -> str:
        """What would be done, and where: "take out paragraph 4.2"; for other words, where only."""
        return self.proposal.title(self.where)

    @property
    def named(self) -> str:
        """The change by its own words, for a button that is read out: “four weeks” in paragraph 6.2."""
        added = next((run.text.strip() for run in self.runs if run.kind == "added" and run.text.strip()), "")
        taken = next((run.text.strip() for run in self.runs if run.kind == "removed" and run.text.strip()), "")
        words = shorten(added or taken, MOST_NAMED, placeholder="…")
        return f"“{words}” in {self.where}" if words and not self.heading else self.title

    @property
    def in_short(self) -> str:
        """The whole change in a line, where it has no redline: “the length of “Induction”: 6 weeks, not 4 weeks”."""
        told = self.proposal.needs_consent and self.before and self.after
        return f"{self.title}: {self.after}, not {self.before}" if told else self.title

    @property
    def heading(self) -> str:
        """The same above its words; "" where they say it themselves."""
        return self.proposal.heading(self.where)

    @property
    def stood(self) -> str:
        """How the plan was when this version was written."""
        return self.proposal.stood(self.version.said)

    @property
    def before(self) -> str:
        return self.proposal.in_words(self.version.before)

    @property
    def after(self) -> str:
        return self.proposal.in_words(self.version.after)


def change_of(proposal: Proposal, content: Content, version: ProposalVersion | None = None) -> Change:
    """A change as it reads beside this plan; its latest version, or an earlier one."""
    shown, latest = version or proposal.latest, proposal.latest.said
    return Change(
        proposal=proposal,
        version=shown,
        where=proposal.where(content, latest),
        anchor=proposal.anchor(content, latest),
        runs=runs(shown.before, shown.edits) if proposal.redlined else [],
        flags=shown.flags + proposal.pointers(content, shown.said),
        effect=proposal.effect(content, shown.said),
        stands_now=proposal.stands_now(content, shown.said),
        suggested=proposal.suggested(content, shown.said),
        brings=proposal.brings(shown.read_terms),
        is_unfit=proposal.needs_fitting(content),
        counter=proposal.counter(content),
    )


def fitted_from(wrote: Change, fitted: Change) -> list[Run]:
    """What is different in the words that a change was fitted to, from those its author wrote; [] where nothing is."""
    before, after = wrote.version.after, fitted.version.after
    return runs(before, diff(before, after)) if fitted.proposal.redlined and before != after else []


def pair_beside(proposal: Proposal, content: Content) -> Pair | None:
    """The programme without and with a change that is not settled, where it moves any of its stages or weeks."""
    said = proposal.latest.said
    if proposal.outcome or proposal.misfit(content, said.place) or proposal.effect(content, said) is None:
        return None
    return pictures_of(content, proposal.applied(content, said))
