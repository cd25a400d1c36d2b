"""What each letter says. No letter names a case, or anybody but its reader."""

from portal.web.outbox import Letter

SIGNED = """
Agree an action plan
NHS Resolution, Professional Support and Remediation
Advice line 020 7811 2600, on working days
"""


def invitation_letter(to: str, name: str, link: str, last_day: str) -> Letter:
    """To somebody who is invited to a case."""
    body = f"""Dear {name},

you are invited to a service in which an NHS organisation and a health professional agree a plan together.

Open this page to read what you are invited to. Opening it does nothing yet:

{link}

The link is for you alone, and holds until {last_day}. If you did not expect this letter, call the Advice line.
{SIGNED}"""
    return Letter(to, "You are invited to agree an action plan", body)
