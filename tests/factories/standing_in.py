"""Who is away, who covers, who takes cases over, and who may sign in whose place, in one line each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain.cases import deputy
from portal.domain.cases.case import Membership
from portal.domain.cases.invitation import Invitation
from portal.domain.people.organisation import Staff
from portal.domain.people.person import Person
from portal.domain.staff import away, handing_over
from portal.domain.staff.away import Absence
from portal.domain.staff.taking_off import held_by
from tests.factories.joining import DAYS, MOST
from tests.factories.staffing import staff
from tests.factories.story import Story


def go_away(story: Story, role: str = "editor", cover: str = "stranger", days: int = 14) -> Absence:
    """Somebody is away for so many days, and asks this colleague of theirs to cover; "" for nobody."""
    with story.acting() as session:
        mine, at = staff(story, role, session), story.tick()
        asked = staff(story, cover, session) if cover else None
        until = (at + timedelta(days=days)).date()
        return away.go_away(session, mine, until=until, cover=asked, at=at, locked=_locked(session, mine, at))


def agree_to_cover(story: Story, absence: Absence, cases: Sequence[UUID] = (), at: datetime | None = None) -> None:
    """The colleague covers on these cases, by default on that of the story."""
    with story.acting() as session:
        found, at = session.get_one(Absence, absence.id), at or story.tick()
        locked = _locked(session, found.staff, at)
        away.agree_to_cover(session, found, set(cases) or {story.case.id}, at=at, locked=locked)


def refuse_to_cover(story: Story, absence: Absence) -> None:
    with story.acting() as session:
        away.refuse_to_cover(session, session.get_one(Absence, absence.id), at=story.tick())


def come_back(story: Story, absence: Absence) -> None:
    with story.acting() as session:
        found, at = session.get_one(Absence, absence.id), story.tick()
        away.come_back(session, found, at=at, locked=_locked(session, found.staff, at))


def covered(story: Story, role: str = "editor", cover: str = "stranger", days: int = 14) -> Absence:
    """Somebody is away, and this colleague covers on the story's case."""
    absence = go_away(story, role, cover, days)
    agree_to_cover(story, absence)
    return absence


def name_deputy(story: Story, member: Membership, by: str = "signatory") -> None:
    with story.acting() as session:
        somebody = session.get_one(Membership, member.id)
        deputy.name_deputy(session, somebody, by=story.member(by, session), at=story.tick())


def end_deputy(story: Story, member: Membership, by: str = "signatory") -> None:
    with story.acting() as session:
        somebody = session.get_one(Membership, member.id)
        deputy.end_deputy(session, somebody, by=story.member(by, session), at=story.tick())


def hand_over_cases(story: Story, role: str = "editor", to: str = "stranger") -> list[Invitation]:
    """Somebody asks a colleague to take over every case that they are on."""
    with story.acting() as session:
        mine, at = staff(story, role, session), story.tick()
        places = handing_over.to_hand_over(session, mine, at.date())
        facts = {"at": at, "days": DAYS, "most": MOST}
        return handing_over.hand_over_cases(
            session, mine, {one.case_id for one in places}, staff(story, to, session), **facts
        )


def take_over(story: Story, role: str = "stranger") -> list[Membership]:
    """They take over all that is handed to them."""
    with story.acting() as session:
        person, at = session.get_one(Person, story.people[role].id), story.tick()
        asked = handing_over.handed_to(session, person, at)
        return handing_over.take_over(session, person, {one.case_id for one in asked}, at=at)


def place_of(story: Story, role: str, session: Session) -> Membership | None:
    """The place of this person on the story's case, if they have or had one."""
    return story.present_plan(session).case.membership_of(session.get_one(Person, story.people[role].id))


def _locked(session: Session, mine: Staff, at: datetime) -> list[UUID]:
    return [one.case_id for one in held_by(session, mine, at.date())]
