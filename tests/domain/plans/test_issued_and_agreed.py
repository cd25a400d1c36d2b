"""To whom a plan was issued, who gives a party's yes, and how far it has come since it was agreed."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.plans.revision import Issue
from tests.factories import Story, a_case, agree, freeze, sent, sign, signed, varied, withdrawn

ORGANISATION, PRACTITIONER = Party.ORGANISATION, Party.PRACTITIONER
BEFORE = {
    "editor": ORGANISATION,
    "signatory": ORGANISATION,
    "practitioner": PRACTITIONER,
    "representative": None,
    "adviser": None,
    "observer": None,
}


def voices(story: Story) -> dict[str, Party | None]:
    return {name: story.plan.voice_of(story.member(name)) for name in BEFORE}


def test_once_agreed_only_those_who_sign_give_their_partys_yes(story: Story) -> None:
    assert voices(story) == BEFORE
    sign(story, freeze(story))
    assert voices(story) == BEFORE
    sign(story, story.plan.newest_agreement, by="signatory")
    assert voices(story) == BEFORE | {"editor": None}


def test_each_party_is_issued_a_plan_by_itself(session: Session) -> None:
    draft = a_case(session, issued=False)
    assert (draft.plan.is_issued, draft.plan.content.title) == (False, "Return to safe practice")
    with pytest.raises(Refused, match="not been issued yet"):
        draft.plan.expect_issued()
    at = draft.tick()
    draft.plan.issues.append(Issue(party=PRACTITIONER, by_id=draft.member("adviser").id, at=at))
    assert (draft.plan.issued_to(PRACTITIONER), draft.plan.issued_to(ORGANISATION)) == (at, None)


def test_issuing_makes_the_first_revision(session: Session) -> None:
    draft = a_case(session, issued=False)
    revision = draft.plan.issue(session, by=draft.member("adviser"), at=draft.tick())
    assert (revision, revision.number, revision.made_at) == (draft.plan.current, 1, draft.at)
    assert draft.plan.is_issued
    draft.plan.expect_issued()


def test_a_draft_has_no_revision(session: Session) -> None:
    with pytest.raises(LookupError):
        a_case(session, issued=False).plan.current  # noqa: B018


def test_changes_are_counted_since_the_plan_was_agreed(story: Story) -> None:
    agree(story, sent(story))
    assert story.plan.variations(story.plan.current) == 0
    signed(story)
    assert story.plan.variations(story.plan.current) == 0
    varied(story, "cases")
    assert story.plan.variations(story.plan.current) == 1


def test_what_is_signed_final_or_withdrawn_says_so(story: Story) -> None:
    plan = story.plan
    assert (plan.is_frozen, plan.is_signed, plan.agreed, plan.newest_agreement) == (False, False, None, None)
    frozen = freeze(story)
    assert (plan.is_frozen, plan.is_signed, plan.agreed, plan.newest_agreement) == (True, False, None, frozen)
    with pytest.raises(Refused, match="final"):
        plan.expect_unfrozen()
    sign(story, frozen)
    assert (plan.is_frozen, plan.is_signed, plan.agreed) == (True, True, None)
    sign(story, frozen, by="signatory")
    assert (plan.is_frozen, plan.is_signed, plan.agreed) == (False, True, frozen)
    plan.expect_unfrozen()


def test_a_plan_that_was_withdrawn_only_stands_to_be_read(story: Story) -> None:
    story.plan.expect_standing()
    withdrawn(story)
    for expect in (story.plan.expect_standing, story.plan.expect_unfrozen):
        with pytest.raises(Refused, match="withdrawn"):
            expect()
