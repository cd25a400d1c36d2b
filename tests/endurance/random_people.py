"""People who use the portal at random, by its own links and forms: they hurry, repeat themselves and come late."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.endurance.forms_of import Field, Form, read
from tests.factories import PASSWORD, Story

ROLES = ("practitioner", "editor", "signatory", "representative", "adviser")
OUT_OF_PLAY = ("/sign-out", "/verify", "/cases", "/sign-in")
FILES = re.compile(r"\.(pdf|md|jsonl)(\?|$)")
ANSWERS = re.compile(r"/(putting-forward|assents|kept-answers|confirmations|answers|proposals/[0-9a-f-]{36}$)")
SIGNING = re.compile(r"/(agreements|signatures)")
QUIET = re.compile(r"^((?!/agreements|/signatures|/withdrawals|/refusals|/cancellations).)*$")
ANYTHING = re.compile("")
WISHES = [ANSWERS] * 6 + [QUIET] * 6 + [ANYTHING] * 2 + [SIGNING]
TOKEN = re.compile(r"token\d+x")


@dataclass
class Sent:
    """A form as it was sent."""

    role: str
    action: str
    data: list[tuple[str, str]]


@dataclass
class People:
    """Everybody of a story with a browser of their own, and the chance that moves them."""

    story: Story
    client_as: Callable[[str], FlaskClient]
    chance: Random
    tokens: int = 0
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    pages: list[tuple[str, str, str]] = field(default_factory=list)

    def choose(self, count: int) -> int:
        return self.chance.randrange(count)

    def step(self) -> None:
        """One act of one person; now and then an old form, sent again from a page left open."""
        if self.sent and not self.choose(8):
            self.come_late()
        else:
            self.act(ROLES[self.choose(len(ROLES))])

    def client(self, role: str) -> FlaskClient:
        if role not in self.clients:
            self.clients[role] = self.client_as(role)
        return self.clients[role]

    def look(self, role: str, address: str) -> tuple[list[str], list[Form]]:
        """Open a page; it is remembered with what it says."""
        answer = self.client(role).get(address, follow_redirects=True)
        self._keep(role, address, answer)
        return read(answer.text)

    def act(self, role: str) -> None:
        """From the plan to a page that it links to, and there one form, filled in and sent."""
        links, forms = self.look(role, f"/plans/{self.story.plan.id}")
        ways = sorted({link for link in links if not FILES.search(link) and not link.startswith(OUT_OF_PLAY)})
        if ways and self.choose(3):
            _, forms = self.look(role, self._preferred(ways))
        for asks in [form.action for form in forms if form.method == "get" and SIGNING.search(form.action)]:
            forms += self.look(role, asks)[1]  # what is asked first leads to the form that acts
        forms = [form for form in forms if form.method == "post" and not form.action.startswith(OUT_OF_PLAY)]
        if forms:
            chosen = self._preferred([form.action for form in forms])
            self.send(self.filled(role, next(form for form in forms if form.action == chosen)))

    def _preferred(self, addresses: list[str]) -> str:
        """One of these; more often one that brings the negotiation on."""
        wish = WISHES[self.choose(len(WISHES))]
        chosen = [address for address in addresses if wish.search(address)] or addresses
        return chosen[self.choose(len(chosen))]

    def send(self, sent: Sent) -> TestResponse:
        """Send a form; now and then twice, as after a lost answer, which must lead to the same place."""
        answer = self._post(sent)
        self.sent.append(sent)
        if answer.status_code == 303 and not self.choose(4):
            again = self._post(sent)
            if "request_key" in dict(sent.data):
                assert (again.status_code, again.location) == (303, answer.location), sent.action
        return answer

    def come_late(self) -> None:
        """Send a form again that was sent long ago, as from a page left open."""
        old = self.sent[self.choose(len(self.sent))]
        fresh = [(name, f"late{value}" if name == "request_key" else value) for name, value in old.data]
        self._post(Sent(old.role, old.action, fresh))

    def filled(self, role: str, form: Form) -> Sent:
        """The form as this person would send it."""
        data = [pair for one in form.fields for pair in self._value(role, one)]
        name, value, action = form.buttons[self.choose(len(form.buttons))] if form.buttons else ("", "", form.action)
        once = {key: [value for name, value in data if name == key] for key in sorted(_radios(form))}
        data = [pair for pair in data if pair[0] not in once]
        data += [(key, values[self.choose(len(values))]) for key, values in once.items() if values]
        return Sent(role, action or form.action, data + ([(name, value)] if name else []))

    def _value(self, role: str, one: Field) -> list[tuple[str, str]]:
        if one.kind == "hidden":
            return [(one.name, one.value)]
        if one.kind in ("checkbox", "radio"):
            return [(one.name, one.value)] if self.choose(5) else []
        if one.kind == "select":
            return [(one.name, one.options[self.choose(len(one.options))])] if one.options else []
        return [(one.name, self._typed(role, one))]

    def _typed(self, role: str, one: Field) -> str:
        if one.name == "explained_on":
            return datetime.now(UTC).date().isoformat()
        if one.kind == "date":
            return (datetime.now(UTC) + timedelta(days=self.choose(40))).date().isoformat()
        if one.kind == "number":
            return str(1 + self.choose(12))
        match one.name:
            case "password":
                return PASSWORD
            case "typed_name":
                return self.story.people[role].name
            case "quote":
                return ""
        return self._reworded(one.value)

    def _reworded(self, text: str) -> str:
        """The words with a word of one's own among them, by which they can be known anywhere."""
        words = text.split()
        self.tokens += 1
        place = self.choose(len(words) + 1)
        return " ".join([*words[:place], f"token{self.tokens}x", *words[place + self.choose(2) :]])

    def _post(self, sent: Sent) -> TestResponse:
        answer = self.client(sent.role).post(sent.action, data=_as_form(sent.data))
        self._keep(sent.role, f"POST {sent.action}", answer)
        return answer

    def _keep(self, role: str, address: str, answer: TestResponse) -> None:
        assert answer.status_code < 500, (role, address, answer.status_code)
        self.pages.append((role, address, answer.text))


def _radios(form: Form) -> set[str]:
    return {one.name for one in form.fields if one.kind == "radio"}


def _as_form(data: list[tuple[str, str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in data:
        fields.setdefault(name, []).append(value)
    return fields
