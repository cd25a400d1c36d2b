"""Run by itself: a portal with one subject more, whose folders stand beside this file and whose name is one line."""

import re
import sys
from pathlib import Path
from uuid import UUID

from portal.subjects import SUBJECTS

SUBJECTS.append("toys")

import portal.domain  # noqa: E402
import portal.forms  # noqa: E402
import portal.views  # noqa: E402

HERE = Path(__file__).parent
portal.domain.__path__.append(str(HERE / "domain"))
portal.forms.__path__.append(str(HERE / "forms"))
portal.views.__path__.append(str(HERE / "views"))

from flask.testing import FlaskClient  # noqa: E402

from portal import create_app  # noqa: E402
from portal.config import DEMO_KEY, Settings  # noqa: E402
from portal.database import create_schema  # noqa: E402
from portal.domain.base import Base  # noqa: E402
from portal.subjects import modules_of  # noqa: E402
from portal.web.http import Portal  # noqa: E402
from tests.factories import PASSWORD, Story, a_case  # noqa: E402
from tests.signing_in import cookie_of  # noqa: E402


def reader(app: Portal, story: Story, role: str) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(cookie_of(app, story.people[role]))
    return client


def signed_in(app: Portal, story: Story, role: str, toy: UUID, **sent: str) -> tuple[int, str]:
    """What this person is answered: the toy's page, after giving it another name when one is sent."""
    client = reader(app, story, role)
    if sent:
        client.post(f"/toys/{toy}/names", data=sent)
    page = client.get(f"/toys/{toy}")
    return page.status_code, page.text if page.status_code == 200 else ""


def play(folder: Path) -> None:
    list(modules_of("domain"))
    assert "toy" in Base.metadata.tables
    settings = Settings(database_url=f"sqlite:///{folder}/toys.sqlite3", secret_keys=(DEMO_KEY,), demo=True)
    app = create_app(settings)
    assert isinstance(app, Portal)
    app.config["WTF_CSRF_ENABLED"] = False
    create_schema(app.database.engine)
    with app.database.writing() as session:
        story = a_case(session)
        toy = Base.registry._class_registry["Toy"](case=story.case, name="Bear")
        session.add(toy)
    for role in ("editor", "practitioner", "adviser"):
        assert signed_in(app, story, role, toy.id) == (200, "This toy is called Bear."), role
    for role in ("stranger", "observer"):
        assert signed_in(app, story, role, toy.id) == (404, ""), role
        assert signed_in(app, story, role, toy.id, name="Stolen") == (404, ""), role
    assert signed_in(app, story, "editor", toy.id, name="Fox") == (200, "This toy is called Fox.")
    away = reader(app, story, "editor")
    with away.session_transaction() as cookie:
        cookie["seen"] = 0.0
    asked_to_sign_in = away.post(f"/toys/{toy.id}/names", data={"name": "Otter"})
    assert asked_to_sign_in.status_code == 401
    sealed = re.search(r'name="unsent" value="([^"]+)"', asked_to_sign_in.text)
    assert sealed
    signing_in = {"email": story.people["editor"].email, "password": PASSWORD, "unsent": sealed[1]}
    given_back = away.post("/sign-in", data=signing_in)
    assert "The toy’s new name" in given_back.text, given_back.text
    whole = reader(app, story, "practitioner").get(f"/cases/{story.case.id}/record")
    assert whole.text.count("A toy was given another name") == 1, whole.text


if __name__ == "__main__":
    play(Path(sys.argv[1]))
