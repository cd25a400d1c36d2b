"""One file of what the portal holds about whoever is signed in, to take away at once."""

from flask import Blueprint, Response, render_template

from portal.documents.own_file import NAME, write_own_file
from portal.queries.people.own_file import own_file_of
from portal.web.http import now, session, signed_in
from portal.web.marks import unattended

bp = Blueprint("own_files", __name__)


@bp.get("/account/file")
def show() -> str:
    return render_template("people/own_files/show.html", somebody=signed_in())


@bp.get("/account/file.txt")
@unattended
def download() -> Response:
    words = write_own_file(own_file_of(session(), signed_in(), now()))
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    return Response(words, content_type="text/plain; charset=utf-8", headers=headers)
