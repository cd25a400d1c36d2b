"""Who will see what somebody is about to send."""

from dataclasses import dataclass
from datetime import date

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.talk.thread import Audience
from portal.text.english import capital


@dataclass(frozen=True)
class Reader:
    """Who will see something: a name, and what they are on the case."""

    name: str
    role: str


def readers_of(case: Case, author: Membership, today: date, audience: Audience = Audience.SHARED) -> list[Reader]:
    """Who beyond their own side sees what `author` puts forward for this audience, as far as the author may know them.

    Whether the practitioner has a representative whom they do not name, the organisation never learns here.
    """
    beyond = [one for one in case.present(today) if audience.includes(one.side) and one.side is not author.side]
    named = [
        Reader(one.name, capital(" and ".join(role.role.in_words for role in one.roles)))
        for one in sorted(beyond, key=lambda one: (one.side is Side.PSR, one.name))
        if author.side in one.readers
    ]
    unnamed = author.side is Side.ORGANISATION and audience.includes(Side.PRACTITIONER)
    return named + [Reader(f"Any representative of {case.practitioner}", "if there is one")] * unnamed
