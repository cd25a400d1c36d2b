"""A real mail server on this machine, which keeps what it took and refuses what it is told to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from portal.mail_server import MailServer

Refusal = Callable[[str], str]
TAKEN = "250 OK"


class MailTaker:
    """What a server took, in its order; `refuses` answers for an address with other words than "250 OK"."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refuses: Refusal = lambda address: TAKEN
        self.hangs_up = False
        self.heard: Callable[[], object] = lambda: None
        self.server = MailServer("127.0.0.1", 0, tls=False, starttls=False)

    async def handle_RCPT(  # noqa: N802 - its name in aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.refuses(address)
        if said == TAKEN:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up:
            server.transport.close()
            return "421 Gone"
        self.heard()
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return TAKEN

    @property
    def ids(self) -> list[str]:
        return [str(one["Message-ID"]) for one in self.taken]


class OnFreePort(Controller):
    """Listens where the system finds room."""

    def _trigger_server(self) -> None:
        assert self.server
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def taking_mail(**how: Any) -> Iterator[MailTaker]:
    """A server that runs meanwhile, on a port that was free; `how` is what aiosmtpd asks for more."""
    taker = MailTaker()
    controller = OnFreePort(taker, hostname="127.0.0.1", port=0, **how)
    controller.start()
    taker.server = MailServer("127.0.0.1", controller.port, tls=False, starttls=False)
    try:
        yield taker
    finally:
        controller.stop()
