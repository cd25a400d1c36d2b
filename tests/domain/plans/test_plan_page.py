"""Everything that the plan page shows to one reader: each change beside its words, and what waits for whom."""

from datetime import date

import pytest

from portal.domain.talk.thread import Audience
from portal.queries.plans.clause_rows import ClauseRow
from portal.queries.plans.plan_page import PlanPage, open_proposals, plan_page
from portal.text import Run
from tests import factories
from tests.factories import WORDS, Story

TODAY, MANY = date(2026, 1, 5), 100
TWICE = WORDS["supervision"].replace("once", "twice")
LONGER = WORDS["supervision"].replace("30", "45")


def page(
    story: Story, role: str = "editor", view: str = "changes", most_notes: int = MANY, around: str = ""
) -> PlanPage:
    member = story.members[role]
    return plan_page(story.session, story.plan, member, today=TODAY, most_notes=most_notes, view=view, around=around)


def row(found: PlanPage, key: str = "supervision") -> ClauseRow:
    return next(one for one in found.rows if one.clause.key == key)


def test_every_clause_and_stage_stands_in_reading_order(story: Story) -> None:
    found = page(story)
    assert [(one.clause.key, one.depth) for one in found.rows] == [(c.key, d) for d, c in story.plan.content.walk()]
    assert [one.stage.key for one in found.stages] == ["first", "second"]
    assert row(found).runs == [Run("same", WORDS["supervision"])]
    assert (row(found).in_words, row(found).side) == (None, "")


def test_the_first_change_that_fits_stands_in_the_words_and_every_one_beside_them(story: Story) -> None:
    first, second = factories.sent(story, text=TWICE), factories.sent(story, "editor", text=LONGER)
    found = row(page(story))
    assert [card.proposal.id for card in found.cards] == [first.id, second.id]
    assert found.in_words is found.cards[0]
    assert found.side == "practitioner"
    assert [(run.kind, run.text) for run in found.runs if run.kind != "same"] == [
        ("removed", "once"),
        ("added", "twice"),
    ]


def test_a_change_written_against_other_words_stands_beside_them_only(story: Story) -> None:
    change = factories.suggest(story, text="Wholly other words.")
    factories.in_effect(story, factories.suggest(story, "editor", text=TWICE), "editor")
    found = row(page(story, "practitioner"))
    assert ([card.proposal.id for card in found.cards], found.in_words) == ([change.id], None)
    assert found.runs == [Run("same", TWICE)]


def test_changes_of_two_sides_in_one_sentence_are_pointed_out_on_the_later(story: Story) -> None:
    factories.sent(story, text=TWICE)
    factories.sent(story, "editor", text=LONGER)
    one, other = row(page(story)).cards
    assert (one.together, bool(other.together)) == ([], True)


def test_changes_of_one_side_in_one_sentence_are_not(story: Story) -> None:
    factories.sent(story, text=TWICE)
    factories.sent(story, text=LONGER)
    assert [card.together for card in row(page(story)).cards] == [[], []]


def test_words_that_are_talked_about_are_highlighted(story: Story) -> None:
    talk = factories.thread(story, quote="once a week")
    found = row(page(story))
    assert [thread.id for thread in found.threads] == [talk.id]
    assert [run.text for run in found.runs if run.marked] == ["once a week"]
    factories.settle(story, talk)
    assert row(page(story)).threads == []


def test_what_is_about_the_whole_plan_stands_above_it(story: Story) -> None:
    title, start = factories.suggest_title(story, "editor"), factories.suggest_start(story, "editor")
    weeks = factories.suggest_weeks(story, "editor", key="second")
    found = page(story)
    assert [card.proposal.id for card in found.title_cards] == [title.id]
    assert [card.proposal.id for card in found.start_cards] == [start.id]
    assert [[card.proposal.id for card in one.cards] for one in found.stages] == [[], [weeks.id]]
    assert [card.proposal.id for card in found.cards()] == [title.id, start.id, weeks.id]


def test_a_change_whose_paragraph_is_gone_strays_and_waits_for_its_author(story: Story) -> None:
    change = factories.sent(story)
    factories.in_effect(story, factories.suggest_removal(story, "editor"), "editor")
    found = page(story, "practitioner")
    assert [card.proposal.id for card in found.stray_cards] == [change.id]
    assert [card.proposal.id for card in found.walk] == [change.id]
    assert page(story, "editor").walk == []


def test_what_waits_is_walked_through_in_reading_order(story: Story) -> None:
    later, first = factories.sent(story), factories.sent(story, key="aim")
    factories.sent(story, "editor", key="cases")
    found = page(story)
    assert [card.proposal.id for card in found.walk] == [first.id, later.id]


