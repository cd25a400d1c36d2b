"""Who plays in the demonstration."""

from portal.domain.case import Role

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


def address(role: Role) -> str:
    """The e-mail address that signs in as this role."""
    return f"{CAST[role][0]}@example.org"


def sign_ins() -> list[tuple[str, str]]:
    """Each address of the demonstration, with the role it plays."""
    return [(address(role), f"{name}, {role.value}") for role, (_, name, _) in CAST.items()]
