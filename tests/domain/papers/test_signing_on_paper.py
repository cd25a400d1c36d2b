"""A signature on paper: the scan stands in the place of a typed name, and is sealed with the plan."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.agreements import signing
from portal.domain.agreements.agreement import Agreement, EndKind
from portal.domain.base import Refused
from portal.domain.record import Event
from tests.factories import NO, YES, Story, came_back, confirm_paper, freeze, paper_for, sign, told_by_telephone
from tests.factories import sent as sent_change


def fresh(session: Session, agreement: Agreement) -> Agreement:
    session.expire_all()
    return session.get_one(Agreement, agreement.id)


def test_a_signature_on_paper_keeps_its_scan_and_what_was_declared(session: Session, story: Story) -> None:
    frozen = freeze(story)
    entry = came_back(story, paper_for(story), YES, note="Not 6.2.")
    assert fresh(session, frozen).signatures == []
    confirm_paper(story, entry)
    (signature,) = fresh(session, frozen).signatures
    assert signature.on_paper.scan.sha256 == entry.scan.sha256
    assert signature.on_paper.day == entry.day
    assert (signature.typed_name, signature.note) == ("Test Practitioner", "Not 6.2.")
    (told,) = session.scalars(select(Event).where(Event.kind == "agreement.signed"))
    assert {one.name: one.value for one in told.values}["scan"] == entry.scan.sha256
    assert told.actor == str(story.members["practitioner"].id)


def test_both_sign_on_paper_each_on_their_own(session: Session, story: Story) -> None:
    frozen = freeze(story)
    for whom in ("practitioner", "signatory"):
        confirm_paper(story, came_back(story, paper_for(story, whom), YES))
    agreement = fresh(session, frozen)
    assert agreement.is_complete
    assert len({one.on_paper.file_id for one in agreement.signatures}) == 2


def test_one_signs_on_paper_and_the_other_here(session: Session, story: Story) -> None:
    frozen = sign(story, freeze(story))
    confirm_paper(story, came_back(story, paper_for(story, "signatory"), YES))
    agreement = fresh(session, frozen)
    assert [one.on_paper is None for one in agreement.signatures] == [True, False]


def test_who_does_not_sign_on_paper_reopens_the_text_with_their_reason(session: Session, story: Story) -> None:
    frozen = freeze(story)
    confirm_paper(story, came_back(story, paper_for(story), NO))
    end = fresh(session, frozen).end
    assert (end.kind, end.reason) == (EndKind.DECLINED, "It is too often.")


def test_nobody_signs_by_telephone(story: Story) -> None:
    freeze(story)
    with pytest.raises(Refused, match="Nobody signs by telephone"):
        told_by_telephone(story, paper_for(story), YES)


def test_a_note_that_came_after_the_paper_was_made_needs_a_new_paper(session: Session, story: Story) -> None:
    frozen = freeze(story)
    entry = came_back(story, paper_for(story), YES)
    sign(story, frozen, "signatory", note="I do not like 6.2.")
    with pytest.raises(Refused, match="note is not on this paper"):
        confirm_paper(story, entry)
    confirm_paper(story, came_back(story, paper_for(story), YES))
    assert fresh(session, frozen).is_complete


def test_the_paper_of_a_text_that_was_reopened_signs_nothing(session: Session, story: Story) -> None:
    frozen = freeze(story)
    entry = came_back(story, paper_for(story), YES)
    signing.cancel(session, fresh(session, frozen), reason="A word.", by=story.members["editor"], at=story.tick())
    with pytest.raises(Refused, match="no longer open for signing"):
        confirm_paper(story, entry)
    assert fresh(session, frozen).signatures == []


def test_an_editor_gets_no_paper_to_sign(story: Story) -> None:
    freeze(story)
    with pytest.raises(Refused, match="signatory sign"):
        paper_for(story, "editor")


def test_a_paper_to_answer_is_none_to_sign(story: Story) -> None:
    sent_change(story, "editor")
    assert not paper_for(story).is_to_sign
