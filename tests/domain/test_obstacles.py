"""What stands between a draft and its signing."""

import pytest
from sqlalchemy.orm import Session

from portal.domain import discussion
from portal.domain.obstacles import PLACEHOLDER, Obstacle, calls_itself_draft, obstacles
from portal.domain.thread import Audience, audiences_of
from tests.factories import Story, a_case, agree, decline, put_forward, sent, some_content, suggest, thread


def in_the_way(story: Story, role: str = "practitioner") -> list[Obstacle]:
    readable = set(audiences_of(story.member(role).side))
    return obstacles(story.session, story.plan, readable=readable)


def test_nothing_stands_in_the_way_of_a_plan_without_open_ends(story: Story) -> None:
    assert in_the_way(story) == []


def test_a_change_put_forward_stands_in_the_way_until_it_is_answered(story: Story) -> None:
    yes, no = sent(story), sent(story, key="aim")
    assert [one.anchor for one in in_the_way(story)] == ["change-1", "change-2"]
    agree(story, yes)
    decline(story, no)
    assert in_the_way(story) == []


def test_each_open_change_says_for_whom_it_waits(story: Story) -> None:
    sent(story, "editor")
    put_forward(story, suggest(story, "adviser", key="aim"), by="adviser")
    sent(story, key="cases", text="Wholly other words.")
    agree(story, sent(story, "editor", key="cases"), by="practitioner")
    assert [one.sentence for one in in_the_way(story)] == [
        "Suggested change 1 waits for the answer of Test Practitioner.",
        "Suggested change 2 waits for the answer of Harbour Trust and of Test Practitioner.",
        "Suggested change 3 waits for Test Practitioner to look at it again, because the words of the plan changed.",
    ]


def test_a_private_suggestion_stands_in_nobodys_way(story: Story) -> None:
    suggest(story)
    assert in_the_way(story) == in_the_way(story, "editor") == []


def test_a_conversation_that_must_be_settled_stands_in_the_way(story: Story) -> None:
    talk = thread(story, must_settle=True)
    thread(story)
    assert [one.anchor for one in in_the_way(story, "editor")] == ["clause-supervision"]
    discussion.settle(story.session, talk, by=story.member("practitioner"), at=story.tick())
    assert in_the_way(story) == []


def test_a_private_conversation_is_known_to_its_readers_only(story: Story) -> None:
    thread(story, audience=Audience.PRACTITIONER, must_settle=True)
    assert in_the_way(story)
    assert in_the_way(story, "editor") == in_the_way(story, "adviser") == []


GAPS = ["[name]", "____", "TBC", "tba", "To be confirmed", "to be agreed", "not yet named"]


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_stands_in_the_way(session: Session, gap: str) -> None:
    story = a_case(session, content=some_content().with_text("aim", f"The supervisor is {gap}, from May."))
    assert [one.anchor for one in in_the_way(story)] == ["clause-aim"]
    assert gap in in_the_way(story)[0].sentence


def test_paragraphs_that_call_the_plan_a_draft_are_listed(session: Session) -> None:
    story = a_case(session, content=some_content().with_text("aim", "This Draft plan helps; a draughty room does not."))
    assert [clause.key for clause in calls_itself_draft(story.plan)] == ["aim"]


@pytest.mark.parametrize(
    ("words", "is_a_gap"),
    [
        ("The supervisor is to be named.", True),
        ("Start: to be confirmed", True),
        ("Any change needs to be agreed by both parties.", False),
        ("The deputy (to be agreed) is told.", True),
        ("[name]", True),
    ],
)
def test_a_gap_is_told_from_a_sentence_about_agreeing(words: str, is_a_gap: bool) -> None:
    assert bool(PLACEHOLDER.search(words)) is is_a_gap
