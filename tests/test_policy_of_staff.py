"""Who may do what about the people of an organisation, and about accounts: the whole matrix, written out."""

from uuid import uuid4

from portal.actions import OwnAction, StaffAction
from portal.domain.people.organisation import Organisation, OrganisationKind, Staff
from portal.domain.staff.away import Absence
from portal.policy_of_staff import may_for_all, may_for_oneself, may_in, may_open_cases
from tests.factories import Story
from tests.policy_cells import rows_of
from tests.policy_tables import OWN_MATRIX, STAFF_MATRIX


def test_what_is_done_about_people_and_accounts_is_for_their_administrators(story: Story) -> None:
    """Those of an organisation never touch an account, and those of PSR take nobody off another organisation."""
    found = {}
    own, _, other = organisations = [
        Organisation(id=uuid4(), name=name, kind=kind)
        for name, kind in (
            ("Ours", OrganisationKind.HEALTHCARE),
            ("PSR", OrganisationKind.PSR),
            ("Theirs", OrganisationKind.HEALTHCARE),
        )
    ]
    owner = story.people["practitioner"]
    for persona, (organisation, is_administrator) in {
        "member": (own, False),
        "administrator": (own, True),
        "psr": (organisations[1], False),
        "psr_administrator": (organisations[1], True),
        "elsewhere": (other, True),
    }.items():
        actor = place(organisation, is_administrator=is_administrator)
        for action in StaffAction:
            found[action.name, persona] = may_in(actor, action, own) or may_for_all(actor, action, owner)
    assert found == rows_of(STAFF_MATRIX)


def test_what_is_done_about_ones_own_place_is_ones_own() -> None:
    """An administrator says for nobody that they are away; a defence organisation has no cases to be away from."""
    trust = Organisation(id=uuid4(), name="Ours", kind=OrganisationKind.HEALTHCARE)
    defence = Organisation(id=uuid4(), name="Defence", kind=OrganisationKind.DEFENCE)
    people = {name: place(trust, id=uuid4()) for name in ("oneself", "cover", "colleague")}
    people |= {"administrator": place(trust, id=uuid4(), is_administrator=True), "defence": place(defence, id=uuid4())}
    absence = Absence(staff_id=people["oneself"].id, cover_id=people["cover"].id)
    found = {}
    for persona, actor in people.items():
        own = people["defence" if persona == "defence" else "oneself"]
        for action in OwnAction:
            thing = own if action in (OwnAction.GO_AWAY, OwnAction.HAND_OVER_CASES) else absence
            found[action.name, persona] = may_for_oneself(actor, action, thing)
    assert found == rows_of(OWN_MATRIX)


def place(organisation: Organisation, **facts: object) -> Staff:
    return Staff(organisation=organisation, organisation_id=organisation.id, person_id=uuid4(), **facts)


def test_an_administrator_who_has_left_does_nothing_and_nobody_changes_their_own_account(story: Story) -> None:
    psr = Organisation(id=uuid4(), name="PSR", kind=OrganisationKind.PSR)
    actor, owner = place(psr, is_administrator=True), story.people["adviser"]
    actor.person_id = owner.id
    own = {action.name for action in StaffAction if may_for_all(actor, action, owner)}
    assert own == {"VIEW_ORGANISATIONS", "ADD_ORGANISATION", "VIEW_ACCOUNTS", "VIEW_MAIL", "SEND_MAIL_AGAIN"}
    actor.left_at = story.at
    assert not [one for one in StaffAction if may_in(actor, one, psr) or may_for_all(actor, one)]


def test_only_those_marked_for_it_open_cases(story: Story) -> None:
    assert [name for name, person in story.people.items() if may_open_cases(person)] == ["adviser"]
