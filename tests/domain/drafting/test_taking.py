"""What is taken of a newer file stands where it belongs, keeps what was not chosen to go, and is said in words."""

from dataclasses import replace

import pytest

from portal.domain.base import Refused
from portal.domain.drafting.clause_acts import LAST_ONE, clause_of
from portal.domain.drafting.newer import matched
from portal.domain.drafting.taking import taken, taken_in_words
from tests.domain.drafting.drafts import keys_of
from tests.domain.drafting.files import everything, file_of, section
from tests.factories import WORDS, in_second_form

PLAN = in_second_form()
AIM, CASES = WORDS["aim"], WORDS["cases"]


def test_what_is_new_under_a_heading_that_is_not_taken_stands_with_what_comes_before_it() -> None:
    file = matched(PLAN, file_of(section("Purpose", AIM), section("Duties", "First duty.", "Second duty.")))
    after = taken(PLAN, file, frozenset({"nDuties1", "nDuties2"}))
    assert [one.text for one in clause_of(after, "purpose").children] == [AIM, "First duty.", "Second duty."]


def test_a_heading_that_is_taken_out_stays_while_something_stands_under_it() -> None:
    file = matched(PLAN, file_of(section("Purpose", AIM)))
    assert keys_of(taken(PLAN, file, frozenset({"programme", "cases"}))) == [
        key for key in keys_of(PLAN) if key != "cases"
    ]
    assert "programme" not in keys_of(taken(PLAN, file, frozenset({"programme", "cases", "supervision"})))


def test_nothing_is_taken_that_leaves_no_plan() -> None:
    with pytest.raises(Refused, match=LAST_ONE):
        taken(PLAN, matched(PLAN, file_of(section("Other", "Wholly other."))), frozenset(keys_of(PLAN)))


def test_what_was_taken_is_said_in_words() -> None:
    file = matched(
        PLAN, file_of(section("Purpose", f"{AIM} Or longer.", "Wholly new words."), section("Programme", CASES))
    )
    chosen = everything(PLAN, file) - {"agreement", "consequences"}
    assert taken_in_words(PLAN, taken(PLAN, file, chosen)) == "1 paragraph reworded, 1 added, 1 taken out"
    changed = replace(PLAN, title="Another", stages=PLAN.stages[:1])
    assert taken_in_words(PLAN, changed) == "the title, the stages"
