"""Changes that take effect one after the other: what is compared beforehand, and what no longer fits."""

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation.rebase import NO_LONGER_FITS, TakingEffect, rehearse
from portal.domain.plans.content import Content
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.proposal import Proposal
from tests.factories import WORDS, Story, sent

BASE = WORDS["supervision"]
SEEING, CALLING, LONGER = BASE.replace("meet", "see"), BASE.replace("meet", "telephone"), BASE.replace("30", "45")
BOTH = SEEING.replace("30", "45")


def compared(story: Story, monkeypatch: pytest.MonkeyPatch, *accepted: Proposal) -> list[tuple[int, str]]:
    """Which changes are compared with the plan before these take effect, by their numbers, with the words of each."""
    seen = list[tuple[int, str]]()

    def compare(self: Rewording, content: Content, after: str) -> None:
        assert content.clause(self.clause_key)
        seen.append((self.number or 0, after))

    with monkeypatch.context() as patch:
        patch.setattr(Rewording, "compare", compare)
        rehearse(story.session, story.plan, accepted)
    return seen


def test_what_has_to_be_fitted_to_a_change_is_compared_beforehand(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes, _ = sent(story, "editor", text=SEEING), sent(story, key="aim")
    beside = sent(story, text=LONGER)
    assert compared(story, monkeypatch, takes) == [(beside.number, BOTH)]
    assert compared(story, monkeypatch) == []


def test_changes_that_take_effect_together_are_compared_one_after_the_other(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes, joins = sent(story, "editor", text=SEEING), sent(story, text=LONGER)
    assert compared(story, monkeypatch, takes, joins) == [(joins.number, BOTH)]


def test_what_no_longer_fits_takes_no_effect_and_says_so(story: Story) -> None:
    first, second = sent(story, "editor", text=SEEING), sent(story, text=CALLING)
    taking = TakingEffect(story.session, story.plan, [first, second], by=story.member("editor"), at=story.tick())
    taking.take(first)
    sentence = "The plan has changed under suggested change 2, so it cannot take effect as it stands."
    assert NO_LONGER_FITS.format(number=second.number) == sentence
    with pytest.raises(Refused) as refused:
        taking.take(second)
    assert refused.value.sentence == sentence
