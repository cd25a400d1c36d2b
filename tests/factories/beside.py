"""Those who stand beside: a representative who is named or hands over, in one line each."""

from portal.domain.cases import handover as handing
from portal.domain.cases import naming
from portal.domain.cases.handover import Handover
from portal.domain.cases.invitation import Invitation
from tests.factories.joining import DAYS, MOST
from tests.factories.story import Story


def name_representative(story: Story, role: str = "representative") -> None:
    with story.acting() as session:
        somebody, by = story.member(role, session), story.member("practitioner", session)
        naming.name_representative(session, somebody, by=by, at=story.tick())


def stop_naming(story: Story, role: str = "representative") -> None:
    with story.acting() as session:
        somebody, by = story.member(role, session), story.member("practitioner", session)
        naming.stop_naming(session, somebody, by=by, at=story.tick())


def ask_to_hand_over(story: Story, name: str = "K. Bell", email: str = "bell@example.org") -> Handover:
    with story.acting() as session:
        by = story.member("representative", session)
        return handing.ask_to_hand_over(session, by, name=name, email=email, at=story.tick())


def agree_to_handover(story: Story, asked: Handover, *, at_once: bool = False) -> tuple[Invitation, str]:
    with story.acting() as session:
        found, by, at = session.get_one(Handover, asked.id), story.member("practitioner", session), story.tick()
        return handing.agree_to_handover(session, found, by=by, at=at, days=DAYS, most=MOST, at_once=at_once)


def refuse_handover(story: Story, asked: Handover) -> None:
    with story.acting() as session:
        found, by = session.get_one(Handover, asked.id), story.member("practitioner", session)
        handing.refuse_handover(session, found, by=by, at=story.tick())


def take_back_handover(story: Story, asked: Handover) -> None:
    with story.acting() as session:
        found, by = session.get_one(Handover, asked.id), story.member("representative", session)
        handing.take_back_handover(session, found, by=by, at=story.tick())
