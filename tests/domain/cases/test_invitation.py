"""Somebody is asked to a case, joins it once, and leaves it at once."""

from datetime import timedelta

import pytest

from portal.domain.base import Refused
from portal.domain.cases import invitation as inviting
from portal.domain.cases import presence
from portal.domain.cases.case import Membership
from portal.domain.cases.invitation import Invitation
from portal.domain.cases.roles import Reach, Role, Side
from portal.domain.dates import london_day
from portal.domain.people.asked_by_letter import asked_by, use
from portal.domain.people.person import Person
from tests.factories import Story, a_person, accept, invite, limit, send_again, take_back_invitation, take_off
from tests.factories.joining import CHECKED

NEW = "new@example.org"


def here(story: Story) -> list[str]:
    with story.acting() as session:
        return sorted(one.name for one in story.member("editor", session).case.present(story.at.date()))


def holds(story: Story, token: str) -> bool:
    with story.acting() as session:
        return asked_by(session, Invitation, token, story.at) is not None


def newcomer(story: Story, email: str = NEW) -> Person:
    with story.acting() as session:
        return a_person(session, "new person", email=email)


def test_who_accepts_is_on_the_case_in_the_role_they_were_asked_to(story: Story) -> None:
    invitation, _ = invite(story, role=Role.EDITOR)
    member = accept(story, invitation, newcomer(story))
    assert (member.side, member.has(Role.EDITOR), member.has(Role.SIGNATORY)) == (Side.ORGANISATION, True, False)
    assert "Test New Person" in here(story)


def test_of_a_link_only_its_hash_is_kept(story: Story) -> None:
    invitation, token = invite(story)
    assert token not in {str(value) for value in vars(invitation).values()}
    assert holds(story, token)
    assert not holds(story, token + "x")


def test_an_invitation_is_accepted_once(story: Story) -> None:
    invitation, token = invite(story)
    person = newcomer(story)
    accept(story, invitation, person)
    assert not holds(story, token)
    with pytest.raises(Refused, match="no longer holds"):
        accept(story, invitation, person)


def test_it_holds_for_some_days_and_anew_when_it_is_sent_again(story: Story) -> None:
    invitation, token = invite(story)
    story.at += timedelta(days=14)
    assert not holds(story, token)
    with pytest.raises(Refused, match="no longer holds"):
        accept(story, invitation, newcomer(story))
    again = send_again(story, invitation)
    assert (holds(story, token), holds(story, again)) == (False, True)


def test_what_was_taken_back_is_worth_nothing(story: Story) -> None:
    invitation, token = invite(story)
    take_back_invitation(story, invitation)
    assert not holds(story, token)
    for act in (send_again, take_back_invitation):
        with pytest.raises(Refused, match="settled already"):
            act(story, invitation)


def test_it_is_for_its_own_address_alone(story: Story) -> None:
    invitation, _ = invite(story)
    with pytest.raises(Refused, match="another e-mail address"):
        accept(story, invitation, newcomer(story, "other@example.org"))


def test_nobody_is_ever_on_two_sides_of_a_case_also_after_they_left(story: Story) -> None:
    invitation, _ = invite(story, email="representative@example.org")
    with pytest.raises(Refused, match="on another side"):
        accept(story, invitation, story.people["representative"])
    take_off(story, "representative", by="practitioner")
    with pytest.raises(Refused, match="on another side"):
        accept(story, invitation, story.people["representative"])


def test_an_invitation_does_not_tell_who_is_on_the_other_side(story: Story) -> None:
    invitation, _ = invite(story, email="representative@example.org")
    assert invitation.is_open


def test_the_practitioner_never_represents_themselves(story: Story) -> None:
    """By an invitation to their own address they cannot be asked; nor by one to an address that became theirs."""
    with pytest.raises(Refused, match="on this case already"):
        invite(story, "practitioner", Role.REPRESENTATIVE, "practitioner@example.org")
    invitation, _ = invite(story, "practitioner", Role.REPRESENTATIVE, "later@example.org")
    with story.acting() as session:
        session.get_one(Person, story.people["practitioner"].id).email = "later@example.org"
    with pytest.raises(Refused, match="nobody represents themselves"):
        accept(story, invitation, story.people["practitioner"])


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"email": "editor@example.org", "role": Role.EDITOR}, "on this case already"),
        ({"email": "nowhere"}, "Give an e-mail address"),
        ({"name": ""}, "Give the name"),
        ({"role": Role.PRACTITIONER, "by": "adviser"}, "how you made sure"),
        ({"role": Role.PRACTITIONER, "by": "adviser", "checked": CHECKED}, "has its practitioner already"),
    ],
)
def test_what_is_missing_or_wrong_is_named(story: Story, asked: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        invite(story, **asked)  # type: ignore[arg-type]


def test_the_same_address_is_asked_once_to_one_role_and_there_are_only_so_many(story: Story) -> None:
    invite(story)
    with pytest.raises(Refused, match="has an invitation to the same role"):
        invite(story, email="NEW@example.org ")
    for number in range(19):
        invite(story, email=f"new{number}@example.org")
    with pytest.raises(Refused, match="20 open invitations"):
        invite(story, email="one.more@example.org")


def test_a_signatory_hands_over_and_leaves_when_the_new_one_accepts(story: Story) -> None:
    invitation, _ = invite(story, by="signatory", replaces="signatory")
    assert "Test Signatory" in here(story)
    accept(story, invitation, newcomer(story))
    assert "Test Signatory" not in here(story)
    with story.acting() as session:
        assert session.get_one(Membership, story.members["signatory"].id).ended_at


def test_who_comes_back_has_only_the_role_they_are_asked_to_now(story: Story) -> None:
    take_off(story, "signatory")
    accept(story, invite(story, role=Role.EDITOR, email="signatory@example.org")[0], story.people["signatory"])
    with story.acting() as session:
        member = story.member("signatory", session)
        assert (member.has(Role.EDITOR), member.has(Role.SIGNATORY), member.ended_at) == (True, False, None)


@pytest.mark.parametrize(("role", "sentence"), [("practitioner", "its practitioner"), ("adviser", "an adviser")])
def test_a_case_is_never_without_its_practitioner_or_an_adviser(story: Story, role: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        take_off(story, role, by="adviser")


def test_nobody_is_taken_off_twice(story: Story) -> None:
    take_off(story, "signatory")
    with pytest.raises(Refused, match=presence.GONE):
        take_off(story, "signatory")


def test_a_representative_is_there_until_their_last_day(story: Story) -> None:
    today = london_day(story.at)
    limit(story, Reach.DRAFT, today)
    with story.acting() as session:
        member = story.member("representative", session)
        assert (member.holds(today), member.holds(today + timedelta(days=1))) == (True, False)
    with pytest.raises(Refused, match="has passed"):
        limit(story, Reach.DRAFT, today - timedelta(days=1))


def test_a_representative_is_asked_with_what_they_may_do(story: Story) -> None:
    invitation, _ = invite(story, by="practitioner", role=Role.REPRESENTATIVE, reach=Reach.COMMENT)
    assert accept(story, invitation, newcomer(story)).reach is Reach.COMMENT


def test_of_two_who_accept_at_once_one_does(story: Story) -> None:
    """By the row, even where both have read that it is open."""
    invitation, _ = invite(story)
    person = newcomer(story)
    with story.acting() as session:
        found = session.get_one(Invitation, invitation.id)
        use(session, found, story.at)
        with pytest.raises(Refused, match="no longer holds"):
            inviting.accept(session, found, session.merge(person), at=story.at)