def test_a_private_change_under_which_the_plan_changed_is_walked_to_by_its_side(story: Story) -> None:
    change = factories.suggest(story, text=LONGER)
    assert page(story, "practitioner").walk == []
    factories.in_effect(story, factories.suggest(story, "editor", text=TWICE), "editor")
    found = page(story, "practitioner")
    assert [card.proposal.id for card in found.walk] == [change.id]
    assert found.fitted == 0


def test_answers_kept_and_changes_fitted_are_counted(story: Story) -> None:
    change = factories.sent(story, text=LONGER)
    factories.keep_yes(story, change)
    assert (page(story).kept, page(story, "practitioner").kept) == (1, 0)
    factories.overtaken(story, change, TWICE)
    assert (page(story).fitted, page(story, "practitioner").fitted) == (0, 1)


@pytest.mark.parametrize(("most_notes", "folded"), [(4, False), (3, True)])
def test_a_plan_is_folded_when_more_stands_beside_it_than_is_set(story: Story, most_notes: int, folded: bool) -> None:
    factories.sent(story)
    factories.sent(story, key="aim")
    talks = [factories.thread(story), factories.thread(story, key="aim", quote="")]
    found = page(story, most_notes=most_notes, around="aim")
    assert found.folded is folded
    assert [found.folds(row(found, key)) for key in ("supervision", "aim")] == [folded, False]
    shown = {talk.id for talk in found.talks()}
    assert shown == ({talks[1].id} if folded else {talk.id for talk in talks})


def test_talk_about_a_change_stands_on_its_card(story: Story) -> None:
    change = factories.sent_weeks(story)
    talk = factories.thread_on(story, change)
    found = page(story)
    assert [one.id for one in found.stages[0].cards[0].threads] == [talk.id]
    assert [one.id for one in found.talks()] == [talk.id]
    assert [comment.body for one in found.talks() for comment in one.comments] == ["What would it cost?"]


def test_each_section_says_how_many_changes_stand_under_it(story: Story) -> None:
    for key in ("aim", "supervision", "cases"):
        factories.sent(story, key=key)
    factories.sent(story, key="programme", text="The programme")
    counted = [(one.clause.key, number) for one, number in page(story).sections]
    assert counted == [("purpose", 1), ("programme", 3), ("agreement", 0)]


def test_the_clean_view_shows_no_change_and_no_talk(story: Story) -> None:
    factories.sent(story)
    factories.thread(story)
    found = page(story, view="clean")
    assert (list(found.cards()), list(found.talks()), found.walk, found.folded) == ([], [], [], False)
    assert found.turn.answers == 1


def test_as_if_agreed_shows_the_words_with_all_that_can_be_agreed(story: Story) -> None:
    factories.sent(story, text=TWICE)
    against = factories.sent(story, "editor", text=WORDS["supervision"].replace("once", "thrice"))
    found = page(story, view="agreed")
    assert row(found).clause.text == TWICE
    assert (found.left_out, list(found.cards()), found.content == story.plan.content) == ([against.number], [], False)
    assert page(story).left_out == []


@pytest.mark.parametrize(
    ("role", "number"), [("practitioner", 3), ("representative", 3), ("editor", 2), ("adviser", 2)]
)
def test_a_reader_has_what_was_sent_and_what_their_own_side_prepares(story: Story, role: str, number: int) -> None:
    private = factories.suggest(story, key="aim")
    sent = [factories.sent(story, "editor"), factories.sent(story, key="cases")]
    factories.decline(story, factories.sent(story, text="Other words."))
    found = open_proposals(story.session, story.plan, story.members[role])
    assert [one.id for one in found] == [one.id for one in [*sent, private][:number]]


def test_whether_something_can_be_done_here_now(story: Story) -> None:
    assert (page(story).is_closed, page(story).agreed, page(story).variations) == (False, None, 0)
    factories.freeze(story)
    assert page(story).is_closed


def test_a_withdrawn_plan_is_closed(story: Story) -> None:
    factories.withdrawn(story)
    assert page(story).is_closed


def test_an_agreed_plan_says_how_many_changes_were_agreed_since(story: Story) -> None:
    agreed = factories.signed(story)
    factories.varied(story)
    found = page(story)
    assert (found.agreed, found.variations, found.is_closed) == (agreed, 1, False)


def test_what_others_say_among_themselves_is_not_there(story: Story) -> None:
    factories.thread(story, audience=Audience.PRACTITIONER)
    assert (row(page(story)).threads, len(row(page(story, "representative")).threads)) == ([], 1)
