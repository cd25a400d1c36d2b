"""A plan that is withdrawn, not agreed or paused is read, and nothing in it is changed; only safety never waits."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from portal.domain.base import Base
from portal.web.http import Portal
from tests.addresses import PLACES, Places, addresses, routes
from tests.conftest import ClientAs
from tests.endurance.forms_of import read
from tests.factories import (
    YES,
    Story,
    act_for_safety,
    ask,
    ask_to_meet,
    came_back,
    caution,
    freeze,
    keep_yes,
    not_agreed,
    offer_talk,
    paper_for,
    pause,
    sent,
    settle,
    suggest,
    thread,
    withdrawn,
)

ACTORS = ("practitioner", "representative", "signatory", "adviser")
CLOSINGS = {
    "PSR has withdrawn this plan": withdrawn,
    "This plan ended without an agreement": not_agreed,
    "PSR has paused this case": pause,
}
AT_ANY_TIME = {
    "feedback_requests.create",  # of another plan, the organisation's own draft
    "concerns.create",
    "first_sights.create",
    "read_marks.create",
    "safety_actions.create",
    "safety_endings.create",
    "safety_remarks.create",
}
ABOUT_A_PLAN = {"plans", "proposals", "threads", "agreements", "talks", "meetings", "papers", "paper-entries"}
BYSTANDERS = {"request_key", "session", "first_sight", "last_look"}


@pytest.fixture(params=CLOSINGS)
def sentence(request: pytest.FixtureRequest) -> str:
    """What a plan says that was closed, or paused, in this way."""
    return str(request.param)


@pytest.fixture
def places(story: Story, sentence: str) -> Places:
    """What stands in the addresses of a plan that was closed, or paused, in the middle of everything."""
    change, talk = sent(story), thread(story)
    keep_yes(story, change)
    caution(story, sent(story, "editor", key="cases"))
    things = {"proposals": [change, suggest(story), suggest(story, "editor", "aim"), sent(story, "editor", "aim")]}
    ask(story, change)
    papers = [paper_for(story), paper_for(story)]
    things |= {"papers": papers, "paper-entries": [came_back(story, papers[0], YES)]}
    ended = thread(story, quote="")
    settle(story, ended)
    things |= {"threads": [talk, ended], "safety-actions": [act_for_safety(story)], "agreements": [freeze(story)]}
    things |= {"plans": [story.plan], "revisions": story.revisions()[:1]}
    things |= {"talks": [offer_talk(story)], "meetings": [ask_to_meet(story)]}
    story.everybody_has_read_the_first_page()
    CLOSINGS[sentence](story)
    return PLACES | {word: [thing.id for thing in each] for word, each in things.items()}


def acts(app: Portal, places: Places) -> Iterator[tuple[str, str]]:
    """Every address to which something can be sent that would change a thing of a plan."""
    for rule, method in routes(app):
        reads = getattr(app.view_functions[rule.endpoint], "only_reads", False)
        about_a_plan = rule.rule.split("/")[1] in ABOUT_A_PLAN
        if method != "GET" and about_a_plan and not reads and rule.endpoint not in AT_ANY_TIME:
            yield from ((rule.rule, where) for where in addresses(rule, places))


def rows(app: Portal) -> dict[str, int]:
    """How many rows each table has, but for those about requests and readers."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in BYSTANDERS]
    with app.database.reading() as session:
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


def test_nothing_that_can_be_sent_changes_it_and_each_refusal_says_why(
    app: Portal, client_as: ClientAs, places: Places, sentence: str
) -> None:
    clients, before = {role: client_as(role) for role in ACTORS}, rows(app)
    told: dict[str, set[int]] = {}
    for rule, where in acts(app, places):
        for client in clients.values():
            answer = client.post(where, data={"then": "list"})
            assert 400 <= answer.status_code < 500, (where, answer.status_code)
            assert answer.status_code != 422 or sentence in answer.text, where
            told.setdefault(rule, set()).add(answer.status_code)
    assert rows(app) == before
    assert len(told) > 30
    assert {rule for rule, statuses in told.items() if 422 not in statuses} == set()


@pytest.mark.parametrize("role", ["editor", "practitioner", "representative", "adviser"])
def test_its_pages_stay_readable_and_offer_nothing_that_would_be_refused(
    app: Portal, client_as: ClientAs, places: Places, role: str
) -> None:
    client, refused = client_as(role), {where for _, where in acts(app, places)}
    plan, (talk, _), changes = places["plans"][0], places["threads"], places["proposals"]
    pages = [f"/plans/{plan}", f"/plans/{plan}/threads", f"/threads/{talk}", f"/plans/{plan}/revisions"]
    pages += [f"/talks/{places['talks'][0]}", f"/plans/{plan}/disagreement"]
    pages += [f"/proposals/{changes[0]}", f"/safety-actions/{places['safety-actions'][0]}"]
    pages += [f"/plans/{plan}/papers"]
    pages += (
        [f"/papers/{places['papers'][0]}", f"/paper-entries/{places['paper-entries'][0]}"] if role != "editor" else []
    )
    pages += [f"/plans/{plan}/kept-answers"] if role != "adviser" else []
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        offered = {form.action.split("?")[0] for form in read(answer.text)[1] if form.method == "post"}
        assert offered & refused == set(), page
