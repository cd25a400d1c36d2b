"""What the parties wait for, some of it in private, for the tests on who reads what."""

from portal.domain.cases.roles import Side
from portal.domain.negotiation.blocker import Why
from tests.factories import end_blocker, name_blocker
from tests.planting import Secrets


def plant_blockers(secrets: Secrets) -> None:
    """Of leave, illness, advice and health the event with the reason is its own side's; other words are everybody's."""
    everybody = (Side.ORGANISATION, Side.PRACTITIONER, Side.PSR)
    for author in ("practitioner", "editor"):
        for why in (Why.LEAVE, Why.ILLNESS, Why.ADVICE, Why.OCCUPATIONAL_HEALTH):
            end_blocker(secrets.story, name_blocker(secrets.story, author, why), author)
        name_blocker(secrets.story, author, Why.OTHER, secrets.plant(*everybody))
        secrets.guard("blockers", name_blocker(secrets.story, author, Why.LEAVE), *everybody)
