"""Writing a suggestion anew: what changes with it while it is private, and when it cannot be."""

import pytest

from portal.domain.base import Refused
from portal.domain.negotiation import negotiation
from portal.domain.proposals.proposal import Asker, Proposal, Status
from tests.factories import LIMITS, WORDS, Story, freeze, overtaken, sent, suggest, withdrawn

SEEING = WORDS["supervision"].replace("meet", "see")
CALLING = WORDS["supervision"].replace("meet", "telephone")
ANEW = WORDS["supervision"].replace("supervisor", "mentor")


def write_anew(
    story: Story, proposal: Proposal, by: str = "practitioner", reason: str = "Kinder.", asked_by: Asker | None = None
) -> None:
    facts = {"by": story.member(by), "at": story.tick(), "limits": LIMITS}
    negotiation.rewrite(story.session, proposal, ANEW, reason=reason, asked_by=asked_by, **facts)


def test_the_reason_changes_with_the_words_while_they_are_private(story: Story) -> None:
    mine = suggest(story, text=SEEING)
    write_anew(story, mine)
    assert (mine.reason, mine.latest.after, len(mine.versions)) == ("Kinder.", ANEW, 2)


def test_the_reason_that_was_sent_stays(story: Story) -> None:
    mine = overtaken(story, sent(story, text=SEEING), CALLING)
    write_anew(story, mine)
    assert (mine.reason, mine.latest.after, mine.status) == ("It is clearer.", ANEW, Status.OPEN)


def test_psr_may_say_anew_who_asked_and_need_not(story: Story) -> None:
    asked = suggest(story, "adviser", text=SEEING)
    write_anew(story, asked, "adviser", asked_by=Asker.PRACTITIONER)
    assert asked.asked_by is Asker.PRACTITIONER
    facts = {"by": story.member("adviser"), "at": story.tick(), "limits": LIMITS}
    negotiation.rewrite(story.session, asked, SEEING, reason="", **facts)
    assert asked.asked_by is Asker.PRACTITIONER


def test_what_was_sent_is_not_written_anew_while_the_text_is_final(story: Story) -> None:
    mine, private = overtaken(story, sent(story, text=SEEING), CALLING), suggest(story, key="aim")
    freeze(story)
    with pytest.raises(Refused, match="final"):
        write_anew(story, mine)
    negotiation.rewrite(
        story.session, private, "Other.", reason="", by=story.member("practitioner"), at=story.tick(), limits=LIMITS
    )
    assert (mine.status, private.latest.after) == (Status.CONFLICT, "Other.")


def test_nothing_is_written_anew_on_a_plan_that_was_withdrawn(story: Story) -> None:
    mine = suggest(story, text=SEEING)
    withdrawn(story)
    with pytest.raises(Refused, match="withdrawn"):
        write_anew(story, mine)
