"""Invitations to the case and the ends of places on it, in one line each."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain.cases import hold as holding
from portal.domain.cases import invitation as inviting
from portal.domain.cases import wishes
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.hold import Hold, Why
from portal.domain.cases.invitation import Invitation
from portal.domain.cases.leaving import end_place, limit_representative
from portal.domain.cases.roles import Reach, Role
from portal.domain.cases.wanted import Wanted
from portal.domain.people.person import Person
from tests.factories.story import Story

DAYS, MOST = 14, 20
CHECKED = "I rang the number on the register."


def invite(
    story: Story,
    by: str = "editor",
    role: Role = Role.SIGNATORY,
    email: str = "new@example.org",
    name: str = "New Person",
    replaces: str = "",
    checked: str = "",
    reach: Reach | None = None,
    last_day: date | None = None,
) -> tuple[Invitation, str]:
    """The invitation, and the token of its link."""
    with story.acting() as session:
        member = story.member(by, session)
        leaving = story.member(replaces, session) if replaces else None
        wanted = Wanted(role, name, email, checked=checked, reach=reach, last_day=last_day, replaces=leaving)
        return inviting.invite(session, member.case, wanted, by=member, at=story.tick(), days=DAYS, most=MOST)


def accept(story: Story, invitation: Invitation, person: Person) -> Membership:
    with story.acting() as session:
        found, joining = session.get_one(Invitation, invitation.id), session.get_one(Person, person.id)
        return inviting.accept(session, found, joining, at=story.tick())


def send_again(story: Story, invitation: Invitation, by: str = "editor") -> str:
    with story.acting() as session:
        found = session.get_one(Invitation, invitation.id)
        return inviting.send_again(session, found, by=story.member(by, session), at=story.tick(), days=DAYS)


def take_back_invitation(story: Story, invitation: Invitation, by: str = "editor") -> None:
    with story.acting() as session:
        found = session.get_one(Invitation, invitation.id)
        inviting.take_back(session, found, by=story.member(by, session), at=story.tick())


def take_off(story: Story, role: str, by: str = "editor") -> None:
    with story.acting() as session:
        end_place(session, story.member(role, session), by=story.member(by, session), at=story.tick())


def limit(
    story: Story, reach: Reach = Reach.COMMENT, last_day: date | None = None, role: str = "representative"
) -> None:
    with story.acting() as session:
        somebody, by = story.member(role, session), story.member("practitioner", session)
        limit_representative(session, somebody, reach=reach, last_day=last_day, by=by, at=story.tick())


def say_wishes(story: Story, words: str) -> None:
    with story.acting() as session:
        wishes.say_wishes(session, story.member("practitioner", session), words, at=story.tick())


def pause(
    story: Story, why: Why | None = Why.ILLNESS, note: str = "", days: int = 30, today: datetime | None = None
) -> Hold:
    """PSR pauses the case, and looks at it again in so many days."""
    with story.acting() as session:
        by, at = story.member("adviser", session), today or story.tick()
        look_again = (at + timedelta(days=days)).date()
        return holding.pause(session, by.case, why=why, note=note, look_again=look_again, by=by, at=at)


def look_later(story: Story, days: int) -> None:
    with story.acting() as session:
        by, at = story.member("adviser", session), story.tick()
        day = (at + timedelta(days=days)).date()
        holding.look_later(session, by.case, seen=_standing(session, by.case), look_again=day, by=by, at=at)


def go_on(story: Story, today: datetime | None = None) -> None:
    with story.acting() as session:
        by = story.member("adviser", session)
        holding.go_on(session, by.case, seen=_standing(session, by.case), by=by, at=today or story.tick())


def _standing(session: Session, case: Case) -> UUID | None:
    hold = holding.hold_of(session, case)
    return hold.id if hold else None
