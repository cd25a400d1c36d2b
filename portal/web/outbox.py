"""The folder in which e-mail stays where no server takes it: a file for each, as any mail program reads it."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from portal.web.mailing import NOBODY, Letter


class Kept(NamedTuple):
    """A letter as it lies in the outbox."""

    at: str
    letter: Letter


class Outbox:
    """Takes e-mail as a server would."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, message: EmailMessage, at: datetime) -> None:
        """Keep an e-mail whole or not at all; not at all also where it is to nobody, which takes as long.

        Raises OSError where the folder takes none.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{at:%Y%m%d-%H%M%S-%f}-{secrets.token_hex(4)}"
        draft = self._folder / f".{name}"
        draft.touch(mode=0o600)
        draft.write_bytes(message.as_bytes())
        if message["To"] == NOBODY:
            draft.unlink()
        else:
            draft.rename(self._folder / f"{name}.eml")

    def cover(self, covered: Callable[[str], str], *, really: bool) -> int:
        """How many e-mails would say something else with their words covered so; they do, where `really`."""
        found = 0
        for file in sorted(self._folder.glob("*.eml")):
            message = _parsed(file.read_bytes())
            if _cover(message, covered):
                found += 1
                if really:
                    draft = file.with_name(f".{file.stem}")
                    draft.touch(mode=0o600)
                    draft.write_bytes(message.as_bytes(policy=policy.SMTP))
                    draft.rename(file)
        return found

    def newest(self, most: int) -> Sequence[Kept]:
        """The last e-mails that were written, the newest first, as plain text."""
        files = sorted(self._folder.glob("*.eml"), reverse=True)[:most]
        return [_read(each.read_bytes()) for each in files]


def _cover(message: EmailMessage, covered: Callable[[str], str]) -> bool:
    """Cover the words of this e-mail, and say whether that changed it."""
    subject = str(message["Subject"])
    message.replace_header("Subject", covered(subject))
    changed = covered(subject) != subject
    for part in message.walk():
        if part.get_content_maintype() == "text":
            words = part.get_content()
            changed = changed or covered(words) != words
            part.set_content(covered(words), subtype=part.get_content_subtype())
    return changed


def _read(raw: bytes) -> Kept:
    message = _parsed(raw)
    plain = message.get_body(("plain",))
    words = plain.get_content().replace("\r\n", "\n") if plain else ""
    return Kept(str(message["Date"]), Letter(str(message["To"]), str(message["Subject"]), words))


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)
