"""So that `gunicorn` in this folder serves the portal as an installed one is served."""

from portal.serving import *  # noqa: F403
