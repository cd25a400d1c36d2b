"""What each answer tells the browser: to load, embed, keep and pass on nothing that is not ours."""

from flask import Response, request

from portal.config import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "manifest-src 'self'"
)
ON_EVERY_ANSWER = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
TLS_ONLY = f"max-age={365 * 24 * 60 * 60}; includeSubDomains"


def protect(response: Response, settings: Settings) -> Response:
    """This answer with our headers; of what is no file of the pages themselves, the browser keeps no copy."""
    for name, value in ON_EVERY_ANSWER.items():
        response.headers.setdefault(name, value)
    if not settings.demo:
        response.headers.setdefault("Strict-Transport-Security", TLS_ONLY)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
