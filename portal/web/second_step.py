"""Where a second step is required for signing in, who has none is led to set it up, whatever else they ask for."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.config import REQUIRED
from portal.database import Database
from portal.domain.people import second_step
from portal.domain.people.person import Person
from portal.web import identity
from portal.web.in_place import is_in_place


class SecondStepNeeded(Exception):
    """This person must set up their second step first."""


def expect_second_step(person: Person) -> None:
    """Let nobody go on without the second step that is required, but on the pages where it is set up."""
    is_open = g.settings.second_factor != REQUIRED or getattr(g.view, "before_second_step", False)
    if not is_open and not second_step.is_set_up(g.session, person.id):
        raise SecondStepNeeded


def lead_to_it(database: Database) -> ResponseReturnValue:
    """Who asked for a page is led there; who sent a form is told that it was not done, with the words they typed."""
    if request.method == "GET" and not is_in_place():
        return redirect(url_for("second_steps.new"), 303)
    identity.forget()
    g.unsent_words = True
    with database.reading() as g.session:
        return render_template("people/second_steps/needed.html"), 403
