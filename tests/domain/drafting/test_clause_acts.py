"""What is done to a draft loses no word and no key, and can be told where it cannot be done."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.base import Refused
from portal.domain.drafting import clause_acts as acts
from portal.domain.drafting import clause_kinds as kinds
from portal.domain.drafting.draft import WAYS
from portal.domain.drafting.numbering import renumbered
from portal.domain.plans.content import Content, parse
from portal.domain.plans.structure import Place, families, keys_under, misfit, place_of
from tests.domain.drafting.drafts import drafts, in_order, keys_of, words_of
from tests.factories import in_second_form

PLAN = in_second_form()
STEPS = {way: act for way, (act, _) in WAYS.items()}
Act = Callable[[Content, str], Content]


def tried(act: Act, content: Content, key: str) -> Content | None:
    try:
        return act(content, key)
    except Refused:
        return None


@pytest.mark.parametrize("way", WAYS)
@given(content=drafts(), data=st.data())
def test_no_step_loses_a_word_and_no_key_but_that_of_a_joined_paragraph(
    way: str, content: Content, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(keys_of(content)))
    after = tried(STEPS[way], content, key)
    if after is None:
        return
    assert words_of(after) == words_of(content)
    gone = set(keys_of(content)) - set(keys_of(after))
    assert gone == ({key} if way == "join" else set())
    assert len(set(keys_of(after))) == len(keys_of(after))


@pytest.mark.parametrize("way", ["in", "out", "join"])
@given(content=drafts(), data=st.data())
def test_what_is_moved_in_out_or_joined_reads_on_in_the_same_order(
    way: str, content: Content, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(keys_of(content)))
    place, after = place_of(content, key), tried(STEPS[way], content, key)
    holder = content.clause(place.parent) if place else None
    clause = content.clause(key)
    if way == "out" and holder and holder.kind == "section" and clause and clause.kind != "section":
        return  # what else stands in the section stays in it
    if after is not None:
        assert in_order(after) == in_order(content)


@given(content=drafts(), data=st.data())
def test_up_and_down_undo_each_other(content: Content, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(keys_of(content)))
    for there, back in ((acts.moved_up, acts.moved_down), (acts.moved_down, acts.moved_up)):
        after = tried(there, content, key)
        if after is not None:
            assert back(after, key) == content


@pytest.mark.parametrize("way", WAYS)
@given(content=drafts(), data=st.data())
def test_every_clause_stands_where_its_kind_may_stand(way: str, content: Content, data: st.DataObject) -> None:
    after = tried(STEPS[way], content, data.draw(st.sampled_from(keys_of(content))))
    for parent, family in families(after or content):
        for clause in family:
            assert misfit(after or content, Place(parent, ""), clause.kind) == ""


@given(content=drafts(), data=st.data(), pieces=st.lists(st.sampled_from(["One.", "Two."]), min_size=1, max_size=4))
def test_what_is_split_says_all_its_pieces_and_keeps_its_key(
    content: Content, data: st.DataObject, pieces: list[str]
) -> None:
    key = data.draw(st.sampled_from(keys_of(content)))
    clause = acts.clause_of(content, key)
    after = acts.split(content, key, pieces)
    whole = acts.with_clause(
        content, acts.reworded(content, key, " ".join(pieces), clause.fields).clause(key) or clause
    )
    assert words_of(after) == words_of(whole)
    assert acts.clause_of(after, key).text == pieces[0]
    assert acts.clause_of(after, key).fields == clause.fields
    assert set(keys_of(content)) <= set(keys_of(after))


@given(content=drafts(), data=st.data())
def test_taking_out_takes_what_stands_under_it_and_nothing_else(content: Content, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(keys_of(content)))
    after = tried(acts.removed, content, key)
    left = set(keys_of(content)) - keys_under(content, key)
    assert set(keys_of(after)) == left if after else not left


@given(content=drafts(), data=st.data())
def test_what_an_act_makes_is_read_again_the_same(content: Content, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(keys_of(content)))
    after = renumbered(content, tried(acts.indented, content, key) or content)
    assert parse(after.canonical()) == after


def test_the_first_of_a_section_moves_up_to_the_end_of_the_one_above() -> None:
    assert place_of(acts.moved_up(PLAN, "supervision"), "supervision") == Place("purpose", "aim")
    assert place_of(acts.moved_down(PLAN, "aim"), "aim") == Place("programme", "")


def test_a_paragraph_under_another_is_a_list_item_and_a_paragraph_again_outside() -> None:
    inside = acts.indented(PLAN, "cases")
    assert place_of(inside, "cases") == Place("supervision", "")
    assert acts.clause_of(inside, "cases").kind == "item"
    assert acts.outdented(inside, "cases") == PLAN


def test_what_follows_in_a_list_stands_under_what_is_moved_out() -> None:
    inside = acts.added(
        PLAN, Place("supervision", ""), [kinds.new_clause("item", text) for text in ("One", "Two", "Three")]
    )
    first = acts.clause_of(inside, "supervision").children[0].key
    out = acts.outdented(inside, first)
    assert [one.text for one in acts.clause_of(out, first).children] == ["Two", "Three"]


@pytest.mark.parametrize(
    ("act", "key", "sentence"),
    [
        (acts.moved_up, "purpose", acts.FIRST),
        (acts.moved_down, "agreement", acts.LAST),
        (acts.indented, "supervision", acts.NOTHING_ABOVE),
        (acts.outdented, "purpose", acts.OUTERMOST),
        (acts.outdented, "aim", "A paragraph stands inside a section."),
        (acts.joined, "supervision", acts.NO_NEIGHBOUR),
        (acts.joined, "purpose", acts.NO_NEIGHBOUR),
        (acts.removed, "nowhere", acts.GONE),
    ],
)
def test_what_cannot_be_done_says_why(act: Act, key: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        act(PLAN, key)


def test_what_is_about_health_is_not_joined_to_what_everybody_reads() -> None:
    marked = acts.reworded(PLAN, "cases", "A private room.", (), health=True)
    with pytest.raises(Refused, match=acts.ONE_IS_HEALTH):
        acts.joined(marked, "cases")


def test_all_under_a_clause_about_health_is_about_health() -> None:
    inside = acts.indented(PLAN, "cases")
    marked = acts.reworded(inside, "supervision", "Words.", (), health=True)
    assert acts.clause_of(marked, "cases").health


def test_what_becomes_an_objective_has_its_parts_and_what_has_words_in_parts_stays_what_it_is() -> None:
    objective = kinds.of_kind(PLAN, "cases", "objective")
    assert [name for name, _ in acts.clause_of(objective, "cases").fields] == ["Measure", "Evidence"]
    filled = acts.reworded(objective, "cases", "Notes.", (("Measure", "Ten"), ("Evidence", "")))
    with pytest.raises(Refused, match=kinds.PARTS_ARE_FILLED):
        kinds.of_kind(filled, "cases", "paragraph")
    assert kinds.of_kind(objective, "cases", "paragraph") == PLAN


def test_a_heading_with_something_under_it_stays_a_heading() -> None:
    with pytest.raises(Refused, match=kinds.HAS_SOMETHING_UNDER):
        kinds.of_kind(PLAN, "programme", "paragraph")
    assert "section" in kinds.kinds_for(PLAN, "cases")


def test_the_last_of_a_plan_is_not_taken_out() -> None:
    only = acts.removed(acts.removed(PLAN, "purpose"), "programme")
    with pytest.raises(Refused, match=acts.LAST_ONE):
        acts.removed(only, "agreement")
