"""One field of a sent form: taken as it was meant, or refused under its own name."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from portal.domain.base import Refused
from portal.web import fields
from portal.web.http import Portal

SOME_ID = "0b5a1c5e-9d1f-4c53-9f0e-5c4a9a3f2e11"
Read = Callable[[], object]


def sent(app: Portal, read: Read, **form: str) -> object:
    with app.test_request_context(method="POST", data=form):
        return read()


def refused(app: Portal, read: Read, **form: str) -> tuple[str, str]:
    """The sentence of the refusal and the name of its field."""
    with pytest.raises(Refused) as found:
        sent(app, read, **form)
    return found.value.sentence, found.value.field


def test_words_are_cleaned_and_kept_within_their_limit(one_app: Portal) -> None:
    assert sent(one_app, lambda: fields.text("body", 10), body="  Cafe\u0301\r\nis it ") == "Café\nis it"
    assert sent(one_app, lambda: fields.text("body", 9)) == ""
    sentence, field = refused(one_app, lambda: fields.text("body", 3), body="Four")
    assert (field, "The limit is 3" in sentence) == ("body", True)


def test_a_field_of_one_line_takes_no_second(one_app: Portal) -> None:
    two = "One\nTwo"
    assert sent(one_app, lambda: fields.text("name", 9), name=two) == two
    assert refused(one_app, lambda: fields.text("name", 9, lines=False), name=two)[1] == "name"
    assert refused(one_app, lambda: fields.required("name", 9, "Give a name."), name=two)[1] == "name"
    assert sent(one_app, lambda: fields.required("name", 9, "Give a name.", lines=True), name=two) == two


@pytest.mark.parametrize("form", [{}, {"name": ""}, {"name": " \n"}])
def test_what_is_required_and_empty_is_asked_for(one_app: Portal, form: dict[str, str]) -> None:
    assert refused(one_app, lambda: fields.required("name", 9, "Give a name."), **form) == ("Give a name.", "name")
    assert sent(one_app, lambda: fields.required("name", 9, "Give a name."), name=" Ann ") == "Ann"


def test_a_day_is_read_or_refused_under_its_name(one_app: Portal) -> None:
    assert sent(one_app, lambda: fields.day("from_when"), from_when="2026-01-31") == date(2026, 1, 31)
    assert refused(one_app, lambda: fields.day("from_when"), from_when="31 January")[1] == "from_when"
    assert refused(one_app, lambda: fields.day("from_when"))[1] == "from_when"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("7", 7), ("00012", 12), ("99999", 99_999), ("123456", 0), ("-1", 0), ("²", 0), ("٣", 0), ("1 ", 0), ("", 0)],
)
def test_a_hidden_number_that_is_none_is_0(one_app: Portal, typed: str, number: int) -> None:
    assert sent(one_app, lambda: fields.count("occurrence"), occurrence=typed) == number


@pytest.mark.parametrize(
    ("asked", "number"),
    [("1", 1), ("20", 20), ("999999", 999_999), ("1000000", 1), ("0", 1), ("02", 1), ("x", 1), ("²", 1), ("", 1)],
)
def test_a_page_that_is_no_number_is_the_first(one_app: Portal, asked: str, number: int) -> None:
    with one_app.test_request_context(query_string={"page": asked}):
        assert fields.page_number() == number


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [("3", [3]), ("3.5.7", [3, 5, 7]), ("", []), ("x", []), ("3.", []), (".3", []), ("3..5", []), ("1234567890", [])],
)
def test_numbers_of_changes_are_read_from_the_address(one_app: Portal, asked: str, numbers: list[int]) -> None:
    with one_app.test_request_context(query_string={"of": asked}):
        assert fields.numbers("of") == numbers


@pytest.mark.parametrize("tick", ["", "yes", SOME_ID[:-1], f"x{SOME_ID}", SOME_ID.upper()])
def test_a_tick_that_is_none_of_ours_is_left_out(one_app: Portal, tick: str) -> None:
    with one_app.test_request_context(method="POST", data={"ticked": [tick, SOME_ID]}):
        assert fields.ids("ticked") == {UUID(SOME_ID)}


def test_the_digest_comes_back_as_it_was_shown(one_app: Portal) -> None:
    assert sent(one_app, fields.digest, digest="ab12") == "ab12"
    assert sent(one_app, fields.digest) == ""
