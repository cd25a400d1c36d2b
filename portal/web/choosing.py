"""Choosing the case that a page is about."""

from flask import render_template
from werkzeug.wrappers import Response

from portal.domain.dates import london_day
from portal.queries.cases.cases import all_cases_of
from portal.web.http import done, now, session, signed_in


def only_case_or(template: str, endpoint: str) -> str | Response:
    """On to this endpoint for the reader's only case, or a page with their cases to choose from."""
    lines = all_cases_of(session(), signed_in(), london_day(now()))
    if len(lines) == 1:
        return done(endpoint, id=lines[0].case.id)
    return render_template(template, lines=lines)
