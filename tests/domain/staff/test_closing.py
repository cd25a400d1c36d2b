"""With an account go the invitations that its owner sent, on each case by an event of its own."""

import pytest
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.invitation import Invitation
from portal.domain.cases.roles import Role
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import StaffInvitation
from portal.domain.record import ADMINISTRATOR, Event
from portal.domain.staff.closing import cases_to_lock, close_account
from tests.factories import Story, administrator, ask_colleague, invite


def close(story: Story, role: str, *, lock: bool = True) -> None:
    with story.acting() as session:
        owner = session.get_one(Person, story.people[role].id)
        locked = cases_to_lock(session, owner) if lock else []
        close_account(session, owner, "They left.", story.tick(), by=None, locked=locked)


def test_what_a_closed_account_sent_is_taken_back_and_nobody_elses(story: Story) -> None:
    administrator(story)
    mine, _ = invite(story, "editor")
    theirs, _ = invite(story, "signatory", Role.EDITOR, "other@example.org")
    colleague, _ = ask_colleague(story)
    close(story, "editor")
    with story.acting() as session:
        assert not session.get_one(Invitation, mine.id).is_open
        assert session.get_one(Invitation, theirs.id).is_open
        session.expire_all()
        assert not session.get_one(StaffInvitation, colleague.id).is_open
        told = session.scalars(select(Event).where(Event.kind == events.INVITATION_TAKEN_BACK.name)).one()
        assert told.actor == str(ADMINISTRATOR)


def test_a_case_that_was_not_locked_stops_it(story: Story) -> None:
    invite(story, "editor")
    with pytest.raises(Refused, match="invited somebody at this moment"):
        close(story, "editor", lock=False)
