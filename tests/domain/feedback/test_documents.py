"""Documents of a request for feedback: for PSR's people on the case, and none about health for who reads none."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.feedback.document import FeedbackDocument
from portal.domain.feedback.request import Step
from portal.domain.record import Event, Stream
from portal.domain.record.stored_file import StoredFile
from portal.queries.feedback.documents import documents_for
from portal.queries.plans.health import hidden_in, leave_health_out
from tests.factories import (
    Story,
    accepted,
    asked_for_feedback,
    attached,
    decide_request,
    issued_feedback,
    take_back_request,
)


def seen_by(story: Story, session: Session, role: str, document: FeedbackDocument) -> list[str]:
    found = session.get_one(FeedbackDocument, document.id)
    return [one.name for one in documents_for(session, found.request, story.member(role, session))]


def test_a_document_is_told_with_its_name_size_and_fingerprint_to_the_organisation_and_psr(
    story: Story, session: Session
) -> None:
    document = attached(story, about="The job plan", name="plan.png")
    told = session.scalars(select(Event).where(Event.case_id == story.case.id, Event.stream == Stream.ORGANISATION_PSR))
    (event,) = [one for one in told if one.facts.subject == str(document.id)]
    values = {one.name: one.value for one in event.values}
    assert (values["name"], values["about"], values["size"]) == ("plan.png", "The job plan", str(document.size))
    assert values["sha256"] == document.file.sha256
    assert event.facts.kind == "feedback.document_added"


def test_the_practitioners_side_never_sees_one_and_psrs_people_do(story: Story, session: Session) -> None:
    document = attached(story, name="plan.png")
    for role in ("editor", "signatory", "adviser", "reviewer"):
        assert seen_by(story, session, role, document) == ["plan.png"]
    for role in ("practitioner", "representative", "observer"):
        assert seen_by(story, session, role, document) == []


def test_one_about_health_is_hidden_from_the_reviewer_with_all_that_the_record_says_of_it(
    story: Story, session: Session
) -> None:
    asked = asked_for_feedback(story)
    plain, private = attached(story, asked, name="a.png"), attached(story, asked, name="b.png", health=True)
    assert seen_by(story, session, "adviser", plain) == ["a.png", "b.png"]
    assert seen_by(story, session, "reviewer", plain) == ["a.png"]
    leave_health_out(session)
    assert session.scalars(select(FeedbackDocument.name)).all() == ["a.png"]
    assert hidden_in(session, story.case.id) == {str(private.id)}


def test_the_same_file_is_stored_once_and_sent_once_with_a_request(story: Story, session: Session) -> None:
    first = attached(story, name="a.png")
    with pytest.raises(Refused, match="This very document"):
        attached(story, first.request, name="a.png")
    attached(story, accepted(story), name="a.png")
    assert len(session.scalars(select(StoredFile)).all()) == 1


def test_a_request_holds_so_many_documents_and_no_more(story: Story) -> None:
    asked = asked_for_feedback(story)
    attached(story, asked, name="a.png", most=2)
    attached(story, asked, name="b.png", most=2)
    with pytest.raises(Refused, match="2 documents at most, and this one has 2"):
        attached(story, asked, name="c.png", most=2)


def test_nothing_is_added_to_what_is_over_or_answered(story: Story) -> None:
    taken_back = take_back_request(story, asked_for_feedback(story))
    elsewhere = decide_request(story, asked_for_feedback(story), Step.ELSEWHERE, "Assessment helps more.")
    answered = issued_feedback(story).request
    for asked in (taken_back, elsewhere, answered):
        with pytest.raises(Refused):
            attached(story, asked)
