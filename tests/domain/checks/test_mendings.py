"""The words of one spot put right: what can be is, and it is ready when nothing is left for a person to find."""

from portal.domain.checks.guardian import findings
from portal.domain.checks.mending import Mending, mending_at, mendings
from portal.domain.checks.spots import Holder
from tests.domain.checks.tables import FACTS, a_plan

BOTH = "This plan lasts ten weeks. A day is booked in week 13."


def mended(words: str) -> Mending:
    found = mending_at(findings(a_plan(words), FACTS), Holder.CLAUSE, "words", "")
    assert found
    return found


def test_words_that_are_all_put_right_are_ready() -> None:
    one = mended("This plan lasts ten weeks.")
    assert (one.words, one.is_ready, one.marks) == ("This plan lasts twelve weeks.", True, [(16, 25)])


def test_words_of_which_some_are_for_a_person_to_find_are_not_ready() -> None:
    one = mended(BOTH)
    assert one.words == BOTH.replace("ten", "twelve")
    assert [bool(each.mend) for each in one.findings] == [True, False]
    assert not one.is_ready


def test_what_is_found_is_looked_for_by_its_place() -> None:
    found = findings(a_plan("This plan lasts ten weeks.", before="This plan lasts nine weeks."), FACTS)
    assert [one.spot.key for one in mendings(found)] == ["before", "words"]
    for key in ("before", "words"):
        one = mending_at(found, Holder.CLAUSE, key, "")
        assert one
        assert one.spot.key == key
    assert mending_at(found, Holder.CLAUSE, "goal", "") is None
    assert mending_at(found, Holder.STAGE, "words", "") is None
