"""Letters that leave by e-mail: until mail is sent from here, each is a file of the outbox.

A letter is written once the act that it tells of is committed. What holds a link is kept nowhere else: only the hash of
a link's token is in the database, so a letter that was lost is sent again with a new link.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple, cast

from flask import current_app, g, request

from portal.config import Settings
from portal.web.logs import logger

SENDER = "Agree an action plan <no-reply@portal.invalid>"
NOT_WRITTEN = "a letter could not be written"


class Letter(NamedTuple):
    """What is sent to one address. It names no case and nobody but its reader: others may open their mail."""

    to: str
    subject: str
    body: str


class Kept(NamedTuple):
    """A letter as it lies in the outbox."""

    at: str
    letter: Letter


class Outbox:
    """A folder with a file for each letter, as any mail program reads it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, letter: Letter, at: datetime, *, keep: bool = True) -> None:
        """Keep a letter whole or not at all; not at all also where it is not to be kept, which takes as long.

        Raises OSError where the folder takes none.
        """
        message = EmailMessage(policy=policy.SMTP)
        message["From"], message["To"], message["Subject"] = SENDER, letter.to, letter.subject
        message["Date"] = at
        message.set_content(letter.body)
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{at:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}"
        draft = self._folder / f".{name}"
        draft.touch(mode=0o600)
        draft.write_bytes(message.as_bytes())
        if keep:
            draft.rename(self._folder / f"{name}.eml")
        else:
            draft.unlink()

    def cover(self, covered: Callable[[str], str], *, really: bool) -> int:
        """How many letters would say something else with their words covered so; they do, where `really`."""
        found = 0
        for file in sorted(self._folder.glob("*.eml")):
            message = _parsed(file.read_bytes())
            subject, body = str(message["Subject"]), message.get_content()
            if (covered(subject), covered(body)) != (subject, body):
                found += 1
                if really:
                    message.replace_header("Subject", covered(subject))
                    message.set_content(covered(body))
                    draft = file.with_name(f".{file.stem}")
                    draft.touch(mode=0o600)
                    draft.write_bytes(message.as_bytes(policy=policy.SMTP))
                    draft.rename(file)
        return found

    def newest(self, most: int) -> Sequence[Kept]:
        """The last letters that were written, the newest first."""
        files = sorted(self._folder.glob("*.eml"), reverse=True)[:most]
        return [_read(each.read_bytes()) for each in files]


def send(letter: Letter, *, keep: bool = True) -> None:
    """Write this letter as soon as the act of this request is committed; never, where it fails.

    One that is not kept costs the same, so that nobody can tell by the time whether there was somebody to write to.
    """
    g.setdefault("letters", []).append((letter, keep))


def deliver() -> None:
    """The act is committed: write its letters. One that cannot be written is logged, as the act is done."""
    for letter, keep in g.pop("letters", []):
        try:
            outbox().write(letter, g.now, keep=keep)
        except OSError:
            logger().exception(NOT_WRITTEN)


def outbox() -> Outbox:
    """The outbox of this portal."""
    return cast(Outbox, current_app.outbox)  # type: ignore[attr-defined] # the portal's


def address_of_page(path: str) -> str:
    """The whole address of a page, for a letter; the host that a request names counts in the demonstration only."""
    settings: Settings = g.settings
    return (settings.public_url or request.url_root).rstrip("/") + path


def _read(raw: bytes) -> Kept:
    message = _parsed(raw)
    return Kept(
        str(message["Date"]),
        Letter(str(message["To"]), str(message["Subject"]), message.get_content().replace("\r\n", "\n")),
    )


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)
