"""What the portal serves: its cookies and headers as they are sent, its limits, and what it reaches."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.test import Client

from portal import create_app
from portal.config import MAY_BE_ZERO, Settings
from portal.database import create_schema
from portal.domain.people.person import Person
from portal.web.http import Portal
from portal.web.sizes import FILE, SCAN, in_words
from scripts.facts.tables import table

ROOT = Path(__file__).resolve().parents[2]
WHERE = "https://plans.example.org"
PASSWORD = "seven wooden kettles sing"  # noqa: S105 - of nobody
CALLS = (
    "http.client",
    "requests",
    "httpx",
    "urllib.request",
    "aiohttp",
    "smtplib",
    "socket",
    "authlib",
    "ssl",
    "ldap3",
)
CALLS += ("pyhanko.sign.timestamps", "ftplib", "paramiko", "boto3", "redis")
STARTS = ("subprocess", "multiprocessing")
FOR = {
    "portal/dumps.py": "two programs of PostgreSQL on this machine: the address of the database, and its password",
    "portal/documents/seal.py": "the timestamp authority of `TIMESTAMP_URL`, where one is set: a digest of a signature",
    "portal/web/provider_answers.py": "nobody: it reads what a provider of single sign-on has said",
    "portal/web/provider_client.py": "a provider of `SINGLE_SIGN_ON`: the code that somebody brought, and our secret",
    "portal/web/single_sign_on.py": "nobody: it makes the address at which a provider asks who somebody is",
    "portal/web/smtp.py": "the mail server of `MAIL_URL`: an address, and an e-mail that names nobody",
    "portal/documents/examiner.py": "a process of our own on the same machine: a PDF that somebody wants checked",
}
ZERO = " (may be 0)"


def cookies() -> str:
    """The cookies that a browser has once somebody has signed in, as a portal for real people sets them."""
    rows = [
        [f"`{one.key}`", _purpose(one.key), _lifetime(one), "yes" if one["httponly"] else "no", _sent(one)]
        for one in _cookies_after_signing_in()
    ]
    return table(["cookie", "what for", "how long the browser keeps it", "closed to scripts", "sent"], rows)


def headers() -> str:
    """What every answer says to the browser."""
    with TemporaryDirectory() as folder:
        sent = portal_in(folder).test_client().get("/sign-in", base_url=WHERE).headers
    ours = [
        name for name in sorted(sent.keys()) if name not in {"Content-Length", "Content-Type", "Set-Cookie", "Vary"}
    ]
    return table(["header", "value"], [[f"`{name}`", f"`{sent[name]}`"] for name in ours])


def limits() -> str:
    """Every setting that is a number, with what holds unless it says otherwise."""
    numbers = {one.name: one.default for one in fields(Settings) if type(one.default) is int}
    rows = [
        [f"`{name.upper()}`", f"{value:,}{ZERO if name in MAY_BE_ZERO else ''}"]
        for name, value in sorted(numbers.items())
    ]
    return table(["setting", "unless it says otherwise"], rows)


def files() -> str:
    """The forms that take a file, a scan, or the words of a whole plan."""
    with TemporaryDirectory() as folder:
        app = portal_in(folder)
    rows = [
        [f"`{rule.rule}`", in_words(getattr(app.settings, size))]
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        if (size := getattr(app.view_functions[rule.endpoint], "size", "")) in (FILE, SCAN)
        and "POST" in (rule.methods or set())
    ]
    return table(["address", "most"], rows)


def recipients() -> str:
    """Every module that could reach another program or machine, and what it sends; the database is reached by all."""
    rows = [[f"`{path}`", ", ".join(f"`{name}`" for name in names), FOR[path]] for path, names in sorted(_reaching())]
    return table(["file", "by", "who receives what"], rows)


def _reaching() -> Iterator[tuple[str, list[str]]]:
    for file in (ROOT / "portal").rglob("*.py"):
        imported = set()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            imported |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            imported |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
        found = sorted(one for one in imported if one.startswith((*CALLS, *STARTS)))
        if found:
            yield str(file.relative_to(ROOT)), found


def portal_in(folder: str) -> Portal:
    """A portal as it is for real people, with nobody in it."""
    app = create_app(
        Settings(
            database_url=f"sqlite:///{folder}/portal.sqlite3",
            secret_keys=("a-key-of-tests-" * 3,),
            public_url=WHERE,
            outbox=Path(folder) / "outbox",
            second_factor="offered",
        )
    )
    assert isinstance(app, Portal)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def _cookies_after_signing_in() -> list[Morsel[str]]:
    with TemporaryDirectory() as folder:
        app = portal_in(folder)
        create_schema(app.database.engine)
        with app.database.writing() as session:
            Person.register(session, email="a@example.org", name="A", password=PASSWORD, at=datetime.now(UTC))
        client = Client(app)
        answer = client.post("/sign-in", base_url=WHERE, data={"email": "a@example.org", "password": PASSWORD})
        app.database.engine.dispose()
    jar = SimpleCookie[str]()
    for one in answer.headers.getlist("Set-Cookie"):
        jar.load(one)
    return sorted(jar.values(), key=lambda one: one.key)


def _purpose(name: str) -> str:
    return "that somebody has signed in here before" if name.endswith("device") else "who is signed in"


def _lifetime(one: Morsel[str]) -> str:
    seconds = int(one["max-age"] or 0)
    if seconds:
        return f"{seconds // 86_400} days"
    idle, hours = Settings.session_idle_minutes, Settings.session_hours
    return f"until it is closed; worth nothing after {idle} minutes of rest, or after {hours} hours"


def _sent(one: Morsel[str]) -> str:
    return f"{'over TLS alone' if one['secure'] else 'also without TLS'}, `SameSite={one['samesite']}`"
