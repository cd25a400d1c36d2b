"""What must be read again is kept sealed under the settings' keys: the first one seals, the others still open."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class Sealing:
    """Seals for one purpose: what was sealed for another one does not open."""

    def __init__(self, keys: Sequence[str], purpose: str) -> None:
        self._keys = MultiFernet([Fernet(_derived(key, purpose)) for key in keys])

    def seal(self, text: str) -> str:
        return self.seal_bytes(text.encode())

    def opened(self, sealed: str, *, seconds: int | None = None) -> str | None:
        """What was sealed; None where none of the keys did it, or where that is longer ago than so many seconds."""
        found = self.opened_bytes(sealed, seconds=seconds)
        return None if found is None else found.decode()

    def seal_bytes(self, data: bytes) -> str:
        return self._keys.encrypt(data).decode()

    def opened_bytes(self, sealed: str, *, seconds: int | None = None) -> bytes | None:
        """The same for what is no text."""
        try:
            return self._keys.decrypt(sealed, ttl=seconds)
        except (InvalidToken, ValueError):  # a text that is no ASCII is no seal
            return None


def _derived(key: str, purpose: str) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
    return urlsafe_b64encode(derivation.derive(key.encode()))
