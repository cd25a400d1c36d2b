"""Where a conversation's words stand is worked out on reading, also from what earlier releases wrote down."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from portal.domain.negotiation.reversal import reversal_of
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk.copying import put_forward_copy
from portal.domain.talk.thread import Anchor, Audience, Thread
from portal.domain.talk.whereabouts import Whereabouts, locate
from tests.domain.statements import statements
from tests.factories import LIMITS, WORDS, Story, agree, in_effect, sent, suggest, suggest_removal, thread

QUOTE = "once a week"


def brought_back(story: Story, removed: Proposal) -> None:
    back = reversal_of(story.session, removed)
    author = story.author(story.session, "editor")
    assert back.clause
    in_effect(story, author.suggest(Addition.of(back.clause), back.value, back.place, limits=LIMITS), "editor")


def reworded(story: Story, text: str) -> None:
    in_effect(story, suggest(story, text=text))


def noted(story: Story, talk: Thread, start: int | None = None) -> None:
    """What an earlier release wrote down with the newest revision."""
    end = None if start is None else start + len(QUOTE)
    number = len(talk.anchors) + 1
    talk.anchors.append(Anchor(number=number, revision=story.plan.current, start=start, end=end))
    story.session.flush()


def words_of(story: Story, talk: Thread) -> str | None:
    clause = story.plan.content.clause(talk.clause_key)
    return clause.text[slice(*talk.place)] if clause and talk.place else None


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PRACTITIONER])
def test_no_act_writes_an_anchor(story: Story, audience: Audience) -> None:
    talk = thread(story, audience=audience, quote=QUOTE)
    reworded(story, f"From May, {WORDS['supervision']}")
    in_effect(story, suggest_removal(story))
    assert story.session.scalar(select(func.count()).select_from(Anchor)) == len(talk.anchors) == 1


def test_a_yes_asks_the_same_whatever_is_talked_about(story: Story) -> None:
    first, second = sent(story, "editor", "aim"), sent(story, "editor", "supervision")
    without = statements(story, lambda: agree(story, first, by="practitioner"))
    for _ in range(20):
        thread(story, audience=Audience.PRACTITIONER, quote=QUOTE)
    assert statements(story, lambda: agree(story, second, by="practitioner")) == without


def test_words_are_followed_from_what_an_earlier_release_wrote_last(story: Story) -> None:
    talk = thread(story, quote=QUOTE)
    reworded(story, f"From May, {WORDS['supervision']}")
    noted(story, talk, story.plan.content.clause("supervision").text.index(QUOTE))
    reworded(story, f"Each year from May, {WORDS['supervision']}")
    assert words_of(story, talk) == QUOTE


def test_words_that_an_earlier_release_lost_with_their_paragraph_come_back_with_it(story: Story) -> None:
    talk = thread(story, quote=QUOTE)
    removed = in_effect(story, suggest_removal(story))
    noted(story, talk)
    assert talk.is_orphan
    brought_back(story, removed)
    assert words_of(story, talk) == QUOTE


def test_words_that_an_earlier_release_lost_before_their_paragraph_went_stay_gone(story: Story) -> None:
    talk = thread(story, quote=QUOTE)
    reworded(story, "Support is offered.")
    noted(story, talk)
    reworded(story, WORDS["supervision"])
    removed = in_effect(story, suggest_removal(story))
    brought_back(story, removed)
    assert talk.is_orphan


def copied(story: Story, private: Thread) -> Thread:
    facts = {"by": story.member("practitioner"), "at": story.tick(), "audience": Audience.SHARED}
    return put_forward_copy(story.session, private, comments={private.comments[0].id}, **facts)


def test_words_were_last_seen_in_the_revision_before_they_went(story: Story) -> None:
    talk = thread(story, quote=QUOTE)
    reworded(story, f"From May, {WORDS['supervision']}")
    assert talk.last_seen_in == story.plan.current.id
    reworded(story, "Support is offered.")
    assert (talk.is_orphan, talk.last_seen_in) == (True, story.revisions()[1].id)


def test_a_copy_of_words_that_are_gone_does_not_find_them_by_other_words(story: Story) -> None:
    private = thread(story, audience=Audience.PRACTITIONER, quote=QUOTE)
    reworded(story, "Support is offered.")
    copy = copied(story, private)
    reworded(story, WORDS["supervision"])
    assert copy.is_orphan


def test_a_copy_finds_its_words_in_a_section_that_comes_back(story: Story) -> None:
    private = thread(story, audience=Audience.PRACTITIONER, quote=QUOTE)
    removed = in_effect(story, suggest_removal(story, key="programme"))
    copy = copied(story, private)
    brought_back(story, removed)
    assert words_of(story, copy) == QUOTE


def test_where_there_is_no_plan_yet_no_words_stand(story: Story) -> None:
    words, whole = thread(story, quote=QUOTE), thread(story, quote="")
    nowhere = Whereabouts(None, True, None)
    assert locate(story.session, uuid4(), [words, whole]) == {
        words.id: nowhere,
        whole.id: nowhere._replace(is_gone=False),
    }
    assert locate(story.session, story.plan.id, []) == {}


def test_a_conversation_that_is_not_kept_stands_nowhere() -> None:
    talk = Thread(quote=QUOTE)
    assert (talk.place, talk.is_orphan, talk.last_seen_in) == (None, False, None)


def test_a_copy_finds_its_words_once(story: Story) -> None:
    private = thread(story, audience=Audience.PRACTITIONER, quote=QUOTE)
    removed = in_effect(story, suggest_removal(story))
    copy = copied(story, private)
    brought_back(story, removed)
    assert words_of(story, copy) == QUOTE
    reworded(story, "Support is offered.")
    reworded(story, WORDS["supervision"])
    brought_back(story, in_effect(story, suggest_removal(story)))
    assert copy.is_orphan
