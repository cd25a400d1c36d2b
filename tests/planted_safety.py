"""What is said of an action for safety, and of who told the practitioner, for the tests on who reads what."""

from portal.domain.cases.roles import Side
from portal.domain.safety.told import Told
from tests.factories import act_for_safety, ring_about, tell_of_safety
from tests.planting import Secrets


def plant_safety_action(secrets: Secrets) -> None:
    """An action for safety is shown to both parties and PSR; that PSR reached nobody, not to the organisation."""
    everybody = (Side.ORGANISATION, Side.PRACTITIONER, Side.PSR)
    action = act_for_safety(secrets.story, what=secrets.plant(*everybody), why=secrets.plant(*everybody))
    secrets.guard("safety-actions", action, *everybody)
    secrets.sides["PSR tried to ring"] = {Side.PRACTITIONER, Side.PSR}
    ring_about(secrets.story, action, spoke=False)
    tell_of_safety(secrets.story, action, Told(who=secrets.plant(*everybody)))
