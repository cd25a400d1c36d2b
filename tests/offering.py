"""What the pages of a case offer to somebody: every form that they can come to, and what comes of sending it."""

import re
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pyotp
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.config import DEMO_KEY
from portal.database import Database
from portal.domain.people.sealing import Sealing
from portal.forms.people.second_step import PURPOSE
from tests.endurance.forms_of import Field, Form, read
from tests.factories import PASSWORD, Story, a_scan

ELSEWHERE = ("/sign-out", "/sign-in", "/verify", "/static", "/cases", "/password-reset", "/join")
OF_ITSELF = re.compile("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/clauses/)[^/?]+|(?<=/stages/)[^/?]+|(?<==)[^&]*|[0-9]+")
A_PLAN = "A plan\n\n1. Aim\n1.1 Safe practice.\n"
Data = dict[str, list[Any]]


class Undone(Database):
    """A database of which nothing stays that is written, so that the same page can be tried again and again."""

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self._writing() as session:
            session.connection()
            yield session
            session.flush()
            session.rollback()


@dataclass
class Visitor:
    """Somebody who opens pages, goes on to any other sort of page that they lead to, and sends each form they find."""

    story: Story
    role: str
    client: FlaskClient
    meant: dict[str, str] = field(default_factory=dict)  # what to put into fields of these names
    pages: set[str] = field(default_factory=set)
    sent: dict[str, TestResponse] = field(default_factory=dict)

    def visit(self, addresses: Sequence[str], but_for: Set[str] = frozenset()) -> None:
        """These pages, as far as this person may see them, and one more of each other sort that they link to."""
        waiting, sorts = list(addresses), {sort(one) for one in addresses} | but_for
        asked = set[str]()
        while waiting:
            address = waiting.pop()
            if address.partition("#")[0] in asked:
                continue
            asked.add(address.partition("#")[0])
            answer = self.client.get(address)
            if answer.location:
                waiting.append(answer.location)
            if (answer.status_code, answer.mimetype) != (200, "text/html"):
                continue
            self.pages.add(answer.request.full_path)
            links, forms = read(answer.text)
            further = {sort(one): one for one in links if not one.startswith(ELSEWHERE)}
            waiting += [one for kind, one in further.items() if kind not in sorts]
            sorts |= further.keys()
            for form in forms:
                self._send(form)

    def refused(self) -> list[tuple[str, str]]:
        """What was sent and not taken, with the sentence that says why."""
        return [(form, why(answer.text)) for form, answer in self.sent.items() if answer.status_code >= 400]

    def _send(self, form: Form) -> None:
        """Send it by each of its buttons, unless the same was sent from another page."""
        for name, value, action in form.buttons or [("", "", "")]:
            where = action or form.action
            what = f"{where.split('?')[0]} {name if name != 'digest' else ''}".strip()
            if form.method == "post" and what not in self.sent and not where.startswith(ELSEWHERE):
                data = self._filled(form) | ({name: [value]} if name else {})
                data |= {name: [value] for name, value in self.meant.items() if name in data}
                self.sent[what] = self._post(where, data)

    def _post(self, where: str, data: Data) -> TestResponse:
        """Send a form, and be signed in as before: a new token for the cookie is undone like all else."""
        before = self.client.get_cookie("portal")
        answer = self.client.post(where, data=data)
        if before:
            self.client.set_cookie("portal", before.value)
        return answer

    def _filled(self, form: Form) -> Data:
        """As somebody sends it who means what it is for: boxes ticked, and the first choice unless one is made."""
        data: Data = {}
        for one in form.fields:
            chosen = data.setdefault(one.name, [])
            if one.kind == "radio":
                data[one.name] = [one.value] if one.checked or not chosen else chosen
            else:
                chosen.append(self._of_paper(one, form) or self._value(one, form))
        return data

    def _code_in(self, form: Form) -> str:
        """What the app shows to which the form has just given its secret."""
        [sealed] = [one.value for one in form.fields if one.name == "sealed_secret"]
        secret = Sealing((DEMO_KEY,), PURPOSE).opened(sealed) or ""
        return pyotp.TOTP(secret.partition(" ")[2]).now()

    def _of_paper(self, one: Field, form: Form) -> Any:
        """The scan of a paper, and what stands at its foot as its own page says; None for any other field."""
        if one.name == "file" and form.action.startswith("/papers/"):
            return BytesIO(a_scan(form.action).body), "scan.png"
        if one.name != "paper_code":
            return None
        entry = self.client.get(form.action.removesuffix("/confirmations")).text
        [paper, *_] = re.findall(r'href="(/papers/[^"/]+)"', entry)
        [code] = re.findall(r'class="digest">([0-9A-F]{8})<', self.client.get(paper).text)
        return code

    def _value(self, one: Field, form: Form) -> str:
        if one.kind in ("hidden", "checkbox"):
            return one.value
        if one.kind == "select":
            return next((each for each in one.options if each not in ("", one.value)), one.value)
        if one.kind == "date":
            return datetime.now(UTC).date().isoformat()
        if one.kind == "number":
            return str(int(one.value or 0) + 1)
        match one.name:
            case "password":
                return PASSWORD
            case "code" | "present_code":
                return self._code_in(form)
            case "typed_name":
                return self.story.people[self.role].name
            case "text" if form.action.endswith(("/drafts", "/newer-files/comparisons")):
                return A_PLAN
            case "quote":
                return ""
        return f"{one.value} Said in other words.".strip()


def why(page: str) -> str:
    """What the error summary says; the page's heading where it has none."""
    found = re.search("error-summary__list.*?</ul>|<h1.*?</h1>", page, re.S)
    return " ".join(re.sub("<[^>]*>", " ", f"<{found[0]}").split()) if found else page[:200]


def sort(address: str) -> str:
    """An address without what names one thing rather than another."""
    return OF_ITSELF.sub("*", address)
