"""Where a request comes from, as a name that tells nobody where that is."""

import hashlib
import hmac
from ipaddress import IPv6Address, ip_address

from flask import current_app, request

NETWORK = 8  # bytes of an IPv6 address that name a network: whoever has one address there has all


def source() -> str:
    """The network that this request comes from, hashed with our key: the last proxy says which, where there is one."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, b"source of " + network(request.remote_addr or ""), hashlib.sha256).hexdigest()


def network(address: str) -> bytes:
    """An address of IPv4 by itself, however it is written, and one of IPv6 by its network; all that is none as one."""
    try:
        found = ip_address(address.strip())
    except ValueError:
        return b""
    if isinstance(found, IPv6Address):
        return found.ipv4_mapped.packed if found.ipv4_mapped else found.packed[:NETWORK]
    return found.packed
