"""What an attack must never bring about, read from the answer as a browser reads it."""

import json
import logging
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from portal.web.logs import Lines
from tests.endurance.attack_strings import HEADER, MARK, PRODUCT

LOOSE = re.compile(
    r"Traceback \(most recent|sqlite3\.|psycopg|sqlalchemy|OperationalError|ProgrammingError|IntegrityError|DataError|"
    r"syntax error at or near|no such (?:table|column)|unrecognized token|jinja2\.|werkzeug\.|site-packages|root:x:0:0"
)
LEADS_ON = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data", "poster", "srcset", "xlink:href"}
SCHEMES = {"", "http", "https", "mailto", "tel", "otpauth"}
NEVER = {"zzx", "iframe", "object", "embed", "base", "style", "frame", "applet"}
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
OUR_COOKIES = ("portal=", "portal-device=")
OURS = {"", "localhost"}


class Alive(HTMLParser):
    """Collects what in a page does something that none of our templates has it do."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attributes}
        if tag in NEVER or (tag == "script" and not named.get("src", "").startswith("/static/")):
            self.found.append(f"<{tag}>")
        for name, value in named.items():
            if name.startswith(("on", "zzq", "srcdoc", "style")):
                self.found.append(f"<{tag} {name}>")
            if name in LEADS_ON and _scheme(value) not in SCHEMES and not _is_picture(tag, value):
                self.found.append(f"<{tag} {name}={value[:60]}>")
            if name in {"action", "formaction", "hx-get", "hx-post", "src"} and urlsplit(value).netloc not in OURS:
                self.found.append(f"<{tag} {name}={value[:60]}>")


def _scheme(address: str) -> str:
    """As a browser finds it, which reads over white space and control characters."""
    found = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", address).lower())
    return found[1] if found else ""


def _is_picture(tag: str, value: str) -> bool:
    return tag == "img" and value.startswith("data:image/")


def harm_of(answer: TestResponse) -> list[str]:
    """All that an attack has brought about in this answer; nothing, where the portal is as it should be."""
    return [*_in_status(answer), *_in_headers(answer), *_in_body(answer)]


def _in_status(answer: TestResponse) -> list[str]:
    return [f"status {answer.status_code}"] if answer.status_code >= 500 else []


def _in_headers(answer: TestResponse) -> list[str]:
    found = [f"no {name}" for name in HEADERS if name not in answer.headers]
    for name, value in answer.headers:
        if name.lower() == HEADER.lower() or re.search(r"[\r\n\0]", value):
            found.append(f"header {name}: {value!r}")
        if name == "Set-Cookie" and not value.startswith(OUR_COOKIES):
            found.append(f"cookie {value}")
    leads = answer.headers.get("Location", "")
    if leads and (urlsplit(leads).netloc not in OURS or re.match(r"(https?:)?[/\\]{2}(?!localhost/)|/\\", leads)):
        found.append(f"leads to {leads}")
    return found


def _in_body(answer: TestResponse) -> list[str]:
    if answer.mimetype not in {"text/html", "text/plain", "application/json"}:
        return []
    page = answer.get_data(as_text=True)
    found = [] if _names_its_letters(answer) else [f"kind {answer.headers.get('Content-Type')}"]
    found += [f"says {each[0]}" for each in LOOSE.finditer(page)]
    if PRODUCT in page:
        found.append("reckoned a template")
    if answer.mimetype == "text/html":
        alive = Alive()
        alive.feed(page)
        found += alive.found
    return found


def _names_its_letters(answer: TestResponse) -> bool:
    return answer.mimetype == "application/json" or answer.mimetype_params.get("charset") == "utf-8"


class HeardLogs(logging.Handler):
    """Every line of the logs as it would be written, and what is wrong with it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(Lines())
        self.lines = 0
        self.wrong: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self.lines += 1
        told = json.loads(line)
        if "\n" in line or MARK in line or "@example.org" in line or not isinstance(told, dict):
            self.wrong.append(line)
