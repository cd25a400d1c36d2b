"""What a canary is: a word, or the id of a thing, with the sides that may ever read it."""

from dataclasses import dataclass, field

from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.roles import Side
from tests.factories import Story

AUTHORS = {Side.ORGANISATION: "editor", Side.PRACTITIONER: "representative", Side.PSR: "adviser"}
SPEAKERS = AUTHORS | {Side.PRACTITIONER: "practitioner"}


@dataclass
class Secrets:
    """Each secret with the sides that may see it, and the things of the story by the word of their address."""

    story: Story
    frozen: Agreement | None = None
    sides: dict[str, set[Side]] = field(default_factory=dict)
    places: dict[str, list[object]] = field(default_factory=dict)

    def plant(self, *readers: Side) -> str:
        """A new word that only these sides may ever read."""
        word = f"canary{len(self.sides)}x"
        self.sides[word] = set(readers)
        return word

    def guard(self, kind: str, thing: object, *readers: Side) -> None:
        """Not even that this thing exists may be told to the others."""
        number = str(thing.id)  # type: ignore[attr-defined]
        self.sides[number] = set(readers)
        self.places.setdefault(kind, []).append(number)

    def told_to(self, persona: str) -> set[str]:
        member = self.story.members.get(persona)
        return {secret for secret, sides in self.sides.items() if member and member.side in sides}
