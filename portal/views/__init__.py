"""One blueprint per resource."""

from portal.views import sessions

BLUEPRINTS = [sessions.bp]
