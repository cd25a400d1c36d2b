"""A case, who is on it, on which side, and for which party they speak."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.case import Case, Profession
from portal.domain.cases.roles import SIGNING_ROLES, Party, Role, Side
from portal.domain.record import Stream, check
from tests.domain.told import told, told_once
from tests.factories import OPENED, ROLES, STRANGER, Story, a_person

ON = {
    "editor": (Side.ORGANISATION, Party.ORGANISATION, Party.ORGANISATION),
    "signatory": (Side.ORGANISATION, Party.ORGANISATION, Party.ORGANISATION),
    "practitioner": (Side.PRACTITIONER, Party.PRACTITIONER, Party.PRACTITIONER),
    "representative": (Side.PRACTITIONER, Party.PRACTITIONER, None),
    "adviser": (Side.PSR, None, None),
    "reviewer": (Side.PSR, None, None),
    "observer": (Side.OBSERVER, None, None),
}


@pytest.mark.parametrize("name", ROLES)
def test_each_role_stands_on_one_side(story: Story, name: str) -> None:
    member = story.member(name)
    assert (member.side, member.party, member.voice) == ON[name]
    assert (ROLES[name].side, member.name) == (member.side, story.people[name].name)
    assert [one for one in Role if member.has(one)] == [ROLES[name]]


def test_both_sides_and_the_adviser_read_about_health(story: Story) -> None:
    readers = {name for name in ROLES if story.member(name).reads_health}
    assert readers == {"editor", "signatory", "practitioner", "representative", "adviser"}


def test_a_role_of_another_side_is_not_taken(story: Story) -> None:
    editor = story.member("editor")
    with pytest.raises(ValueError, match="Test Editor is on the organisation side of this case"):
        editor.take(Role.ADVISER)
    assert [one.role for one in editor.roles] == [Role.EDITOR]


def test_the_signatory_and_the_practitioner_sign() -> None:
    assert SIGNING_ROLES == {Party.ORGANISATION: Role.SIGNATORY, Party.PRACTITIONER: Role.PRACTITIONER}


def test_a_party_and_the_other_have_their_names(story: Story) -> None:
    assert [party.other for party in Party] == list(reversed(Party))
    assert [story.case.name_of(party) for party in Party] == ["Harbour Trust", "Test Practitioner"]


def test_who_is_on_a_case_is_found_and_a_stranger_is_not(story: Story) -> None:
    case = story.case
    assert {case.membership_of(story.people[name]).id for name in ROLES} == {one.id for one in case.memberships}
    assert case.membership_of(story.people[STRANGER]) is None
    assert case.case is case


def test_one_more_role_on_the_same_side_is_held_beside_the_first(story: Story) -> None:
    representative = story.case.add(
        story.session,
        story.people["practitioner"],
        Role.REPRESENTATIVE,
        by=story.member("adviser"),
        at=story.tick(),
    )
    assert representative is story.member("practitioner")
    assert (representative.has(Role.PRACTITIONER), representative.has(Role.REPRESENTATIVE)) == (True, True)
    representative.take(Role.REPRESENTATIVE)
    assert len(representative.roles) == 2


def open_case(session: Session, by: str) -> Case:
    return Case.open(
        session,
        by=a_person(session, by),
        reference="PSR/2026/0007",
        organisation="Hill Trust",
        practitioner="Dr Hill",
        profession=Profession.DENTIST,
        key_contact="R. Malik",
        at=OPENED,
    )


def test_a_case_is_opened_with_its_adviser_on_it(session: Session) -> None:
    case = open_case(session, "opener")
    assert (case.reference, case.organisation, case.practitioner) == ("PSR/2026/0007", "Hill Trust", "Dr Hill")
    assert (case.profession, case.key_contact, case.opened_at) == (Profession.DENTIST, "R. Malik", OPENED)
    [adviser] = case.memberships
    assert (adviser.has(Role.ADVISER), adviser.person.email) == (True, "opener@example.org")


def test_two_cases_have_no_reference_in_common(session: Session) -> None:
    open_case(session, "opener")
    with pytest.raises(Refused, match="PSR/2026/0007 already") as refused:
        open_case(session, "another")
    assert refused.value.field == "reference"
    session.rollback()


def test_a_case_is_told_with_everybody_who_was_put_on_it(story: Story) -> None:
    assert told_once(story, events.CASE_OPENED, story.case) == (Stream.SHARED, "adviser", {})
    assert story.case.opened_at == OPENED
    assert told(story, events.PARTICIPANT_ADDED) == [
        (Stream.SHARED, "adviser", {"role": role.value}, story.members[name].id)
        for name, role in ROLES.items()
        if name not in {"adviser", "representative", "reviewer"}
    ]


def test_who_advises_one_side_is_told_to_those_alone_who_know_them_by_name(story: Story) -> None:
    streams = {"representative": Stream.PRACTITIONER_PSR, "reviewer": Stream.PSR}
    assert sorted(told(story, events.PARTICIPANT_ADDED_IN_PRIVATE), key=lambda one: one.stream.value) == [
        (stream, "adviser", {"role": ROLES[name].value}, story.members[name].id) for name, stream in streams.items()
    ]
    with pytest.raises(ValueError, match="never told in the stream shared"):
        events.PARTICIPANT_ADDED_IN_PRIVATE.expect(Stream.SHARED)


def test_a_record_in_which_everybody_was_told_of_a_representative_still_holds(story: Story) -> None:
    by, told_earlier = story.member("adviser"), {"role": Role.REPRESENTATIVE.value}
    subject, kind = story.members["representative"].id, events.PARTICIPANT_ADDED
    story.case.tell(story.session, Stream.SHARED, kind, by=by, subject=subject, at=OPENED, values=told_earlier)
    assert {one.fault for one in check(story.session, story.case.id, list(Stream))} == {""}


def test_a_role_that_somebody_has_is_not_given_again(story: Story) -> None:
    before, editor = told(story, events.PARTICIPANT_ADDED), story.people["editor"]
    added = {"by": story.member("adviser"), "at": story.tick()}
    assert story.case.add(story.session, editor, Role.EDITOR, **added) is story.member("editor")
    assert told(story, events.PARTICIPANT_ADDED) == before
