"""Who is told of what: those alone who may read it, once, whoever else tells at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.database import Database, append_only_lifted, lock_case
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Reach
from portal.domain.notices.notice import Notice, NoticeCursor, ToldMeanwhile, tell
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Event
from portal.domain.talk.thread import Audience
from portal.queries.notices.untold import cases_with_news, untold_of
from portal.web.telling import tell_all, tell_case
from tests import factories
from tests.every_act import every_kind_of_act
from tests.factories import Story

MOST = 500
HEARERS = {
    Audience.ORGANISATION: {"signatory"},
    Audience.PRACTITIONER: {"practitioner"},
    Audience.PSR: set(),
    Audience.ORGANISATION_PSR: {"signatory", "adviser"},
    Audience.PRACTITIONER_PSR: {"representative", "adviser"},
    Audience.SHARED: {"representative", "editor", "signatory", "adviser"},
}
AUTHORS = {Audience.PRACTITIONER: "representative", Audience.PSR: "adviser"}


@pytest.fixture
def up_to_now(database: Database, story: Story) -> Story:
    """A story in which everybody was told all that happened so far."""
    tell_all(database, MOST)
    with database.writing() as session:
        session.execute(Notice.__table__.delete())
    return story


def told(database: Database, story: Story) -> dict[str, list[str]]:
    """The kinds of event that each person was told of by now, by their short name, in the order of the record."""
    tell_all(database, MOST)
    names = {member.id: role for role, member in story.members.items()}
    with database.reading() as session:
        rows = select(Notice.membership_id, Event.kind).join(Notice.event).order_by(Event.stream, Event.seq)
        found: dict[str, list[str]] = {}
        for member, kind in session.execute(rows):
            found.setdefault(names[member], []).append(kind)
    return found


def test_the_other_party_hears_of_a_suggestion_and_who_sent_it_does_not(database: Database, up_to_now: Story) -> None:
    factories.sent(up_to_now)
    found = told(database, up_to_now)
    assert {role for role, kinds in found.items() if "proposal.put_forward" in kinds} == {
        "editor",
        "signatory",
        "representative",
    }


@pytest.mark.parametrize("audience", Audience)
def test_a_conversation_is_told_to_those_alone_who_may_read_it(
    database: Database, up_to_now: Story, audience: Audience
) -> None:
    author = AUTHORS.get(audience, "editor" if "organisation" in audience.value else "practitioner")
    factories.thread(up_to_now, author, audience)
    assert set(told(database, up_to_now)) == HEARERS[audience]


def test_what_a_side_prepares_is_told_to_nobody_else(database: Database, up_to_now: Story) -> None:
    change = factories.sent(up_to_now, "editor")
    told(database, up_to_now)
    factories.suggest(up_to_now, "representative", key="aim")
    factories.keep(up_to_now, change, by="practitioner", note="A note.")
    factories.caution(up_to_now, change, note="Ask first.")
    private = {"proposal.drafted", "answer.kept", "answer.cautioned"}
    found = told(database, up_to_now)
    assert {role for role, kinds in found.items() if private.intersection(kinds)} == {"practitioner", "signatory"}
    assert found["signatory"] == ["proposal.drafted", "proposal.put_forward"]  # of their own side's change


def test_who_left_hears_nothing_of_what_came_before_or_after(database: Database, up_to_now: Story) -> None:
    factories.sent(up_to_now)
    factories.take_off(up_to_now, "signatory")
    factories.sent(up_to_now, key="aim")
    assert "signatory" not in told(database, up_to_now)


def test_whose_last_day_has_passed_hears_of_nothing_later(database: Database, up_to_now: Story) -> None:
    factories.limit(up_to_now, Reach.COMMENT)
    with database.writing() as session:
        session.get_one(Membership, up_to_now.members["representative"].id).last_day = date(2025, 11, 3)
    told(database, up_to_now)
    up_to_now.at += timedelta(days=2)
    factories.sent(up_to_now, "editor")
    assert "proposal.put_forward" not in told(database, up_to_now)["representative"]


def test_who_comes_to_a_case_hears_only_of_what_happens_from_then_on(database: Database, up_to_now: Story) -> None:
    factories.take_off(up_to_now, "signatory")
    factories.sent(up_to_now)
    asked, _ = factories.invite(up_to_now, "editor", factories.ROLES["signatory"], "signatory@example.org")
    factories.accept(up_to_now, asked, up_to_now.people["signatory"])
    factories.sent(up_to_now, key="aim")
    assert told(database, up_to_now)["signatory"] == ["proposal.put_forward"]


def test_a_pause_stops_every_message_and_none_is_lost(database: Database, up_to_now: Story) -> None:
    factories.sent(up_to_now)
    factories.pause(up_to_now)
    with database.reading() as session:
        assert cases_with_news(session) == []
    assert told(database, up_to_now) == {}
    factories.go_on(up_to_now)
    assert told(database, up_to_now)["editor"] == ["proposal.put_forward", "case.goes_on"]


def test_a_reviewer_hears_of_how_a_plan_begins_and_ends_alone(database: Database, story: Story) -> None:
    every_kind_of_act(story)
    assert set(told(database, story)["reviewer"]) <= {"plan.issued", "plan.agreed"}
    assert "observer" not in told(database, story)


def test_what_is_told_is_told_once(database: Database, story: Story) -> None:
    every_kind_of_act(story)
    assert tell_all(database, 7) == _count(database)
    assert tell_all(database, 7) == 0


def test_several_who_tell_at_once_tell_once(database: Database, story: Story) -> None:
    every_kind_of_act(story)
    start = Barrier(4)

    def tells() -> int:
        start.wait()
        return tell_case(database, story.case.id, 20)

    with ThreadPoolExecutor(4) as pool:
        made = sum(one.result() for one in [pool.submit(tells) for _ in range(4)])
    made += tell_all(database, MOST)
    with database.reading() as session:
        twice = select(Notice.event_id).group_by(Notice.event_id, Notice.membership_id).having(func.count() > 1)
        assert session.scalars(twice).all() == []
    assert made == _count(database)
    assert _reached_the_end(database)


def test_who_comes_second_gives_up_all_that_it_would_write(database: Database, up_to_now: Story) -> None:
    factories.sent(up_to_now)
    with database.reading() as session:
        untold = untold_of(session, up_to_now.case.id, MOST)
    assert untold
    with database.writing() as session:
        tell(session, untold)
    count = _count(database)
    with pytest.raises(ToldMeanwhile), database.writing() as session:
        tell(session, untold)
    assert _count(database) == count > 0


@pytest.mark.parametrize("lent", ["postgresql"], indirect=True)
def test_telling_waits_for_no_act_on_the_case(database: Database, story: Story) -> None:
    factories.sent(story)
    with database.writing() as acting, ThreadPoolExecutor(1) as pool:
        lock_case(acting, story.case.id)
        assert pool.submit(tell_case, database, story.case.id, MOST).result(timeout=5) > 0


def test_an_entry_that_somebody_changed_is_told_to_nobody_and_stops_nothing(
    database: Database, up_to_now: Story
) -> None:
    factories.sent(up_to_now)
    with database.writing() as session, append_only_lifted(session):
        session.execute(
            text('UPDATE event SET body = replace(body, \'"kind":"proposal.drafted"\', \'"kind":"no.kind"\')')
        )
        session.execute(
            text("UPDATE event SET body = replace(body, :was, 'nothing') WHERE body LIKE '%proposal.put_forward%'"),
            {"was": str(session.scalar(select(Proposal.id)))},
        )
    factories.thread(up_to_now)
    assert set(told(database, up_to_now)["editor"]) == {"thread.started"}


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Notice)) or 0


def _reached_the_end(database: Database) -> bool:
    with database.reading() as session:
        return {(one.stream, one.seq) for one in session.scalars(select(NoticeCursor))} == _ends(session)


def _ends(session: Session) -> set[tuple[object, int]]:
    newest = select(Event.stream, func.max(Event.seq)).group_by(Event.case_id, Event.stream)
    return {(row[0], row[1]) for row in session.execute(newest)}
