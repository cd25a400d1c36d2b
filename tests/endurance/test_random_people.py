"""Whatever everybody does by the pages' own forms, in whatever order: the rules hold after every step."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random
from uuid import uuid4

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.domain import record
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.roles import Party, Side
from portal.domain.plans.content import Content, parse
from portal.domain.plans.revision import Revision
from portal.domain.proposals.kinds.move import Move
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.record import Event, Stream
from portal.domain.talk.thread import READERS
from portal.web.http import Portal
from tests.commits import commits_on
from tests.conftest import client_of, told
from tests.endurance.random_people import ROLES, TOKEN, People
from tests.pages import served_and_rendered

STEPS = int(os.environ.get("PORTAL_SOAK_STEPS", "2000")) // 2  # half of them on each database
STEPS_IN_A_STORY = 50
IN_PLACE = (0, Settings.notes_in_place)  # every second story is told on a plan that is folded


def test_whatever_people_do_the_rules_hold(app: Portal) -> None:
    @settings(
        max_examples=max(1, STEPS // STEPS_IN_A_STORY),
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(seed=st.integers(0, 2**32 - 1))
    def one_story(seed: int) -> None:
        app.settings = replace(app.settings, notes_in_place=IN_PLACE[seed % 2])
        story = told(app, uuid4().hex[:12])
        story.everybody_has_read_the_first_page()
        people = People(story, lambda role: client_of(app, story, role), Random(seed))
        for _ in range(STEPS_IN_A_STORY):
            people.step()
            the_rules_hold(app, people)

    with commits_on(app.database.engine) as commits:
        one_story()
    assert "event" in set().union(*commits.made)
    assert commits.silent == []


def the_rules_hold(app: Portal, people: People) -> None:
    with app.database.reading() as session:
        the_plan_is_the_replay_of_what_both_agreed_to(session, people)
        signatures_are_over_what_was_agreed(session, people)
        chains_hold(session, people)
        nothing_private_was_shown(session, people)
    nobody_reads_an_old_page(app, people)


def nobody_reads_an_old_page(app: Portal, people: People) -> None:
    role = ROLES[people.choose(len(ROLES))]
    served, rendered = served_and_rendered(app, people.client(role), f"/plans/{people.story.plan.id}")
    assert served == rendered, role


def the_plan_is_the_replay_of_what_both_agreed_to(session: Session, people: People) -> None:
    revisions = revisions_of(session, people)
    voices = {member.id: member.voice for member in people.story.members.values()}
    for earlier, later in pairwise(revisions):
        proposal = session.get_one(Proposal, later.proposal_id)
        assert proposal.status is Status.IN_EFFECT
        assert {one.party for one in proposal.latest.assents} == set(Party)
        assert all(voices[one.by_id] is one.party for one in proposal.latest.assents)
        assert is_written_against(proposal, earlier.content)
        taken = {clause.label for one in revisions[: earlier.number] for _, clause in one.content.walk()}
        assert (
            proposal.applied(earlier.content, proposal.latest.said, taken - labels(earlier)).fingerprint
            == later.fingerprint
        )
    for one in revisions:
        assert hashlib.sha256(one.canonical.encode()).hexdigest() == one.fingerprint
        assert parse(one.canonical).canonical() == one.canonical
        assert len(labels(one)) == sum(1 for _ in one.content.walk())
    proposals = session.scalars(select(Proposal).where(Proposal.plan_id == people.story.plan.id))
    assert sum(one.status is Status.IN_EFFECT for one in proposals) == len(revisions) - 1


def is_written_against(proposal: Proposal, content: Content) -> bool:
    """Whether it shows what this plan says; the neighbours of a clause that moves may be others by now."""
    shown, stands = proposal.latest.before, proposal.present(content)
    if isinstance(proposal, Move):
        return bool(json.loads(shown)[0] == json.loads(stands)[0])
    return shown == stands


def revisions_of(session: Session, people: People) -> Sequence[Revision]:
    wanted = select(Revision).where(Revision.plan_id == people.story.plan.id)
    return session.scalars(wanted.order_by(Revision.number)).all()


def labels(revision: Revision) -> set[str]:
    return {clause.label for _, clause in revision.content.walk()}


def signatures_are_over_what_was_agreed(session: Session, people: People) -> None:
    for agreement in session.scalars(select(Agreement).where(Agreement.plan_id == people.story.plan.id)):
        assert all(one.digest == agreement.digest for one in agreement.signatures)
        assert len({one.party for one in agreement.signatures}) == len(agreement.signatures)


def chains_hold(session: Session, people: People) -> None:
    found = record.check(session, people.story.case.id, list(Stream))
    assert [one.fault for one in found if one.fault] == []


def nothing_private_was_shown(session: Session, people: People) -> None:
    said, both = said_in(session, people), tokens(one.canonical for one in revisions_of(session, people))
    for role, address, page in people.pages:
        side = people.story.members[role].side
        known = both.union(*(found for stream, found in said.items() if readable(stream, side)))
        strange = tokens([page]) - known - own_words(people, role)
        assert not strange, (role, address, strange)
    people.pages.clear()


def own_words(people: People, role: str) -> set[str]:
    """What this person has typed, which a page gives back to them when a form is refused."""
    return tokens(value for sent in people.sent if sent.role == role for _, value in sent.data)


def said_in(session: Session, people: People) -> dict[Stream, set[str]]:
    """Everybody's own words by the stream that tells of them."""
    said: dict[Stream, set[str]] = defaultdict(set)
    for event in session.scalars(select(Event).where(Event.case_id == people.story.case.id)):
        said[event.stream] |= tokens(value.value for value in event.values)
    return said


def tokens(texts: Iterable[str]) -> set[str]:
    return {token for text in texts for token in TOKEN.findall(text)}


def readable(stream: Stream, side: Side) -> bool:
    return any(side in sides for audience, sides in READERS.items() if audience.value == stream.value)
