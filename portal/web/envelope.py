"""An e-mail as it leaves, in plain text and as a page: it names nobody, and says nothing of a plan."""

from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import formataddr
from uuid import UUID

from flask import current_app

from portal.config import Settings
from portal.web.wording import Wording

SENDER = "Message service"
PLAIN = policy.SMTP.clone(cte_type="7bit")  # which every server takes


def message_of(wording: Wording, mail_id: UUID, at: datetime, settings: Settings) -> EmailMessage:
    """The e-mail that says this; sent again, it has the same Message-ID, by which mail programs show it once."""
    letter, phrase = wording
    message = EmailMessage(policy=PLAIN)
    message["From"], message["To"] = formataddr((SENDER, settings.mail_from)), letter.to
    message["Subject"], message["Date"] = letter.subject, at
    message["Message-ID"] = f"<{mail_id}@{settings.mail_from.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    paragraphs = letter.body.strip().split("\n\n")
    facts: dict[str, object] = {"subject": letter.subject, "paragraphs": paragraphs, "phrase": phrase}
    message.set_content(_rendered("mail/letter.txt", facts))
    message.add_alternative(_rendered("mail/letter.html", facts), subtype="html")
    return message


def _rendered(template: str, facts: dict[str, object]) -> str:
    return current_app.jinja_env.get_template(template).render(**facts)
