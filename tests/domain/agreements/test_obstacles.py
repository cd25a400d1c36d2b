"""What stands between a draft and its signing."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from portal.domain.agreements.obstacles import Obstacle, obstacles
from portal.domain.checks.dismissal import keep
from portal.domain.checks.rules.gaps import PLACEHOLDER
from portal.domain.checks.rules.nothing_there import NO_STAGES
from portal.domain.plans.content import Clause, Content
from portal.domain.talk import discussion
from portal.domain.talk.thread import Audience, audiences_of
from tests import factories
from tests.factories import (
    Story,
    a_case,
    agree,
    decline,
    in_effect,
    put_forward,
    sent,
    some_content,
    suggest,
    suggest_removal,
    thread,
    thread_on,
)


def said(story: Story) -> list[tuple[str, str, bool]]:
    """What stands in the practitioner's way: its sentence, its part of the plan page, and whether it may be kept."""
    return [(one.sentence, one.anchor, one.is_keepable) for one in in_the_way(story)]


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


def test_a_change_that_psr_has_to_look_at_again_says_so(story: Story) -> None:
    put_forward(story, suggest(story, "adviser", text="Wholly other words."), by="adviser")
    agree(story, sent(story, "editor"), by="practitioner")
    assert [one.sentence for one in in_the_way(story)] == [
        "Suggested change 1 waits for PSR to look at it again, because the words of the plan changed."
    ]


def test_a_change_that_was_asked_about_waits_for_the_reply(story: Story) -> None:
    question = factories.ask(story, factories.sent(story))
    assert [one.sentence for one in in_the_way(story)] == [
        "Suggested change 1 waits for the reply of Test Practitioner to a question."
    ]
    factories.reply(story, question)
    assert [one.sentence for one in in_the_way(story)] == ["Suggested change 1 waits for the answer of Harbour Trust."]


def test_a_private_suggestion_stands_in_nobodys_way(story: Story) -> None:
    suggest(story)
    assert in_the_way(story) == in_the_way(story, "editor") == []


def test_a_conversation_that_must_be_settled_stands_in_the_way(story: Story) -> None:
    talk = thread(story, must_settle=True)
    thread(story)
    assert [one.anchor for one in in_the_way(story, "editor")] == ["clause-supervision"]
    discussion.settle(story.session, talk, by=story.member("practitioner"), at=story.tick())
    assert in_the_way(story) == []


def test_a_conversation_about_a_paragraph_is_settled_beside_it_or_by_itself_once_that_is_gone(story: Story) -> None:
    talk = thread(story, must_settle=True)
    there = "A conversation about paragraph 2.1 must be settled."
    assert in_the_way(story) == [Obstacle(there, "clause-supervision")]
    in_effect(story, suggest_removal(story))
    gone = "A conversation about a paragraph that is no longer in the plan must be settled."
    assert in_the_way(story) == [Obstacle(gone, "", talk.id)]


def test_each_conversation_about_a_change_that_must_be_settled_names_its_own(story: Story) -> None:
    changes = [put_forward(story, suggest(story, key="aim")), suggest(story, key="cases")]
    talks = [
        thread_on(story, change, "practitioner", audience, must_settle=True)
        for change, audience in zip(changes, [Audience.SHARED, Audience.PRACTITIONER], strict=True)
    ]
    found = [one for one in in_the_way(story) if one.thread_id]
    assert found == [
        Obstacle("A conversation about suggested change 1 must be settled.", "", talks[0].id),
        Obstacle("A conversation about a suggestion of your side must be settled.", "", talks[1].id),
    ]


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


def with_fields(*fields: tuple[str, str], text: str = "Clear notes.") -> Content:
    """The plan with an objective under its programme."""
    purpose, programme, *others = some_content().clauses
    goal = Clause("goal", "2.3", "objective", text, fields)
    programme = replace(programme, children=(*programme.children, goal))
    return replace(some_content(), clauses=(purpose, programme, *others))


def test_a_gap_in_a_part_of_an_objective_stands_in_the_way(session: Session) -> None:
    story = a_case(session, content=with_fields(("Measure", "Ten audits"), ("Supervisor", "[name]")))
    sentence = "The part “Supervisor” of objective 2.3 has a gap to fill: “[name]”."
    assert said(story) == [(sentence, "clause-goal", False)]


@pytest.mark.parametrize(
    ("part", "name"),
    [("title", "The title"), ("level", "The supervision"), ("review", "The review meeting")],
)
def test_a_gap_in_a_stage_stands_in_the_way(session: Session, part: str, name: str) -> None:
    content = some_content().with_stage("second", **{part: "Weekly, TBC"})
    story = a_case(session, content=content)
    sentence = f"{name} of the stage “{content.stage('second').title}” has a gap to fill: “TBC”."
    assert said(story) == [(sentence, "stage-second", False)]


def test_a_programme_without_a_start_stands_in_the_way(session: Session) -> None:
    story = a_case(session, content=replace(some_content(), start=""))
    assert said(story) == [("The start of the programme is a gap to fill.", "stages", False)]


def test_a_plan_without_stages_or_with_an_empty_section_stands_in_its_own_way(session: Session) -> None:
    clauses = (*some_content().clauses, Clause("notes", "4", "section", "Notes"))
    story = a_case(session, content=replace(some_content(), start="", stages=(), clauses=clauses))
    empty = "Section 4, “Notes”, is empty: nothing stands under its heading."
    assert said(story) == [(NO_STAGES, "stages", False), (empty, "clause-notes", False)]


def test_a_section_without_a_number_is_named_without_one(session: Session) -> None:
    clauses = (*some_content().clauses, Clause("notes", "", "section", "Notes follow, [more]."))
    story = a_case(session, content=replace(some_content(), clauses=clauses))
    assert said(story) == [("A section has a gap to fill: “[more]”.", "clause-notes", False)]


def test_words_that_call_the_plan_a_draft_stand_in_the_way_until_somebody_keeps_them(session: Session) -> None:
    content = with_fields(("Status", "This draft"), text="The draft plan.")
    story = a_case(session, content=content)
    assert [(one.finding.spot.part, one.is_keepable) for one in in_the_way(story) if one.finding] == [
        ("", True),
        ("Status", True),
    ]
    for one in in_the_way(story):
        assert one.finding
        by, at = story.member("editor"), story.tick()
        keep(story.session, story.plan, one.finding.digest, reason="It says so on purpose.", by=by, at=at)
    assert in_the_way(story) == []


def test_a_stage_that_calls_the_plan_a_draft_is_reworded(session: Session) -> None:
    story = a_case(session, content=some_content().with_stage("first", review="The Draft plan is read."))
    assert [(one.anchor, one.is_keepable) for one in in_the_way(story)] == [("stage-first", False)]


def test_words_that_the_stages_make_untrue_stand_in_the_way(session: Session) -> None:
    story = a_case(session, content=some_content().with_text("aim", "This plan lasts ten weeks."))
    sentence = "Paragraph 1.1 says “ten weeks”, but the plan lasts 12 weeks."
    assert said(story) == [(sentence, "clause-aim", True)]


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
