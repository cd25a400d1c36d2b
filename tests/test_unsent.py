"""A form that was not sent: what of it is given back, under which names, and to whom."""

import base64
import time
import zlib

import pytest

from portal.web.http import Portal
from portal.web.unsent import Unsent, give_back, seal_unsent, typed, typed_words

FIELDS = [("csrf_token", "t"), ("request_key", "k"), ("password", "p"), ("new_password", "n")]
FIELDS += [("text", "Words."), ("digest", "d")]


def unsent(*fields: tuple[str, str], path: str = "/proposals/1/assents") -> Unsent:
    return Unsent(path, list(fields))


@pytest.mark.parametrize(
    ("path", "thing"),
    [
        ("/proposals/1/assents", "/proposals/1"),
        ("/plans/2/stages/first/durations", "/plans/2"),
        ("/proposals/1", "/"),
        ("/cases", "/"),
    ],
)
def test_it_leads_back_to_what_it_was_about(path: str, thing: str) -> None:
    assert unsent(path=path).thing == thing


def test_what_was_written_has_its_label_and_the_rest_comes_with_it() -> None:
    form = unsent(
        ("text", "Words."), ("reason", ""), ("digest", "d"), ("by", "x" * 81), ("pick", "a\nb"), ("kind", "y")
    )
    assert form.written == [("text", "Your words", "Words."), ("by", "By", "x" * 81), ("pick", "Pick", "a\nb")]
    assert form.rest == [("reason", ""), ("digest", "d"), ("kind", "y")]


@pytest.mark.parametrize(("length", "is_written"), [(80, False), (81, True)])
def test_what_has_no_label_is_shown_when_it_is_long(length: int, is_written: bool) -> None:
    assert bool(unsent(("by", "x" * length)).written) is is_written


@pytest.mark.parametrize(
    ("fields", "is_kept"),
    [
        ([("text", "Words.")], True),
        ([("consequences", "a")], True),
        ([("digest", "d"), ("fingerprint", "f")], False),
        ([("consequences", "")], False),
        ([], False),
    ],
)
def test_only_what_would_be_lost_is_kept(fields: list[tuple[str, str]], is_kept: bool) -> None:
    assert unsent(*fields).is_worth_keeping is is_kept


def test_a_password_and_a_forms_own_keys_are_not_given_back() -> None:
    assert typed(FIELDS) == [("text", "Words."), ("digest", "d")]


def test_neither_are_codes_nor_secrets() -> None:
    ours = ("new_password", "code", "present_code", "sealed_secret")
    assert typed([(name, "x") for name in ours]) == []


@pytest.mark.parametrize(("site", "is_given"), [("same-origin", True), ("cross-site", False), ("", False)])
def test_every_word_of_a_form_of_ours_is_given_back_where_it_could_not_be_taken(
    one_app: Portal, site: str, is_given: bool
) -> None:
    data = {"text": ["One.", "Two.", " "], "reason": "Why.", "digest": "d", "password": "p"}
    with one_app.test_request_context(method="POST", data=data, headers={"Sec-Fetch-Site": site}):
        assert typed_words() == (["One.", "Two.", "Why."] if is_given else [])
    with one_app.test_request_context(method="POST", data=data):
        assert typed_words() == ["One.", "Two.", "Why."]


def test_it_is_sealed_for_one_person(one_app: Portal) -> None:
    with one_app.test_request_context():
        sealed = seal_unsent("me", "/plans/1", FIELDS)
        assert give_back(sealed, "me") == Unsent("/plans/1", [("text", "Words."), ("digest", "d")], "k")
        assert give_back(sealed, "somebody else") is None
        assert give_back(sealed[:40] + ("A" if sealed[40] == "B" else "B") + sealed[41:], "me") is None
        assert give_back("", "me") is None
        assert seal_unsent("", "/plans/1", FIELDS) == ""


def test_nobody_reads_it_in_the_page_where_it_waits(one_app: Portal) -> None:
    words = [("text", "Words of my own. " * 5_000)]
    with one_app.test_request_context():
        sealed = seal_unsent("me", "/plans/1", words)
        assert len(sealed) < len(words[0][1])
        held = base64.urlsafe_b64decode(sealed)
    for part in (held[at:] for at in range(len(held))):
        with pytest.raises(zlib.error):
            zlib.decompress(part)
    assert b"Words" not in held


def test_it_is_given_back_for_a_day(one_app: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    with one_app.test_request_context():
        sealed = seal_unsent("me", "/plans/1", FIELDS)
        for hours, is_given in ((23, True), (25, False)):
            monkeypatch.setattr("cryptography.fernet.time.time", lambda hours=hours: now + hours * 3600)
            assert bool(give_back(sealed, "me")) is is_given


def test_what_was_sealed_with_an_earlier_key_is_given_back(one_app: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    with one_app.test_request_context():
        sealed = seal_unsent("me", "/plans/1", FIELDS)
        monkeypatch.setitem(one_app.config, "SECRET_KEY_FALLBACKS", [one_app.config["SECRET_KEY"]])
        monkeypatch.setitem(one_app.config, "SECRET_KEY", "another key")
        assert give_back(sealed, "me")
        monkeypatch.setitem(one_app.config, "SECRET_KEY_FALLBACKS", [])
        assert give_back(sealed, "me") is None
