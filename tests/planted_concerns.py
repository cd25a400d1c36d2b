"""Comments that somebody showed PSR: who did, and why, only PSR and their own side may ever read."""

from portal.domain.cases.roles import Side
from portal.domain.talk.thread import Audience
from tests.factories import answer_concern, raise_concern, thread
from tests.planting import Secrets


def plant_concerns(secrets: Secrets) -> None:
    """A comment shown to PSR by either side, one that a side keeps to itself among them; one that waits."""
    story = secrets.story
    for by, author, side in (
        ("editor", "practitioner", Side.ORGANISATION),
        ("representative", "editor", Side.PRACTITIONER),
    ):
        talk = thread(story, author, body=f"Words of the {author}.")
        asked = raise_concern(story, talk, by, secrets.plant(side, Side.PSR))
        secrets.guard("concerns", asked, side, Side.PSR)
        secrets.places["threads"].append(talk.id)
        answer_concern(story, asked, reason=secrets.plant(*Side))
    own = thread(story, "practitioner", Audience.PRACTITIONER, body=secrets.plant(Side.PRACTITIONER, Side.PSR))
    secrets.guard("threads", own, Side.PRACTITIONER)
    asked = raise_concern(story, own, "representative", secrets.plant(Side.PRACTITIONER, Side.PSR))
    secrets.guard("concerns", asked, Side.PRACTITIONER, Side.PSR)
