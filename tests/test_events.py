"""Whatever is written on a case has its event in the same transaction, but for a short list."""

from collections.abc import Iterator

import pytest

from portal.domain.talk.thread import Audience
from portal.web.http import Portal
from tests import factories
from tests.commits import Commits, commits_on
from tests.conftest import ClientAs
from tests.every_act import arranged
from tests.factories import PASSWORD, Story


@pytest.fixture
def commits(app: Portal, story: Story) -> Iterator[Commits]:
    with commits_on(app.database.engine) as commits:
        yield commits


def test_every_act_of_the_story_writes_its_event(story: Story, client_as: ClientAs, commits: Commits) -> None:
    story.everybody_has_read_the_first_page()
    change, other = factories.sent(story), factories.suggest(story, "editor", "aim")
    factories.keep(story, change)
    factories.caution(story, factories.put_forward(story, other, "editor"))
    talk = factories.thread(story, must_settle=True)
    factories.reply(story, talk, "editor")
    factories.settle(story, talk)
    factories.settle(story, factories.ask(story, change), "editor")
    factories.bundle(story, factories.suggest(story, key="cases"), factories.suggest_weeks(story))
    factories.agree(story, change)
    factories.thread_on(story, other, "practitioner", Audience.PRACTITIONER)
    factories.act_for_safety(story)
    client_as("editor").post("/sign-in", data={"email": "editor@example.org", "password": "another"})
    client_as("editor").post("/sign-in", data={"email": "editor@example.org", "password": PASSWORD})
    factories.agree(story, factories.sent(story, key="cases", text="The plan lasts ten weeks."))
    factories.keep_words(story)
    arranged(story)
    factories.signed(story)
    factories.varied(story, "consequences")
    assert len(commits.made) > 15
    assert commits.silent == []


def test_ending_a_plan_without_an_agreement_writes_its_event(story: Story, commits: Commits) -> None:
    factories.not_agreed(story)
    assert len(commits.made) == 4
    assert commits.silent == []


def test_who_joins_and_leaves_a_case_is_told(story: Story, client_as: ClientAs, commits: Commits) -> None:
    invitation, _ = factories.invite(story)
    factories.send_again(story, invitation)
    factories.take_back_invitation(story, invitation)
    factories.take_off(story, "signatory")
    factories.accept(story, factories.invite(story, email="signatory@example.org")[0], story.people["signatory"])
    factories.limit(story)
    factories.say_wishes(story, "Ring after 5pm.")
    factories.name_representative(story)
    factories.stop_naming(story)
    factories.take_back_handover(story, factories.ask_to_hand_over(story))
    factories.refuse_handover(story, factories.ask_to_hand_over(story))
    factories.refuse_showing(story, factories.offer_showing(story))
    factories.end_showing(story, factories.agree_to_showing(story, factories.offer_showing(story)))
    factories.name_deputy(story, story.members["editor"])
    factories.end_deputy(story, story.members["editor"])
    factories.come_back(story, factories.go_away(story, "editor", ""))
    assert len(commits.made) == 23
    assert commits.silent == []
    for role, told in (("editor", 3), ("practitioner", 0), ("adviser", 3)):
        record = client_as(role).get(f"/cases/{story.case.id}/record").text
        assert (role, record.count("An invitation was") + record.count("Somebody was invited")) == (
            role,
            told + (told > 0),
        )


def test_opening_a_case_tells_so(client_as: ClientAs, commits: Commits) -> None:
    facts = {"reference": "PSR/2025/0042", "organisation": "Harbour Trust", "practitioner": "Dr Hill"}
    facts |= {"profession": "doctor", "key_contact": "R. Malik"}
    adviser = client_as("adviser")
    opened = adviser.post("/cases", data=facts)
    assert (opened.status_code, commits.silent) == (303, [])
    record = adviser.get(opened.location.partition("/people")[0] + "/record").text
    assert "The case was opened" in record


def test_a_write_without_its_event_is_found(app: Portal, story: Story, commits: Commits) -> None:
    with app.database.writing() as session:
        story.present_plan(session).draft = "{}"
    assert commits.silent == [{"plan"}]
