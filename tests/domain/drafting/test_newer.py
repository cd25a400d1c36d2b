"""A newer file is matched with the draft clause by clause; what is taken of it loses nothing that was not chosen."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.base import Refused
from portal.domain.drafting.clause_acts import about_health, clause_of, with_clause
from portal.domain.drafting.newer import matched, matched_by_keys
from portal.domain.drafting.taking import differences, has_other_order, taken
from portal.domain.plans.content import Clause, Content, Stage
from portal.domain.plans.structure import families, with_children_of
from tests.domain.drafting.drafts import drafts, keys_of
from tests.domain.drafting.files import as_read, everything, file_of, section
from tests.factories import WORDS, in_second_form

PLAN = in_second_form()
AIM, SUPERVISION, CASES = (WORDS[key] for key in ("aim", "supervision", "cases"))


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


def test_a_reworded_a_moved_and_a_renamed_clause_are_the_drafts_own() -> None:
    file = matched(
        PLAN,
        file_of(
            section("Programme", AIM, SUPERVISION.replace("once a week for 30 minutes", "every day for an hour")),
            section("What for"),
            section("The agreement of both", CASES.upper(), WORDS["consequences"]),
        ),
    )
    assert keys_of(file) == [
        "programme",
        "aim",
        "supervision",
        "nWhat for",
        "agreement",
        "cases",
        "consequences",
    ]


def test_what_stands_under_a_heading_tells_which_it_is_and_other_words_are_new() -> None:
    file = matched(PLAN, file_of(section("Weekly work", SUPERVISION, CASES), section("Purpose", "Wholly other words.")))
    assert keys_of(file) == ["programme", "supervision", "cases", "purpose", "nPurpose1"]


def test_of_two_that_say_the_same_each_is_one_of_the_file() -> None:
    twice = file_of(section("Purpose", AIM, AIM))
    assert keys_of(matched(PLAN, twice)) == ["purpose", "aim", "nPurpose2"]


def test_parts_and_facts_that_the_file_says_nothing_of_stay() -> None:
    parts = (("Measure", "Two cases"), ("Evidence", "Notes"))
    draft = with_clause(PLAN, replace(clause_of(PLAN, "cases"), kind="objective", fields=parts))
    said = with_clause(as_read(PLAN), Clause("ncases", "2.2", "paragraph", f"{CASES} Every week."))
    file = matched(draft, replace(said, title="", start="", stages=()))
    cases = clause_of(file, "cases")
    assert (cases.kind, cases.text, cases.fields) == ("objective", f"{CASES} Every week.", parts)
    assert (file.title, file.start, file.stages) == (draft.title, draft.start, draft.stages)
    other = with_clause(said, Clause("ncases", "2.2", "objective", CASES, (("Measure", ""), ("Evidence", "A log"))))
    assert clause_of(matched(draft, other), "cases").fields == (("Measure", "Two cases"), ("Evidence", "A log"))


def test_what_is_new_beside_words_about_health_or_in_their_place_is_about_health() -> None:
    draft = with_clause(PLAN, about_health(clause_of(PLAN, "supervision")))
    beside = matched(draft, file_of(section("Programme", SUPERVISION, "Wholly new.", CASES, "New as well.")))
    assert [one.text for _, one in beside.walk() if one.health] == [SUPERVISION, "Wholly new."]
    instead = matched(draft, file_of(section("Purpose", AIM), section("Programme", "Tests each month.", CASES)))
    assert [one.text for _, one in instead.walk() if one.health] == ["Tests each month."]


def test_what_only_the_file_marks_as_about_health_is_a_difference_and_is_taken() -> None:
    file = matched(PLAN, with_clause(PLAN, about_health(clause_of(PLAN, "cases"))))
    assert [row.clause.key for row in differences(PLAN, file).clauses if row.differs] == ["cases"]
    assert clause_of(taken(PLAN, file, frozenset({"cases"})), "cases").health
    assert not clause_of(taken(PLAN, file, frozenset()), "cases").health


def test_stages_keep_their_keys_and_are_taken_one_by_one() -> None:
    first, second = PLAN.stages
    stages = (
        Stage("n1", "Observation", "On site", 2),
        Stage("n2", second.title, "", 10),
        Stage("n3", first.title, first.level, 4),
    )
    file = matched(PLAN, replace(as_read(PLAN), stages=stages))
    assert [one.key for one in file.stages] == ["n1", "second", "first"]
    assert (file.stages[1].step, file.stages[1].level, file.stages[1].reviews[0].week) == (
        "looks back",
        second.level,
        10,
    )
    bare = replace(stages[1], level=second.title, step="on site")
    assert matched(PLAN, replace(as_read(PLAN), stages=(bare,))).stages[0].level == second.level
    assert has_other_order(PLAN, file)
    longer = taken(PLAN, file, frozenset({"second"}))
    assert [(one.key, one.weeks) for one in longer.stages] == [("first", 4), ("second", 10)]
    assert [one.key for one in taken(PLAN, file, frozenset({"n1"})).stages] == ["n1", "first", "second"]
    assert taken(PLAN, file, everything(PLAN, file)).stages == file.stages
