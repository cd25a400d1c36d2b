"""Several suggestions put forward together, and several fitted ones confirmed together: all or none."""

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.bundle import Bundle, put_forward_together
from portal.domain.negotiation.negotiation import Stale
from portal.domain.proposals.proposal import Proposal, Status
from tests.factories import WORDS, Story, bundle, freeze, in_effect, sent, suggest, suggest_weeks

LONGER = WORDS["supervision"].replace("30", "45")
SEEING = WORDS["supervision"].replace("meet", "see")
TWICE = WORDS["supervision"].replace("once", "twice")


def chosen(*proposals: Proposal) -> list[tuple[Proposal, str]]:
    return [(proposal, proposal.latest.digest) for proposal in proposals]


def test_what_is_sent_together_carries_one_note_and_its_numbers_in_order(story: Story) -> None:
    first, second, third = suggest(story, key="aim"), suggest_weeks(story), suggest(story, key="cases")
    together = bundle(story, first, third, note="For the panel.")
    assert (first.number, third.number, second.status) == (1, 2, Status.PRIVATE)
    assert {first.bundle_id, third.bundle_id} == {together.id}
    assert (together.note, second.bundle_id) == ("For the panel.", None)
    assert together.case is story.case


def test_something_must_be_chosen(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        bundle(story)
    assert refused.value.field == "chosen"


@pytest.mark.parametrize("spoilt", ["stale", "sent", "theirs", "none"])
def test_all_are_sent_or_none(story: Story, spoilt: str) -> None:
    mine = suggest(story, key="aim")
    pairs = {
        "stale": lambda: [*chosen(mine), (suggest(story), "0" * 64)],
        "sent": lambda: chosen(mine, sent(story)),
        "theirs": lambda: chosen(mine, suggest(story, by="editor")),
        "none": list,
    }[spoilt]()
    by, at = story.member("practitioner"), story.tick()
    with pytest.raises(Refused), story.session.begin_nested():
        put_forward_together(story.session, story.plan, pairs, note="", by=by, at=at)
    story.session.expire_all()
    assert (mine.status, mine.number, mine.bundle_id) == (Status.PRIVATE, None, None)
    assert story.session.query(Bundle).count() == 0


def test_nothing_is_sent_together_while_the_text_is_final(story: Story) -> None:
    mine = suggest(story)
    freeze(story)
    with pytest.raises(Refused):
        bundle(story, mine)


def fitted(story: Story) -> list[Proposal]:
    """Two sent changes that the plan's new words have touched."""
    mine = [sent(story, text=SEEING), sent(story, text=TWICE)]
    in_effect(story, suggest(story, "editor", text=LONGER), "editor")
    return mine


def confirm(story: Story, pairs: list[tuple[Proposal, str]], by: str = "practitioner") -> None:
    with story.session.begin_nested():
        negotiation.confirm_together(story.session, pairs, by=story.member(by), at=story.tick())


def test_fitted_changes_are_confirmed_together(story: Story) -> None:
    mine = fitted(story)
    assert [one.status for one in mine] == [Status.TO_CONFIRM] * 2
    confirm(story, chosen(*mine))
    assert [one.status for one in mine] == [Status.OPEN] * 2


def test_one_that_was_not_shown_as_it_is_stops_all(story: Story) -> None:
    mine = fitted(story)
    with pytest.raises(Stale):
        confirm(story, [*chosen(mine[0]), (mine[1], "0" * 64)])
    story.session.expire_all()
    assert [one.status for one in mine] == [Status.TO_CONFIRM] * 2


def test_only_the_authors_side_confirms(story: Story) -> None:
    mine = fitted(story)
    for pairs, by in [(chosen(*mine), "editor"), ([], "practitioner")]:
        with pytest.raises(Refused):
            confirm(story, pairs, by)
