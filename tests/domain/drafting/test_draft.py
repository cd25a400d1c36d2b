"""Each saving of a draft is its next version; nobody changes unseen what somebody else has changed meanwhile."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.drafting import clause_acts as acts
from portal.domain.drafting.clause_kinds import new_clause
from portal.domain.drafting.draft import NO_WORDS, NOTHING_BEFORE, NOTHING_TICKED, Draft, Words
from portal.domain.drafting.shown import Stale, place_shown, words_shown
from portal.domain.drafting.taking import TITLE
from portal.domain.plans.content import Content
from portal.domain.plans.draft_version import DraftVersion
from portal.domain.plans.events import PLAN_IMPORTED
from portal.domain.plans.structure import Place
from tests.domain.drafting.drafts import drafts
from tests.domain.told import told
from tests.factories import LIMITS, WORDS, Story, a_case, in_second_form


@pytest.fixture
def begun(session: Session) -> Story:
    return a_case(session, issued=False)


@pytest.fixture
def draft(begun: Story) -> Draft:
    made = Draft(begun.session, begun.plan, begun.member("adviser"), begun.tick(), LIMITS)
    made.save(in_second_form(), "Brought to the new form")
    return made


def words(draft: Draft, key: str, text: str | None = None, *, shown: str = "") -> Words:
    """What the form of a clause sends that was opened now."""
    clause = acts.clause_of(draft.plan.draft_content, key)
    return Words(clause.text if text is None else text, clause.fields, clause.health, (shown or words_shown(clause),))


def place(draft: Draft, key: str) -> str:
    return place_shown(draft.plan.draft_content, key)


def versions(draft: Draft) -> list[DraftVersion]:
    wanted = select(DraftVersion).filter_by(plan_id=draft.plan.id).order_by(DraftVersion.number)
    return list(draft.session.scalars(wanted))


ACTS: dict[str, Callable[[Draft], object]] = {
    "reword": lambda draft: draft.reword("aim", words(draft, "aim", "Other words.")),
    "split": lambda draft: draft.reword("aim", words(draft, "aim", "One.\n\nTwo."), pieces=["One.", "Two."]),
    "up": lambda draft: draft.rearrange("cases", words(draft, "cases"), "up", shown=place(draft, "cases")),
    "join": lambda draft: draft.rearrange("cases", words(draft, "cases"), "join", shown=place(draft, "cases")),
    "move": lambda draft: draft.move("cases", words(draft, "cases"), Place("purpose", ""), shown=place(draft, "cases")),
    "turn": lambda draft: draft.turn_into("cases", words(draft, "cases"), "objective", shown=place(draft, "cases")),
    "remove": lambda draft: draft.remove("programme", words(draft, "programme"), shown=place(draft, "programme")),
    "add": lambda draft: draft.add(Place("purpose", ""), [new_clause("paragraph", "New words.")]),
}


def take(draft: Draft) -> None:
    """Two of the differences of a newer file."""
    content = draft.plan.draft_content
    file = content.with_text("aim", "Other words.").with_text("cases", "Not these.")
    draft.take(replace(file, title="Another title"), {"aim", TITLE}, shown=content.fingerprint)


ACTS["take"] = take


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_one_version_and_one_event_and_undoing_it_brings_the_fingerprint_back(
    draft: Draft, begun: Story, act: str
) -> None:
    before, events = draft.plan.draft_content.fingerprint, told(begun, PLAN_IMPORTED)
    ACTS[act](draft)
    assert draft.plan.draft_content.fingerprint != before
    newest = versions(draft)[-1]
    assert (newest.number, newest.content) == (3, draft.plan.draft_content)
    [new] = told(begun, PLAN_IMPORTED)[len(events) :]
    assert (new.stream, new.values) == (record.Stream.PSR, {"fingerprint": draft.plan.draft_fingerprint})
    draft.undo(number=3)
    assert draft.plan.draft_content.fingerprint == before
    assert len(versions(draft)) == 4


def test_undoing_again_goes_further_back_until_the_beginning(draft: Draft) -> None:
    for text in ("Once.", "Twice."):
        draft.reword("aim", words(draft, "aim", text))
    for number in (4, 5, 6):
        draft.undo(number=number)
    assert draft.plan.draft_content == versions(draft)[0].content
    with pytest.raises(Refused, match=NOTHING_BEFORE):
        draft.undo(number=7)


def test_nothing_is_undone_that_the_page_had_not_shown(draft: Draft) -> None:
    ACTS["reword"](draft)
    with pytest.raises(Stale):
        draft.undo(number=2)
    with pytest.raises(Stale):
        draft.go_back_to(1, shown=2)


def test_going_back_keeps_what_stood(draft: Draft) -> None:
    ACTS["reword"](draft)
    draft.go_back_to(1, shown=3)
    assert draft.plan.draft_content == versions(draft)[0].content
    assert "Other words." in versions(draft)[2].canonical
    with pytest.raises(Refused, match="no such version"):
        draft.go_back_to(99, shown=4)


def test_two_people_change_two_clauses_and_both_count(draft: Draft) -> None:
    first, second = words(draft, "aim", "One says this."), words(draft, "cases", "Another says that.")
    draft.reword("aim", first)
    draft.reword("cases", second)
    said = {clause.key: clause.text for _, clause in draft.plan.draft_content.walk()}
    assert (said["aim"], said["cases"]) == ("One says this.", "Another says that.")


def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten_unseen(draft: Draft) -> None:
    first, second = words(draft, "aim", "One says this."), words(draft, "aim", "Another says that.")
    draft.reword("aim", first)
    with pytest.raises(Stale) as refused:
        draft.reword("aim", second)
    assert refused.value.field == "text"
    for act in ("up", "remove"):
        with pytest.raises(Stale):
            if act == "up":
                draft.rearrange("aim", second, "down", shown=place(draft, "aim"))
            else:
                draft.remove("aim", second, shown=place(draft, "aim"))
    seen = second._replace(shown=(second.shown[0], words_shown(acts.clause_of(draft.plan.draft_content, "aim"))))
    draft.reword("aim", seen)
    assert acts.clause_of(draft.plan.draft_content, "aim").text == "Another says that."


def test_saving_what_stands_there_already_does_nothing_however_old_the_page_is(draft: Draft) -> None:
    draft.reword("aim", words(draft, "aim", WORDS["aim"], shown="an older page"))
    assert len(versions(draft)) == 2


def test_a_newer_file_is_taken_only_of_the_draft_that_it_was_compared_with(draft: Draft) -> None:
    content = draft.plan.draft_content
    file = content.with_text("cases", "Not these.")
    with pytest.raises(Refused, match=NOTHING_TICKED):
        draft.take(file, {"aim"}, shown=content.fingerprint)
    draft.reword("aim", words(draft, "aim", "One says this."))
    with pytest.raises(Stale):
        draft.take(file, {"cases"}, shown=content.fingerprint)
    assert draft.plan.draft_content.clause("aim") == replace(acts.clause_of(content, "aim"), text="One says this.")


def test_what_somebody_else_has_moved_or_filled_meanwhile_is_not_moved_or_taken_out(draft: Draft) -> None:
    shown = place(draft, "programme")
    draft.add(Place("programme", "cases"), [new_clause("paragraph", "Not to be lost.")])
    with pytest.raises(Stale):
        draft.remove("programme", words(draft, "programme"), shown=shown)
    with pytest.raises(Stale):
        draft.rearrange("programme", words(draft, "programme"), "up", shown=shown)


def test_words_typed_go_with_the_act(draft: Draft) -> None:
    draft.rearrange("cases", words(draft, "cases", "Typed just now."), "up", shown=place(draft, "cases"))
    first, _ = acts.clause_of(draft.plan.draft_content, "programme").children
    assert (first.key, first.label, first.text) == ("cases", "2.1", "Typed just now.")


def test_a_paragraph_without_words_and_what_no_plan_may_be_are_refused(draft: Draft) -> None:
    with pytest.raises(Refused, match=NO_WORDS):
        draft.reword("aim", words(draft, "aim", ""))
    with pytest.raises(Refused, match="longer than"):
        draft.reword("aim", words(draft, "aim", "x" * (LIMITS.max_clause_characters + 1)))
    many = [new_clause("paragraph", "More.") for _ in range(LIMITS.max_clauses)]
    with pytest.raises(Refused, match="The most is"):
        draft.add(Place("purpose", ""), many)
    assert len(versions(draft)) == 2


def test_once_issued_nothing_of_the_draft_changes(draft: Draft, begun: Story) -> None:
    draft.plan.issue(draft.session, by=begun.member("adviser"), at=begun.tick())
    for act in ACTS.values():
        with pytest.raises(Refused, match="has been issued"):
            act(draft)
    with pytest.raises(Refused, match="has been issued"):
        draft.undo(number=2)


@given(content=drafts(), data=st.data())
def test_what_was_shown_of_a_clause_says_the_same_until_it_is_changed(content: Content, data: st.DataObject) -> None:
    """Its digests cover its words and its place, not its number, nor anything that stands elsewhere."""
    key, other = (data.draw(st.sampled_from([one.key for _, one in content.walk()])) for _ in range(2))
    clause = acts.clause_of(content, key)
    reworded = acts.reworded(content, other, "Wholly other words.", acts.clause_of(content, other).fields)
    assert (words_shown(acts.clause_of(reworded, key)) == words_shown(clause)) == (key != other)
