"""Whatever attackers send, as anybody, to any route and in any form: no harm is done, and the record holds."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from random import Random
from uuid import uuid4

from sqlalchemy import func, select

from portal.domain.people.person import Person
from portal.domain.record import Event, Stream
from portal.queries.record.whole import wholeness
from portal.web.http import Portal
from tests.addresses import Places, routes
from tests.conftest import client_of, told
from tests.endurance.attack_strings import HEADER
from tests.endurance.attackers import PERSONAS, Attackers
from tests.endurance.random_people import People
from tests.endurance.unharmed import HeardLogs
from tests.factories import Story
from tests.scenes import SCENES
from tests.test_offers import places
from tests.thoroughness import A_FEW, share

STEPS = int(os.environ.get("PORTAL_SOAK_STEPS", "0")) // 2  # half of them on each database
FEWER, SEED, MOST_SHOWN = 2_000, 14, 20
ENDED = {"withdrawn", "not agreed"}


def test_no_attack_does_harm(app: Portal, tmp_path: Path) -> None:
    other = told(app, "other")
    SCENES["in negotiation"](other)
    before, theirs = facts_of(app, other), places(app, other)
    left, seed = STEPS or FEWER // share(app), SEED
    while left > 0:
        scenes = [name for name in SCENES if name not in ENDED]
        scene = scenes[seed % len(scenes)] if STEPS else "in negotiation"
        left -= one_round(app, theirs, scene, Random(seed), left)
        seed += 1
    assert facts_of(app, other) == before
    assert letters_with_harm(tmp_path / "outbox") == []


def one_round(app: Portal, theirs: Places, scene: str, chance: Random, most: int) -> int:
    """One case in this state is attacked; returns how many requests were sent."""
    story = told(app, uuid4().hex[:12], issued=scene != "a draft")
    SCENES[scene](story)
    story.people["nobody"] = story.people["stranger"]
    people = People(story, lambda role: client_of(app, story, role), chance)
    attackers = Attackers(app, people, places(app, story), theirs, chance, most)
    with heard() as logs:
        attackers.go_over_everything()
    assert not attackers.found, "\n".join(attackers.found[:MOST_SHOWN])
    assert not logs.wrong, "\n".join(logs.wrong[:MOST_SHOWN])
    everything = {(role, rule.rule, method) for role in PERSONAS for rule, method in routes(app)}
    assert attackers.sent >= most or attackers.tried == everything
    assert most < FEWER // A_FEW or {one[1:] for one in attackers.tried} == {one[1:] for one in everything}
    with app.database.reading() as session:
        assert wholeness(session, story.case.id, list(Stream)).faults == []
    return attackers.sent


@contextmanager
def heard() -> Iterator[HeardLogs]:
    logs = HeardLogs()
    logging.getLogger().addHandler(logs)
    yield logs
    logging.getLogger().removeHandler(logs)


def facts_of(app: Portal, story: Story) -> tuple[object, ...]:
    """What another case holds, and who has an account: no attack on this case may change them."""
    with app.database.reading() as session:
        plan = story.present_plan(session)
        events = session.scalar(select(func.count()).where(Event.case_id == story.case.id).select_from(Event))
        accounts = sorted((one.email, one.opens_cases, one.closed_at) for one in session.scalars(select(Person)))
        mine = [facts for facts in accounts if "other" in facts[0]]
        return plan.current.fingerprint, events, mine


def letters_with_harm(outbox: Path) -> list[str]:
    """Letters to more than one address, or with a header that is not ours."""
    found = []
    for file in outbox.glob("*.eml"):
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        if HEADER in message or len(message.get_all("To", [])) != 1 or "," in str(message["To"]):
            found.append(str(message))
    return found
