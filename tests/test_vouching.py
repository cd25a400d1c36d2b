"""Whom a provider of single sign-on may sign in: nobody of the practitioner's side, and none but its own people."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from portal.domain.cases.case import Case, Profession
from portal.domain.cases.invitation import Invitation, Wanted, invite
from portal.domain.cases.roles import Role
from portal.domain.people import accounts
from portal.domain.people.provider_account import bound_to, part
from portal.queries.people.vouching import can_vouch
from portal.web.http import Portal
from tests import factories
from tests.factories import Story
from tests.pages import bare
from tests.phones import give_code, give_password, phone_of
from tests.providers import Liar, answer_of, ask, bound, lying_provider, provider_of

MATRIX = """
                editor signatory practitioner representative adviser reviewer observer stranger
Harbour Trust   yes    yes       -            -              -       -        -        yes
Quayside Trust  -      -         -            -              -       -        -        yes
PSR             -      -         -            -              yes     yes      -        yes
"""
ISSUER = "https://login.example.org"


def rows() -> list[tuple[str, str, bool]]:
    """Each provider and persona of the matrix, and whether the one may sign the other in."""
    personas, *lines = [line for line in MATRIX.splitlines() if line]
    return [
        (line[:16].strip(), persona, answer == "yes")
        for line in lines
        for persona, answer in zip(personas.split(), line[16:].split(), strict=True)
    ]


def vouches(story: Story, role: str, **facts: object) -> bool:
    provider = provider_of(ISSUER, **facts)
    with story.acting() as session:
        return can_vouch(session, provider, session.merge(story.people[role]))


@pytest.mark.parametrize(("speaks_for", "role", "may"), rows())
def test_the_matrix_of_providers(story: Story, speaks_for: str, role: str, may: bool) -> None:
    assert vouches(story, role, speaks_for=speaks_for) == may


def test_who_acts_for_an_organisation_is_its_own_also_on_no_case(story: Story) -> None:
    factories.colleague(story, "stranger", beside="adviser")
    assert not vouches(story, "stranger", speaks_for="Harbour Trust")
    assert vouches(story, "stranger", speaks_for="PSR")


def test_nobodys_provider_but_psrs_signs_in_who_is_asked_to_psr(story: Story) -> None:
    factories.administrator(story, "adviser")
    factories.ask_colleague(story, "adviser", "stranger@example.org")
    assert not vouches(story, "stranger", speaks_for="Harbour Trust")
    assert vouches(story, "stranger", speaks_for="PSR")


def test_to_be_asked_by_an_organisation_takes_nobody_their_own_provider(story: Story) -> None:
    factories.administrator(story)
    factories.ask_colleague(story, "editor", "adviser@example.org")
    assert vouches(story, "adviser", speaks_for="PSR")


def test_the_name_of_the_organisation_counts_however_it_is_written(story: Story) -> None:
    assert vouches(story, "editor", speaks_for="harbour  TRUST")


@pytest.mark.parametrize("domains", [("elsewhere.example",), ("org",), ("sub.example.org",)])
def test_an_address_of_another_domain_is_not_covered(story: Story, domains: tuple[str, ...]) -> None:
    assert not vouches(story, "editor", domains=domains)


def test_who_was_a_representative_once_is_never_signed_in_again(story: Story) -> None:
    factories.take_off(story, "representative", "practitioner")
    assert not vouches(story, "representative")


def test_who_left_the_organisation_is_nobodys_of_it_and_comes_back_as_its(story: Story) -> None:
    factories.take_off(story, "signatory")
    assert not vouches(story, "signatory", speaks_for="Quayside Trust")
    factories.administrator(story)
    factories.take_off_organisation(story, "signatory")
    assert vouches(story, "signatory", speaks_for="Quayside Trust")


def asked(story: Story, role: Role) -> tuple[Invitation, str]:
    """The editor is asked to this role on a new case: the open invitation, and the token of its link."""
    with story.acting() as session:
        adviser = session.merge(story.people["adviser"])
        case = Case.open(
            session,
            by=adviser,
            reference="PSR/2025/0002",
            organisation="Harbour Trust",
            practitioner="Test Editor",
            profession=Profession.DOCTOR,
            key_contact=adviser.name,
            at=story.tick(),
        )
        wanted = Wanted(role, "Test Editor", story.people["editor"].email, checked="We spoke.")
        return invite(session, case, wanted, by=case.memberships[0], at=datetime.now(UTC), days=14, most=9)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.REPRESENTATIVE])
def test_who_is_asked_to_the_practitioners_side_is_not_signed_in_until_that_is_taken_back(
    story: Story, role: Role
) -> None:
    invitation, _ = asked(story, role)
    assert not vouches(story, "editor")
    with story.acting() as session:
        session.get_one(Invitation, invitation.id).ended_at = story.tick()
    assert vouches(story, "editor")


@pytest.fixture
def liar(app: Portal, story: Story) -> Iterator[Liar]:
    """The organisation's provider, to which the editor has bound their account."""
    with lying_provider() as provider:
        setting = provider_of(provider.issuer)
        ask(app, setting)
        bound(app, story, setting)
        yield provider


