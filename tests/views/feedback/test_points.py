"""Points that a reviewer made before are made again."""

from tests.conftest import ClientAs
from tests.factories import (
    Story,
    assigned,
    issued_feedback,
    remarked,
    reviewing,
)


def test_a_point_made_before_is_made_again_without_its_case(story: Story, client_as: ClientAs) -> None:
    first = reviewing(story)
    made = remarked(story, first, "Name the deputy.")
    issued_feedback(story, first)
    other = reviewing(story, assigned(story))
    remarked(story, other, "Not issued yet.")
    new = f"/feedback-reviews/{other.id}/remarks/new"
    page = client_as("reviewer").get(new).text
    assert "Name the deputy." in page
    assert "Used in 1 review." in page
    assert "Not issued yet." not in page
    assert "Name the deputy.</textarea>" in client_as("reviewer").get(f"{new}?before={made.id}").text


def test_points_of_somebody_else_are_not_in_the_list(story: Story, client_as: ClientAs) -> None:
    first = reviewing(story, assigned(story, reviewer="adviser", second_reader="reviewer"))
    made = remarked(story, first, "Name the deputy.")
    issued_feedback(story, first)
    new = f"/feedback-reviews/{reviewing(story, assigned(story)).id}/remarks/new"
    for where in (new, f"{new}?before={made.id}", f"{new}?before=nothing"):
        assert "Name the deputy." not in client_as("reviewer").get(where).text
