"""Handing e-mail over to a server, and what is known where that fails."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import parseaddr

from portal.mail_server import MailServer

ACCEPTED, TAKEN = 250, {250, 251}
ConnectionLost = (smtplib.SMTPServerDisconnected, OSError)


class NotSent(Exception):
    """It surely did not leave. It may be tried again, unless `for_good`; no other leaves while the server `is_away`."""

    def __init__(self, fault: str, *, for_good: bool = False, is_away: bool = False) -> None:
        super().__init__(fault)
        self.fault, self.for_good, self.is_away = fault, for_good, is_away


class NoAnswer(Exception):
    """Whether it left is not known: the connection ended while it was handed over."""


class SmtpConnection:
    """One connection to a server, opened when it is first needed and kept for the e-mails that follow."""

    def __init__(self, server: MailServer, seconds: int) -> None:
        self._server, self._seconds = server, seconds
        self._smtp: smtplib.SMTP | None = None

    def hand_over(self, message: EmailMessage) -> None:
        """Hand an e-mail over; raises NotSent or NoAnswer."""
        smtp = self._smtp or self.open()
        try:
            self._announce(smtp, message)
            code, said = smtp.data(message.as_bytes())
        except smtplib.SMTPResponseException as refused:
            self._reset()
            raise _refused(refused.smtp_code, refused.smtp_error) from refused
        except ConnectionLost as lost:
            self.close()
            raise NoAnswer(str(lost) or type(lost).__name__) from lost
        if code != ACCEPTED:
            self._reset()
            raise _refused(code, said)

    def _announce(self, smtp: smtplib.SMTP, message: EmailMessage) -> None:
        """Say from whom and to whom it is: what goes wrong up to here surely did not leave."""
        try:
            smtp.ehlo_or_helo_if_needed()
            for code, said in (smtp.mail(parseaddr(message["From"])[1]), smtp.rcpt(message["To"])):
                if code not in TAKEN:
                    raise smtplib.SMTPResponseException(code, said)
        except smtplib.SMTPResponseException:
            raise
        except ConnectionLost as lost:
            self.close()
            raise NotSent(str(lost) or type(lost).__name__) from lost

    def open(self) -> smtplib.SMTP:
        """Connect and sign in; raises NotSent."""
        server = self._server
        try:
            self._smtp = self._connected()
            if server.starttls:
                self._smtp.starttls(context=ssl.create_default_context())
            if server.user:
                self._smtp.login(server.user, server.password)
        except (smtplib.SMTPException, OSError) as fault:
            if self._smtp:
                self._smtp.close()
            self._smtp = None
            raise NotSent(f"{server.host}:{server.port} could not be used: {fault}", is_away=True) from fault
        return self._smtp

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        if server.tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(server.host, server.port, timeout=self._seconds, context=context)
        return smtplib.SMTP(server.host, server.port, timeout=self._seconds)

    def close(self) -> None:
        if self._smtp:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self._smtp = None

    def _reset(self) -> None:
        """Some servers keep what they refused, and some end the connection over it."""
        try:
            if self._smtp:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


@contextmanager
def connected(server: MailServer, seconds: int) -> Iterator[SmtpConnection]:
    """A connection that is closed at the end."""
    connection = SmtpConnection(server, seconds)
    try:
        yield connection
    finally:
        connection.close()


def _refused(code: int, said: bytes | str) -> NotSent:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return NotSent(f"The server said: {code} {words}", for_good=500 <= code < 600)
