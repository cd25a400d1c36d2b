"""Who will see what somebody is about to send."""

from dataclasses import dataclass

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Role, Side
from portal.domain.talk.thread import Audience
from portal.text.english import capital


@dataclass(frozen=True)
class Reader:
    """Who will see something: a name, and what they are on the case."""

    name: str
    role: str


def readers_of(case: Case, author: Membership, audience: Audience = Audience.SHARED) -> list[Reader]:
    """Who beyond their own side sees what `author` puts forward for this audience; representatives without names."""
    beyond = [one for one in case.people if audience.includes(one.side) and one.side is not author.side]
    named = [
        Reader(one.name, capital(" and ".join(role.role.in_words for role in one.roles)))
        for one in sorted(beyond, key=lambda one: (one.side is Side.PSR, one.name))
        if not one.has(Role.REPRESENTATIVE)
    ]
    represented = any(one.has(Role.REPRESENTATIVE) for one in beyond)
    return named + [Reader("Their representative", f"Acts beside {case.practitioner}")] * represented
