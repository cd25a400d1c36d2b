"""What PSR enters of a paper: by telephone or with its scan, set aside, and disputed; until it counts it is private."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.papers import entering
from portal.domain.papers.entry import EntryEndKind
from portal.domain.proposals.proposal import Status
from portal.domain.record import Event
from portal.domain.record.stored_file import StoredFile
from tests.factories import (
    NO,
    YES,
    Story,
    a_scan,
    came_back,
    confirm_paper,
    dispute_paper,
    paper_for,
    pause,
    sent,
    set_paper_aside,
    told_by_telephone,
    withdrawn,
)
from tests.paperwork import fresh, told


def test_what_was_said_by_telephone_counts_for_nothing_and_cannot_be_confirmed(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    entry = told_by_telephone(story, paper_for(story), YES)
    with pytest.raises(Refused, match="when the paper has come"):
        confirm_paper(story, entry)
    assert fresh(session, change).status is Status.OPEN


def test_the_paper_takes_the_place_of_what_was_said_by_telephone(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    paper = paper_for(story)
    said = told_by_telephone(story, paper, YES)
    confirm_paper(story, came_back(story, paper, NO))
    assert said.end.kind is EntryEndKind.REPLACED
    assert fresh(session, change).status is Status.DECLINED


def test_one_scan_never_speaks_for_both_sides(session: Session, story: Story) -> None:
    change = sent(story, "adviser")
    scan = a_scan("both")
    confirm_paper(story, came_back(story, paper_for(story, "practitioner"), YES, scan=scan))
    with pytest.raises(Refused, match="entered for the other party"):
        came_back(story, paper_for(story, "editor"), YES, scan=scan)
    confirm_paper(story, came_back(story, paper_for(story, "editor"), YES, scan=a_scan("own")))
    assert fresh(session, change).status is Status.IN_EFFECT


def test_the_same_file_is_stored_once(session: Session, story: Story) -> None:
    sent(story, "editor")
    sent(story, "editor", "aim")
    for _ in range(2):
        came_back(story, paper_for(story), YES, scan=a_scan("same"))
    assert len(session.scalars(select(StoredFile)).all()) == 1


def test_what_was_entered_wrongly_is_set_aside_and_entered_anew(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    paper = paper_for(story)
    wrong = came_back(story, paper, YES)
    set_paper_aside(story, wrong)
    with pytest.raises(Refused):
        confirm_paper(story, wrong)
    confirm_paper(story, came_back(story, paper, NO))
    assert fresh(session, change).status is Status.DECLINED


def test_who_says_before_it_counts_that_it_is_not_what_they_said_stops_it(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    entry = came_back(story, paper_for(story), YES)
    dispute_paper(story, entry)
    assert entry.end.kind is EntryEndKind.DISPUTED
    with pytest.raises(Refused):
        confirm_paper(story, entry)
    assert fresh(session, change).status is Status.OPEN
    assert told(session, "paper.not_what_i_said") == [{"words": "I said no."}]


def test_who_says_so_afterwards_is_heard_by_psr_and_what_counts_stays(session: Session, story: Story) -> None:
    change = sent(story, "editor")
    entry = confirm_paper(story, came_back(story, paper_for(story), YES))
    dispute_paper(story, entry)
    assert fresh(session, change).status is Status.IN_EFFECT
    (event,) = session.scalars(select(Event).where(Event.kind == "paper.not_what_i_said"))
    assert event.stream is record.Stream.PRACTITIONER_PSR


@pytest.mark.parametrize(
    ("answers", "spoken_with", "field"),
    [((), "Somebody", "answer-1"), (((YES[0], ""),), "", "spoken_with"), (((NO[0], ""),), "Somebody", "no_reason-1")],
)
def test_what_is_missing_is_said(story: Story, answers: tuple[object, ...], spoken_with: str, field: str) -> None:
    sent(story, "editor")
    with pytest.raises(Refused) as refused:
        told_by_telephone(story, paper_for(story), *answers, spoken_with=spoken_with)
    assert refused.value.field == field


def test_a_day_before_the_paper_was_made_is_refused(story: Story) -> None:
    sent(story, "editor")
    with pytest.raises(Refused) as refused:
        came_back(story, paper_for(story), YES, day=story.at.date().replace(year=2024))
    assert refused.value.sentence == entering.BAD_DAY.sentence


def test_until_it_counts_nothing_of_it_is_told_to_the_other_party(session: Session, story: Story) -> None:
    sent(story, "editor")
    paper = paper_for(story)
    told_by_telephone(story, paper, YES)
    set_paper_aside(story, came_back(story, paper, YES))
    dispute_paper(story, came_back(story, paper, YES))
    entry = came_back(story, paper, NO)
    about = Event.kind.like("paper.%")
    assert set(session.scalars(select(Event.stream).where(about))) == {record.Stream.PRACTITIONER_PSR}
    confirm_paper(story, entry)
    shared = select(Event.kind).where(about, Event.stream == record.Stream.SHARED)
    assert session.scalars(shared).all() == ["paper.confirmed"]


@pytest.mark.parametrize("end", [pause, withdrawn])
def test_nothing_is_entered_set_aside_or_disputed_while_the_plan_rests(
    story: Story, end: Callable[[Story], object]
) -> None:
    sent(story, "editor")
    paper, other = paper_for(story), paper_for(story)
    entry = came_back(story, paper, YES)
    end(story)
    acts: list[Callable[[], object]] = [
        lambda: paper_for(story),
        lambda: came_back(story, other, YES),
        lambda: told_by_telephone(story, other, YES),
        lambda: confirm_paper(story, entry),
        lambda: set_paper_aside(story, entry),
        lambda: dispute_paper(story, entry),
    ]
    for act in acts:
        with pytest.raises(Refused, match="PSR has"):
            act()


def test_an_entry_to_which_something_has_come_is_neither_set_aside_nor_disputed(story: Story) -> None:
    sent(story, "editor")
    paper = paper_for(story)
    entry = came_back(story, paper, YES)
    set_paper_aside(story, entry)
    for act in (set_paper_aside, dispute_paper):
        with pytest.raises(Refused, match="Something has become of this entry"):
            act(story, entry)
    counts = confirm_paper(story, came_back(story, paper, YES))
    with pytest.raises(Refused, match="Something has become of this entry"):
        set_paper_aside(story, counts)
