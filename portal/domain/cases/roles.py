"""Parties, sides and roles: who stands where on a case."""

import enum

from portal.domain import record


class Party(enum.Enum):
    """The two who assent and sign; PSR is never one (002 §2.5)."""

    ORGANISATION = "organisation"
    PRACTITIONER = "practitioner"

    @property
    def other(self) -> "Party":
        return Party.PRACTITIONER if self is Party.ORGANISATION else Party.ORGANISATION


class Side(enum.Enum):
    """A party with those who act beside it, PSR, or an observer, who stands beside nobody."""

    ORGANISATION = "organisation"
    PRACTITIONER = "practitioner"
    PSR = "psr"
    OBSERVER = "observer"

    @property
    def party(self) -> Party | None:
        return Party(self.value) if self in (Side.ORGANISATION, Side.PRACTITIONER) else None


EVERY_SIDE = frozenset(Side)


class Role(enum.Enum):
    """What a participant is on the case."""

    EDITOR = "organisation editor"
    SIGNATORY = "organisation signatory"
    PRACTITIONER = "practitioner"
    REPRESENTATIVE = "representative"
    ADVISER = "PSR adviser"
    REVIEWER = "PSR reviewer"
    OBSERVER = "observer"

    @property
    def side(self) -> Side:
        return SIDES[self]

    @property
    def in_words(self) -> str:
        """What pages say that somebody does on the case."""
        return {Role.EDITOR: "writes for the organisation", Role.SIGNATORY: "signs for the organisation"}.get(
            self, self.value
        )


SIDES = {
    Role.EDITOR: Side.ORGANISATION,
    Role.SIGNATORY: Side.ORGANISATION,
    Role.PRACTITIONER: Side.PRACTITIONER,
    Role.REPRESENTATIVE: Side.PRACTITIONER,
    Role.ADVISER: Side.PSR,
    Role.REVIEWER: Side.PSR,
    Role.OBSERVER: Side.OBSERVER,
}
TOLD_IN_PRIVATE = {
    Role.REPRESENTATIVE: record.Stream.PRACTITIONER_PSR,
    Role.REVIEWER: record.Stream.PSR,
}
SIGNING_ROLES = {Party.ORGANISATION: Role.SIGNATORY, Party.PRACTITIONER: Role.PRACTITIONER}


class Reach(enum.Enum):
    """How far a representative may go; none of them answers, sends or signs (design: people)."""

    COMMENT = "read and comment"
    DRAFT = "read, comment and prepare changes"
