"""What pages load is kept by browsers for as long as it is what the page means."""

import re

import pytest

from portal.web.http import Portal
from portal.web.static_files import FOR_A_YEAR


def test_all_that_a_page_loads_has_an_address_that_is_kept_for_a_year(app: Portal) -> None:
    client = app.test_client()
    loaded = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/sign-in").text)
    assert len(loaded) > 3
    for address in loaded:
        with client.get(address) as answer:
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, FOR_A_YEAR)


def test_what_a_script_loads_beside_it_has_the_same_mark(app: Portal) -> None:
    client = app.test_client()
    found = re.search(r'src="(/static/[^"]+/)portal.js"', client.get("/sign-in").text)
    assert found
    with client.get(f"{found[1]}vendor/nhsuk-frontend.min.js") as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, FOR_A_YEAR)


@pytest.mark.parametrize("path", ["/static/portal.css", "/static/v-of-another/portal.css"])
def test_an_address_without_a_mark_or_of_another_release_is_asked_for_again(app: Portal, path: str) -> None:
    with app.test_client().get(path) as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_no_mark_leads_out_of_the_folder(app: Portal) -> None:
    for path in ("/static/v-x/../portal/config.py", "/static/v-x/..%2f..%2fwsgi.py", "/static/v-x/nothing.css"):
        assert app.test_client().get(path).status_code == 404
