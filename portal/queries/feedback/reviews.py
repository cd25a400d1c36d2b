"""A review beside the version that it is about, as one reader may see it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain.cases.case import Membership
from portal.domain.feedback.point import About, Priority
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.plans.content import Clause
from portal.library.feedback.words import ABOUT
from portal.text import diff
from portal.text.overlay import Run
from portal.text.runs import runs

ORDER = list(Priority)


@dataclass(frozen=True)
class Card:
    """A remark with its clause, None for the whole plan, and how that would read in the words suggested, if any are."""

    remark: Remark
    clause: Clause | None
    runs: Sequence[Run]

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return ABOUT[self.remark.about.value]


@dataclass(frozen=True)
class Row:
    """One clause of the version, how deep it stands, and the remarks on it."""

    depth: int
    clause: Clause
    cards: Sequence[Card]


@dataclass(frozen=True)
class ReviewPage:
    """What one reader sees of a review: the `rows` of its version, and the remarks on the `whole` plan."""

    rows: Sequence[Row]
    whole: Sequence[Card]

    @property
    def cards(self) -> Sequence[Card]:
        """Every remark that this reader sees, in the order of the plan, what concerns all of it first."""
        return [*self.whole, *(card for row in self.rows for card in row.cards)]

    @property
    def by_weight(self) -> Sequence[Card]:
        """The same in the order in which they are issued."""
        return sorted(self.cards, key=lambda one: weight(one.remark))

    @property
    def weights(self) -> str:
        """How many must, should and could be looked at, in words."""
        counts = Counter(one.remark.priority for one in self.cards)
        return ", ".join(f"{counts[one]} {one.value}" for one in ORDER if counts[one])


def review_page(review: FeedbackReview, reader: Membership) -> ReviewPage:
    """A review for this reader, who finds no remark on a paragraph about health unless they read about that."""
    cards: defaultdict[str, list[Card]] = defaultdict(list)
    for remark in sorted(review.remarks, key=lambda one: one.number):
        if reader.reads_health or not remark.health:
            cards[remark.clause_key].append(card_of(remark))
    content = review.request.content
    rows = [Row(depth, clause, cards.get(clause.key, ())) for depth, clause in content.walk()]
    return ReviewPage(rows, cards.get("", ()))


def card_of(remark: Remark) -> Card:
    clause = remark.clause
    return Card(remark, clause, redline(clause, remark.suggested))


def redline(clause: Clause | None, suggested: str) -> Sequence[Run]:
    """How a clause would read in other words; nothing where none are suggested."""
    return runs(clause.text, diff(clause.text, suggested)) if clause and suggested else ()


def weight(remark: Remark) -> tuple[bool, int]:
    """By which points are put in order: patient safety first, then what must, should and could change."""
    return remark.about is not About.SAFETY, ORDER.index(remark.priority)
