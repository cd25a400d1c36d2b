"""What can still be done to a plan at each point of its life, and how an agreed plan is varied and agreed anew."""

from collections.abc import Callable
from itertools import product

import pytest

from portal.domain.agreements import signing
from portal.domain.agreements.agreement import Agreement
from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind
from tests.factories import (
    WORDS,
    Story,
    act_for_safety,
    agree,
    decline,
    freeze,
    keep,
    put_forward,
    sent,
    sent_weeks,
    sign,
    signed,
    suggest,
    suggest_removal,
    suggest_start,
    varied,
    withdrawn,
)


def agreed_and_varied(story: Story) -> None:
    signed(story)
    varied(story)


def final_again(story: Story) -> None:
    agreed_and_varied(story)
    freeze(story)


def agreed_again(story: Story) -> None:
    agreed_and_varied(story)
    signed(story)


def withdrawn_while_final(story: Story) -> None:
    freeze(story)
    withdrawn(story)


STATES: dict[str, Callable[[Story], object]] = {
    "a draft": lambda story: None,
    "final": freeze,
    "signed by one": lambda story: sign(story, freeze(story)),
    "agreed": signed,
    "varied": agreed_and_varied,
    "final again": final_again,
    "agreed again": agreed_again,
    "withdrawn": withdrawn,
    "withdrawn while final": withdrawn_while_final,
}
ALWAYS = {"take back", "act for safety"}
OPEN = ALWAYS | {"suggest", "send", "agree", "decline", "keep"}
FINAL = ALWAYS | {"suggest", "sign", "reopen"}
POSSIBLE: dict[str, set[str]] = {
    "a draft": OPEN | {"freeze", "withdraw the plan"},
    "final": FINAL | {"withdraw the plan"},
    "signed by one": FINAL,
    "agreed": OPEN,
    "varied": OPEN | {"freeze"},
    "final again": FINAL,
    "agreed again": OPEN,
    "withdrawn": ALWAYS,
    "withdrawn while final": ALWAYS,
}


def take_back(story: Story, mine: Proposal, theirs: Proposal) -> None:
    negotiation.withdraw(story.session, theirs, by=story.member("editor"), at=story.tick())


def reopen(story: Story, mine: Proposal, theirs: Proposal) -> None:
    final = final_text(story)
    signing.cancel(story.session, final, reason="A word.", by=story.member("editor"), at=story.tick())


def final_text(story: Story) -> Agreement:
    """The latest text that was frozen, whatever became of it."""
    assert story.plan.newest_agreement
    return story.plan.newest_agreement


ACTS: dict[str, Callable[[Story, Proposal, Proposal], object]] = {
    "suggest": lambda story, mine, theirs: suggest(story, key="cases"),
    "send": lambda story, mine, theirs: put_forward(story, mine),
    "agree": lambda story, mine, theirs: agree(story, theirs, by="practitioner"),
    "decline": lambda story, mine, theirs: decline(story, theirs, by="practitioner"),
    "keep": lambda story, mine, theirs: keep(story, theirs, by="practitioner"),
    "take back": take_back,
    "freeze": lambda story, mine, theirs: freeze(story),
    "sign": lambda story, mine, theirs: sign(story, final_text(story), by="signatory"),
    "reopen": reopen,
    "act for safety": lambda story, mine, theirs: act_for_safety(story),
    "withdraw the plan": lambda story, mine, theirs: withdrawn(story),
}


NO_TEXT = {("a draft", "sign"), ("a draft", "reopen"), ("withdrawn", "sign"), ("withdrawn", "reopen")}


@pytest.mark.parametrize(("state", "name"), sorted(set(product(STATES, ACTS)) - NO_TEXT))
def test_what_a_plan_allows(story: Story, state: str, name: str) -> None:
    """To a suggestion of the practitioner's own, still private, and to one that the organisation has sent."""
    mine, theirs = suggest(story, key="consequences"), sent(story, "signatory", "aim")
    STATES[state](story)
    if name in POSSIBLE[state]:
        ACTS[name](story, mine, theirs)
    else:
        with pytest.raises(Refused):
            ACTS[name](story, mine, theirs)


def test_a_variation_is_in_the_plan_only_when_both_have_agreed_to_it(story: Story) -> None:
    agreement = signed(story)
    change = sent(story)
    assert story.plan.content.clause("supervision").text == WORDS["supervision"]
    agree(story, change, by="signatory")
    assert story.plan.content.clause("supervision").text != WORDS["supervision"]
    assert (story.plan.agreed, story.plan.variations(story.plan.current)) == (agreement, 1)


