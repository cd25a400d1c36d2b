"""What every page shares: filters, headers, and the pages for what went wrong."""

import logging
import re
import secrets
from datetime import date
from functools import cache
from typing import cast
from urllib.parse import quote, urlencode
from uuid import UUID

from flask import Flask, Response, current_app, g, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError

from portal.actions import Action
from portal.database import DatabaseAway
from portal.domain.base import Refused
from portal.domain.dates import day, london_day, moment
from portal.domain.plans.steps import PLAIN
from portal.domain.record import KINDS
from portal.forms.people.password import asked_for
from portal.policy import may
from portal.queries.feedback.days import how_long
from portal.queries.proposals.cards import Card
from portal.text import render
from portal.text.english import capital, counted
from portal.web import identity, security_events
from portal.web.after import panel_shown
from portal.web.headers import protect
from portal.web.http import Portal
from portal.web.logs import logger
from portal.web.patients import asks_about
from portal.web.request_keys import is_of_another, new_request_key
from portal.web.sizes import in_words, most_bytes
from portal.web.unread import unread_mark
from portal.web.unsent import Unsent, is_ours, typed, typed_words

NOBODY, NO_KEY = UUID(int=0), "no-key"
SENTENCES = {
    400: "The form could not be read. Go back, open the page again and send it once more.",
    403: "You can read this, but your role on the case does not let you do that.",
    404: "There is no page here for you. If you followed a link, it may be old, or meant for somebody else.",
    405: "That address is not a page. Go back and use the links on the page.",
    413: "What you sent is too large: this form takes {most} at most. Choose a smaller file, or shorten the text.",
}


def init_pages(app: Flask) -> None:
    app.template_filter("moment")(moment)
    app.template_filter("day")(day)
    app.template_filter("iso_day")(lambda iso: day(date.fromisoformat(iso)))
    app.template_filter("markdown")(render)
    app.template_filter("capitalize_first")(capital)
    app.template_filter("event_in_words")(lambda kind: KINDS[kind].sentence)
    app.template_filter("counted")(counted)
    app.template_filter("how_long")(lambda asked: how_long(asked, london_day(g.now)))
    app.template_filter("step_anchor")(step_anchor)
    app.template_filter("plain_step")(PLAIN.__getitem__)
    app.context_processor(_everywhere)
    app.after_request(lambda response: protect(response, cast(Portal, app).settings))
    app.after_request(security_events.told)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _went_wrong)
    app.register_error_handler(Exception, _went_wrong)


def link(endpoint: str, id: UUID, key: str = "", *, kind: str = "", **query: object) -> str:  # noqa: A002 - as in the address
    """The address of one thing, or of its part `key`; much quicker than `url_for`, for what a page says many times."""
    before, middle, *after = _pieces(endpoint, bool(key), kind)
    address = f"{before}{id}{middle}{quote(key, safe='')}{''.join(after)}"
    asked = {name: value for name, value in query.items() if value}
    return f"{address}?{urlencode(asked)}" if asked else address


@cache
def _pieces(endpoint: str, keyed: bool, kind: str) -> list[str]:
    """An address, cut where its id and key stand."""
    address = url_for(endpoint, id=NOBODY, key=NO_KEY if keyed else None, kind=kind or None)
    return re.split(f"{NOBODY}|{NO_KEY}", address)


def _everywhere() -> dict[str, object]:
    """What every template may use."""
    return {
        "person": identity.person,
        "typed_words": typed_words,
        "request_key": new_request_key,
        "settings": g.settings,
        "fault_of": lambda field: g.refused.about(field) if g.refused else "",
        "link": link,
        "asks_about_number": asks_about,
        "asks_password": lambda plan: asked_for(plan, g.member),
        "Action": Action,
        "may": lambda action, thing: may(g.member, action, thing),
        "panel": panel_shown,
        "unread": unread_mark,
    }


def step_anchor(card: Card) -> str:
    """Where a suggested change stands on the plan page."""
    return f"change-{card.proposal.number}" if card.proposal.number else f"own-{card.proposal.id}"


def _expired_form(_error: CSRFError) -> tuple[str, int]:
    """The form back to whom it came from; words alone where its Send would not work, or another site has filled it."""
    fields = typed(list(request.form.items(multi=True)))
    if identity.former_person_id() and is_ours():
        if is_of_another():
            return _page("people/sessions/of_another.html", 400)
        key = request.form.get("request_key", "")
        return _page("people/sessions/unsent.html", 400, unsent=Unsent(request.path, fields, key))
    g.refused = Refused(SENTENCES[400])
    if request.endpoint in {"sessions.create", "sessions.finish", "sessions.finish_by_passkey"}:
        after, unsent = request.form.get("next", ""), request.form.get("unsent", "")
        return _page("people/sessions/new.html", 400, next=after, unsent=unsent)
    return _page("errors/refused.html", 400, status=400)


def _went_wrong(error: Exception) -> tuple[str | Response, int]:
    if isinstance(error, BadHost):
        return Response(SENTENCES[400], mimetype="text/plain"), 400  # no page of ours can be linked to under no name
    failure = error if isinstance(error, HTTPException) else InternalServerError(original_exception=error)
    status = failure.code or 500
    if status >= 500:
        return _failed(error, 503 if isinstance(error, DatabaseAway) else status)
    most = in_words(most_bytes(cast(Portal, current_app).settings))
    g.refused = Refused(SENTENCES.get(status, SENTENCES[400]).format(most=most))
    return _page("errors/refused.html", status, status=status)


def _failed(error: Exception, status: int) -> tuple[str, int]:
    """The page for a fault of ours, which asks the database nothing, and its reference in the log."""
    cast(Portal, current_app).prepare()
    reference = secrets.token_hex(4)
    facts = {"reference": reference, "endpoint": request.endpoint, "status": status}
    logger().log(logging.ERROR, "request failed", exc_info=error, extra=facts)
    identity.be_nobody()
    return render_template("errors/failed.html", reference=reference), status


def _page(template: str, code: int, **values: object) -> tuple[str, int]:
    portal = cast(Portal, current_app)
    portal.prepare()
    identity.forget()
    try:
        with portal.database.reading() as g.session:
            page = render_template(template, **values)
    except DatabaseAway as away:
        return _failed(away, 503)
    if portal.config["SESSION_COOKIE_NAME"] not in request.cookies:
        session.clear()
        session.modified = False  # a new session would end one that the browser did not send along
    return page, code
