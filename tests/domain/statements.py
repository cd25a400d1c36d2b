"""How many statements an act sends."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from tests.factories import Story


def statements(story: Story, act: Callable[[], object]) -> int:
    """How many statements this act sends in the story's session."""
    asked: list[str] = []

    def hear(*heard: Any) -> None:
        asked.append(heard[2])

    connection = story.session.connection()
    event.listen(connection, "before_cursor_execute", hear)
    act()
    event.remove(connection, "before_cursor_execute", hear)
    return len(asked)
