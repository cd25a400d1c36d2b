"""The people of the story's organisation and of PSR, in one line each."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import accounts
from portal.domain.people.administrators import join, make_administrator
from portal.domain.people.organisation import Organisation, Staff, add_defence_organisation, enlist, named
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import Colleague, StaffInvitation, invite_colleague
from portal.domain.staff.taking_off import cases_concerned, take_off_staff
from tests.factories.joining import DAYS, MOST
from tests.factories.story import Story

DEFENCE = "Quay Defence Union"


def staff(story: Story, role: str, session: Session | None = None) -> Staff:
    """The place of this person in their organisation."""
    theirs = select(Staff).where(Staff.person_id == story.people[role].id)
    if session:
        return session.scalars(theirs).one()
    with story.acting() as reading:
        return reading.scalars(theirs).one()


def administrator(story: Story, role: str = "editor") -> Staff:
    """This person looks after the people of their organisation from now on."""
    with story.acting() as session:
        found = staff(story, role, session)
        make_administrator(session, found, by=None, at=story.tick())
        return found


def colleague(story: Story, role: str = "stranger", beside: str = "editor") -> Staff:
    """This person acts for the same organisation as that one, and is on no case."""
    with story.acting() as session:
        organisation = staff(story, beside, session).organisation
        return enlist(session, organisation, session.get_one(Person, story.people[role].id), story.tick())


def ask_colleague(
    story: Story,
    by: str = "editor",
    email: str = "colleague@example.org",
    name: str = "New Colleague",
    *,
    is_administrator: bool = False,
) -> tuple[StaffInvitation, str]:
    """The invitation to act for the organisation, and the token of its link."""
    with story.acting() as session:
        asker, wanted = staff(story, by, session), Colleague(name, email, is_administrator=is_administrator)
        facts = {"by": asker, "at": story.tick(), "days": DAYS, "most": MOST}
        return invite_colleague(session, asker.organisation, wanted, **facts)


def come(story: Story, asked: StaffInvitation, person: Person) -> Staff:
    """Somebody accepts to act for the organisation."""
    with story.acting() as session:
        found, coming = session.get_one(StaffInvitation, asked.id), session.get_one(Person, person.id)
        return join(session, found, coming, at=story.tick())


def take_off_organisation(story: Story, role: str, by: str = "editor") -> None:
    with story.acting() as session:
        leaving, actor = staff(story, role, session), staff(story, by, session)
        at = story.tick()
        take_off_staff(session, leaving, by=actor, at=at, locked=cases_concerned(session, leaving, at.date()))


def sign_out(story: Story, role: str, why: str, by: str = "adviser") -> None:
    """PSR's administrator signs somebody out everywhere."""
    with story.acting() as session:
        owner, actor = (session.get_one(Person, story.people[one].id) for one in (role, by))
        accounts.sign_out(session, owner, why, story.tick(), by=actor)


def the_organisation(story: Story) -> Organisation:
    """That of the story's case."""
    with story.acting() as session:
        return session.get_one(Organisation, story.case.organisation_id)


def defence(
    story: Story, role: str = "representative", name: str = DEFENCE, *, is_administrator: bool = False
) -> Staff:
    """This person is with a defence organisation."""
    with story.acting() as session:
        found = named(session, name) or add_defence_organisation(session, name, story.tick())
        mine = enlist(session, found, session.get_one(Person, story.people[role].id), story.tick())
        if is_administrator:
            make_administrator(session, mine, by=None, at=story.tick())
        return mine
