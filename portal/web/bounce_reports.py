"""What a mail server reports of an e-mail that did not arrive (RFC 3464): whom it was to."""

from email import message_from_bytes, policy
from email.message import Message

FAILED = "failed"


def failed_addresses(raw: bytes) -> list[str]:
    """The addresses to which a report says that an e-mail did not arrive; none where it only came late, or is none."""
    parts = message_from_bytes(raw, policy=policy.default).walk()
    blocks = [block for part in parts if part.get_content_type() == "message/delivery-status" for block in _of(part)]
    found = [_address(block) for block in blocks if str(block.get("Action", "")).strip().lower() == FAILED]
    return list(dict.fromkeys(one for one in found if one))


def _of(part: Message) -> list[Message]:
    blocks = part.get_payload()
    return [one for one in blocks if isinstance(one, Message)] if isinstance(blocks, list) else []


def _address(block: Message) -> str:
    """As in "rfc822; somebody@example.org": what we wrote to comes first, where the server passed it on."""
    said = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    return said.partition(";")[2].strip()
