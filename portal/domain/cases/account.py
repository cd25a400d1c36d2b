"""The account by which a member of a case signs in."""

from portal.domain.cases.case import Membership
from portal.domain.people.person import Person


def account_of(member: Membership) -> Person:
    """Whose account it is; LookupError for who is served on paper, and does not sign in."""
    if member.person is None:
        raise LookupError(f"{member.name} is served on paper, and does not sign in")
    return member.person
