"""The clauses of a plan as pages show them, each with the changes and conversations that hang on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from portal.domain.plans.content import Clause, Content
from portal.domain.proposals.kinds.title import TITLE
from portal.domain.proposals.said import ProposalKind
from portal.domain.talk.thread import Thread
from portal.queries.proposals.cards import Card
from portal.text import Run, read_together, spans


@dataclass
class ClauseRow:
    """A clause with what hangs on it; `runs` are its words with the change `in_words` in them."""

    clause: Clause
    depth: int
    runs: list[Run]
    in_words: Card | None = None
    cards: list[Card] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)

    @property
    def side(self) -> str:
        return self.in_words.proposal.side.value if self.in_words else ""


def row_of(clause: Clause, depth: int, cards: list[Card], threads: list[Thread]) -> ClauseRow:
    """A clause with the first of its changes that fits in its words; the others stand beside it."""
    rewording = [card for card in cards if card.proposal.named is ProposalKind.REWORD and not card.proposal.part]
    _say_what_to_read_together(clause, rewording)
    first = next((card for card in rewording if card.change.version.before == clause.text), None)
    words = first.change.runs if first else [Run("same", clause.text)]
    marks = [thread.place for thread in threads if thread.place]
    return ClauseRow(clause, depth, list(spans(words, marks)) if marks else words, first, cards, threads)


def stray(cards: Mapping[str, list[Card]], content: Content) -> list[Card]:
    """The changes whose paragraph is no longer in the plan: their authors still have to choose."""
    homes = {"", TITLE, *(clause.key for _, clause in content.walk()), *(stage.key for stage in content.stages)}
    return [card for key, found in cards.items() if key not in homes for card in found]


def _say_what_to_read_together(clause: Clause, rewording: Sequence[Card]) -> None:
    """Two changes of different sides in one sentence are pointed out on the later one."""
    fitting = [card for card in rewording if card.change.version.before == clause.text]
    for earlier, later in pairwise(fitting):
        if earlier.proposal.side is not later.proposal.side:
            later.together = read_together(clause.text, earlier.change.version.edits, later.change.version.edits)
