"""What a party waits for: named and ended by it, in part private to its own side, and then no day is counted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.negotiation.blocker import Blocker, Why
from portal.domain.record import KINDS, Event, Stream
from portal.queries.negotiation.awaited import awaited_on
from tests import factories
from tests.factories import Story, end_blocker, name_blocker

MONDAY = datetime(2026, 6, 1, 12, tzinfo=UTC)
PRIVATE = [Why.LEAVE, Why.ILLNESS, Why.ADVICE]
SHOWN = {Why.PLACEMENT: "a placement", Why.SUPERVISOR: "a supervisor", Why.FUNDING: "funding"}
WORDS = {Why.OTHER: "A room."}


def june(number: int) -> date:
    return MONDAY.date() + timedelta(days=number - 1)


def told(story: Story, named: Blocker) -> list[tuple[str, Stream, dict[str, str]]]:
    """What the record says of it: the kind, the stream and the values."""
    found = story.session.scalars(select(Event).where(Event.subject == str(named.id))).all()
    found = sorted(found, key=lambda one: (one.at, one.stream is not Stream.SHARED))
    return [(one.kind, one.stream, {value.name: value.value for value in one.values}) for one in found]


def working_days(story: Story, day: int) -> list[int]:
    return [one.working_days for one in awaited_on(story.session, [story.case.id], june(day))]


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("by", ["practitioner", "editor", "signatory"])
def test_each_side_reads_its_own_reason_and_others_only_what_is_not_private(story: Story, why: Why, by: str) -> None:
    named = name_blocker(story, by, why, WORDS.get(why, ""))
    own, other = ("representative", "editor") if by == "practitioner" else ("editor", "practitioner")
    assert named.thing(story.member(own)) == WORDS.get(why, why.value)
    for reader in (other, "adviser", "reviewer"):
        expected = "" if why in PRIVATE else "an appointment" if why is Why.OCCUPATIONAL_HEALTH else None
        assert named.thing(story.member(reader)) == (expected if expected is not None else WORDS.get(why, why.value))


@pytest.mark.parametrize("why", Why)
def test_the_shared_record_holds_no_private_reason(story: Story, why: Why) -> None:
    named = name_blocker(story, why=why, words=WORDS.get(why, ""))
    days = {"first": named.first.isoformat(), "until": named.until.isoformat()}
    for_all = {Why.OCCUPATIONAL_HEALTH: "an appointment"} | SHOWN | WORDS
    shared = ("blocker.named", Stream.SHARED, days | {"waits_for": for_all.get(why, "")})
    explained = [("blocker.explained", Stream.PRACTITIONER, {"waits_for": why.value})]
    is_told = why in PRIVATE or why is Why.OCCUPATIONAL_HEALTH
    assert told(story, named) == [shared, *(explained if is_told else [])]
    end_blocker(story, named)
    assert told(story, named)[-1] == ("blocker.ended", Stream.SHARED, {})


def test_a_private_reason_can_never_be_told_to_others() -> None:
    kind = KINDS["blocker.explained"]
    for stream in set(Stream) - {Stream.ORGANISATION, Stream.PRACTITIONER, Stream.PSR}:
        with pytest.raises(ValueError, match="never told"):
            kind.expect(stream)


@pytest.mark.parametrize("why", PRIVATE)
def test_what_is_private_stops_the_count_until_its_last_day(story: Story, why: Why) -> None:
    factories.sent(story, "editor")
    story.at = MONDAY
    factories.sent(story, "editor", "aim")
    before = working_days(story, 12)[0]
    name_blocker(story, why=why, today=MONDAY, begins=1, days=2)
    assert working_days(story, 12)[0] == before - 3


@pytest.mark.parametrize("why", [*SHOWN, Why.OCCUPATIONAL_HEALTH, Why.OTHER])
def test_what_is_shown_does_not_stop_it(story: Story, why: Why) -> None:
    story.at = MONDAY
    factories.sent(story, "editor")
    name_blocker(story, why=why, words=WORDS.get(why, ""), today=MONDAY, begins=1, days=2)
    assert working_days(story, 8) == [5]


def test_the_count_goes_on_once_it_is_over(story: Story) -> None:
    story.at = MONDAY
    factories.sent(story, "editor")
    named = name_blocker(story, today=MONDAY, begins=1, days=20)
    assert working_days(story, 8) == [0]
    end_blocker(story, named, today=MONDAY + timedelta(days=3))
    assert working_days(story, 8) == [3]


def test_one_that_is_over_before_it_began_stopped_nothing(story: Story) -> None:
    story.at = MONDAY
    factories.sent(story, "editor")
    end_blocker(story, name_blocker(story, today=MONDAY, begins=4), today=MONDAY + timedelta(days=1))
    assert working_days(story, 8) == [5]


def test_it_stops_the_count_of_its_own_side_alone(story: Story) -> None:
    story.at = MONDAY
    factories.sent(story, "editor")
    factories.sent(story, "practitioner", "aim")
    name_blocker(story, "editor", today=MONDAY, days=10)
    assert working_days(story, 8) == [0, 5]


def test_what_is_private_passes_by_itself_and_the_rest_does_not(story: Story) -> None:
    private, shown = name_blocker(story, days=2), name_blocker(story, why=Why.FUNDING, days=2)
    after = private.until + timedelta(days=1)
    assert (private.stands(private.until), private.stands(after)) == (True, False)
    assert shown.stands(after)
    assert not end_blocker(story, shown).stands(shown.first)


def test_it_is_ended_by_its_own_party_and_once(story: Story) -> None:
    named = name_blocker(story, "editor")
    for other in ("practitioner", "representative", "adviser", "reviewer", "observer"):
        with pytest.raises(Refused):
            end_blocker(story, named, other)
    end_blocker(story, named, "signatory")
    with pytest.raises(Refused, match="over already"):
        end_blocker(story, named, "editor")


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer", "observer"])
def test_only_a_party_says_what_it_waits_for(story: Story, role: str) -> None:
    with pytest.raises(Refused, match="Only the parties themselves"):
        name_blocker(story, role)


def test_something_else_is_said_in_words_and_nothing_else_is(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        name_blocker(story, why=Why.OTHER, words=" ")
    assert refused.value.field == "words"
    assert name_blocker(story, why=Why.ILLNESS, words="A broken leg.").words == ""


@pytest.mark.parametrize(
    ("begins", "days", "fields"),
    [(-91, 100, ["first"]), (91, 0, ["first", "until"]), (0, -1, ["until"]), (-9, 8, ["until"]), (0, 91, ["until"])],
)
def test_days_that_cannot_be_meant_are_refused_together(
    story: Story, begins: int, days: int, fields: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        name_blocker(story, begins=begins, days=days)
    assert [one.field for one in refused.value.faults] == fields


@pytest.mark.parametrize("close", [factories.withdrawn, factories.pause])
def test_nothing_is_named_or_ended_on_a_plan_that_rests(story: Story, close: object) -> None:
    named = name_blocker(story)
    close(story)  # type: ignore[operator]
    for act in (lambda: name_blocker(story), lambda: end_blocker(story, named)):
        with pytest.raises(Refused):
            act()
