"""Nothing slow is done in the writing transaction of a request (design §10)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from portal.beforehand import NotReady, preparing, slow, using_only
from portal.database import Database
from portal.domain.base import Outpaced
from portal.domain.people import person
from portal.text import diff
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story


@slow
def doubled(text: str, *, times: int = 2) -> str:
    doubled.done += 1  # type: ignore[attr-defined]
    return text * times


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    doubled.done = 0  # type: ignore[attr-defined]


def test_what_was_done_beforehand_is_not_done_again() -> None:
    results: dict[Any, Any] = {}
    with preparing(results):
        assert doubled("a") == doubled("a") == "aa"
    with using_only(results):
        assert doubled("a") == "aa"
    assert doubled.done == 1  # type: ignore[attr-defined]


def test_other_words_are_never_taken_for_those_that_were_compared() -> None:
    results: dict[Any, Any] = {}
    with preparing(results):
        doubled("a")
    for act in (lambda: doubled("b"), lambda: doubled("a", times=3)):
        with using_only(results), pytest.raises(NotReady) as missing:
            act()
        with preparing(results):
            missing.value.work()
        with using_only(results):
            act()


def test_elsewhere_slow_work_is_just_done() -> None:
    assert doubled("a") == "aa"
    assert diff("a", "b")


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether a writing transaction is open, for whoever asks."""
    now, own = [False], Database.writing

    @contextmanager
    def writing(self: Database) -> Iterator[Any]:
        with own(self) as session:
            now[0] = True
            try:
                yield session
            finally:
                now[0] = False

    monkeypatch.setattr(Database, "writing", writing)
    return now


def watched(monkeypatch: pytest.MonkeyPatch, locked: list[bool]) -> list[bool]:
    """For each password that is compared with its hash, whether a lock was held."""
    seen: list[bool] = []

    class Watched:
        def verify(self, *given: Any) -> bool:
            seen.append(locked[0])
            return bool(factories.QUICK.verify(*given))

    monkeypatch.setattr(person, "_hasher", Watched())
    return seen


def test_no_password_is_hashed_under_a_lock(
    app: Portal, story: Story, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch, locked: list[bool]
) -> None:
    seen = watched(monkeypatch, locked)
    client = app.test_client()
    for password in (factories.PASSWORD, "wrong"):
        client.post("/sign-in", data={"email": "editor@example.org", "password": password})
    frozen = factories.freeze(story)
    for password in (factories.PASSWORD, "wrong"):
        client_as("practitioner").post(f"/agreements/{frozen.id}/signatures", data={"password": password})
    assert seen == [False] * 4


def test_words_that_another_act_changed_meanwhile_are_compared_once_more(
    app: Portal, story: Story, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.applymarker("meanwhile")
    change = factories.sent(story)
    own, late = Portal._prepare, []

    def overtaken(portal: Portal, results: Any) -> Any:
        answer = own(portal, results)
        if not late:
            late.append(factories.sent(story, "editor", text=WORDS["supervision"] + " It is written down."))
        return answer

    monkeypatch.setattr(Portal, "_prepare", overtaken)
    answer = client_as("editor").post(f"/proposals/{change.id}/assents", data={"digest": change.latest.digest})
    assert answer.status_code == 303
    assert len(story.revisions()) == 2


def test_an_act_that_others_outpace_again_and_again_is_refused_with_a_sentence(
    story: Story, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch, app: Portal
) -> None:
    change = factories.suggest(story)

    def never_ready(*_: object, **__: object) -> None:
        raise NotReady(lambda: None, "diff")

    monkeypatch.setattr("portal.domain.negotiation.negotiation.put_forward", never_ready)
    monkeypatch.setattr(app, "make_ready", lambda *_: None)
    answer = client_as("practitioner").post(
        f"/proposals/{change.id}/putting-forward", data={"digest": change.latest.digest}
    )
    assert answer.status_code == 422
    assert Outpaced().sentence in answer.text
