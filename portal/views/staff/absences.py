"""Somebody who acts for an organisation says that they are away, and a colleague that they cover."""

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.actions import OwnAction
from portal.database import lock_case
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.people.organisation import Staff
from portal.domain.staff.away import (
    Absence,
    agree_to_cover,
    colleagues_of,
    come_back,
    go_away,
    refuse_to_cover,
    standing_of,
)
from portal.domain.staff.taking_off import held_by
from portal.forms.staff.away import read_away
from portal.queries.staff.absences import AwayAct, absence_panel, cover_panel, covered, to_choose
from portal.web import fields, letter_limits, letters
from portal.web.after import did_here, show_panel
from portal.web.http import done, now, session
from portal.web.mailing import address_of_page, send
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form
from portal.web.staff import load_of_oneself

bp = Blueprint("absences", __name__)
ends = Blueprint("absence_ends", __name__)
covers = Blueprint("covers", __name__)
refusals = Blueprint("cover_refusals", __name__)


@bp.get("/staff/<uuid:id>/absences/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    staff = load_of_oneself(Staff, id, OwnAction.GO_AWAY)
    standing = standing_of(session(), staff)
    if standing and standing.holds(london_day(now())):
        return done("absences.show", id=standing.id)
    return render_template(
        "staff/absences/new.html",
        staff=staff,
        colleagues=colleagues_of(session(), staff),
        cases=len(held_by(session(), staff, london_day(now()))),
    )


@bp.post("/staff/<uuid:id>/absences")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    staff = load_of_oneself(Staff, id, OwnAction.GO_AWAY)
    locked = _locked(held_by(session(), staff, london_day(now())))
    until, cover = read_away(colleagues_of(session(), staff))
    absence = go_away(session(), staff, until=until, cover=cover, at=now(), locked=locked)
    if cover:
        letter_limits.expect_letter(cover.person.email)
        send(letters.asked_by_colleague(cover.person, address_of_page(url_for("covers.show", id=absence.id))))
    return did_here(AwayAct.AWAY, "absences.show", absence.id)


@bp.get("/absences/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """Until when one is away, and who covers on which case."""
    absence = load_of_oneself(Absence, id, OwnAction.COME_BACK)
    show_panel(absence_panel(absence, request.args.get("did", "")))
    today = london_day(now())
    return render_template(
        "staff/absences/show.html", absence=absence, today=today, cases=covered(session(), absence, today)
    )


@ends.post("/absences/<uuid:id>/ends", endpoint="create")
@small_form
@shown_again_by(show)
def be_back(id: UUID) -> Response:  # noqa: A002
    absence = load_of_oneself(Absence, id, OwnAction.COME_BACK)
    locked = _locked(held_by(session(), absence.staff, london_day(now())))
    come_back(session(), absence, at=now(), locked=locked)
    return did_here(AwayAct.BACK, "absences.show", id)


@covers.get("/absences/<uuid:id>/covers", endpoint="show")
def show_cover(id: UUID) -> str:  # noqa: A002
    """What a colleague asks, and what became of it."""
    absence = load_of_oneself(Absence, id, OwnAction.COVER)
    show_panel(cover_panel(absence, request.args.get("did", "")))
    today = london_day(now())
    return render_template(
        "staff/absences/cover.html", absence=absence, today=today, choices=to_choose(session(), absence, today)
    )


@covers.post("/absences/<uuid:id>/covers", endpoint="create")
@small_form
@shown_again_by(show_cover)
def create_cover(id: UUID) -> Response:  # noqa: A002
    absence = load_of_oneself(Absence, id, OwnAction.COVER)
    locked = _locked(held_by(session(), absence.staff, london_day(now())))
    agree_to_cover(session(), absence, fields.ids("covers"), at=now(), locked=locked)
    return did_here(AwayAct.COVERS, "covers.show", id)


@refusals.post("/absences/<uuid:id>/cover-refusals", endpoint="create")
@small_form
@shown_again_by(show_cover)
def create_refusal(id: UUID) -> Response:  # noqa: A002
    absence = load_of_oneself(Absence, id, OwnAction.COVER)
    refuse_to_cover(session(), absence, at=now())
    return did_here(AwayAct.REFUSED, "covers.show", id)


def _locked(places: Iterable[Membership]) -> list[UUID]:
    """The cases of these places, each of which is locked from now on."""
    cases = sorted({one.case_id for one in places})
    for case_id in cases:
        lock_case(session(), case_id)
    return cases
