"""The form by which somebody is asked to act for an organisation."""

from flask import request

from portal.domain.people.staff_invitation import Colleague
from portal.forms.people.asked import read_named


def read_colleague() -> Colleague:
    """Who is asked in the form that was sent; Refused, naming each field, for what is unfit."""
    return Colleague(*read_named(), is_administrator=request.form.get("is_administrator") == "yes")
