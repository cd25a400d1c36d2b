"""What the page of one suggested change shows to one viewer."""

from dataclasses import replace

import pytest

from portal.domain.negotiation import negotiation
from portal.domain.plans.content import fingerprint
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.proposal import Proposal
from portal.queries.proposals.proposal_page import ProposalPage, name_for, proposal_page
from tests import factories
from tests.factories import LIMITS, WORDS, Story

SEEING = WORDS["supervision"].replace("meet", "see")
LONGER = WORDS["supervision"].replace("30", "45")


def page(story: Story, change: Proposal, role: str, shown: str = "") -> ProposalPage:
    return proposal_page(change, story.members[role], shown_digest=shown)


def rewritten(story: Story, change: Proposal, text: str, by: str = "practitioner") -> Proposal:
    facts = {"reason": "Why.", "by": story.member(by), "at": story.tick(), "limits": LIMITS}
    negotiation.rewrite(story.session, change, text, **facts)
    return change


def answer(story: Story, change: Proposal, by: str, text: str) -> Proposal:
    author = replace(story.author(story.session, by), answers_to=change.id)
    return author.suggest(Rewording.begun(story.plan.content, change.target(), ""), text, limits=LIMITS)


def test_who_wrote_sent_and_ended_it_is_named(story: Story) -> None:
    change = factories.put_forward(story, factories.suggest(story, "representative"))
    own, theirs = page(story, change, "practitioner"), page(story, change, "editor")
    assert (own.author, own.sender, own.ended_by) == ("Test Representative", "Test Practitioner", "")
    assert theirs.author == "Test Practitioner"
    factories.decline(story, change)
    assert page(story, change, "practitioner").ended_by == "Test Editor"
    assert name_for(story.case, None, story.members["editor"]) == ""


@pytest.mark.parametrize(
    ("role", "is_own", "waits", "signers"),
    [
        ("practitioner", True, False, ["Test Practitioner"]),
        ("representative", True, False, ["Test Practitioner"]),
        ("editor", False, True, ["Test Signatory"]),
        ("adviser", False, False, []),
    ],
)
def test_it_says_whether_it_is_ones_own_and_who_answers(
    story: Story, role: str, is_own: bool, waits: bool, signers: list[str]
) -> None:
    found = page(story, factories.sent(story), role)
    assert (found.is_own, found.waits, found.signers, found.is_closed) == (is_own, waits, signers, False)
    assert found.present_fingerprint == fingerprint(WORDS["supervision"])


def test_on_a_withdrawn_plan_nothing_waits_and_nothing_is_changed_back(story: Story) -> None:
    change, done = factories.sent(story), factories.in_effect(story, factories.suggest(story, key="aim"))
    assert page(story, done, "editor").can_be_reversed
    assert not page(story, change, "editor").can_be_reversed
    factories.withdrawn(story)
    found = page(story, change, "editor")
    assert (found.is_closed, found.waits, page(story, done, "editor").can_be_reversed) == (True, False, False)


@pytest.mark.parametrize(("author", "colleague"), [("practitioner", "representative"), ("adviser", "reviewer")])
def test_words_that_were_shown_and_stand_no_longer_are_shown_again(story: Story, author: str, colleague: str) -> None:
    change = factories.suggest(story, author, text=SEEING)
    private = change.latest.digest
    sent = factories.put_forward(story, rewritten(story, change, LONGER, author), author).latest.digest
    twice = factories.suggest(story, "editor", text=WORDS["supervision"].replace("once", "twice"))
    factories.in_effect(story, twice, "editor")
    assert change.latest.digest != sent
    for role, digest, text in (
        (colleague, private, SEEING),
        ("editor", private, None),
        (colleague, sent, LONGER),
        ("editor", sent, LONGER),
        ("editor", change.latest.digest, None),
        (colleague, "of nothing", None),
    ):
        shown = page(story, change, role, digest).shown
        assert (shown.version.after if shown else None) == text


def test_what_its_author_wrote_is_shown_beside_what_it_was_fitted_to(story: Story) -> None:
    change = factories.sent(story, text=LONGER)
    assert page(story, change, "practitioner").before_it is None
    factories.overtaken(story, change, WORDS["supervision"].replace("once", "twice"))
    before_it = page(story, change, "practitioner").before_it
    assert before_it
    assert (before_it.version.number, before_it.version.after) == (1, LONGER)


def test_a_chain_of_answers_is_told_as_far_as_the_viewer_may_see_it(story: Story) -> None:
    first = factories.sent(story, text=SEEING)
    assert page(story, first, "editor").chain == []
    second = answer(story, first, "editor", LONGER)
    own = page(story, first, "signatory").chain
    assert [(link.change.proposal.id, link.author) for link in own] == [
        (first.id, "Test Practitioner"),
        (second.id, "Test Editor"),
    ]
    assert [link.change.proposal.id for link in page(story, first, "practitioner").chain] == [first.id]
    factories.put_forward(story, second, "editor")
    assert len(page(story, second, "practitioner").chain) == 2


def test_what_ones_side_keeps_is_shown_to_it_alone(story: Story) -> None:
    change = factories.sent(story, "editor")
    factories.caution(story, change)
    factories.keep(story, change, by="practitioner", reason="Ask first.")
    factories.keep_yes(story, change, by="practitioner")
    own, theirs = page(story, change, "representative"), page(story, change, "editor")
    assert own.kept
    assert (own.kept.kind.value, [one.note for one in own.advice]) == ("agree", ["Ask your GP first."])
    assert (theirs.kept, list(theirs.advice)) == (None, [])


def test_a_question_is_pending_until_it_is_answered_or_the_change_has_ended(story: Story) -> None:
    change = factories.sent(story)
    talk = factories.ask(story, change)
    assert [one.thread_id for one in page(story, change, "editor").pending] == [talk.id]
    factories.reply(story, talk)
    assert page(story, change, "editor").pending == []
    factories.ask(story, change)
    factories.decline(story, change)
    assert page(story, change, "editor").pending == []


def test_a_conflict_that_could_stand_as_it_is_says_so(story: Story) -> None:
    change = factories.sent(story, text="Wholly other words.")
    factories.overtaken(story, change, SEEING)
    assert page(story, change, "practitioner").fits_as_it_is
    factories.in_effect(story, factories.suggest_removal(story, "editor"), "editor")
    assert not page(story, change, "practitioner").fits_as_it_is


@pytest.mark.parametrize(("weeks", "is_kept"), [(6, True), (3, False)])
def test_an_extension_that_was_declined_after_signing_keeps_the_planned_end(
    story: Story, weeks: int, is_kept: bool
) -> None:
    before = factories.sent_weeks(story, weeks=weeks)
    factories.decline(story, before)
    factories.signed(story)
    change = factories.sent_weeks(story, weeks=weeks)
    assert not page(story, change, "editor").keeps_the_planned_end
    factories.decline(story, change, by="signatory")
    assert page(story, change, "editor").keeps_the_planned_end is is_kept
    assert not page(story, before, "editor").keeps_the_planned_end
