"""What others did since a reader last looked: no more than that reader may see, the latest first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.plans.events import PLAN_ISSUED
from portal.domain.plans.plan import Plan
from portal.domain.plans.read_mark import Seen, mark_as_read
from portal.domain.record import Event, Stream
from portal.domain.talk.thread import Audience
from portal.queries.plans.history import streams_of
from portal.queries.plans.page_key import heads
from portal.queries.plans.since import SincePage, since_page
from portal.queries.record.news import News, news
from portal.queries.record.whole import wholeness
from tests import factories
from tests.factories import Story


def seen(story: Story, role: str) -> Seen:
    """How far this reader would have come, had they looked just now."""
    newest = heads(story.session, story.case.id, streams_of(story.members[role].side))
    return {head.stream: head.seq for head in newest}


def told(story: Story, role: str, since: Seen | None = None) -> list[News]:
    return news(story.session, story.plan, story.members[role], since or {})


def kinds(found: News) -> list[str]:
    return [facts.kind for facts in found.facts]


def since(story: Story, role: str) -> SincePage:
    return since_page(story.session, story.plan, story.members[role])


def test_what_others_did_is_told_by_what_it_touched_the_latest_first(story: Story) -> None:
    change = factories.sent(story)
    talk = factories.thread(story)
    factories.decline(story, change, by="signatory")
    found = told(story, "editor")
    assert [one.subject for one in found][:2] == [change.id, talk.id]
    assert [facts.at for facts in found[0].facts] == sorted(facts.at for facts in found[0].facts)
    assert len(kinds(found[0])) == 2


def test_only_what_came_after_the_last_look_is_news(story: Story) -> None:
    factories.sent(story)
    looked = seen(story, "editor")
    assert told(story, "editor", looked) == []
    later = factories.sent(story, key="aim")
    assert [one.subject for one in told(story, "editor", looked)] == [later.id]


def test_the_issue_is_news_to_others_and_what_came_before_it_to_nobody(session: Session) -> None:
    story = factories.a_case(session, issued=False)
    story.plan.issue(session, by=story.member("adviser"), at=story.tick())
    (found,) = told(story, "editor")
    assert (found.subject, kinds(found)) == (story.plan.id, [PLAN_ISSUED.name])
    assert told(story, "adviser") == []


def test_ones_own_acts_are_no_news_and_a_colleagues_are(story: Story) -> None:
    looked = seen(story, "practitioner")
    change = factories.suggest(story, "practitioner")
    assert told(story, "practitioner", looked) == []
    assert [one.subject for one in told(story, "representative", looked)] == [change.id]


def test_what_is_said_among_others_is_no_news(story: Story) -> None:
    talk = factories.thread(story, audience=Audience.PRACTITIONER_PSR)
    heard = {role: talk.id in {one.subject for one in told(story, role)} for role in ("editor", "adviser")}
    assert heard == {"editor": False, "adviser": True}
    assert told(story, "editor", {Stream.PRACTITIONER_PSR: 0, **seen(story, "editor")}) == []


def test_what_happens_to_another_plan_of_the_case_is_no_news(story: Story) -> None:
    looked = seen(story, "practitioner")
    adviser, content = story.member("adviser"), factories.some_content()
    other = Plan.from_draft(story.session, case=story.case, content=content, by=adviser, at=story.tick())
    other.issue(story.session, by=adviser, at=story.tick())
    here, story.plan = story.plan, other
    change = factories.sent(story, "editor")
    assert change.id in {one.subject for one in told(story, "practitioner", looked)}
    story.plan = here
    assert told(story, "practitioner", looked) == []


def test_a_new_reader_has_everything_before_them_and_one_who_marked_it_the_rest(story: Story) -> None:
    change = factories.in_effect(story, factories.suggest(story))
    talk = factories.thread(story, "adviser")
    found = since(story, "editor")
    assert found.mark is None
    assert (found.took_effect.earlier.number, found.took_effect.later.number) == (1, 2)
    assert found.seen == seen(story, "editor")
    assert [(one.change.proposal.id if one.change else None) for one in found.items][:2] == [None, change.id]
    assert found.items[0].thread is talk
    by, at = story.member("editor"), story.tick()
    mark = mark_as_read(story.session, story.plan, revision=2, seen=found.seen, by=by, at=at)
    assert (since(story, "editor").mark, since(story, "editor").items) == (mark, [])
    assert since(story, "editor").took_effect.earlier.number == 2
    factories.reply(story, talk, "practitioner", body="New.")
    (item,) = since(story, "editor").items
    assert [comment.body for comment in item.comments] == ["New."]
    assert since(story, "editor").name(item.facts[0]) == "Test Practitioner"
    assert since(story, "editor").named(item.facts[0]) == ""


def test_the_record_that_a_reader_sees_is_whole(story: Story) -> None:
    factories.suggest(story)
    for role in ("editor", "practitioner"):
        streams = streams_of(story.members[role].side)
        events = record.events(story.session, story.case.id, streams)
        findings = wholeness(story.session, story.case.id, streams).findings
        wanted = select(Event).where(Event.case_id == story.case.id, Event.stream.in_(streams))
        assert {event.id for event in events} == {event.id for event in story.session.scalars(wanted)}
        assert {finding.stream for finding in findings} == {event.stream for event in events}
