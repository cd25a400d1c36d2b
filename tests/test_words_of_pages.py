"""What every page says in the same way: addresses of things, and how many there are."""

from types import SimpleNamespace
from urllib.parse import quote
from uuid import UUID

import pytest
from flask import url_for

from portal.text.english import counted
from portal.web.http import Portal
from portal.web.pages import link, step_anchor

ID, OTHER = UUID(int=7), UUID(int=8)
KEYS = ["first", "a/b", "a b?", "é", "no-key"]


@pytest.mark.parametrize("key", KEYS)
def test_the_address_of_a_part_is_the_one_that_its_route_has(one_app: Portal, key: str) -> None:
    with one_app.test_request_context():
        plain = link("clauses.show", ID, "first")
        assert plain == url_for("clauses.show", id=ID, key="first")
        assert link("clauses.show", ID, key) == plain.replace("first", quote(key, safe=""))
        for kind in ("add", "move"):
            expected = url_for("suggestions.new", id=ID, key="first", kind=kind)
            assert link("suggestions.new", ID, "first", kind=kind) == expected


def test_the_address_of_a_thing_is_its_own_with_what_is_asked_of_it(one_app: Portal) -> None:
    with one_app.test_request_context():
        for each in (ID, OTHER):
            assert link("plans.show", each) == url_for("plans.show", id=each)
        assert link("plans.show", ID, view="a b", page=2) == url_for("plans.show", id=ID) + "?view=a+b&page=2"
        assert link("plans.show", ID, view="", page=0) == url_for("plans.show", id=ID)


@pytest.mark.parametrize(("number", "words"), [(0, "0 changes"), (1, "1 change"), (2, "2 changes")])
def test_things_are_counted_in_words(number: int, words: str) -> None:
    assert counted(number, "change") == words


def test_a_change_stands_by_its_number_on_the_page_and_a_private_one_by_its_id() -> None:
    assert step_anchor(SimpleNamespace(proposal=SimpleNamespace(number=4, id=ID))) == "change-4"  # type: ignore[arg-type]
    assert step_anchor(SimpleNamespace(proposal=SimpleNamespace(number=None, id=ID))) == f"own-{ID}"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ '2026-02-01'|iso_day }}", "1 February 2026"),
        ("{{ 'paragraph 2'|capitalize_first }}{{ ''|capitalize_first }}", "Paragraph 2"),
        ("{{ 2|counted('answer') }}", "2 answers"),
        ("{{ '**now**'|markdown }}", "<p><strong>now</strong></p>"),
    ],
)
def test_templates_say_days_and_counts_in_words(one_app: Portal, template: str, said: str) -> None:
    assert one_app.jinja_env.from_string(template).render().strip() == said
