"""Other people's accounts, for PSR's administrators: found by name or address, and changed for a reason."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.actions import StaffAction
from portal.database import lock_case
from portal.domain.base import all_at_once
from portal.domain.people import accounts, second_step
from portal.domain.people.account_event import LONGEST_SAID, changes_of
from portal.domain.people.person import LONGEST_NAME
from portal.domain.staff.closing import cases_to_lock, close_account
from portal.forms.people import password as own_password
from portal.queries.people.accounts import accounts as every_account
from portal.queries.people.accounts import authors_of
from portal.queries.staff.panels import StaffAct, account_panel
from portal.queries.staff.people import own_places
from portal.web import fields, letter_limits, letters
from portal.web.after import did_here, show_panel
from portal.web.http import now, session, settings
from portal.web.mailing import address_of_page, send
from portal.web.marks import only_reads, shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form
from portal.web.staff import load_account, load_for_all

NO_WORDS = "Write words of the name, the job or the address."
NOT_SAID = "Say how you checked who they are."

bp = Blueprint("other_accounts", __name__)
closures = Blueprint("account_closures", __name__)
openings = Blueprint("account_openings", __name__)
names = Blueprint("account_names", __name__)
sign_outs = Blueprint("account_sign_outs", __name__)
links = Blueprint("account_links", __name__)
restorations = Blueprint("account_restorations", __name__)


@bp.get("/people")
def index() -> str:
    load_for_all(StaffAction.VIEW_ACCOUNTS)
    return render_template("staff/accounts/index.html", words=request.form.get("find", ""))


@bp.post("/people/searches")
@only_reads
@small_form
@shown_again_by(index)
def search() -> str:
    """The accounts with these words, which travel in the form and never in an address (design: pages)."""
    load_for_all(StaffAction.VIEW_ACCOUNTS)
    words, most = fields.required("find", LONGEST_NAME, NO_WORDS), settings().accounts_shown
    found = every_account(session(), words, most + 1)
    return render_template("staff/accounts/index.html", words=words, found=found[:most], has_more=len(found) > most)


@bp.get("/people/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    owner, actor = load_account(id, StaffAction.VIEW_ACCOUNTS)
    changes = changes_of(session(), owner.id)
    show_panel(account_panel(changes, actor.person))
    return render_template(
        "staff/accounts/show.html",
        owner=owner,
        actor=actor,
        places=own_places(session(), owner),
        has_second_step=second_step.is_set_up(session(), owner.id),
        changes=changes,
        authors=authors_of(session(), changes),
    )


@closures.get("/people/<uuid:id>/closures/new", endpoint="new")
def new_closure(id: UUID) -> str:  # noqa: A002
    return _asked(id, "close")


@closures.post("/people/<uuid:id>/closures", endpoint="create")
@small_form
@shown_again_by(new_closure)
def close(id: UUID) -> Response:  # noqa: A002
    owner, actor = load_account(id, StaffAction.CHANGE_ACCOUNT)
    locked = cases_to_lock(session(), owner)
    for case_id in locked:
        lock_case(session(), case_id)
    close_account(session(), owner, _why(), now(), by=actor.person, locked=locked)
    return _changed(id)


@openings.get("/people/<uuid:id>/openings/new", endpoint="new")
def new_opening(id: UUID) -> str:  # noqa: A002
    return _asked(id, "open")


@openings.post("/people/<uuid:id>/openings", endpoint="create")
@small_form
@shown_again_by(new_opening)
def reopen(id: UUID) -> Response:  # noqa: A002
    owner, actor = load_account(id, StaffAction.CHANGE_ACCOUNT)
    accounts.reopen(session(), owner, _why(), now(), by=actor.person)
    return _changed(id)


@names.get("/people/<uuid:id>/names/new", endpoint="new")
def new_name(id: UUID) -> str:  # noqa: A002
    return _asked(id, "rename")


@names.post("/people/<uuid:id>/names", endpoint="create")
@small_form
@shown_again_by(new_name)
def rename(id: UUID) -> Response:  # noqa: A002
    owner, actor = load_account(id, StaffAction.CHANGE_ACCOUNT)
    with all_at_once() as tried:
        name, why = tried(fields.text, "new_name", LONGEST_NAME, lines=False), tried(_why)
    accounts.rename(session(), owner, name, why, now(), by=actor.person)
    return _changed(id)


@sign_outs.get("/people/<uuid:id>/sign-outs/new", endpoint="new")
def new_sign_out(id: UUID) -> str:  # noqa: A002
    return _asked(id, "sign-out")


@sign_outs.post("/people/<uuid:id>/sign-outs", endpoint="create")
@small_form
@shown_again_by(new_sign_out)
def sign_out(id: UUID) -> Response:  # noqa: A002
    owner, actor = load_account(id, StaffAction.CHANGE_ACCOUNT)
    accounts.sign_out(session(), owner, _why(), now(), by=actor.person)
    return _changed(id)


@links.post("/people/<uuid:id>/links", endpoint="create")
@small_form
@shown_again_by(show)
def send_link(id: UUID) -> Response:  # noqa: A002
    """A letter to the account's own address: the administrator never has its link."""
    owner, actor = load_account(id, StaffAction.CHANGE_ACCOUNT)
    letter_limits.expect_letter(owner.email)
    token = accounts.send_link(session(), owner, now(), by=actor.person)
    send(letters.reset_link(owner, address_of_page(url_for("password_resets.edit", token=token))))
    return _changed(id)


@restorations.get("/people/<uuid:id>/restorations/new", endpoint="new")
def new_restoration(id: UUID) -> str:  # noqa: A002
    owner, _ = load_account(id, StaffAction.RESTORE_ACCOUNT)
    return render_template("staff/accounts/restore.html", owner=owner)


def _try_restoration(id: UUID) -> None:  # noqa: A002
    _, actor = load_account(id, StaffAction.RESTORE_ACCOUNT)
    with all_at_once() as tried:
        tried(_how)
        tried(own_password.prepare, actor.person)


@restorations.post("/people/<uuid:id>/restorations", endpoint="create")
@small_form
@shown_again_by(new_restoration)
@prepared_by(_try_restoration)
def restore(id: UUID) -> Response:  # noqa: A002
    """Take a lost second step off, once it was checked who asks; the administrator gives their own password again."""
    owner, actor = load_account(id, StaffAction.RESTORE_ACCOUNT)
    own_password.expect(actor.person)
    accounts.restore(session(), owner, actor.name, _how(), now(), by=actor.person)
    send(letters.second_step_taken_off(owner, now()))
    return _changed(id)


def _asked(id: UUID, act: str) -> str:  # noqa: A002
    owner, _ = load_account(id, StaffAction.CHANGE_ACCOUNT)
    return render_template("staff/accounts/change.html", owner=owner, act=act)


def _why() -> str:
    return fields.required("account_why", LONGEST_SAID, accounts.NO_REASON)


def _how() -> str:
    return fields.required("checked_how", LONGEST_SAID, NOT_SAID)


def _changed(id: UUID) -> Response:  # noqa: A002
    return did_here(StaffAct.ACCOUNT_CHANGED, "other_accounts.show", id)
