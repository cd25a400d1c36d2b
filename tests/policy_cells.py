"""What the policy says, held against the tables."""

from portal.actions import Action
from portal.policy import may
from portal.policy_of_sight import Subject
from tests.factories import Story


def read(table: str) -> dict[tuple[Action, str], bool]:
    return {(Action[name], role): is_so for (name, role), is_so in rows_of(table).items()}


def rows_of(table: str) -> dict[tuple[str, str], bool]:
    heading, *rows = (line.split() for line in table.strip().splitlines())
    return {(row[0], role): cell == "yes" for row in rows for role, cell in zip(heading, row[1:], strict=True)}


def wrong_cells(story: Story, table: str, subject: Subject | dict[Action, Subject]) -> list[str]:
    """Every cell where the policy says other than the table."""
    wrong = []
    for (action, role), expected in read(table).items():
        thing = subject[action] if isinstance(subject, dict) else subject
        if may(story.members[role], action, thing) is not expected:
            wrong.append(f"{role} {action.name}: {not expected}")
    return wrong
