"""Every address of the portal in a story, made from the URL map, so that a new route is included by itself."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from flask import Flask
from werkzeug.routing import Rule

Places = Mapping[str, Sequence[object]]

KINDS = ("bundles", "cases", "plans", "proposals", "threads", "agreements", "revisions", "safety-actions")
KINDS += ("calls", "talks", "meetings", "invitations", "members", "handovers", "showings")
KINDS += ("organisations", "staff", "staff-invitations", "people")
KINDS += (
    "papers",
    "paper-entries",
    "absences",
    "blockers",
    "concerns",
    "feedback-requests",
    "feedback-reviews",
    "feedback-remarks",
    "urgent-points",
    "feedback-documents",
)
PLACES: dict[str, Sequence[object]] = {
    "clauses": ["supervision"],
    "stages": ["first"],
    "versions": [1],
    "static": ["portal.css"],
    "join": ["no-token"],
    "passkeys": ["00000000-0000-4000-8000-000000000000"],
    "sign-ins": ["00000000-0000-4000-8000-000000000000"],
    "password-reset": ["no-token-of-a-link"],
    "address": ["no-token-of-a-link"],
    "mail": ["00000000-0000-4000-8000-000000000000"],
    "providers": ["harbour"],
    "with": ["harbour"],
}


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route with each method that it takes."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def addresses(rule: Rule, places: Places) -> list[str]:
    """Every address of this route: a parameter stands for what the word before it names, as in /plans/<id>.

    Fails when nobody knows what a parameter stands for: say so in `places`.
    """
    before, choices = "", []
    for part in rule.rule.split("/"):
        if "<" in part:
            assert before in places, f"{rule.rule}: say in tests/addresses.py what stands for {part}"
            choices.append([str(place) for place in places[before]])
        else:
            choices.append([part])
        before = part
    return ["/".join(parts) for parts in product(*choices)]
