"""What our pages and scripts ask of a browser: passwords it may keep, and nothing else that stays in it."""

import re
from pathlib import Path

import pytest

from tests.conftest import ClientAs

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / "static").glob("*.js"))
PASSWORDS = re.compile(r"form\.input\(\"(?P<name>\w*password\w*)\"(?P<how>[^}]*)\}\}", re.S)
KEEPS = ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches.")
MERGES = re.compile(r"__proto__|Object\.assign\((?:[^,()]|\([^()]*\))*, .")
STOPS_PASTING = ("paste", "contextmenu")


def test_every_password_is_masked_and_may_be_pasted_and_kept() -> None:
    asked = [found for file in (ROOT / "templates").rglob("*.html") for found in PASSWORDS.finditer(file.read_text())]
    assert len(asked) > 10
    for found in asked:
        assert 'type="password"' in found["how"], found[0]
        assert re.search(r'autocomplete="(current|new)-password"', found["how"]), found[0]
    assert [file.name for file in SCRIPTS for word in STOPS_PASTING if word in file.read_text()] == []


def test_no_script_keeps_anything_in_the_browser() -> None:
    assert len(SCRIPTS) > 2
    assert [(file.name, word) for file in SCRIPTS for word in KEEPS if word in file.read_text()] == []


def test_no_script_merges_an_object_that_others_gave() -> None:
    merged = [found for file in SCRIPTS for found in MERGES.findall(file.read_text())]
    assert merged
    assert [found for found in merged if not found.endswith("{")] == []


@pytest.mark.parametrize("path", ["/", "/account", "/help", "/privacy"])
def test_every_page_of_somebody_who_is_signed_in_lets_them_out(client_as: ClientAs, path: str) -> None:
    page = client_as("editor").get(path)
    assert page.status_code == 200
    assert 'action="/sign-out"' in page.text
