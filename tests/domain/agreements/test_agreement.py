"""Signing: who, when, over what, and how it is undone."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError

from portal.domain.agreements import signing
from portal.domain.agreements.agreement import Agreement, EndKind, Signature
from portal.domain.agreements.obstacles import Obstacle
from portal.domain.agreements.signing import agreement_digest
from portal.domain.base import Refused
from portal.domain.cases.roles import Party, Role
from tests.factories import Story, agree, freeze, put_forward, sent, sign, signed, suggest


def cancelled(story: Story) -> Agreement:
    frozen = freeze(story)
    signing.cancel(story.session, frozen, reason="", by=story.member("practitioner"), at=story.tick())
    return frozen


def declined(story: Story) -> Agreement:
    frozen = freeze(story)
    refuse(story, frozen)
    return frozen


def refuse(story: Story, frozen: Agreement, by: str = "signatory", reason: str = "Not yet.") -> None:
    signing.decline_to_sign(story.session, frozen, reason=reason, by=story.member(by), at=story.tick())


def act(story: Story, frozen: Agreement, name: str) -> None:
    match name:
        case "practitioner signs":
            sign(story, frozen, by="practitioner")
        case "signatory signs":
            sign(story, frozen, by="signatory")
        case "practitioner declines":
            refuse(story, frozen, by="practitioner")
        case "editor cancels":
            signing.cancel(story.session, frozen, reason="", by=story.member("editor"), at=story.tick())
        case "freeze again":
            freeze(story)


STATES: dict[str, Callable[[Story], Agreement]] = {
    "open": freeze,
    "signed by the practitioner": lambda story: sign(story, freeze(story)),
    "agreed": signed,
    "cancelled": cancelled,
    "declined": declined,
}
ACTS = ["practitioner signs", "signatory signs", "practitioner declines", "editor cancels", "freeze again"]
POSSIBLE = {
    "open": {"practitioner signs", "signatory signs", "practitioner declines", "editor cancels"},
    "signed by the practitioner": {"signatory signs", "practitioner declines", "editor cancels"},
    "agreed": set(),
    "cancelled": {"freeze again"},
    "declined": {"freeze again"},
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("state", STATES)
def test_what_each_state_allows(story: Story, state: str, name: str) -> None:
    frozen = STATES[state](story)
    if name in POSSIBLE[state]:
        act(story, frozen, name)
    else:
        with pytest.raises(Refused):
            act(story, frozen, name)


@pytest.mark.parametrize("role", ["editor", "representative", "adviser", "reviewer", "observer"])
def test_only_the_practitioner_and_the_signatory_sign(story: Story, role: str) -> None:
    frozen = freeze(story)
    with pytest.raises(Refused):
        sign(story, frozen, by=role)
    with pytest.raises(Refused):
        refuse(story, frozen, by=role)
    assert frozen.signatures == []


def test_with_the_second_signature_the_plan_is_agreed(story: Story) -> None:
    frozen = sign(story, freeze(story), by="signatory")
    assert not frozen.is_complete
    sign(story, frozen, by="practitioner")
    assert frozen.is_complete
    assert frozen.signature_of(Party.ORGANISATION).role is Role.SIGNATORY
    assert {signature.digest for signature in frozen.signatures} == {frozen.digest}


def test_the_database_refuses_a_second_signature_of_a_party(story: Story) -> None:
    frozen = sign(story, freeze(story))
    first = frozen.signature_of(Party.PRACTITIONER)
    columns = {
        name: getattr(first, name) for name in ("party", "role", "typed_name", "statements", "digest", "by_id", "at")
    }
    story.session.add(Signature(agreement_id=frozen.id, **columns))
    with pytest.raises(IntegrityError):
        story.session.flush()
    story.session.rollback()


@pytest.mark.parametrize("typed", ["", "Somebody Else", "Test"])
def test_a_signature_carries_the_signers_own_name(story: Story, typed: str) -> None:
    frozen = freeze(story)
    with pytest.raises(Refused) as refused:
        sign_as(story, frozen, typed_name=typed)
    assert refused.value.field == "typed_name"


def test_a_name_may_be_typed_in_any_case_and_spacing(story: Story) -> None:
    frozen = freeze(story)
    sign_as(story, frozen, typed_name="  test   PRACTITIONER ")
    assert frozen.signature_of(Party.PRACTITIONER)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Zoë O’Brien-Smith", "Zoe\u0308 O'Brien\u2011Smith"), ("Anna van der Berg", "Anna\u00a0van der Berg")],
)
def test_a_name_may_be_typed_as_the_keyboard_has_it(story: Story, name: str, typed: str) -> None:
    frozen = freeze(story)
    story.member("practitioner").person.name = name
    sign_as(story, frozen, typed_name=typed)
    assert frozen.signature_of(Party.PRACTITIONER)


def test_a_final_text_that_was_not_shown_is_not_signed(story: Story) -> None:
    frozen = freeze(story)
    with pytest.raises(Refused):
        sign_as(story, frozen, digest="0" * 64)
    assert frozen.signatures == []


def sign_as(story: Story, frozen: Agreement, *, typed_name: str = "Test Practitioner", digest: str = "") -> None:
    signing.sign(
        story.session,
        frozen,
        digest=digest or frozen.digest,
        typed_name=typed_name,
        statements=[],
        by=story.member("practitioner"),
        at=story.tick(),
    )


def test_declining_needs_a_reason(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        refuse(story, freeze(story), reason=" ")
    assert refused.value.field == "reason"


def test_declining_reopens_the_plan(story: Story) -> None:
    assert declined(story).end.kind is EndKind.DECLINED
    assert agree(story, sent(story)).outcome


def test_a_change_after_reopening_makes_another_digest(story: Story) -> None:
    before = cancelled(story).digest
    agree(story, sent(story))
    after = freeze(story)
    assert after.digest != before
    assert story.plan.newest_agreement is after


def test_the_digest_covers_case_parties_words_revision_and_the_agreement_before(story: Story) -> None:
    frozen = freeze(story)
    seen = {frozen.digest}
    for change in (("reference", "PSR/2025/0002"), ("organisation", "Other Trust"), ("practitioner", "Dr Other")):
        kept = getattr(story.case, change[0])
        setattr(story.case, *change)
        seen.add(agreement_digest(story.plan, story.plan.current, None))
        setattr(story.case, change[0], kept)
    seen.add(agreement_digest(story.plan, story.plan.current, frozen))
    assert len(seen) == 5


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"consequences": []}, "consequences"),
        ({"consequences": ["nowhere"]}, "consequences"),
        ({"standard_agreement": ""}, "standard_agreement"),
        ({"standard_agreement": "nowhere"}, "standard_agreement"),
        ({"undrawable": [Obstacle("Paragraph 1.1 cannot be printed.", "clause-aim")]}, ""),
    ],
)
def test_a_text_is_not_frozen_before_it_is_ready(story: Story, wrong: dict[str, object], field: str) -> None:
    chosen = {"consequences": ["consequences"], "standard_agreement": "agreement"} | wrong
    with pytest.raises(Refused) as refused:
        signing.open_agreement(story.session, story.plan, by=story.member("editor"), at=story.tick(), **chosen)
    assert refused.value.field == field


def test_a_text_with_something_open_is_not_frozen_whoever_asks(story: Story) -> None:
    sent(story)
    with pytest.raises(Refused, match="stand in the way"):
        signing.open_agreement(
            story.session,
            story.plan,
            consequences=["consequences"],
            standard_agreement="agreement",
            by=story.member("editor"),
            at=story.tick(),
        )


def test_while_the_text_is_final_one_may_still_think_in_private(story: Story) -> None:
    freeze(story)
    private = suggest(story)
    with pytest.raises(Refused):
        put_forward(story, private)
