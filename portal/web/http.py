"""The request from its first byte to its last: one transaction, one authorisation, one answer to a double click."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from itertools import count
from typing import Any, TypeVar, cast
from uuid import UUID

from flask import Flask, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import escape
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from portal.config import Settings
from portal.database import Database, lock_case
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.people.person import Person, WrongPassword, count_failure
from portal.domain.plans.plan import Plan
from portal.domain.record.request_key import RequestKey, SentTwice, body_digest, claim, keep_answer
from portal.policy import AT_ANY_TIME, Action, Subject, may, plan_of, sees
from portal.queries.cases.cases import case_id_of
from portal.queries.plans.page_key import WITH_PEOPLE
from portal.web import identity
from portal.web.page_cache import PageCache
from portal.web.unsent import Unsent, seal_unsent, typed, typed_words

SAFE = {"GET", "HEAD", "OPTIONS"}
View = TypeVar("View", bound=Callable[..., Any])
Thing = TypeVar("Thing", bound=Subject)


class SignInNeeded(Exception):
    """Nobody is signed in, or the session rested too long."""


class Forgotten(Exception):
    """A route answered without asking who may: a fault of ours, never shown as a page."""


class Portal(Flask):
    """Flask whose every request runs in one transaction, committed before the answer leaves (design §10)."""

    database: Database
    settings: Settings
    page_cache: PageCache

    def prepare(self) -> None:
        """What each request starts from; also before an error page of a request that never got to its view."""
        g.setdefault("now", datetime.now(UTC))
        g.settings = self.settings
        g.setdefault("authorised", False)
        g.setdefault("refused", None)

    def dispatch_request(self) -> ResponseReturnValue:
        self.prepare()
        if request.endpoint == "static" or request.routing_exception or request.method == "OPTIONS":
            return super().dispatch_request()
        try:
            try:
                return self._in_one_transaction()
            except SentTwice:
                identity.forget()
                return self._in_one_transaction()
        except WrongPassword as wrong:
            with self.database.writing() as counting:
                count_failure(counting, wrong.email, g.now)
            return self._show_again(wrong)
        except Refused as refused:
            return self._show_again(refused)
        except SignInNeeded:
            return self._ask_to_sign_in()

    def _in_one_transaction(self) -> Response:
        view = self.view_functions[request.endpoint or ""]
        g.reads = request.method in SAFE or getattr(view, "only_reads", False)
        with (self.database.reading if g.reads else self.database.writing)() as g.session:
            sent = None if g.reads else _claim()
            if sent and sent.location:
                return cast(Response, redirect(sent.location, 303))
            response = self.make_response(super().dispatch_request())
            if not g.authorised:
                raise Forgotten(request.endpoint)
            if not getattr(view, "unattended", False):
                identity.touch(g.now)
            if sent:
                keep_answer(g.session, sent, response.headers["Location"] if response.status_code == 303 else "")
            return response

    def _show_again(self, refused: Refused) -> Response:
        g.refused, g.reads = refused, True
        identity.forget()
        view = self.view_functions[request.endpoint or ""]
        with self.database.reading() as g.session:
            again = getattr(view, "shown_again_by", lambda **_: "")
            again = self.view_functions[again] if isinstance(again, str) else again
            page: Any = again(**(request.view_args or {}))
            if not isinstance(page, str) or not page:
                page = render_template("errors/refused.html")  # the form's own page now leads elsewhere
            elif any(str(escape(words)) not in page for words in typed_words()):
                g.unsent_words = True
                page = again(**(request.view_args or {}))
            return self.make_response((page, 422))

    def _ask_to_sign_in(self) -> Response:
        with self.database.reading() as g.session:
            fields = list(request.form.items(multi=True))
            acts = request.method not in SAFE
            unsent = seal_unsent(identity.former_person_id(), request.path, fields) if acts else ""
            g.unsent_words = acts and not unsent
            after = Unsent(request.path, fields).thing if acts else request.full_path
            return self.make_response((render_template("people/sessions/new.html", unsent=unsent, next=after), 401))


def shown_again_by(view: Callable[..., Any] | str) -> Callable[[View], View]:
    """When the domain refuses this act, `view`, or the view of this endpoint, shows its page again.

    The sentence stands on top, and what was typed is kept.
    """

    def mark(act: View) -> View:
        act.shown_again_by = view  # type: ignore[attr-defined] # a mark
        return act

    return mark


def only_reads(view: View) -> View:
    """Mark a POST that changes nothing, such as a preview."""
    view.only_reads = True  # type: ignore[attr-defined] # a mark
    return view


def unattended(view: View) -> View:
    """Mark what an open page asks for by itself: it does not keep an idle session alive."""
    view.unattended = True  # type: ignore[attr-defined] # a mark
    return view


def open_to_all(view: View) -> View:
    """Mark a page that anybody may see: signing in, help, health."""

    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> Any:
        g.authorised = True
        return view(*args, **kwargs)

    return cast(View, opened)


def session() -> Session:
    """The database session of this request."""
    return cast(Session, g.session)


def now() -> datetime:
    """When this request came in, UTC."""
    return cast(datetime, g.now)


def settings() -> Settings:
    return cast(Settings, g.settings)


def signed_in(allowed: Callable[[Person], bool] = lambda person: True) -> Person:
    """The person who is signed in and allowed; anyone else is asked to sign in, or finds nothing."""
    person = identity.person()
    if person is None:
        raise SignInNeeded
    if not allowed(person):
        abort(404)
    g.authorised = True
    return person


def load(kind: type[Thing], thing_id: UUID, action: Action) -> tuple[Thing, Membership]:
    """The thing with this id and the reader's membership of its case: 404 for strangers, then policy: 403.

    A request that writes takes the case's lock before it decides anything, and is refused on a plan that PSR withdrew.
    """
    if identity.is_idle():
        raise SignInNeeded
    case_id = None if g.reads else case_id_of(session(), kind, thing_id)
    if case_id:
        lock_case(session(), case_id)
    thing = session().get(kind, thing_id, options=WITH_PEOPLE if kind is Plan else ())
    members = {one.person_id: one for one in thing.case.memberships} if thing else {}
    member = members.get(signed_in().id)  # who was read with the case need not be read again
    if thing is None or member is None or not sees(member, thing):
        abort(404)
    if not may(member, action, thing):
        abort(403)
    plan = plan_of(thing)
    if plan and not (g.reads or action in AT_ANY_TIME):
        plan.expect_standing()
    g.member = member
    return thing, member


def done(endpoint: str, _anchor: str | None = None, **values: Any) -> Response:
    """The answer to an act: see the page that shows it."""
    return cast(Response, redirect(url_for(endpoint, _anchor=_anchor, **values), 303))


def new_request_key() -> str:
    """One form's own key, so that a double click acts once; what was refused did nothing, so its form gets another."""
    if "forms" not in g:
        g.page_key, g.forms = secrets.token_urlsafe(16), count()
    return f"{g.page_key}{next(g.forms)}"


def _claim() -> RequestKey | None:
    person, key = identity.person(), request.form.get("request_key", "")
    if not (person and key and key.isprintable()):
        return None
    fields = typed(list(request.form.items(multi=True))) + [
        (name, _digest(file)) for name, file in request.files.items()
    ]
    of_this_address = hashlib.sha256(f"{key} {request.path}".encode()).hexdigest()
    return claim(session(), person.id, of_this_address, body_digest(request.path, fields), now())


def _digest(file: FileStorage) -> str:
    digest = hashlib.sha256(file.stream.read()).hexdigest()
    file.stream.seek(0)
    return digest
