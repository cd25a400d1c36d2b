"""Which things exist at all for whom: to everybody else they are not found."""

import pytest
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk.thread import Audience
from portal.policy import may
from portal.policy_of_sight import Subject, sees
from tests.databases import Lent
from tests.factories import (
    ROLES,
    Story,
    ask,
    put_forward,
    suggest,
    thread,
    thread_on,
)


@pytest.fixture
def story(lent: Lent, session: Session) -> Story:
    return lent.story_in(session)


def who_sees(story: Story, subject: Subject) -> str:
    return " ".join(role for role in ROLES if sees(story.members[role], subject))


ORGANISATION, PRACTITIONER, PSR = "editor signatory", "practitioner representative", "adviser reviewer"


@pytest.mark.parametrize(
    ("author", "readers"),
    [
        ("editor", ORGANISATION),
        ("signatory", ORGANISATION),
        ("practitioner", PRACTITIONER),
        ("representative", PRACTITIONER),
        ("adviser", PSR),
    ],
)
def test_a_private_change_exists_for_its_own_side_only(story: Story, author: str, readers: str) -> None:
    proposal = suggest(story, author)
    assert who_sees(story, proposal) == readers
    assert not any(
        may(story.members[role], action, proposal) for role in ROLES for action in Action if role not in readers
    )


def test_a_change_put_forward_exists_for_everybody_but_observers(story: Story) -> None:
    proposal: Proposal = put_forward(story, suggest(story))
    assert who_sees(story, proposal) == f"{ORGANISATION} {PRACTITIONER} {PSR}"


@pytest.mark.parametrize(
    ("audience", "author", "readers"),
    [
        (Audience.ORGANISATION, "editor", ORGANISATION),
        (Audience.PRACTITIONER, "practitioner", PRACTITIONER),
        (Audience.PSR, "adviser", PSR),
        (Audience.ORGANISATION_PSR, "editor", f"{ORGANISATION} {PSR}"),
        (Audience.PRACTITIONER_PSR, "practitioner", f"{PRACTITIONER} {PSR}"),
        (Audience.SHARED, "practitioner", f"{ORGANISATION} {PRACTITIONER} {PSR}"),
    ],
)
def test_a_conversation_exists_for_its_audience_only(
    story: Story, audience: Audience, author: str, readers: str
) -> None:
    talk = thread(story, author, audience)
    assert who_sees(story, talk) == readers
    assert not any(may(story.members[role], Action.REPLY, talk) for role in ROLES if role not in readers)


@pytest.mark.parametrize(
    ("author", "readers"), [("editor", ORGANISATION), ("representative", PRACTITIONER), ("adviser", PSR)]
)
def test_talk_about_a_private_change_exists_for_its_own_side_only(story: Story, author: str, readers: str) -> None:
    proposal = suggest(story, author)
    talk = thread_on(story, proposal, author, Audience(story.members[author].side.value))
    assert who_sees(story, talk) == readers
    put_forward(story, proposal, {"representative": "practitioner"}.get(author, author))
    assert who_sees(story, talk) == readers


def test_a_question_exists_for_everybody_but_observers(story: Story) -> None:
    assert who_sees(story, ask(story, put_forward(story, suggest(story)))) == f"{ORGANISATION} {PRACTITIONER} {PSR}"
