"""What a side keeps to itself before it answers."""

import pytest

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.roles import Side
from portal.domain.negotiation import kept_answer
from portal.domain.proposals.proposal import Status
from portal.domain.proposals.version import AnswerKind
from portal.domain.record import Stream
from tests.factories import WORDS, Story, agree, caution, in_effect, keep, keep_yes, sent, suggest

LONGER = WORDS["supervision"].replace("30", "45")


def kept(story: Story, side: Side = Side.ORGANISATION) -> list[kept_answer.Kept]:
    return kept_answer.kept_by(story.session, story.plan, side)


def test_the_newest_answer_counts(story: Story) -> None:
    change = sent(story)
    keep(story, change, by="editor")
    keep_yes(story, change, by="signatory")
    assert [one.answer.kind for one in kept(story)] == [AnswerKind.AGREE]
    assert kept(story, Side.PRACTITIONER) == []


def test_what_is_kept_stands_in_the_order_of_the_changes(story: Story) -> None:
    first, second = sent(story), sent(story, key="aim")
    for change in (second, first):
        keep(story, change)
    assert [one.proposal for one in kept(story)] == [first, second]


def test_an_answer_stays_with_the_words_it_was_kept_for(story: Story) -> None:
    change = keep_yes(story, sent(story))
    assert kept(story)[0].is_current
    in_effect(story, suggest(story, text=LONGER))
    found = kept(story)[0]
    assert (found.is_current, found.version.number, change.status) == (False, 1, Status.TO_CONFIRM)


def test_an_answer_that_was_given_is_kept_no_longer(story: Story) -> None:
    assert not any(one.is_current for one in kept_after_agreeing(story))


def kept_after_agreeing(story: Story) -> list[kept_answer.Kept]:
    agree(story, keep_yes(story, sent(story)))
    return kept(story)


def test_a_kept_answer_can_be_removed_by_ones_own_side_only(story: Story) -> None:
    change = keep_yes(story, sent(story))
    with pytest.raises(Refused):
        kept_answer.forget_answer(story.session, change, by=story.member("practitioner"), at=story.tick())
    kept_answer.forget_answer(story.session, change, by=story.member("signatory"), at=story.tick())
    assert kept(story) == change.latest.kept == []
    with pytest.raises(Refused):
        kept_answer.forget_answer(story.session, change, by=story.member("editor"), at=story.tick())


def test_a_representative_says_it_again_with_other_words_and_takes_it_back(story: Story) -> None:
    change, by = sent(story, by="editor"), story.member("representative")
    caution(story, change, "Ask me.")
    said = caution(story, change, "Ask your GP.")
    found = kept_answer.cautions_of(story.session, story.plan, Side.PRACTITIONER)
    assert found[change.id] == [said]
    assert said.note == "Ask your GP."
    assert kept_answer.cautions_of(story.session, story.plan, Side.ORGANISATION) == {}
    kept_answer.withdraw_caution(story.session, change, by=by, at=story.tick())
    assert kept_answer.cautions_of(story.session, story.plan, Side.PRACTITIONER) == {}
    with pytest.raises(Refused):
        kept_answer.withdraw_caution(story.session, change, by=by, at=story.tick())


@pytest.mark.parametrize("by", ["practitioner", "editor", "adviser"])
def test_only_a_representative_would_ask_first(story: Story, by: str) -> None:
    change = sent(story, by="editor")
    with pytest.raises(Refused, match=r"^Only a representative says this"):
        kept_answer.caution(story.session, change, note="", by=story.member(by), at=story.tick())


def test_nobody_asks_first_about_what_waits_for_the_other_side(story: Story) -> None:
    with pytest.raises(Refused, match=r"^This suggested change does not wait for your side's answer now"):
        caution(story, sent(story, by="practitioner"))


def test_what_a_side_keeps_stands_in_its_own_stream(story: Story) -> None:
    theirs, ours = sent(story, by="editor"), sent(story)
    shared = len(record.events(story.session, story.case.id, [Stream.SHARED]))
    caution(story, theirs)
    keep(story, theirs, by="practitioner")
    keep(story, ours, by="editor")
    kept_answer.forget_answer(story.session, ours, by=story.member("editor"), at=story.tick())
    assert len(record.events(story.session, story.case.id, [Stream.SHARED])) == shared
    assert len(record.events(story.session, story.case.id, [Stream.ORGANISATION])) == 3
    assert len(record.events(story.session, story.case.id, [Stream.PRACTITIONER])) == 3
