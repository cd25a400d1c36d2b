"""Many changes that take effect together: what they may touch is read once, and nothing else is different."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.cases.roles import Party
from portal.domain.negotiation.forecast import Given, foresee
from portal.domain.negotiation.sending import answer_together
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import AnswerKind
from portal.domain.record import Stream
from tests.domain.statements import statements
from tests.factories import Story, a_case, agree, sent, suggest, suggest_removal, thread


def send(story: Story, *changes: Proposal) -> None:
    """The organisation agrees to all of these at once."""
    answers = [Given(one, one.latest.digest, AnswerKind.AGREE) for one in changes]
    shown = foresee(story.session, story.plan, answers, party=Party.ORGANISATION)
    member, at, seen = story.member("editor"), story.tick(), {"digest": shown.digest, "fingerprint": shown.fingerprint}
    ticked = {one.id for one in changes}
    answer_together(story.session, story.plan, answers, **seen, ticked=ticked, by=member, at=at)


def test_many_sent_together_leave_what_they_leave_one_after_the_other(story: Story, session: Session) -> None:
    other = a_case(session, mark="other")
    together, one_by_one = busy(story), busy(other)
    send(story, *together)
    for change in one_by_one:
        agree(other, change)
    assert left_by(story) == left_by(other)


def test_more_answers_need_no_more_statements(story: Story) -> None:
    few, many = ([sent(story, key=key) for key in keys] for keys in (["aim"], ["cases", "supervision", "consequences"]))
    for_one, for_three = (statements(story, partial(send, story, *changes)) for changes in (few, many))
    assert for_three <= for_one + 1


def busy(story: Story) -> list[Proposal]:
    """Three changes that wait for the organisation, beside private ones and a conversation that they touch."""
    changes = [sent(story, key=key) for key in ("aim", "cases", "supervision")]
    thread(story, quote="once a week")
    for key in ("aim", "cases", "supervision"):
        suggest(story, "editor", key, "Other words.")
    suggest_removal(story, "editor", "programme")
    return changes


def left_by(story: Story) -> list[object]:
    """The plan's revisions, each change's versions, and the events of each stream in their order."""
    changes = story.session.scalars(select(Proposal).where(Proposal.plan_id == story.plan.id))
    versions = sorted((one.status.value, [(each.fit.value, each.after) for each in one.versions]) for one in changes)
    events = record.events(story.session, story.case.id, list(Stream))
    assert not any(finding.fault for finding in record.check(story.session, story.case.id, list(Stream)))
    return [
        [revision.content for revision in story.revisions()],
        versions,
        [[event.facts.kind for event in events if event.stream is stream] for stream in Stream],
    ]
