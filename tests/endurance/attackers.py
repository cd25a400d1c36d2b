"""People with bad intent: everybody of a case, a stranger and nobody attack every route and every form."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote, urlencode
from uuid import uuid4

from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.web.http import Portal
from portal.web.unsent import labels
from tests.addresses import PLACES, Places, routes
from tests.endurance.attack_strings import attack
from tests.endurance.bodies import Body, as_form, with_files, wrong
from tests.endurance.forms_of import Form, read
from tests.endurance.random_people import People
from tests.endurance.unharmed import harm_of
from tests.factories import ROLES

OUTSIDE = ("stranger", "nobody")
PERSONAS = [*ROLES, *OUTSIDE]
HIDDEN = {308, 400, 401, 404, 405, 413}  # what tells nobody that there is something
ASKED = ("did", "of", "page", "view", "seen", "told", "from", "to", "whole", "show", "check", "private", "words")
ASKED += ("stands", "next", "look", "finding", "because", "proposal", "like", "part", "answers_to", "walk", "id")
SAID = ("Host", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Referer", "Origin", "User-Agent", "Cookie")
SAID += (
    "Accept",
    "Accept-Language",
    "Accept-Encoding",
    "If-None-Match",
    "If-Modified-Since",
    "Range",
    "Sec-Fetch-Site",
)
SAID += ("HX-Request", "HX-Target", "HX-Current-URL", "X-HTTP-Method-Override", "X-Original-URL", "Authorization")
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "ZZ", "HEAD")  # no route takes one of them but the last
SNEAKED = (("_method", "DELETE"), ("side", "psr"), ("is_administrator", "1"), ("opens_cases", "on"), ("id", "1"))
LONGEST = 20.0  # seconds for one answer, on a machine that others use too
AN_ID = re.compile("[0-9a-f]{8}-[0-9a-f-]{27}")


@dataclass
class Attackers:
    """Everybody with a browser of their own. `places` is what the addresses of their case name, `others` another's.

    Every answer is looked at for harm. They stop once they have sent `most` requests.
    """

    app: Portal
    people: People
    places: Places
    others: Places
    chance: Random
    most: int
    sent: int = 0
    known: set[tuple[str, str]] = field(default_factory=set)
    tried: set[tuple[str, str, str]] = field(default_factory=set)
    found: list[str] = field(default_factory=list)

    def go_over_everything(self) -> None:
        """Each route as somebody, then as everybody else, in any order; and each form that they find on the way."""
        for role, rule, method in self._rounds():
            if self.sent < self.most:
                self.knock(role, rule, method)
                self.tried.add((role, rule.rule, method))
                if method == "GET":
                    self.use_forms(role, rule)

    def _rounds(self) -> list[tuple[str, Rule, str]]:
        rounds = [(role, rule, method) for role in PERSONAS for rule, method in routes(self.app)]
        self.chance.shuffle(rounds)
        first = {(rule.rule, method): (role, rule, method) for role, rule, method in rounds}
        return [*first.values(), *(one for one in rounds if one is not first[one[1].rule, one[2]])]

    def knock(self, role: str, rule: Rule, method: str) -> None:
        """Ask for an address by something else than a link of ours."""
        where, hides = self._address(rule)
        asked = [(self.chance.choice(ASKED), attack(self.chance)[:5_000]) for _ in range(self.chance.randrange(4))]
        if asked:
            where += "?" + urlencode(asked + asked[:1], errors="surrogatepass")
        if not self.chance.randrange(6):
            method = self.chance.choice(METHODS)
        body = self._body_of_anything() if method not in {"GET", "HEAD"} else None
        hides = (hides or (role in OUTSIDE and "id" in rule.arguments)) and method != "OPTIONS"
        self._send(role, method, where, body, hides=hides or method in METHODS[:-1])

    def use_forms(self, role: str, rule: Rule) -> None:
        """Open the page as a link leads there, and send each form of a sort that this person has not yet sent."""
        answer = self._send(role, "GET", self._own_address(rule))
        for form in read(answer.text)[1] if answer.mimetype == "text/html" else []:
            sort = AN_ID.sub("", form.action)
            if form.method == "post" and (role, sort) not in self.known and self.sent < self.most:
                self.known.add((role, sort))
                self._misuse(role, form)

    def _misuse(self, role: str, form: Form) -> None:
        """Send a form with an attack in one field, or in all; then as a stranger who has seen it."""
        honest = self.people.filled(role, form)
        files = [one.name for one in form.fields if one.kind == "file"]
        data = self.chance.choice(_SPOILING)(self, honest.data)
        if files and self.chance.randrange(4):
            body = with_files([pair for pair in data if pair[0] not in files], self.chance, files)
        else:
            body = as_form(data) if self.chance.randrange(4) else wrong(data, self.chance)
        self._send(role, "POST", honest.action, body)
        if AN_ID.search(honest.action):
            somebody = self.chance.choice([one for one in OUTSIDE if one != role])
            self._send(somebody, "POST", honest.action, as_form(honest.data), hides=True)

    def _one_field(self, data: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        spoiled = list(data)
        if spoiled:
            place = self.chance.randrange(len(spoiled))
            spoiled[place] = (spoiled[place][0], attack(self.chance))
        return spoiled

    def _every_field(self, data: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(name, attack(self.chance)) for name, _ in data]

    def _twice(self, data: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return [*self._one_field(data), *data, *self._every_field(data)]

    def _too_few(self, data: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return [pair for pair in data if self.chance.randrange(2)]

    def _with_more(self, data: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return [*data, *SNEAKED, (self.chance.choice(sorted(labels())), attack(self.chance))]

    def _with_ids_of_others(self, data: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        theirs = [str(one) for things in self.others.values() for one in things if AN_ID.fullmatch(str(one))]
        return [(name, AN_ID.sub(self.chance.choice(theirs), value)) for name, value in data]

    def _honestly(self, data: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return list(data)

    def _body_of_anything(self) -> Body:
        named = [(name, attack(self.chance)) for name in self.chance.sample(sorted(labels()), 6)]
        return as_form(named) if self.chance.randrange(3) else wrong(named, self.chance)

    def _own_address(self, rule: Rule) -> str:
        return self._filled_in(rule, lambda before, part: quote(str(self.chance.choice(list(self._of(before))))))

    def _of(self, before: str) -> Sequence[object]:
        return (PLACES | dict(self.places)).get(before) or [uuid4()]

    def _address(self, rule: Rule) -> tuple[str, bool]:
        """An address of this route, and whether it names what this case has nothing to do with."""
        strange: list[bool] = []

        def one_of(before: str, part: str) -> str:
            dice = self.chance.randrange(6)
            strange.append(dice < 2 and part == "<uuid:id>")
            if dice == 0 and self.others.get(before):
                return str(self.chance.choice(list(self.others[before])))
            if dice < 2:
                return quote(attack(self.chance)[:2_000], safe="", errors="surrogatepass") or "%20"
            own = str(self.chance.choice(list(self._of(before))))
            return own.upper() if dice == 2 and AN_ID.fullmatch(own) else quote(own)

        return self._filled_in(rule, one_of), any(strange)

    def _filled_in(self, rule: Rule, fill: Callable[[str, str], str]) -> str:
        before, parts = "", []
        for part in rule.rule.split("/"):
            parts.append(fill(before, part) if "<" in part else part)
            before = part
        return "/".join(parts)

    def _send(
        self, role: str, method: str, where: str, body: Body | None = None, *, hides: bool = False
    ) -> TestResponse:
        self.sent += 1
        headers = self._headers() | ({"Content-Encoding": body.coding} if body and body.coding else {})
        client, since = self.people.client(role), time.monotonic()
        answer = client.open(
            where, method=method, data=body and body.data, content_type=body and body.kind, headers=headers
        )
        harm = harm_of(answer)
        answer.close()
        if hides and answer.status_code not in HIDDEN:
            harm.append(f"status {answer.status_code} for what is not theirs")
        if time.monotonic() - since > LONGEST:
            harm.append("took too long")
        if harm:
            self.found.append(
                f"{role} {method} {where[:300]} {body and body.kind} {str(body and body.data)[:400]}: {harm}"
            )
        if answer.status_code == 401 and role != "nobody":
            self.people.clients.pop(role)  # who signed out, or was signed out, signs in again
        return answer

    def _headers(self) -> dict[str, str]:
        if self.chance.randrange(4):
            return {}
        said = attack(self.chance).encode("latin-1", "ignore").decode("latin-1")
        return {self.chance.choice(SAID): re.sub(r"[\r\n\0]", "", said)[:4_000]}


_SPOILING: list[Callable[[Attackers, Sequence[tuple[str, str]]], list[tuple[str, str]]]] = [
    Attackers._one_field,
    Attackers._one_field,
    Attackers._every_field,
    Attackers._twice,
    Attackers._too_few,
    Attackers._with_more,
    Attackers._with_ids_of_others,
    Attackers._honestly,
]
