"""Signing on the page, as who signs fills the form in."""

from werkzeug.test import TestResponse

from portal.domain.agreements.agreement import Agreement
from tests.conftest import ClientAs
from tests.factories import PASSWORD, Story

BOXES = {
    "practitioner": {
        "advice": "taken",
        "acknowledged": "yes",
        "explained": "yes",
        "explained_by": "Jo Patel",
        "explained_on": "2025-11-04",
    },
    "signatory": {"suits": "yes", "protects": "yes", "authority": "yes"},
}


def filled(story: Story, frozen: Agreement, role: str) -> dict[str, str]:
    common = {"intent": "yes", "electronic": "yes", "digest": frozen.digest, "password": PASSWORD}
    return common | BOXES[role] | {"typed_name": story.people[role].name}


def send(story: Story, client_as: ClientAs, frozen: Agreement, role: str, **changed: str) -> TestResponse:
    data = filled(story, frozen, role) | changed
    return client_as(role).post(f"/agreements/{frozen.id}/signatures", data=data)
