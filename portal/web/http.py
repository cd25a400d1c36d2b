"""The request from its first byte to its last: one transaction, one authorisation, one answer to a double click."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from flask import Flask, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import escape
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.beforehand import NotReady, Results, preparing, using_only
from portal.config import Settings
from portal.database import Database, lock_case
from portal.documents.examiner import Examiner
from portal.domain.base import Busy, Outpaced, Refused
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.people.person import Person
from portal.domain.plans.plan import Plan
from portal.domain.record.request_key import SentTwice, keep_answer
from portal.policy import may
from portal.policy_of_sight import Subject, plan_of, sees
from portal.queries.cases.cases import case_id_of
from portal.queries.plans.health import leave_health_out
from portal.queries.plans.page_key import WITH_PEOPLE
from portal.web import identity, request_keys
from portal.web.access import AccessLog
from portal.web.hashing import Hashing
from portal.web.in_place import shown_in_place
from portal.web.logs import logger
from portal.web.outbox import Outbox
from portal.web.page_cache import PageCache
from portal.web.patients import expect_no_patient
from portal.web.possible import expect_possible
from portal.web.provider_client import ProviderClient
from portal.web.second_step import SecondStepNeeded, expect_second_step, lead_to_it
from portal.web.sending import leave_after_act
from portal.web.sizes import shorten_typed
from portal.web.telling import Telling
from portal.web.unsent import Unsent, seal_unsent, typed_words

SAFE = {"GET", "HEAD", "OPTIONS"}
TRIES = 3
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
    examiner: Examiner
    hashing: Hashing
    outbox: Outbox
    page_cache: PageCache
    access_log: AccessLog
    providers: ProviderClient
    telling: Telling

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
        g.view = self.view_functions[request.endpoint or ""]
        g.reads = request.method in SAFE or getattr(g.view, "only_reads", False)
        g.locks = not g.reads
        try:
            return self._in_one_transaction({}) if g.reads else shown_in_place(self.database, self._prepared())
        except Refused as refused:
            return self._show_again(refused)
        except SignInNeeded:
            return self._ask_to_sign_in()
        except SecondStepNeeded:
            return lead_to_it(self.database)

    def _prepared(self) -> Response:
        """What is slow is done before the act, and once more where others changed what it was done for."""
        results: Results = {}
        for _ in range(TRIES):
            answer = self._prepare(results)
            if answer is not None:
                return answer
            try:
                return identity.committed(self._in_one_transaction(results))
            except SentTwice:
                identity.forget()
            except NotReady as missing:
                identity.forget()
                self.make_ready(missing, results)
        raise Outpaced

    def _prepare(self, results: Results) -> Response | None:
        """Let the act's `prepared_by` do what is slow; it may answer by itself where nothing is to be written."""
        prepare = getattr(g.view, "prepared_by", None)
        if prepare is None:
            return None
        g.locks = False
        with preparing(results), self.database.reading() as g.session:
            answer = None if request_keys.was_answered() else prepare(**(request.view_args or {}))
            if answer is not None:
                identity.touch(g.now)
                return self.make_response(answer)
        identity.forget()
        g.locks, g.authorised = True, False
        return None

    def make_ready(self, missing: NotReady, results: Results) -> None:
        """Do what was missing under the lock, without it."""
        logger().info("prepared again", extra={"endpoint": request.endpoint})
        with preparing(results):
            missing.work()

    def _in_one_transaction(self, results: Results) -> Response:
        response = self._committed(results)
        leave_after_act(g.session, self.database, self.settings, self.outbox)
        return (self.access_log if g.reads else self.telling).once_it_has_left(response, self.database)

    def _committed(self, results: Results) -> Response:
        ready = nullcontext() if g.reads else using_only(results)
        with ready, (self.database.reading if g.reads else self.database.writing)() as g.session:
            sent = None if g.reads else request_keys.claimed()
            if sent and sent.location:
                return cast(Response, redirect(sent.location, 303))
            response = self.make_response(super().dispatch_request())
            if not g.authorised:
                raise Forgotten(request.endpoint)
            if not getattr(g.view, "unattended", False):
                identity.touch(g.now)
            if sent:
                keep_answer(g.session, sent, response.headers["Location"] if response.status_code == 303 else "")
            return response

    def _show_again(self, refused: Refused) -> Response:
        g.refused, g.reads, g.locks = refused, True, False
        shorten_typed(self.settings)
        identity.forget()
        with self.database.reading() as g.session:
            again = getattr(g.view, "shown_again_by", lambda **_: "")
            again = self.view_functions[again] if isinstance(again, str) else again
            page: Any = again(**(request.view_args or {}))
            if not isinstance(page, str) or not page:
                page = render_template("errors/refused.html")  # the form's own page now leads elsewhere
            elif any(str(escape(words)) not in page for words in typed_words()):
                g.unsent_words = True
                page = again(**(request.view_args or {}))
            return self.make_response((page, 503 if isinstance(refused, Busy) else 422))

    def _ask_to_sign_in(self) -> Response:
        with self.database.reading() as g.session:
            fields = list(request.form.items(multi=True))
            acts = request.method not in SAFE
            unsent = seal_unsent(identity.former_person_id(), request.path, fields) if acts else ""
            g.unsent_words = acts and not unsent
            after = Unsent(request.path, fields).thing if acts else request.full_path
            return self.make_response((render_template("people/sessions/new.html", unsent=unsent, next=after), 401))


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
    """The person who is signed in and allowed; others are asked to sign in, or for a second step, or find nothing."""
    person = identity.person()
    if person is None:
        raise SignInNeeded
    expect_second_step(person)
    if not allowed(person):
        abort(404)
    g.authorised = True
    return person


def load(kind: type[Thing], thing_id: UUID, action: Action) -> tuple[Thing, Membership]:
    """The thing with this id and the reader's membership of its case: 404 for strangers, then policy: 403.

    A request that writes takes the case's lock before it decides anything. While the case is paused, and on a closed
    plan, nothing is done: who asks for a form is led to what says so; a form is shown only to give back what was typed.
    """
    if identity.is_idle():
        raise SignInNeeded
    case_id = case_id_of(session(), kind, thing_id) if g.locks else None
    if case_id:
        lock_case(session(), case_id)
    thing = session().get(kind, thing_id, options=WITH_PEOPLE if kind is Plan else ())
    members = {one.person_id: one for one in thing.case.present(london_day(now()))} if thing else {}
    member = members.get(signed_in().id)  # who was read with the case need not be read again
    if thing is None or member is None or not sees(member, thing):
        abort(404)
    if not may(member, action, thing):
        abort(403)
    if not member.reads_health:
        leave_health_out(session())
    if not g.reads and g.refused is None:
        expect_no_patient()
    plan = plan_of(thing)
    if g.refused is None:
        expect_possible(thing.case, plan, action)
    member.is_quiet = member.is_quiet_on(london_day(now()))
    g.member, g.plan, g.case_id = member, plan, member.case_id
    return thing, member


def done(endpoint: str, _anchor: str | None = None, **values: Any) -> Response:
    """The answer to an act: see the page that shows it."""
    return cast(Response, redirect(url_for(endpoint, _anchor=_anchor, **values), 303))
