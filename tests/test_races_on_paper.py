"""A paper is confirmed while something else happens: what was answered first stands, and nothing is answered twice."""

import pytest
from sqlalchemy import func, select

from portal.domain.papers.entry import CountedAnswer, EntryEnd, PaperEntry
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import Assent, Outcome
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story
from tests.paperwork import confirmation, on_paper
from tests.test_races import Request, assenting, at_once, loser, posting

pytestmark = pytest.mark.meanwhile


def rows(app: Portal, kind: type) -> int:
    with app.database.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def confirming(client_as: ClientAs, entry: PaperEntry) -> Request:
    adviser = client_as("adviser")
    return posting(adviser, f"/paper-entries/{entry.id}/confirmations", confirmation(adviser, entry))


def test_their_own_click_and_their_paper_at_once_are_one_answer(app: Portal, story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story, "editor")
    entry = factories.came_back(story, factories.paper_for(story), factories.NO)
    loser(at_once(app, story, confirming(client_as, entry), assenting(client_as("practitioner"), change)))
    with app.database.reading() as session:
        status = session.get_one(Proposal, change.id).status
    assert status in {Status.IN_EFFECT, Status.DECLINED}
    assert rows(app, Outcome) == 1
    assert rows(app, CountedAnswer) == (status is Status.DECLINED)


def test_a_paper_that_two_confirm_at_once_counts_once(app: Portal, story: Story, client_as: ClientAs) -> None:
    factories.sent(story, "editor")
    entry = factories.came_back(story, factories.paper_for(story), factories.YES)
    page = loser(at_once(app, story, *[confirming(client_as, entry) for _ in range(2)]))
    assert "Something has become of this entry already" in page
    assert (rows(app, EntryEnd), rows(app, CountedAnswer), rows(app, Assent)) == (1, 1, 2)


def test_a_paper_is_confirmed_or_said_not_to_be_theirs_and_then_counts_only_if_it_was_first(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    change = factories.sent(story, "editor")
    entry = factories.came_back(story, factories.paper_for(story), factories.YES)
    said = {"dispute_words": "I said no."}
    disputing = posting(client_as("practitioner"), f"/paper-entries/{entry.id}/disputes", said)
    answers = at_once(app, story, confirming(client_as, entry), disputing)
    assert answers[1].status_code == 303
    with app.database.reading() as session:
        in_effect = session.get_one(Proposal, change.id).status is Status.IN_EFFECT
    assert in_effect == (answers[0].status_code == 303)
    assert rows(app, CountedAnswer) == in_effect


def test_the_same_scan_that_two_enter_at_once_is_kept_once_and_one_entry_waits(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    factories.sent(story, "editor")
    paper = factories.paper_for(story)
    entering = [posting(client_as("adviser"), f"/papers/{paper.id}/entries", on_paper(paper)) for _ in range(2)]
    assert [one.status_code for one in at_once(app, story, *entering)] == [303, 303]
    with app.database.reading() as session:
        entries = session.scalars(select(PaperEntry)).unique().all()
    assert sorted(one.waits for one in entries) == [False, True]
    assert len({one.file_id for one in entries}) == 1
