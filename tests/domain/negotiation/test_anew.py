"""What was taken back can be suggested anew, while the plan has a place for it."""

from portal.domain.negotiation import negotiation
from portal.domain.negotiation.anew import begun_anew
from portal.domain.negotiation.reversal import reversal_of
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from tests import factories
from tests.factories import Story, in_effect


def taken_back(story: Story, made: Proposal) -> Proposal:
    negotiation.withdraw(story.session, made, by=story.member("practitioner"), at=story.tick())
    return made


def test_what_still_stands_or_has_no_place_any_more_is_not_begun_anew(story: Story) -> None:
    made = factories.suggest(story)
    assert begun_anew(made, story.plan) is None
    taken_back(story, made)
    assert begun_anew(made, story.plan) == (ProposalKind.REWORD, "supervision", "")
    in_effect(story, factories.suggest_removal(story, "editor"), "editor")
    assert begun_anew(made, story.plan) is None


def test_what_would_bring_back_a_removed_paragraph_begins_at_the_change_that_removed_it(story: Story) -> None:
    removed = in_effect(story, factories.suggest_removal(story))
    clause = reversal_of(story.session, removed).clause
    assert clause
    author = story.author(story.session, "practitioner")
    back = author.suggest(Addition.of(clause), clause.text, Place("programme", ""), limits=factories.LIMITS)
    assert begun_anew(taken_back(story, back), story.plan) is None