@pytest.fixture
def browser(app: Portal, liar: Liar) -> FlaskClient:
    """A browser in which the provider has just signed the editor in."""
    browser = app.test_client()
    assert answer_of(browser, liar).status_code == 303
    assert browser.get("/account").status_code == 200
    return browser


def test_who_is_asked_to_be_a_practitioner_reads_the_same_words_as_anybody_whom_it_may_not_sign_in(
    app: Portal, story: Story, liar: Liar
) -> None:
    liar.claims = {"sub": "nobody-here"}
    before = bare(answer_of(app.test_client(), liar).text)
    liar.claims = {}
    asked(story, Role.PRACTITIONER)
    assert bare(answer_of(app.test_client(), liar).text) == before


def test_a_session_ends_as_soon_as_its_owner_is_asked_to_be_a_practitioner(
    app: Portal, story: Story, browser: FlaskClient
) -> None:
    asked(story, Role.PRACTITIONER)
    assert browser.get("/account").status_code == 401
    assert give_password(browser).status_code == 303
    assert browser.get("/account").status_code == 200


def ended_by(app: Portal, story: Story, how: str) -> None:
    """One of the ways in which a provider may no longer speak for the editor."""
    if how == "setting":
        ask(app)
    elif how == "issuer":
        ask(app, replace(app.settings.single_sign_on[0], issuer="https://login.example.org"))
    else:
        with app.database.writing() as session:
            editor = session.merge(story.people["editor"])
            if how == "parted":
                part(session, bound_to(session, editor.id)[0], "Harbour Trust", story.tick())
            elif how == "closed":
                accounts.close(session, editor, "She left.", story.tick())
            else:
                accounts.move(session, editor, "editor@elsewhere.example", "She asked.", story.tick())


@pytest.mark.parametrize("how", ["setting", "issuer", "parted", "closed", "moved"])
def test_a_session_holds_no_longer_than_the_provider_may_speak_for_its_owner(
    app: Portal, story: Story, browser: FlaskClient, how: str
) -> None:
    ended_by(app, story, how)
    assert browser.get("/account").status_code == 401


@pytest.mark.parametrize("how", ["setting", "parted", "closed", "moved"])
def test_between_the_provider_and_the_second_step_it_must_still_speak_for_them(
    app: Portal, story: Story, liar: Liar, how: str
) -> None:
    phone, browser = phone_of(app, story), app.test_client()
    assert answer_of(browser, liar).location == "/sign-in/code"
    ended_by(app, story, how)
    assert give_code(browser, phone.code()).status_code == 422
    assert browser.get("/account").status_code == 401


def test_an_invitation_to_the_practitioners_side_is_not_accepted_in_a_session_that_an_organisation_began(
    story: Story, browser: FlaskClient
) -> None:
    _, token = asked(story, Role.PRACTITIONER)
    page = browser.get(f"/join/{token}")
    assert "Sign in" in page.text
    assert browser.post(f"/join/{token}").status_code == 422
