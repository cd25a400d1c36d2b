"""Who plays in the demonstration."""

from typing import NamedTuple

from portal.domain.cases.roles import Role

PASSWORD = "calm-plan-demonstration"  # noqa: S105 - printed for everybody
TRUST, PRACTITIONER = "St Brannock's NHS Trust", "Dr Amara Osei"
CAST = {
    Role.EDITOR: ("organisation", "Jo Patel", "Case manager"),
    Role.SIGNATORY: ("signatory", "Dr Helen Marsh", "Medical director"),
    Role.PRACTITIONER: ("practitioner", PRACTITIONER, "Consultant general surgeon"),
    Role.REPRESENTATIVE: ("representative", "L. Grant", "Representative"),
    Role.ADVISER: ("adviser", "R. Malik", "PSR adviser"),
    Role.REVIEWER: ("reviewer", "S. Whitcombe", "PSR reviewer"),
    Role.OBSERVER: ("observer", "Dr Ben Adair", "Deanery observer"),
}
DEFENCE = "Quay Defence Union"
COLLEAGUE = ("colleague@example.org", "Tom Evans", "Deputy case manager")


def address(role: Role) -> str:
    """The e-mail address that signs in as this role."""
    return f"{CAST[role][0]}@example.org"


class SignIn(NamedTuple):
    """One person of the demonstration, as whom anybody may sign in."""

    address: str
    name: str
    job: str
    password: str


def sign_ins() -> list[SignIn]:
    """Everybody in the demonstration."""
    everybody = [(address(role), name, job) for role, (_, name, job) in CAST.items()]
    return [SignIn(*one, PASSWORD) for one in [*everybody, COLLEAGUE]]
