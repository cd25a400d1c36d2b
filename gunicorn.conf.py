"""gunicorn's own settings; everything the portal itself reads is in `portal.config`."""

import gc
import os

bind = os.environ.get("BIND", "127.0.0.1:5000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 16
timeout = 60
graceful_timeout = 20
max_requests = 2_000
max_requests_jitter = 200
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


def post_worker_init(_worker: object) -> None:
    """A long page is a hundred thousand small things that go with their request: look for lost ones more rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
