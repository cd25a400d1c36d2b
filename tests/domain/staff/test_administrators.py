"""Who looks after the people of an organisation: there is always somebody, and who does so no longer does nothing."""

import pytest

from portal.domain.base import Refused
from portal.domain.people.accounts import close
from portal.domain.people.administrators import end_administrator, make_administrator
from portal.domain.people.organisation import enlist, psr
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import StaffInvitation, send_again, take_back
from tests.factories import OPENED, Story, administrator, ask_colleague, come, staff, take_off_organisation
from tests.factories.joining import DAYS


def name_no_administrator(story: Story, role: str, by: str) -> None:
    with story.acting() as session:
        end_administrator(session, staff(story, role, session), by=staff(story, by, session), at=story.tick())


def test_an_organisation_always_has_an_administrator_once_it_has_one(story: Story) -> None:
    administrator(story)
    with pytest.raises(Refused, match="always has an administrator"):
        name_no_administrator(story, "editor", by="editor")
    administrator(story, "signatory")
    name_no_administrator(story, "editor", by="signatory")
    assert not staff(story, "editor").is_administrator
    with pytest.raises(Refused, match="is no administrator"):
        name_no_administrator(story, "editor", by="signatory")
    with pytest.raises(Refused, match="administrator already"):
        administrator(story, "signatory")


def test_an_administrator_whose_account_is_closed_is_no_other_one(story: Story) -> None:
    administrator(story)
    administrator(story, "signatory")
    with story.acting() as session:
        close(session, session.get_one(Person, story.people["signatory"].id), "He died.", story.tick())
    with pytest.raises(Refused, match="who can sign in"):
        name_no_administrator(story, "editor", by="editor")


def test_who_looks_after_nobody_any_more_does_nothing(story: Story) -> None:
    administrator(story)
    administrator(story, "signatory")
    name_no_administrator(story, "signatory", by="editor")
    with pytest.raises(Refused, match="no longer look after"):
        name_no_administrator(story, "editor", by="signatory")
    with pytest.raises(Refused, match="no longer look after"):
        take_off_organisation(story, "editor", by="signatory")
    with pytest.raises(Refused, match="no longer look after"):
        ask_colleague(story, "signatory")
    with story.acting() as session, pytest.raises(Refused, match="no longer look after"):
        one = staff(story, "signatory", session)
        make_administrator(session, one, by=one, at=story.tick())
    assert staff(story, "editor").is_administrator


@pytest.mark.parametrize("end", [name_no_administrator, take_off_organisation])
def test_nobody_comes_by_an_invitation_of_who_is_no_administrator_any_more(story: Story, end: object) -> None:
    administrator(story)
    administrator(story, "signatory")
    theirs, _ = ask_colleague(story, "signatory", "stranger@example.org", is_administrator=True)
    ours, _ = ask_colleague(story, "editor", "practitioner@example.org")
    end(story, "signatory", by="editor")  # type: ignore[operator]
    with pytest.raises(Refused, match="no longer holds"):
        come(story, theirs, story.people["stranger"])
    assert come(story, ours, story.people["practitioner"])


def test_what_is_accepted_is_neither_taken_back_nor_sent_again(story: Story) -> None:
    administrator(story)
    asked, _ = ask_colleague(story, email="stranger@example.org")
    with story.acting() as session:
        seen_before = session.get_one(StaffInvitation, asked.id)
        session.expunge(seen_before)
    come(story, asked, story.people["stranger"])
    with story.acting() as session:
        session.add(seen_before)
        with pytest.raises(Refused, match="settled already"):
            take_back(session, seen_before, at=story.tick())
        with pytest.raises(Refused, match="settled already"):
            send_again(session, seen_before, at=story.tick(), days=DAYS)


def test_who_leaves_psr_opens_no_case_any_more(story: Story) -> None:
    administrator(story, "reviewer")
    with story.acting() as session:
        other = session.get_one(Person, story.people["stranger"].id)
        other.opens_cases = True
        enlist(session, psr(session, OPENED), other, OPENED)
    take_off_organisation(story, "stranger", by="reviewer")
    with story.acting() as session:
        assert not session.get_one(Person, story.people["stranger"].id).opens_cases
