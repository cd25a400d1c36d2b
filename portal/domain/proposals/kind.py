"""What a kind of change says of itself: its effect, what becomes of it, its sentences and its form.

Everything here is pure: a kind reads contents and what a version says, never the database.
"""

import secrets
from collections.abc import Mapping, Set
from typing import Any, ClassVar, Self

from portal.domain.base import Refused
from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.structure import Place
from portal.domain.proposals.effect import Effect
from portal.domain.proposals.said import Asked, Becomes, Fate, ProposalKind, Reversal, Said, Taken
from portal.domain.typed import new_words
from portal.text import Edit, diff, flags, merge

GONE_NOW, PLACE_GONE = "No longer in the plan", "The place you chose is gone"
GONE = "What this change was about is no longer in the plan, so it cannot be changed back."
AS_BEFORE = "The plan says what it said before this change already."


class Kind:
    """One kind of change.

    `path` is its form's address under the plan's, `template` the form, `field` what the form asks for, and `shown_by`
    the fragment that shows one. `is_local` ones are touched only by changes of their target, or of what holds it. A
    yes to what `is_weighty` takes a tick of its own. What `changes_programme` can make other words of the plan untrue.
    """

    named: ClassVar[ProposalKind]
    path: ClassVar[str]
    field: ClassVar[str] = "text"
    template: ClassVar[str] = "proposals/words.html"
    shown_by: ClassVar[str] = "proposals/kinds/_words.html"
    invitation: ClassVar[str] = "Suggest other words"
    keep: ClassVar[str] = "Keep my words"
    redlined: ClassVar[bool] = True
    needs_consent: ClassVar[bool] = False
    is_weighty: ClassVar[bool] = False
    has_place: ClassVar[bool] = False
    is_local: ClassVar[bool] = False
    has_preview: ClassVar[bool] = False
    can_be_written_anew: ClassVar[bool] = True
    changes_programme: ClassVar[bool] = False

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        """A change of this kind, not yet suggested, about the clause or stage with this key.

        Raises LookupError when the plan has none.
        """
        raise NotImplementedError

    @property
    def part(self) -> str:
        """Which part of its target it is about: a field of the clause, a fact of the stage, or "" for all of it."""
        return ""

    def matter(self, place: Place | None) -> tuple[str, str, str]:
        """What it is about, at this place; a change that answers another is about the same."""
        return self.target(), self.part, ""

    def target(self) -> str:
        """The key of the clause or stage it is about."""
        raise NotImplementedError

    def present(self, content: Content) -> str:
        """What the plan says now where this would change it."""
        raise NotImplementedError

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        """The plan as it would be with this in effect; `used` are the numbers of clauses removed before."""
        raise NotImplementedError

    def uses_up(self, content: Content) -> Set[str]:
        """The numbers that are never given again once this has taken effect in the plan."""
        return frozenset()

    def misfit(self, content: Content, place: Place | None) -> str:
        """Why it cannot take effect in this plan, at `place` where it names one, as a sentence; "" when it can."""
        return ""

    def fits(self, content: Content, said: Said) -> bool:
        """Whether the plan still says here what this version was written against."""
        return self.present(content) == said.before and not self.misfit(content, said.place)

    def fate(self, said: Said, taken: Taken) -> Fate:
        """What becomes of an open change that says this: its words are merged with those that the plan says now."""
        current = self.present(taken.new)
        if current == self.present(taken.old) or self.misfit(taken.new, said.place):
            return Fate(Becomes.STAYS, said)
        merged = merge(said.before, current, said.after)
        if current in (merged.text, said.after):
            return Fate(Becomes.SUPERSEDED, said)
        if merged.text is None:
            return Fate(Becomes.CONFLICT, said._replace(before=current), merged.suggestion or "")
        return Fate(Becomes.MERGED, said._replace(before=current, after=merged.text))

    def joins(self, fate: Fate) -> bool:
        """Whether it goes together with those that made this its fate, as a page shows their joint words or dates."""
        new_dates = fate.becomes is Becomes.RENEWED and self.needs_consent and not self.has_place
        return new_dates or fate.becomes is Becomes.MERGED

    def compare(self, content: Content, after: str) -> tuple[list[Edit], list[str]]:
        """The edits by which the plan would say `after` here, and a sentence for each that means more than it shows."""
        before = self.present(content)
        return (diff(before, after), flags(before, after)) if self.redlined else ([], [])

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        """What its next version says, cleaned.

        Raises Refused when it says nothing new, is over a limit, or cannot be.
        """
        return new_words(self.present(content), after, limits.max_clause_characters)

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        """All of it that an answer depends on, with a mark that no other version has.

        A number in its place would tell the other party how often a suggestion was written anew in private.
        """
        return {
            "mark": secrets.token_hex(8),
            "clause": self.target(),
            "part": self.part,
            "before": self.present(content),
            "after": after,
            "place": list(place) if place else "",
        }

    def is_about_health(self, content: Content, place: Place | None) -> bool:
        """Whether it touches what only both parties and the adviser of the case may read."""
        return False

    def effect(self, content: Content, said: Said) -> Effect | None:
        """What it does to the dates of this plan (002 §8.3); None for what leaves them as they are."""
        return None

    def where(self, content: Content, said: Said | None = None) -> str:
        """What it is about: "paragraph 4.2", "a new paragraph after 4.2", "the length of “Induction”"."""
        raise NotImplementedError

    def heading(self, where: str) -> str:
        """What would be done, and where; "" for other words of a clause, which show it themselves."""
        return where if self.part else ""

    def title(self, where: str) -> str:
        """What would be done, and where, in a line of a list; for other words, where only."""
        return where

    def home(self, content: Content, said: Said | None = None) -> str:
        """The key of the clause or stage beside which it stands."""
        return self.target()

    def anchor(self, content: Content, said: Said | None = None) -> str:
        """The part of the plan page that shows what it is about."""
        return f"clause-{self.home(content, said)}"

    def in_words(self, text: str) -> str:
        """What a version says before or after, as pages say it."""
        return text

    def stood(self, said: Said) -> str:
        """How the plan was when this was written, where it has changed since."""
        return self.in_words(said.before) if said.before else ""

    def stands_now(self, content: Content, said: Said) -> str:
        """How the plan is now, where this conflicts with it."""
        return self.in_words(said.before) if said.before else GONE_NOW

    def suggested(self, content: Content, said: Said) -> str:
        """What its author wrote, in short."""
        return self.in_words(said.after)

    def is_back(self, content: Content) -> bool:
        """Whether what it would bring back is in the plan again already."""
        return False

    def pointers(self, content: Content, said: Said) -> list[str]:
        """Sentences that point out what else these words mean for the plan."""
        return []

    def brings(self, terms: Mapping[str, Any]) -> list[str]:
        """The lines that come with a version of these terms: what is brought back, or names of fields to be filled."""
        return []

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        """The kind, key and part of a change that answers this one with other words."""
        raise NotImplementedError

    def asked(self, content: Content, said: Said | None) -> Asked:
        """What its form asks; `said` is what its latest version says, None for one that is begun."""
        raise NotImplementedError

    def shown(self, content: Content) -> str:
        """What a form is written against, so that nobody suggests beside words that have changed meanwhile."""
        return self.present(content)

    def typed(self, form: Mapping[str, str]) -> str:
        """What was typed in its form."""
        return form.get(self.field, "")

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        """How to change back what it did to `former`, beside what the plan says now.

        Raises Refused with the sentence why it cannot be.
        """
        present, value = self.present(now), said.before
        if self.redlined:
            value = merge(said.after, present, said.before).text or said.before
        if value == present:
            raise Refused(AS_BEFORE)
        if not value:
            raise Refused("Nothing stood here before this change, so there is nothing to change back to.")
        return Reversal(self.counter(now)[0], self.target(), self.part, value)


def expect(misfit: str, field: str = "") -> None:
    """Refuse with the sentence that says why a change cannot be."""
    if misfit:
        raise Refused(misfit, field)
