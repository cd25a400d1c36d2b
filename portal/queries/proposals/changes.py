"""A suggested change as pages show it: where it is, its redline, and what it does to the dates."""

from dataclasses import dataclass

from portal.domain.plans.content import Content
from portal.domain.proposals.effect import Effect
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import ProposalVersion
from portal.text import Run, runs


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
