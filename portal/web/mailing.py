"""What a letter says, and the way from an act to the e-mail: a row of the act's own transaction.

The row leaves once the act is committed (`portal.web.sending`). What holds a link is sealed until then and kept nowhere
else: only the hash of a link's token is in the database, so a letter that was lost is sent again with a new link.
"""

import json
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from flask import g, request
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.domain.people.mail import Mail, MailKind
from portal.domain.people.sealing import Sealing

NOBODY = "nobody@portal.invalid"
PURPOSE = "letter"
WRITTEN = "letters"  # in a session's info: the letters that leave once it is committed


class Letter(NamedTuple):
    """What is sent to one address, of which paragraphs end in an empty line: others may open their mail."""

    to: str
    subject: str
    body: str
    person_id: UUID | None = None


def queue(session: Session, letter: Letter, at: datetime, settings: Settings) -> None:
    """Let this letter leave once this session is committed; never, where that fails."""
    sealed = sealing(settings).seal(json.dumps([letter.subject, letter.body]))
    mail = Mail(
        kind=MailKind.LETTER, person_id=letter.person_id, address=letter.to, sealed=sealed, made_at=at, due_at=at
    )
    session.add(mail)
    session.flush()
    session.info.setdefault(WRITTEN, []).append(mail.id)


def letter_of(mail: Mail, settings: Settings) -> Letter | None:
    """What a letter says; None where it was sealed with a key that is gone."""
    said = sealing(settings).opened(mail.sealed)
    if said is None:
        return None
    subject, body = json.loads(said)
    return Letter(mail.address, subject, body, mail.person_id)


def send(letter: Letter, *, keep: bool = True) -> None:
    """Let this letter leave once the act of this request is committed; never, where it fails.

    One that is not kept goes to nobody and costs the same, so that nobody can tell by the time whether there was
    somebody to write to.
    """
    kept = letter if keep else letter._replace(to=NOBODY, person_id=None)
    queue(g.session, kept, g.now, g.settings)


def address_of_page(path: str) -> str:
    """The whole address of a page, for a letter; the host that a request names counts in the demonstration only."""
    settings: Settings = g.settings
    return (settings.public_url or request.url_root).rstrip("/") + path


def sealing(settings: Settings) -> Sealing:
    """How what letters say is kept until they have left."""
    return Sealing(settings.secret_keys, PURPOSE)
