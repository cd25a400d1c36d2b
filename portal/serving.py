"""gunicorn's own settings, and how it serves the portal; what the portal itself reads is in `portal.config`.

The portal is made once, before the workers, which begin as copies of it: its settings and its seal are read once, and a
worker that was lost is back at once. Workers are not made anew after a number of requests: nothing of theirs grows, and
people waited longest while they began.
"""

import gc
import os
import shutil
import signal
import tempfile
from typing import Any

wsgi_app = "portal:create_app()"
preload_app = True
bind = os.environ.get("BIND", "127.0.0.1:5000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 16
timeout = 60
graceful_timeout = 20
control_socket_disable = True
loglevel = "warning"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "portal.web.logs.Lines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"]},
    "loggers": {
        "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": True},
    },
}
METRICS_BIND = os.environ.get("METRICS_BIND", "").strip()
if METRICS_BIND:  # named before the portal is made, which counts in this folder from then on
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="portal-metrics-")


def on_starting(arbiter: Any) -> None:
    """Serve the figures beside the pages, where a setting says at which port."""
    if METRICS_BIND:
        from portal.config import Settings
        from portal.environment import driver
        from portal.web.metrics import serve_beside

        database_url = driver(os.environ.get("DATABASE_URL") or Settings.database_url)
        arbiter.serves_figures = serve_beside(METRICS_BIND, database_url)


def on_exit(arbiter: Any) -> None:
    """What was counted goes with the processes that counted."""
    if METRICS_BIND:
        os.kill(arbiter.serves_figures, signal.SIGKILL)
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def when_ready(_arbiter: object) -> None:
    """A long page is a hundred thousand small things that go with their request: look for lost ones more rarely.

    What is there before the workers is never lost, and stays in memory that they share.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
