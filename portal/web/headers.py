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
DAY = 24 * 60 * 60


def protect(response: Response, settings: Settings) -> Response:
    """This answer with our headers; of what is no file of the pages themselves, the browser keeps no copy."""
    for name, value in ON_EVERY_ANSWER.items():
        response.headers.setdefault(name, value)
    if settings.hsts_days and not settings.demo:
        tls_only = f"max-age={settings.hsts_days * DAY}; includeSubDomains"
        response.headers.setdefault("Strict-Transport-Security", tls_only)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
