"""Figures for whoever watches over the service, in Prometheus' text form, on a port of their own.

They name routes as the portal writes them, never an address that somebody asked for: no person, case or plan. This
module is loaded only where `METRICS_BIND` says where to serve them, and once the folder is named in which the processes
of gunicorn count together.
"""

import os
import signal
import time
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import event, func, select
from sqlalchemy.exc import SQLAlchemyError

from portal.database import Database, make_engine
from portal.domain.people.mail import Mail, MailState
from portal.web.logs import logger

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
TRIES = 5
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
LOCKING = ("FOR UPDATE", "pg_advisory_xact_lock")

REQUESTS = Counter("portal_requests", "Requests that were answered", ["route", "method", "status"])
TIMES = Histogram("portal_request_seconds", "How long each answer took to make", ["route"], buckets=SECONDS)
WAITS = Histogram("portal_lock_wait_seconds", "How long acts waited for their turn to write", ["lock"], buckets=SECONDS)


def init_metrics(app: Flask, database: Database) -> None:
    """Count what this process answers, and what it waits for."""
    app.before_request(_begin)
    app.after_request(_count)
    database.waited = WAITS.labels("database").observe
    event.listen(database.engine, "before_cursor_execute", _ask)
    event.listen(database.engine, "after_cursor_execute", _locked)


class MailQueue(Collector):
    """How much e-mail has not left, counted in the database whenever somebody looks."""

    def __init__(self, database_url: str) -> None:
        self.engine = make_engine(database_url, 1)

    def collect(self) -> Iterator[Metric]:
        """One figure for each state that is not the last one; none while the database is away."""
        figure = GaugeMetricFamily("portal_mail", "E-mail that has not left, by its state", labels=["state"])
        wanted = (
            select(Mail.state, func.count().label("number")).where(Mail.state != MailState.SENT).group_by(Mail.state)
        )
        try:
            with self.engine.connect() as connection:
                counted = {row.state: row.number for row in connection.execute(wanted)}
        except SQLAlchemyError:
            return
        for state in MailState:
            if state is not MailState.SENT:
                figure.add_metric([state.value], counted.get(state, 0))
        yield figure


def serve_beside(bind: str, database_url: str, environment: Mapping[str, str] = os.environ) -> int:
    """Serve the figures of all processes from a process of its own, which ends with the one that asked for it.

    Returns its number.
    """
    asking = os.getpid()
    serving = os.fork()
    if serving:
        return serving
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, environment[FOLDER])  # type: ignore[no-untyped-call]
    registry.register(MailQueue(database_url))
    _serve(bind, registry)
    while os.getppid() == asking:
        time.sleep(1)
    os._exit(0)


def _serve(bind: str, registry: CollectorRegistry) -> None:
    """As soon as whoever served there before has gone."""
    host, _, port = bind.rpartition(":")
    for _ in range(TRIES):
        try:
            start_http_server(int(port), host, registry)
            return
        except OSError:
            time.sleep(1)
    logger().error("figures cannot be served at METRICS_BIND")


def _begin() -> None:
    g.begun = time.perf_counter()


def _count(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(route, method, str(response.status_code)).inc()
    if "begun" in g:
        TIMES.labels(route).observe(time.perf_counter() - g.begun)
    return response


def _ask(_connection: Any, _cursor: Any, _statement: str, _given: Any, context: Any, _many: bool) -> None:
    context.asked_at = time.perf_counter()


def _locked(_connection: Any, _cursor: Any, statement: str, _given: Any, context: Any, _many: bool) -> None:
    if any(words in statement for words in LOCKING):
        WAITS.labels("case").observe(time.perf_counter() - context.asked_at)
