"""What signing in and sending forms leaves behind goes after its time, by command; what still counts stays."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from portal.domain.people import password_reset, sign_in
from portal.domain.people.guesses import FailedSignIn
from portal.domain.people.password_reset import PasswordReset
from portal.domain.people.sign_in import SignIn
from portal.domain.record.request_key import RequestKey
from portal.web.http import Portal
from tests.factories import Story
from tests.test_cli import run

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def left_behind(app: Portal, story: Story) -> None:
    """Of each kind one trace that is due, and one that is not."""
    settings, editor = app.settings, story.people["editor"]
    kept = [settings.keep_sign_ins_days, settings.keep_links_days, settings.keep_sent_forms_days]
    signed_in, linked, sent = (timedelta(days=days) for days in kept)
    with app.database.writing() as session:
        for margin in (timedelta(hours=1), -timedelta(hours=1)):
            since = NOW - signed_in - margin
            sign_in.begin(session, editor, device="A browser", at=since - timedelta(hours=12), hours=12)
            password_reset.make(session, editor.email, NOW - linked - margin - password_reset.HOLDS)
            key = RequestKey(
                person_id=editor.id, key=str(margin), body_digest="0" * 64, location="", at=NOW - sent - margin
            )
            session.add(key)
        session.add_all(FailedSignIn(email="a@example.org", at=NOW - timedelta(minutes=ago)) for ago in (1, 61))


def left(app: Portal) -> list[int]:
    kinds = (SignIn, PasswordReset, RequestKey, FailedSignIn)
    with app.database.reading() as session:
        return [session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]


def test_it_says_what_is_due_and_erases_nothing_unasked(app: Portal) -> None:
    said = run(app, "retention").output
    for line in ("KEEP_SIGN_INS_DAYS\t1 due", "KEEP_LINKS_DAYS\t1 due", "KEEP_SENT_FORMS_DAYS\t1 due"):
        assert line in said
    assert "No source names these times" in said
    assert left(app) == [2, 2, 2, 2]


def test_it_erases_what_is_due_and_nothing_else(app: Portal) -> None:
    assert "KEEP_SIGN_INS_DAYS\t1 erased" in run(app, "retention", "--erase").output
    assert left(app) == [1, 1, 1, 1]
    assert "1 erased" not in run(app, "retention", "--erase").output


def test_when_somebody_last_signed_in_stays(app: Portal) -> None:
    object.__setattr__(app.settings, "keep_sign_ins_days", 1)
    run(app, "retention", "--erase")
    assert left(app)[0] == 1
    listed = run(app, "people", "list", "--find", "editor@").output
    assert "never signed in" not in listed
