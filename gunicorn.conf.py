"""gunicorn's own settings; everything the portal itself reads is in `portal.config`."""

import os

bind = os.environ.get("BIND", "127.0.0.1:5000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 20
max_requests = 2_000
max_requests_jitter = 200
loglevel = "warning"
