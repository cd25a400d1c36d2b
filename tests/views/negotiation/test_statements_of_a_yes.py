"""A yes costs the same whoever is to hear of it: what is told is found later, from the record."""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import Engine, event

from portal.domain.cases.case import Case
from portal.domain.cases.roles import Role
from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

READERS = [Role.EDITOR, Role.SIGNATORY, Role.REPRESENTATIVE, Role.ADVISER, Role.REVIEWER, Role.OBSERVER]


def joined(story: Story, times: int) -> None:
    """So many people more in each role on the case."""
    with story.acting() as session:
        case, by = session.get_one(Case, story.case.id), story.member("adviser", session)
        for role in READERS:
            for number in range(times):
                person = factories.a_person(session, f"{role.name.lower()}-{times}-{number}")
                case.add(session, person, role, by=by, at=story.tick())


def statements(act: Callable[[], object]) -> Sequence[str]:
    """Every statement that the portal sends for this, by its first words."""
    heard: list[str] = []

    def hear(*told: object) -> None:
        heard.append(" ".join(str(told[2]).split()[:3]))

    event.listen(Engine, "before_cursor_execute", hear)
    act()
    event.remove(Engine, "before_cursor_execute", hear)
    return heard


def test_a_yes_takes_the_same_statements_whether_or_not_anybody_is_to_be_told(
    story: Story, client_as: ClientAs
) -> None:
    editor = client_as("editor")

    def say_yes(change: Proposal) -> None:
        answer = editor.post(f"/proposals/{change.id}/assents", data={"digest": change.latest.digest})
        assert answer.status_code == 303

    found = []
    for times in (0, 1, 5):
        joined(story, times)
        change = factories.sent(story, "practitioner", "aim", f"The aim, told to {times} more.")
        found.append(statements(partial(say_yes, change)))
    assert len(found[0]) > 10
    assert found[0] == found[1] == found[2]
