"""The words of one spot put right, as far as that can be read from the plan: ready to be suggested."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.checks.finding import Finding
from portal.domain.checks.spots import Holder, Spot
from portal.domain.plans.content import Content
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.kinds.stage_words import StageAmendment
from portal.domain.proposals.kinds.start import StartChange
from portal.domain.proposals.kinds.title import TitleChange
from portal.domain.proposals.proposal import Proposal

KINDS: dict[Holder, type[Proposal]] = {
    Holder.CLAUSE: Rewording,
    Holder.STAGE: StageAmendment,
    Holder.TITLE: TitleChange,
    Holder.REVIEW: StageAmendment,
    Holder.START: StartChange,
}


@dataclass(frozen=True)
class Mending:
    """A spot with all that is found in its words, and `words` in which what can be is put right."""

    spot: Spot
    findings: tuple[Finding, ...]
    words: str

    @property
    def is_ready(self) -> bool:
        """Whether the words can be suggested as they are: nothing is left in them for a person to find."""
        return all(one.mend for one in self.findings)

    @property
    def can_be_reworded(self) -> bool:
        return self.spot.holder in KINDS

    @property
    def kind(self) -> type[Proposal]:
        """The kind of change that rewords it."""
        return KINDS[self.spot.holder]

    @property
    def marks(self) -> list[tuple[int, int]]:
        """Where the words stand that are worth a look."""
        return [(one.start, one.end) for one in self.findings]

    @property
    def digest(self) -> str:
        """SHA-256 of the place, of its words and of those put right, as 64 hexadecimal digits."""
        spot = self.spot
        said = [spot.holder.value, spot.key, spot.part, spot.words, self.words]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    def begun(self, content: Content) -> Proposal:
        """The change that rewords it, not yet suggested; LookupError where the plan has no such place."""
        return self.kind.begun(content, self.spot.key, self.spot.part)


def mendings(found: Sequence[Finding]) -> list[Mending]:
    """One for each spot in which something is found, in the order of what is found."""
    spots = dict.fromkeys(one.spot for one in found)
    return [_mended(spot, [one for one in found if one.spot == spot]) for spot in spots]


def mending_at(found: Sequence[Finding], holder: Holder, key: str, part: str) -> Mending | None:
    """What is found in the words of this spot; None when nothing is."""
    place = holder, key, part
    return next((one for one in mendings(found) if (one.spot.holder, one.spot.key, one.spot.part) == place), None)


def _mended(spot: Spot, found: Sequence[Finding]) -> Mending:
    words, free = spot.words, len(spot.words)
    for one in sorted(found, key=lambda finding: finding.start, reverse=True):
        if one.mend and one.end <= free:
            words, free = words[: one.start] + one.mend + words[one.end :], one.start
    return Mending(spot, tuple(found), words)
