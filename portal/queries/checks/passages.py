"""Words of a plan that are worth a look, as pages show them: marked where they stand, with what would be true."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.checks.finding import Finding
from portal.domain.checks.guardian import facts_of, findings
from portal.domain.checks.mending import Mending, mending_at, mendings
from portal.domain.checks.together import made_untrue
from portal.domain.plans.content import Content
from portal.domain.proposals.proposal import Proposal
from portal.text import Run, diff, runs, spans


@dataclass(frozen=True)
class Passage:
    """Some words, `marked` where they are worth a look; `redline` shows those that could be suggested, if any.

    `covered_by` is an open change that the reader may see and that puts them right.
    """

    mending: Mending
    marked: list[Run]
    redline: list[Run]
    covered_by: Proposal | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the other words can be sent as they are, and nobody has suggested any yet."""
        return bool(self.redline) and self.covered_by is None

    @property
    def address(self) -> dict[str, str]:
        """What the address of its form needs beside the plan's."""
        spot = self.mending.spot
        named = {"kind": self.mending.kind.named.value, "key": spot.key, "part": spot.part}
        return {name: value for name, value in named.items() if value}


def passage_of(mending: Mending, covered_by: Proposal | None = None) -> Passage:
    words = mending.spot.words
    redline = runs(words, diff(words, mending.words)) if mending.is_ready else []
    return Passage(mending, spans([Run("same", words)], mending.marks), redline, covered_by)


def passage_around(finding: Finding) -> Passage:
    """The passage of one finding, whatever else is found in its words."""
    return passage_of(mendings([finding])[0])


def passages_beside(proposal: Proposal, content: Content, others: Sequence[Proposal]) -> list[Passage]:
    """What a change of the programme would make untrue; `others` are the open changes that the reader may see."""
    found = made_untrue(proposal, content, facts_of(proposal.case))
    return [passage_of(one, _covering(one, proposal, content, others)) for one in found]


def _covering(mending: Mending, proposal: Proposal, content: Content, others: Sequence[Proposal]) -> Proposal | None:
    """The first open change of the same words that leaves nothing to look at in them, with the other in effect."""
    changed = proposal.applied(content, proposal.latest.said)
    begun, spot = mending.begun(content), mending.spot
    for one in others:
        same = (one.named, one.target(), one.part) == (begun.named, begun.target(), begun.part)
        if same and one.id != proposal.id and one.latest.before == spot.words:
            after = findings(one.applied(changed, one.latest.said), facts_of(proposal.case))
            if mending_at(after, spot.holder, spot.key, spot.part) is None:
                return one
    return None
