"""What observers are shown, in one line each."""

from collections.abc import Sequence

from portal.domain.showing import choosing
from portal.domain.showing.choosing import Choice
from portal.domain.showing.showing import Showing
from tests.factories.story import Story


def offer_showing(
    story: Story,
    by: str = "practitioner",
    sections: Sequence[str] = ("purpose",),
    *,
    before_agreement: bool = False,
    observer: str = "observer",
) -> Showing:
    with story.acting() as session:
        watching, member = story.member(observer, session), story.member(by, session)
        plan, choice = story.present_plan(session), Choice(sections, before_agreement)
        return choosing.offer_showing(session, plan, watching, choice, by=member, at=story.tick())


def agree_to_showing(story: Story, offered: Showing, by: str = "signatory", digest: str = "") -> Showing:
    with story.acting() as session:
        found, member = session.get_one(Showing, offered.id), story.member(by, session)
        choosing.agree_to_showing(session, found, digest=digest or found.digest, by=member, at=story.tick())
        return found


def refuse_showing(story: Story, offered: Showing, by: str = "signatory") -> None:
    with story.acting() as session:
        found, member = session.get_one(Showing, offered.id), story.member(by, session)
        choosing.refuse_showing(session, found, by=member, at=story.tick())


def end_showing(story: Story, offered: Showing, by: str = "practitioner") -> None:
    with story.acting() as session:
        found, member = session.get_one(Showing, offered.id), story.member(by, session)
        choosing.end_showing(session, found, by=member, at=story.tick())