def test_an_editors_variation_still_needs_the_signatorys_own_yes(story: Story) -> None:
    signed(story)
    change = put_forward(story, suggest(story, "editor"), "editor")
    assert not change.assented(Party.ORGANISATION)
    assert agree(story, change, by="practitioner").status is Status.OPEN
    assert agree(story, change, by="signatory").status is Status.IN_EFFECT


def test_an_editor_confirms_a_variation_without_the_organisations_yes(story: Story) -> None:
    signed(story)
    change = put_forward(story, suggest(story, "editor", text=WORDS["supervision"].replace("meet", "see")), "editor")
    varied(story, text=WORDS["supervision"].replace("30", "45"))
    digest, at = change.latest.digest, story.tick()
    negotiation.confirm(story.session, change, digest=digest, by=story.member("editor"), at=at)
    assert (change.status, change.latest.assents) == (Status.OPEN, [])


@pytest.mark.parametrize("role", ["editor", "representative", "adviser"])
def test_only_the_practitioner_and_the_signatory_answer_a_variation(story: Story, role: str) -> None:
    signed(story)
    change = put_forward(story, suggest(story, "editor"), "editor")
    with pytest.raises(Refused):
        agree(story, change, by=role)
    with pytest.raises(Refused):
        decline(story, change, by=role)
    assert change.status is Status.OPEN


def test_an_editor_may_still_note_an_answer_for_their_side(story: Story) -> None:
    signed(story)
    change = sent(story)
    keep(story, change, by="editor")
    assert [kept.kind for kept in change.latest.kept] == [AnswerKind.DECLINE]


def test_an_editor_who_also_signs_gives_the_organisations_yes(story: Story) -> None:
    story.members["editor"].take(story.members["signatory"].roles[0].role)
    signed(story)
    assert put_forward(story, suggest(story, "editor"), "editor").assented(Party.ORGANISATION)


def test_weeks_and_start_of_an_agreed_plan_change_by_both_assents(story: Story) -> None:
    signed(story)
    agree(story, sent_weeks(story), by="signatory")
    agree(story, put_forward(story, suggest_start(story)), by="signatory")
    assert (story.plan.content.weeks, story.plan.content.start) == (14, "2026-02-02")
    assert story.plan.variations(story.plan.current) == 2


def test_a_varied_plan_is_agreed_anew_and_cites_the_agreement_before(story: Story) -> None:
    first = signed(story)
    varied(story)
    frozen = freeze(story)
    assert (story.plan.agreed, first.replaced_by) == (first, None)
    sign(story, frozen, by="signatory")
    sign(story, frozen)
    assert (frozen.previous_id, frozen.replaces, first.replaced_by) == (first.id, first, frozen)
    assert frozen.digest == signing.agreement_digest(story.plan, story.plan.current, first)
    assert (story.plan.agreed, story.plan.variations(story.plan.current)) == (frozen, 0)


def test_a_varied_text_that_was_reopened_leaves_the_agreement_and_the_next_cites_it(story: Story) -> None:
    first = signed(story)
    varied(story)
    reopened = sign(story, freeze(story))
    signing.cancel(story.session, reopened, reason="One more.", by=story.member("editor"), at=story.tick())
    assert (story.plan.agreed, story.plan.is_frozen) == (first, False)
    varied(story, "cases")
    again = freeze(story)
    assert again.previous_id == first.id
    assert again.signatures == []


def test_a_signature_on_a_reopened_text_no_longer_counts(story: Story) -> None:
    reopened = sign(story, freeze(story))
    signing.cancel(story.session, reopened, reason="A word.", by=story.member("practitioner"), at=story.tick())
    agree(story, sent(story))
    with pytest.raises(Refused):
        sign(story, reopened, by="signatory")
    again = sign(story, freeze(story), by="signatory")
    assert (story.plan.agreed, again.is_complete, reopened.is_complete) == (None, False, False)


def test_nothing_is_suggested_in_a_plan_that_was_withdrawn(story: Story) -> None:
    withdrawn(story)
    with pytest.raises(Refused) as refused:
        suggest_removal(story, key="aim")
    assert "withdrawn" in refused.value.sentence
