"""What a digest tells, and what it does not."""

import json

from portal.domain.negotiation import negotiation
from tests import factories
from tests.factories import LIMITS, Story


def test_nobody_learns_how_often_a_suggestion_was_written_anew_in_private(story: Story) -> None:
    often = factories.suggest(story)
    for text in ("Other words.", "Quite other words."):
        by, at = story.member("practitioner", story.session), story.tick()
        negotiation.rewrite(story.session, often, text, reason="Why.", by=by, at=at, limits=LIMITS)
    once = factories.suggest(story, key="aim")
    names = [set(json.loads(one.latest.terms)) for one in (often, once)]
    assert names[0] == names[1]
    assert len(often.versions) == 3
    assert "3" not in {str(value) for value in json.loads(often.latest.terms).values()}


def test_each_version_has_a_digest_that_cannot_be_reckoned(story: Story) -> None:
    first, second = factories.suggest(story, text="The same."), factories.suggest(story, text="The same.")
    terms = [json.loads(one.latest.terms) for one in (first, second)]
    assert terms[0] | {"mark": ""} == terms[1] | {"mark": ""}
    assert first.latest.digest != second.latest.digest
