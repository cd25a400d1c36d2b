"""What a paper says: entered by PSR, confirmed, set aside, disputed by whose it is, and the scan itself."""

from typing import cast
from uuid import UUID

from flask import Blueprint, abort, current_app, render_template, request
from werkzeug.wrappers import Response as Answer

from portal.actions import Action
from portal.documents.names import scan_name
from portal.documents.scan import Scan, ScanLimits, read_scan
from portal.domain.base import all_at_once
from portal.domain.papers.counting import confirm, expect_confirmable, rehearse
from portal.domain.papers.entering import dispute, enter, set_aside
from portal.domain.papers.entry import PaperEntry, counts
from portal.domain.papers.paper import Paper
from portal.domain.record.stored_file import keep_file
from portal.forms.agreements.signature import ADVICE, boxes
from portal.forms.papers import entry as form
from portal.queries.agreements.agreements import consequences
from portal.queries.papers.pages import outlook_of
from portal.queries.papers.to_print import changes_on
from portal.web import fields
from portal.web.http import Portal, done, load, now, session, settings
from portal.web.marks import shown_again_by, unattended
from portal.web.prepared import prepared_by, without_a_connection
from portal.web.saving import to_save
from portal.web.sizes import small_form, takes_a_scan

bp = Blueprint("paper_entries", __name__)
confirmations = Blueprint("paper_confirmations", __name__)
settings_aside = Blueprint("paper_settings_aside", __name__)
disputes = Blueprint("paper_disputes", __name__)


@bp.get("/papers/<uuid:id>/entries/new")
def new(id: UUID) -> str | Answer:  # noqa: A002 - the name of the part of the address
    paper, _ = load(Paper, id, Action.ENTER_PAPER)
    if counts(session(), paper):
        return done("plan_papers.show", id=id)
    agreement = paper.agreement
    return render_template(
        "papers/enter.html",
        paper=paper,
        changes=changes_on(session(), paper),
        agreement=agreement,
        boxes=boxes(agreement, paper.member, on_paper=True) if agreement else None,
        advice=ADVICE,
        consequences=consequences(agreement) if agreement else [],
    )


def _look_at_scan(id: UUID) -> None:  # noqa: A002
    paper, _ = load(Paper, id, Action.ENTER_PAPER)
    with all_at_once() as tried:
        tried(form.told_of, paper)
        if form.comes_with_a_scan(paper):
            tried(without_a_connection(_scan))


@bp.post("/papers/<uuid:id>/entries")
@takes_a_scan
@shown_again_by(new)
@prepared_by(_look_at_scan)
def create(id: UUID) -> Answer:  # noqa: A002
    paper, member = load(Paper, id, Action.ENTER_PAPER)
    told = form.told_of(paper)
    scan = _scan() if form.comes_with_a_scan(paper) else None
    stored = keep_file(session(), scan.body, scan.file_type, now()) if scan else None
    entry = enter(session(), paper, told, scan=stored, by=member, at=now())
    return done("paper_entries.show", id=entry.id, _anchor="did")


@bp.get("/paper-entries/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    entry, member = load(PaperEntry, id, Action.VIEW_PAPERS)
    return render_template(
        "papers/entry.html",
        entry=entry,
        paper=entry.paper,
        member=member,
        changes={one.version.id: one for one in changes_on(session(), entry.paper)},
        outlook=outlook_of(session(), entry),
        is_own_entry=settings().another_confirms_papers and entry.by_id == member.id,
    )


@bp.get("/paper-entries/<uuid:id>/scan")
@unattended
def scan(id: UUID) -> Answer:  # noqa: A002
    entry, _ = load(PaperEntry, id, Action.VIEW_PAPERS)
    stored, paper = entry.scan, entry.paper
    if stored is None:
        abort(404)
    return to_save(stored, scan_name(paper.case.reference, paper.number))


def _compare(id: UUID) -> None:  # noqa: A002
    entry, member = load(PaperEntry, id, Action.CONFIRM_PAPER)
    expect_confirmable(entry, member if settings().another_confirms_papers else None)
    rehearse(session(), entry)


@confirmations.post("/paper-entries/<uuid:id>/confirmations", endpoint="create")
@small_form
@shown_again_by(show)
@prepared_by(_compare)
def create_confirmation(id: UUID) -> Answer:  # noqa: A002
    entry, member = load(PaperEntry, id, Action.CONFIRM_PAPER)
    shown = {"digest": fields.digest(), "fingerprint": request.form.get("fingerprint", "")}
    by_another = settings().another_confirms_papers
    confirm(session(), entry, form.checked(), **shown, by=member, at=now(), by_another=by_another)
    return done("paper_entries.show", id=id, _anchor="did")


@settings_aside.post("/paper-entries/<uuid:id>/settings-aside", endpoint="create")
@shown_again_by(show)
def create_setting_aside(id: UUID) -> Answer:  # noqa: A002
    entry, member = load(PaperEntry, id, Action.ENTER_PAPER)
    set_aside(session(), entry, words=form.set_aside_reason(), by=member, at=now())
    return done("plan_papers.show", id=entry.paper_id, _anchor="did")


@disputes.get("/paper-entries/<uuid:id>/disputes/new", endpoint="new")
def new_dispute(id: UUID) -> str | Answer:  # noqa: A002
    entry, _ = load(PaperEntry, id, Action.DISPUTE_PAPER)
    if not entry.can_be_disputed:
        return done("paper_entries.show", id=id)
    return render_template("papers/dispute.html", entry=entry, paper=entry.paper)


@disputes.post("/paper-entries/<uuid:id>/disputes", endpoint="create")
@shown_again_by(new_dispute)
def create_dispute(id: UUID) -> Answer:  # noqa: A002
    entry, member = load(PaperEntry, id, Action.DISPUTE_PAPER)
    dispute(session(), entry, words=form.dispute_words(), by=member, at=now())
    return done("paper_entries.show", id=id, _anchor="did")


def _scan() -> Scan:
    examiner = cast(Portal, current_app).examiner
    limits = ScanLimits(settings().max_scan_bytes, settings().max_scan_million_dots)
    return read_scan(form.sent_file(), limits, examiner.paged)
