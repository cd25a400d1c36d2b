"""A plan from PSR's draft to its issue, and the people of its case."""

from dataclasses import replace

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.roles import Party, Role
from portal.domain.people.person import Person, has_password
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from tests.factories import OPENED, PASSWORD, Story, a_case, agree, sent, some_content


@pytest.fixture
def draft(session: Session) -> Story:
    return a_case(session, issued=False)


def issue(story: Story) -> None:
    story.plan.issue(story.session, by=story.member("adviser"), at=story.tick())


def mend(story: Story, content: Content) -> None:
    story.plan.mend(story.session, content, by=story.member("adviser"), at=story.tick())


def test_a_draft_can_be_mended(draft: Story) -> None:
    mend(draft, some_content().with_text("aim", "New words."))
    assert draft.plan.content.clause("aim").text == "New words."
    assert draft.revisions() == []


def test_both_parties_are_given_the_plan_at_the_same_moment(draft: Story) -> None:
    assert [draft.plan.issued_to(party) for party in Party] == [None, None]
    issue(draft)
    assert [draft.plan.issued_to(party) for party in Party] == [draft.at, draft.at]


def test_the_first_revision_is_the_draft_word_for_word(draft: Story) -> None:
    issue(draft)
    assert (draft.plan.current.number, draft.plan.current.canonical) == (1, draft.plan.draft)


def test_nobody_edits_an_issued_plan(story: Story) -> None:
    with pytest.raises(Refused):
        mend(story, some_content().with_text("aim", "New words."))
    with pytest.raises(Refused):
        issue(story)


def test_an_empty_plan_is_not_issued(draft: Story) -> None:
    mend(draft, Content(title="Nothing yet"))
    with pytest.raises(Refused, match="The plan has no paragraphs yet"):
        issue(draft)


def test_a_plan_without_a_title_is_not_issued(draft: Story) -> None:
    mend(draft, replace(some_content(), title=""))
    with pytest.raises(Refused, match=r"^The plan has no title yet"):
        issue(draft)


def test_every_revision_keeps_its_words_and_fingerprint(story: Story) -> None:
    agree(story, sent(story))
    agree(story, sent(story, key="aim"))
    assert [revision.number for revision in story.revisions()] == [1, 2, 3]
    assert all(revision.content.fingerprint == revision.fingerprint for revision in story.revisions())
    assert story.revisions()[0].content == some_content()


def test_one_person_has_several_roles_on_one_side_only(story: Story) -> None:
    editor = story.people["editor"]
    added = {"by": story.member("adviser"), "at": story.tick()}
    assert story.case.add(story.session, editor, Role.SIGNATORY, **added).has(Role.EDITOR)
    with pytest.raises(ValueError, match="organisation side"):
        story.case.add(story.session, editor, Role.OBSERVER, **added)


def test_the_database_refuses_a_role_of_another_side(story: Story) -> None:
    story.session.flush()
    with pytest.raises(IntegrityError):
        story.session.execute(text("UPDATE participation SET role = 'practitioner' WHERE role = 'organisation editor'"))
    story.session.rollback()


def test_a_plan_needs_a_case(session: Session) -> None:
    session.add(Plan(draft="", imported_at=OPENED))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def register(session: Session, email: str = "new@example.org", password: str = PASSWORD) -> Person:
    return Person.register(session, email=email, name="New", password=password, at=OPENED)


def test_an_account_has_one_address_in_any_case(session: Session) -> None:
    register(session, " New@Example.org ")
    with pytest.raises(Refused) as refused:
        register(session)
    assert refused.value.field == "email"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Dr\nA"}, "name"),
        ({"name": "Dr \u202eA"}, "name"),
        ({"name": "D" * 201}, "name"),
        ({"job": "x\u0336"}, "job"),
        ({"email": "nobody"}, "email"),
        ({"email": "@example.org"}, "email"),
        ({"email": "a b@example.org"}, "email"),
    ],
)
def test_an_account_without_a_name_or_an_address_is_refused(
    session: Session, wrong: dict[str, str], field: str
) -> None:
    facts = {"email": "new@example.org", "name": "New", "job": ""} | wrong
    with pytest.raises(Refused) as refused:
        Person.register(session, password=PASSWORD, at=OPENED, **facts)
    assert refused.value.field == field


def test_a_name_is_kept_as_everybody_reads_it(session: Session) -> None:
    person = Person.register(
        session, email="zoe@example.org", name="Zoe\u0308\u00a0O\u00adBrien", password=PASSWORD, at=OPENED
    )
    assert person.name == "Zoë OBrien"


def test_a_short_password_is_refused(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        register(session, password="short")
    assert refused.value.field == "password"


def test_a_password_is_kept_as_its_hash_only(session: Session) -> None:
    person = register(session)
    assert person.password_hash.startswith("$argon2id$")
    assert (has_password(person, PASSWORD), has_password(person, "another password")) == (True, False)


def test_guessing_a_password_from_its_hash_takes_memory_and_time(hasher_of_passwords: PasswordHasher) -> None:
    work, least = extract_parameters(hasher_of_passwords.hash(PASSWORD)), RFC_9106_LOW_MEMORY
    assert (work.memory_cost, work.time_cost) >= (least.memory_cost, least.time_cost)
