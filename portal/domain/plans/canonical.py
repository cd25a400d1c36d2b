"""The one way to write a plan down: RFC 8785 JSON in NFC, and the fingerprint of such a text."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785


def canonical(facts: Mapping[str, Any], **parts: Sequence[str]) -> str:
    """The canonical form of these facts, with lists of parts that were written so before."""
    written = {name: rfc8785.dumps(_nfc(value)).decode() for name, value in facts.items()}
    written |= {name: f"[{','.join(some)}]" for name, some in parts.items()}
    return "{" + ",".join(f'"{name}":{written[name]}' for name in sorted(written)) + "}"


def fingerprint(text: str) -> str:
    """SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {name: _nfc(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_nfc(item) for item in value]
    return value
