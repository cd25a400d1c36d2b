"""An act that htmx sends is answered at once by the page that it leads to: one request, not two."""

from typing import Any

from flask import Response, current_app, g, request

from portal.database import Database
from portal.web import identity


def is_in_place() -> bool:
    """Whether htmx asked, which puts a part of a page in its place."""
    return "HX-Request" in request.headers


def shown_in_place(database: Database, done: Response) -> Response:
    """What an act leads to, once it is committed; for a plain form its own answer, which leads there."""
    location = done.headers.get("Location", "")
    if done.status_code != 303 or not is_in_place() or "?" in location:
        return done
    urls = current_app.url_map.bind_to_environ(request.environ)
    endpoint, values = urls.match(location.partition("#")[0], method="GET")
    identity.forget()
    g.reads, g.locks, g.authorised = True, False, False
    with database.reading() as g.session:
        page: Any = current_app.view_functions[endpoint](**values)
        return current_app.make_response(page)
