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
from werkzeug.exceptions import HTTPException, InternalServerError

from portal.domain.base import Refused
from portal.domain.cases.case import Membership, Role
from portal.domain.dates import day, moment
from portal.domain.plans.plan import Plan
from portal.domain.record import KINDS
from portal.forms.people.password import asked_for
from portal.policy import TABLE, Action
from portal.queries.negotiation.turn import Turn
from portal.queries.proposals.cards import Card
from portal.text import render
from portal.web import identity
from portal.web.http import Portal, new_request_key
from portal.web.logs import logger
from portal.web.unsent import Unsent, is_ours, typed, typed_words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
NOBODY, NO_KEY = UUID(int=0), "no-key"
OFFERED = {
    "answer": Action.ASSENT,
    "ask": Action.ASK,
    "caution": Action.CAUTION,
    "comment": Action.COMMENT,
    "copy": Action.PUT_FORWARD_COPY,
    "send": Action.PUT_FORWARD,
    "suggest": Action.SUGGEST,
}
SENTENCES = {
    400: "The form could not be read. Go back, open the page again and send it once more.",
    403: "You can read this, but your role on the case does not let you do that.",
    404: "There is no page here for you. If you followed a link, it may be old, or meant for somebody else.",
    405: "That address is not a page. Go back and use the links on the page.",
    413: "What you sent is too large. Choose a smaller file, or shorten the text.",
}


def init_pages(app: Flask) -> None:
    app.template_filter("moment")(moment)
    app.template_filter("day")(day)
    app.template_filter("iso_day")(lambda iso: day(date.fromisoformat(iso)))
    app.template_filter("markdown")(render)
    app.template_filter("capitalize_first")(lambda words: words[:1].upper() + words[1:])
    app.template_filter("event_in_words")(lambda kind: KINDS[kind].sentence)
    app.template_filter("powers")(powers)
    app.template_filter("step_anchor")(step_anchor)
    app.context_processor(_everywhere)
    app.after_request(_protect)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(HTTPException, _went_wrong)
    app.register_error_handler(Exception, _went_wrong)
    logger()


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
        "link": link,
        "asks_password": lambda plan: asked_for(plan, g.member),
        "acts_on": acts_on,
        "gives_yes": lambda plan, member=None: plan.voice_of(member or g.member) is not None,
    }


def acts_on(turn: Turn, plan: Plan, member: Membership) -> bool:
    """Whether this very reader can do something of what waits for their side; others read whose turn it is."""
    if member.party is None:
        return powers(member)["comment"]
    return plan.voice_of(member) is not None or bool(member.voice and (turn.fits or turn.questions))


def step_anchor(card: Card) -> str:
    """Where a suggested change stands on the plan page."""
    return f"change-{card.proposal.number}" if card.proposal.number else f"own-{card.proposal.id}"


def powers(member: Membership) -> dict[str, bool]:
    """What a page offers this member; the routes decide again."""
    return _powers(frozenset(one.role for one in member.roles))


@cache
def _powers(roles: frozenset[Role]) -> dict[str, bool]:
    return {name: bool(roles & TABLE[action]) for name, action in OFFERED.items()}


def _protect(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _expired_form(_error: CSRFError) -> tuple[str, int]:
    """The form back to whom it came from; words alone where its Send would not work, or another site has filled it."""
    fields = typed(list(request.form.items(multi=True)))
    if identity.former_person_id() and is_ours():
        key = request.form.get("request_key", "")
        return _page("people/sessions/unsent.html", unsent=Unsent(request.path, fields, key)), 400
    g.refused = Refused(SENTENCES[400])
    if request.endpoint == "sessions.create":
        after, unsent = request.form.get("next", ""), request.form.get("unsent", "")
        return _page("people/sessions/new.html", next=after, unsent=unsent), 400
    return _page("errors/refused.html", status=400), 400


def _went_wrong(error: Exception) -> tuple[str, int]:
    failure = error if isinstance(error, HTTPException) else InternalServerError(original_exception=error)
    status = failure.code or 500
    if status < 500:
        g.refused = Refused(SENTENCES.get(status, SENTENCES[400]))
        return _page("errors/refused.html", status=status), status
    reference = secrets.token_hex(4)
    facts = {"reference": reference, "endpoint": request.endpoint, "status": status}
    logger().log(logging.ERROR, "request failed", exc_info=error, extra=facts)
    return _page("errors/failed.html", reference=reference), status


def _page(template: str, **values: object) -> str:
    portal = cast(Portal, current_app)
    portal.prepare()
    identity.forget()
    with portal.database.reading() as g.session:
        page = render_template(template, **values)
    if portal.config["SESSION_COOKIE_NAME"] not in request.cookies:
        session.clear()
        session.modified = False  # a new session would end one that the browser did not send along
    return page
