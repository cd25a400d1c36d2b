"""Whatever everybody does by the pages' own forms, in whatever order: the rules of a negotiation hold after every step."""

import hashlib
import os
from collections.abc import Callable

from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.agreement import Agreement
from portal.domain.case import Party, Side
from portal.domain.content import parse
from portal.domain.discussion import READERS, Thread
from portal.domain.plan import Revision
from portal.domain.proposal import Proposal, Status
from portal.domain.record import Event, Stream
from portal.http import Portal
from tests.conftest import told
from tests.random_people import ROLES, TOKEN, People

STEPS = int(os.environ.get("PORTAL_SOAK_STEPS", "1000"))
STEPS_IN_A_STORY = 50


def machine(portal: Portal, clean: Callable[[], None], client_of: Callable[..., FlaskClient]) -> type:
    """The people of one story after another, each on a database with nothing in it."""

    class Negotiation(RuleBasedStateMachine):
        people: People

        @initialize()
        def begin(self) -> None:
            clean()
            story = told(portal, issued=True)
            story.everybody_has_read_the_first_page()
            self.people = People(story, lambda role: client_of(story, role), lambda count: 0)
            self.seen = 0

        @rule(role=st.sampled_from(ROLES), choices=st.lists(st.integers(0, 60), min_size=4, max_size=30))
        def somebody_acts(self, role: str, choices: list[int]) -> None:
            self._choosing(choices)
            self.people.act(role)

        @rule(choices=st.lists(st.integers(0, 60), min_size=1, max_size=3))
        def somebody_comes_late(self, choices: list[int]) -> None:
            self._choosing(choices)
            self.people.come_late()

        def _choosing(self, choices: list[int]) -> None:
            left = iter(choices * 40)
            self.people.choose = lambda count: next(left, 0) % max(count, 1)

        @invariant()
        def the_rules_hold(self) -> None:
            with portal.database.reading() as session:
                the_plan_is_the_replay_of_what_both_agreed_to(session, self.people)
                signatures_are_over_what_was_agreed(session)
                chains_hold(session, self.people)
                nothing_private_was_shown(session, self.people)

    return Negotiation


def the_plan_is_the_replay_of_what_both_agreed_to(session: Session, people: People) -> None:
    revisions = session.scalars(select(Revision).order_by(Revision.number)).all()
    voices = {member.id: member.voice for member in people.story.members.values()}
    for earlier, later in zip(revisions, revisions[1:], strict=False):
        proposal = session.get_one(Proposal, later.proposal_id)
        assert proposal.status is Status.IN_EFFECT
        assert {one.party for one in proposal.latest.assents} == set(Party)
        assert all(voices[one.by_id] is one.party for one in proposal.latest.assents)
        assert proposal.present(earlier.content) == proposal.latest.before
        taken = {clause.label for one in revisions[: later.number] for _, clause in one.content.walk()}
        assert proposal.applied(earlier.content, taken - labels(earlier)).fingerprint == later.fingerprint
    for one in revisions:
        assert hashlib.sha256(one.canonical.encode()).hexdigest() == one.fingerprint
        assert parse(one.canonical).canonical() == one.canonical
        assert len(labels(one)) == sum(1 for _ in one.content.walk())
    assert sum(one.status is Status.IN_EFFECT for one in session.scalars(select(Proposal))) == len(revisions) - 1


def labels(revision: Revision) -> set[str]:
    return {clause.label for _, clause in revision.content.walk()}


def signatures_are_over_what_was_agreed(session: Session) -> None:
    for agreement in session.scalars(select(Agreement)):
        assert all(one.digest == agreement.digest for one in agreement.signatures)
        assert len({one.party for one in agreement.signatures}) == len(agreement.signatures)


def chains_hold(session: Session, people: People) -> None:
    found = record.check(session, people.story.case.id, list(Stream))
    assert [one.fault for one in found if one.fault] == []


def nothing_private_was_shown(session: Session, people: People) -> None:
    known = {side: set(TOKEN.findall(said_to(session, side))) for side in Side}
    for role, address, page in people.pages:
        side = people.story.members[role].side
        own = {token for sent in people.sent if sent.role == role for _, value in sent.data for token in TOKEN.findall(value)}
        strange = set(TOKEN.findall(page)) - known[side] - own
        assert not strange, (role, address, strange)
    people.pages.clear()


def said_to(session: Session, side: Side) -> str:
    """All that anybody of this side may know, as one text: the values of its streams, and the plan."""
    events = session.scalars(select(Event).where(Event.stream.in_([one for one in Stream if readable(one, side)])))
    values = [value.value for event in events for value in event.values]
    return " ".join(values + [one.canonical for one in session.scalars(select(Revision))])


def readable(stream: Stream, side: Side) -> bool:
    return any(side in sides for audience, sides in READERS.items() if audience.value == stream.value)


def test_whatever_people_do_the_rules_hold(
    app: Portal, engine: Engine, clean: Callable[[], None], client_of: Callable[..., FlaskClient]
) -> None:
    stories = max(1, STEPS // STEPS_IN_A_STORY)
    run_state_machine_as_test(
        machine(app, clean, client_of),
        settings=settings(
            max_examples=stories,
            stateful_step_count=STEPS_IN_A_STORY,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize="PORTAL_SOAK_STEPS" not in os.environ,
        ),
    )
