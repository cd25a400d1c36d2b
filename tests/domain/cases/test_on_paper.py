"""A practitioner without an account: on the case by name, served by PSR, and able to sign in later."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Case, Membership, Profession
from portal.domain.cases.on_paper import serve_on_paper, served_on_paper
from portal.domain.cases.roles import Party, Role
from portal.domain.cases.wanted import ONE_PRACTITIONER
from portal.domain.papers.paper import make_paper
from portal.domain.people.asked_by_letter import NO_NAME
from portal.domain.plans.plan import Plan
from portal.domain.record import Event, Stream
from tests.factories import (
    OPENED,
    Story,
    a_person,
    accept,
    came_back,
    confirm_paper,
    freeze,
    invite,
    sent,
    sign,
    some_content,
)
from tests.factories.on_paper import YES


@pytest.fixture
def alone(session: Session, story: Story) -> Story:
    """Another case, with everybody of the organisation and PSR, and no practitioner; its plan is a draft."""
    case = Case.open(
        session,
        by=story.people["adviser"],
        reference="PSR/2025/0002",
        organisation="Harbour Trust",
        practitioner="Dr Quill",
        profession=Profession.DOCTOR,
        key_contact="Test Adviser",
        at=OPENED,
    )
    adviser, roles = case.memberships[0], {"editor": Role.EDITOR, "signatory": Role.SIGNATORY}
    members = {name: case.add(session, story.people[name], role, by=adviser, at=OPENED) for name, role in roles.items()}
    plan = Plan.from_draft(session, case=case, content=some_content(), by=adviser, at=OPENED)
    return Story(session, case, plan, dict(story.people), members | {"adviser": adviser})


def serve(story: Story, name: str = "Dr Quill", checked: str = "I rang the register.") -> Membership:
    adviser = story.members["adviser"]
    member = serve_on_paper(story.session, story.case, name=name, checked=checked, by=adviser, at=story.tick())
    story.members["practitioner"] = member
    return member


def test_a_plan_is_issued_to_and_agreed_with_who_never_signs_in(session: Session, alone: Story) -> None:
    member, adviser = serve(alone), alone.members["adviser"]
    assert (member.name, member.voice, member.person) == ("Dr Quill", Party.PRACTITIONER, None)
    alone.plan.issue(session, by=adviser, at=alone.tick())
    change = sent(alone, "editor", "aim")
    paper = make_paper(session, alone.plan, member, by=adviser, at=alone.tick())
    confirm_paper(alone, came_back(alone, paper, YES))
    session.expire_all()
    assert change.latest.after in alone.plan.content.canonical()
    frozen = sign(alone, freeze(alone), "signatory")
    confirm_paper(alone, came_back(alone, make_paper(session, alone.plan, member, by=adviser, at=alone.tick()), YES))
    session.expire_all()
    assert frozen.is_complete
    assert {one.typed_name for one in frozen.signatures} == {"Dr Quill", "Test Signatory"}


def test_how_psr_made_sure_is_told_to_psr_alone(session: Session, alone: Story) -> None:
    member = serve(alone)
    told = session.scalars(select(Event).where(Event.subject == str(member.id)))
    streams = {one.kind: (one.stream, {value.name for value in one.values}) for one in told}
    assert streams["practitioner.served_on_paper"] == (Stream.PSR, {"name", "checked"})
    assert streams["participant.added"] == (Stream.SHARED, {"role"})


def test_a_case_has_one_practitioner(story: Story) -> None:
    with pytest.raises(Refused, match=ONE_PRACTITIONER):
        serve_on_paper(
            story.session, story.case, name="Dr Quill", checked="So.", by=story.members["adviser"], at=story.tick()
        )


def test_what_is_missing_is_said_at_once(alone: Story) -> None:
    with pytest.raises(Refused) as refused:
        serve(alone, name="", checked="")
    assert {fault.field for fault in refused.value.faults} == {"invited_name", "checked"}
    assert refused.value.sentence == NO_NAME


def test_who_was_served_on_paper_can_sign_in_later_and_keeps_all_that_they_said(session: Session, alone: Story) -> None:
    member = serve(alone)
    quill = a_person(session, "quill")
    asked, _ = invite(alone, "adviser", Role.PRACTITIONER, quill.email, "Dr Quill", checked="I rang the register.")
    joined = accept(alone, asked, quill)
    assert joined.id == member.id
    assert (joined.person, joined.name_on_paper) == (quill, None)
    assert served_on_paper(alone.case) is None


def test_who_is_beside_the_practitioner_does_not_take_their_place(session: Session, alone: Story) -> None:
    serve(alone)
    beside = a_person(session, "beside")
    alone.case.add(session, beside, Role.REPRESENTATIVE, by=alone.members["adviser"], at=alone.tick())
    asked, _ = invite(alone, "adviser", Role.PRACTITIONER, beside.email, "Beside", checked="So.")
    with pytest.raises(Refused, match="Only they accept"):
        accept(alone, asked, beside)
