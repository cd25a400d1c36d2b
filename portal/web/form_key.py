"""The key of its own that each form carries."""

import hashlib

from flask import request


def form_key() -> str:
    """The key of the form that was sent, at this address; "" for none."""
    key = request.form.get("request_key", "")
    return hashlib.sha256(f"{key} {request.path}".encode()).hexdigest() if key and key.isprintable() else ""
