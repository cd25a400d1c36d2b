"""Words picked on a page that is no longer the newest: a comment hangs on them, or on nothing, never on look-alikes."""

import pytest

from portal.domain.base import Refused
from portal.domain.talk import discussion
from portal.domain.talk.thread import Audience, Thread
from tests.factories import Story, agree, sent

THREE = "The supervisor meets them. The supervisor calls the trust at once. The supervisor goes home."


def picked(story: Story, quote: str, occurrence: int, read_in: int) -> Thread:
    facts = {"clause_key": "supervision", "quote": quote, "occurrence": occurrence, "read_in": read_in}
    by, at = story.member("practitioner", story.session), story.tick()
    return discussion.start_thread(
        story.session, story.plan, body="Who?", audience=Audience.SHARED, by=by, at=at, **facts
    )


def becomes(story: Story, text: str) -> None:
    agree(story, sent(story, text=text))


def words_after(story: Story, talk: Thread) -> str:
    assert talk.place
    return story.plan.content.clause("supervision").text[talk.place[0] :]


def test_they_are_found_where_they_were_picked(story: Story) -> None:
    becomes(story, THREE)
    read_in = story.plan.current.number
    becomes(story, THREE.replace("The supervisor meets", "A mentor meets"))
    talk = picked(story, "The supervisor", 1, read_in)
    assert words_after(story, talk).startswith("The supervisor calls")


def test_words_that_have_gone_since_are_refused(story: Story) -> None:
    becomes(story, THREE)
    read_in = story.plan.current.number
    becomes(story, "A mentor meets them. Nobody is called. Everybody goes home.")
    with pytest.raises(Refused, match="have changed since") as refused:
        picked(story, "The supervisor calls the trust", 0, read_in)
    assert refused.value.field == "quote"


@pytest.mark.parametrize("read_in", [0, 2, 77])
def test_on_the_newest_page_they_are_where_they_stand(story: Story, read_in: int) -> None:
    becomes(story, THREE)
    assert words_after(story, picked(story, "The supervisor", 1, read_in)).startswith("The supervisor calls")


@pytest.mark.parametrize(
    "copied", ["The “supervisor” –  meets", 'the "supervisor" -  meets', 'The\n"supervisor" – meets']
)
def test_words_are_found_as_they_were_copied(story: Story, copied: str) -> None:
    becomes(story, "Then the “supervisor” - meets them.")
    talk = picked(story, copied, 0, 0)
    assert talk.quote == "the “supervisor” - meets"
    assert words_after(story, talk).startswith("the “supervisor” - meets")
