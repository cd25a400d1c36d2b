"""An observer reads what both parties show them of a plan, and nothing else by any route, word or file."""

import re
from dataclasses import replace
from functools import partial

from flask.testing import FlaskClient

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role
from portal.domain.plans.content import Content
from portal.domain.showing.showing import Showing
from portal.policy import may
from portal.policy_of_sight import sees
from portal.web.http import Portal
from tests.addresses import KINDS
from tests.canaries import Secrets
from tests.conftest import ClientAs
from tests.factories import (
    Story,
    a_person,
    accept,
    agree_to_showing,
    end_showing,
    in_second_form,
    invite,
    offer_showing,
    signed,
    varied,
)
from tests.test_leaks import pages


def test_an_observer_reads_what_both_show_them_and_nothing_else_anywhere(
    app: Portal, client_as: ClientAs, draft_story: Story
) -> None:
    """Not the title, the stages, the other sections, what is about health, what varies, nor anything after the end."""
    story = draft_story
    with story.acting() as session:
        plan, adviser = story.present_plan(session), story.member("adviser", session)
        plan.mend(session, to_be_shown(), by=adviser, at=story.tick())
        plan.issue(session, by=adviser, at=story.tick())
    story.everybody_has_read_the_first_page()
    showing = agree_to_showing(story, offer_showing(story))
    secrets = Secrets(story, places={kind: [] for kind in KINDS})
    secrets.places |= {"cases": [story.case.id], "plans": [story.plan.id], "showings": [showing.id]}
    read = partial(canaries_read, app, client_as("observer"), secrets)
    assert read() == set()
    signed(story)
    secrets.places |= {
        "revisions": [one.id for one in story.revisions()],
        "members": [one.id for one in story.members.values()],
    }
    assert read() == {"canaryshown"}
    secrets.places["proposals"] = [varied(story, "aim", "A canarylater.").id]
    assert read() == {"canaryshown"}
    end_showing(story, showing)
    assert read() == set()


def test_for_an_observer_exists_what_both_show_to_them_and_nobody_else_reads_it_as_they_do(story: Story) -> None:
    story.members["another"] = another_observer(story)
    offered = offer_showing(story, before_agreement=True)
    assert seers(story, offered) == []
    agree_to_showing(story, offered)
    assert seers(story, offered) == ["observer"]
    assert able(story, Action.READ_SHOWN, offered) == {"observer"}
    assert able(story, Action.END_SHOWING, offered) == {"editor", "signatory", "practitioner"}
    assert able(story, Action.VIEW_SHOWINGS, offered) == story.members.keys() - {"observer", "another"}


def another_observer(story: Story) -> Membership:
    with story.acting() as session:
        person = a_person(session, "another")
    return accept(story, invite(story, "adviser", Role.OBSERVER, person.email)[0], person)


def seers(story: Story, showing: Showing) -> list[str]:
    with story.acting() as session:
        found = session.get_one(Showing, showing.id)
        return [role for role in ("observer", "another") if sees(story.member(role, session), found)]


def able(story: Story, action: Action, showing: Showing) -> set[str]:
    with story.acting() as session:
        found = session.get_one(Showing, showing.id)
        return {role for role in story.members if may(story.member(role, session), action, found)}


def canaries_read(app: Portal, client: FlaskClient, secrets: Secrets) -> set[str]:
    return {word for _, text in pages(app, client, secrets.places) for word in re.findall(r"canary[a-z]+", text)}


def to_be_shown() -> Content:
    """A plan with a word of its own in each place, some of it about health."""
    content = replace(in_second_form(), title="Return canarytitle")
    for key, word in (("aim", "canaryshown"), ("supervision", "canaryother"), ("consequences", "canaryothers")):
        content = content.with_text(key, f"A {word} here.")
    content = content.with_stage("first", title="A canarystage")
    shown, *others = content.clauses
    health = replace(shown.children[0], key="rest", label="1.2", text="A canaryhealth.", health=True)
    return replace(content, clauses=(replace(shown, children=(*shown.children, health)), *others))
