"""A newer file is matched with the draft clause by clause; what is taken of it loses nothing that was not chosen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.base import Refused
from portal.domain.drafting.clause_acts import about_health
from portal.domain.drafting.newer import matched, matched_by_keys
from portal.domain.drafting.taking import ORDER, START, TITLE, TYPE, differences, taken
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import families, with_children_of
from tests.domain.drafting.drafts import drafts, keys_of
from tests.factories import in_second_form

PLAN = in_second_form()
EVERY_FACT = {TITLE, TYPE, START, ORDER}


def with_new_keys(clause: Clause) -> Clause:
    return replace(clause, key=f"n{clause.key}", children=tuple(map(with_new_keys, clause.children)))


def as_read(content: Content) -> Content:
    """The same plan as a reader finds it in a file that knows no keys."""
    stages = tuple(replace(one, key=f"n{one.key}") for one in content.stages)
    return replace(content, clauses=tuple(map(with_new_keys, content.clauses)), stages=stages)


@st.composite
def files(draw: st.DrawFn, draft: Content) -> Content:
    """A file that was made of the draft, or another."""
    other = draw(drafts())
    if draw(st.booleans()):
        return as_read(other)
    content = draft
    for key in draw(st.lists(st.sampled_from(keys_of(draft)), max_size=3)):
        if content.clause(key) and draw(st.booleans()):
            content = content.with_text(key, draw(st.sampled_from(["Notes are kept daily.", "Wholly other", "He"])))
    holder = draw(st.sampled_from([parent for parent, _ in families(content)]))
    return as_read(with_children_of(content, holder, lambda family: draw(st.permutations(family))))  # type: ignore[arg-type]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Content, Content]:
    draft = draw(drafts())
    marked = draw(st.sets(st.sampled_from(keys_of(draft))))
    draft = replace(draft, clauses=tuple(_marked(one, marked) for one in draft.clauses))
    return draft, matched(draft, draw(files(draft)))


def _marked(clause: Clause, keys: set[str]) -> Clause:
    if clause.key in keys:
        return about_health(clause)
    return replace(clause, children=tuple(_marked(one, keys) for one in clause.children))


def everything(draft: Content, file: Content) -> frozenset[str]:
    return frozenset(
        {*keys_of(draft), *keys_of(file)} | {one.key for one in (*draft.stages, *file.stages)} | EVERY_FACT
    )


def shape(content: Content) -> list[tuple[int, str, str]]:
    return [(depth, clause.key, clause.text) for depth, clause in content.walk()]


@given(content=drafts())
def test_a_file_that_says_the_same_is_the_draft_itself(content: Content) -> None:
    file = matched(content, as_read(content))
    assert file == content
    assert not differences(content, file).differs


@given(both=pairs())
def test_each_clause_of_the_file_is_one_of_the_draft_at_most_and_every_key_is_its_own(
    both: tuple[Content, Content],
) -> None:
    draft, file = both
    assert len(set(keys_of(file))) == len(keys_of(file))
    for parent, family in families(file):
        holder = file.clause(parent)
        assert all(one.kind != "section" for one in family if holder and holder.kind != "section")
        assert all(one.kind == "section" for one in family if holder is None)
    assert matched_by_keys(draft, file) == file


@given(both=pairs())
def test_taking_all_gives_the_words_of_the_file_in_its_order(both: tuple[Content, Content]) -> None:
    draft, file = both
    assert shape(taken(draft, file, everything(draft, file))) == shape(file)


@given(both=pairs())
def test_taking_nothing_leaves_the_draft_as_it_is(both: tuple[Content, Content]) -> None:
    draft, file = both
    assert taken(draft, file, frozenset()).fingerprint == draft.fingerprint


@given(both=pairs(), data=st.data())
def test_whatever_is_taken_no_word_goes_that_was_not_chosen_to_go_and_health_stays_health(
    both: tuple[Content, Content], data: st.DataObject
) -> None:
    draft, file = both
    chosen = frozenset(data.draw(st.sets(st.sampled_from(sorted(everything(draft, file))))))
    try:
        after = taken(draft, file, chosen)
    except Refused:
        assert set(keys_of(draft)) <= chosen
        return
    assert len(set(keys_of(after))) == len(keys_of(after))
    for _, own in draft.walk():
        now = after.clause(own.key)
        if own.key not in chosen:
            assert now is not None
            assert (now.text, now.fields) == (own.text, own.fields)
        assert now is None or not own.health or now.health
    for _, its in file.walk():
        now = after.clause(its.key)
        assert (now is not None) == (its.key in chosen or draft.clause(its.key) is not None)
        if its.key in chosen:
            assert now is not None
            assert (now.text, now.fields) == (its.text, its.fields)
    for _, one in after.walk():
        assert all(child.health for child in one.children) or not one.health
