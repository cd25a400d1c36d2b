"""A draft as those work on it who write it: each method is one saving, and the draft's next version."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.drafting import clause_acts
from portal.domain.drafting.beside import pasted, pasted_into
from portal.domain.drafting.clause_kinds import of_kind
from portal.domain.drafting.newer import matched_by_keys
from portal.domain.drafting.numbering import renumbered
from portal.domain.drafting.pointed_out import PointedOut, bring_back_lines, keep_lines
from portal.domain.drafting.shown import MOVED_MEANWHILE, Stale, expect_shown, place_shown, words_shown
from portal.domain.drafting.taking import taken, taken_in_words
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.draft_version import newest_version, version_numbered
from portal.domain.plans.limits import PlanLimits, expect_within
from portal.domain.plans.places import clause_name
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place
from portal.text.english import capital, counted

WAYS: dict[str, tuple[Callable[[Content, str], Content], str]] = {
    "up": (clause_acts.moved_up, "moved up"),
    "down": (clause_acts.moved_down, "moved down"),
    "in": (clause_acts.indented, "moved in"),
    "out": (clause_acts.outdented, "moved out"),
    "join": (clause_acts.joined, "joined to the one before it"),
}
NO_WAY = "Choose what to do with it."
NO_WORDS = "Write its words, or take it out."
NO_SUCH_VERSION = "There is no such version of this draft."
NOTHING_BEFORE = "This is how the draft began: there is nothing to undo."
NOTHING_TICKED = "Tick what you take of the file."
CHANGED_SINCE = (
    "The draft has changed since. The file is compared with what it says now: look again before you take it."
)
LONGEST_DID = 200  # as the column that holds it


class Words(NamedTuple):
    """What a clause is to say; `shown` are the digests of its words that its writer has seen."""

    text: str
    fields: tuple[tuple[str, str], ...]
    health: bool
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """A plan that is not issued yet, in the hands of one of those who write it."""

    session: Session
    plan: Plan
    by: Membership
    at: datetime
    limits: PlanLimits

    def reword(self, key: str, words: Words, *, pieces: Sequence[str] = ()) -> None:
        """Give a clause other words; with several `pieces` the first is its text, and the others stand after it.

        Saving what stands there already does nothing. Raises Stale when it says something else than was shown.
        """
        content = self.plan.draft_content
        after, name = self._with_words(content, key, words), self._name(content, key)
        did = f"{name} was reworded"
        if len(pieces) > 1:
            after, did = clause_acts.split(after, key, pieces), f"{name} became {len(pieces)} paragraphs"
        if after != content:
            self.save(after, did, key, field="text")

    def rearrange(self, key: str, words: Words, way: str, *, shown: str) -> str:
        """Move a clause one step, or join it to the one before; gives the key of the clause where that shows."""
        if way not in WAYS:
            raise Refused(NO_WAY)
        act, done = WAYS[way]
        content = self._seen(key, words, shown)
        after = act(content, key)
        about = key if after.clause(key) else _before(content, key)
        self.save(after, f"{self._name(content, key)} was {done}", about)
        return about

    def move(self, key: str, words: Words, place: Place, *, shown: str) -> None:
        content = self._seen(key, words, shown)
        self.save(clause_acts.moved(content, key, place), f"{self._name(content, key)} was moved", key)

    def turn_into(self, key: str, words: Words, kind: str, *, shown: str) -> None:
        content = self._seen(key, words, shown)
        if kind not in content.clause_kinds:
            raise Refused("Choose what it is.", "kind")
        self.save(of_kind(content, key, kind), f"{self._name(content, key)} is something else now", key)

    def remove(self, key: str, words: Words, *, shown: str) -> str:
        """Take a clause out with all that stands under it; gives the key of the clause before it, or ""."""
        self._seen(key, words, shown)
        content = self.plan.draft_content
        about = _before(content, key)
        self.save(clause_acts.removed(content, key), f"{self._name(content, key)} was taken out", about)
        return about

    def add(self, place: Place, clauses: Sequence[Clause]) -> str:
        """Add clauses at a place; gives the key of the first."""
        content = self.plan.draft_content
        after = clause_acts.added(content, place, clauses)
        did = "A paragraph was added" if len(clauses) == 1 else f"{len(clauses)} paragraphs were added"
        self.save(after, did, clauses[0].key, field="text")
        return clauses[0].key

    def paste(self, key: str, clauses: Sequence[Clause], lines: Sequence[PointedOut] = ()) -> str:
        """Add what was read from other words after the clause with this key; gives the key of the first.

        The lines that nobody has decided on are kept beside the draft.
        """
        content = self.plan.draft_content
        name, many = clause_name(content, key), counted(len(clauses), "paragraph")
        self.save(pasted(content, key, clauses), f"{capital(many)} pasted after {name}", clauses[0].key, field="pasted")
        keep_lines(self.session, self.plan.id, lines, version=self.version)
        return clauses[0].key

    def take(self, file: Content, chosen: Set[str], lines: Sequence[PointedOut] = (), *, shown: str) -> None:
        """Take the chosen differences of a newer file that was matched with the draft of the fingerprint `shown`.

        The lines that its reader pointed out are kept beside the draft, but for those whose words were not taken.
        """
        content = self.plan.draft_content
        expect_shown(content.fingerprint, shown, sentence=CHANGED_SINCE)
        after = taken(content, matched_by_keys(content, file), chosen)
        if after == content:
            raise Refused(NOTHING_TICKED, "take")
        self.save(after, f"What a newer file says was taken: {taken_in_words(content, after)}", field="take")
        keep_lines(self.session, self.plan.id, [one for one in lines if one.asks_in(after)], version=self.version)

    def paste_into(self, key: str, words: Words, clauses: Sequence[Clause], lines: Sequence[PointedOut] = ()) -> None:
        """Give a clause the words of the first of these clauses; the others follow it, as those that are pasted."""
        content = self.plan.draft_content
        after = pasted_into(self._with_words(content, key, words), key, clauses)
        did = f"{self._name(content, key)} became {counted(len(clauses), 'paragraph')}"
        self.save(after, did, key, field="text")
        keep_lines(self.session, self.plan.id, lines, version=self.version)

    def undo(self, *, number: int) -> str:
        """Go back to what stood before the newest version, which was shown with this number.

        Gives the key of the clause where that shows, or "".
        """
        newest = newest_version(self.session, self.plan.id)
        if newest is None or newest.number != number:
            raise Stale(MOVED_MEANWHILE)
        if not newest.before:
            raise Refused(NOTHING_BEFORE)
        self._restore(newest.before, f"Undone: {newest.did.removeprefix('Undone: ')}", newest.about)
        return newest.about

    def go_back_to(self, number: int, *, shown: int) -> None:
        """Make the draft what it was in the version of this number; `shown` is the newest that the page knew of."""
        newest = newest_version(self.session, self.plan.id)
        if newest is None or newest.number != shown:
            raise Stale(MOVED_MEANWHILE)
        self._restore(number, f"Gone back to version {number}")

    def save(self, after: Content, did: str, about: str = "", *, field: str = "") -> None:
        """Keep the plan after an act, with its numbers, unless it became what no plan may be."""
        content = self.plan.draft_content
        after = renumbered(content, after)
        expect_within(content, after, self.limits, field)
        self.plan.mend(self.session, after, by=self.by, at=self.at, did=did[:LONGEST_DID], about=about)

    def _restore(self, number: int, did: str, about: str = "") -> None:
        version = version_numbered(self.session, self.plan.id, number)
        if version is None:
            raise Refused(NO_SUCH_VERSION)
        self.plan.mend(
            self.session,
            version.content,
            by=self.by,
            at=self.at,
            did=did[:LONGEST_DID],
            about=about,
            restores=number,
        )
        bring_back_lines(self.session, self.plan.id, number, version=self.version)

    @property
    def version(self) -> int:
        """The number of the version that the last saving made."""
        newest = newest_version(self.session, self.plan.id)
        return newest.number if newest else 0

    def _seen(self, key: str, words: Words, shown: str) -> Content:
        """What the draft says, with these words, if the clause is and stands as it was shown."""
        content = self.plan.draft_content
        after = self._with_words(content, key, words)
        expect_shown(place_shown(content, key), shown, sentence=MOVED_MEANWHILE)
        return after

    def _with_words(self, content: Content, key: str, words: Words) -> Content:
        """The plan with a clause saying this, unless somebody else has said something else there meanwhile."""
        before = clause_acts.clause_of(content, key)
        after = clause_acts.reworded(content, key, words.text, words.fields, health=words.health)
        if after != content:
            expect_shown(words_shown(before), *words.shown, field="text")
            if not words.text and not before.children:
                raise Refused(NO_WORDS, "text")
        return after

    def _name(self, content: Content, key: str) -> str:
        return capital(clause_name(content, key))


def ways(content: Content, key: str) -> list[str]:
    """What `rearrange` can do with this clause."""
    return [way for way, (act, _) in WAYS.items() if _is_possible(act, content, key)]


def _is_possible(act: Callable[[Content, str], Content], content: Content, key: str) -> bool:
    try:
        act(content, key)
    except Refused:
        return False
    return True


def _before(content: Content, key: str) -> str:
    """The key of the clause that is read before this one; "" for the first."""
    keys = ["", *(clause.key for _, clause in content.walk())]
    return keys[keys.index(key) - 1]
