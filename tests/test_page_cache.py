"""Pages kept in memory: found only as they were kept, filled anew each time, within their bounds."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from portal.web.page_cache import Blanks, KeptPage, PageCache


def page(text: str) -> KeptPage:
    return Blanks().cut(text)


def test_a_page_is_found_while_all_that_it_depends_on_is_as_it_was() -> None:
    cache = PageCache(10_000)
    cache.keep("plan", 1, page("first"))
    assert cache.find("plan", 2) is None
    assert cache.find("other", 1) is None
    found = cache.find("plan", 1)
    assert found
    assert found.filled({}) == b"first"


def test_a_newer_page_takes_the_place_of_the_older() -> None:
    cache = PageCache(10_000)
    for number in range(1_000):
        cache.keep("plan", number, page("words " * 100))
    assert cache.find("plan", 998) is None
    assert cache.find("plan", 999)


def test_what_was_asked_for_least_lately_goes_first() -> None:
    cache = PageCache(3 * page("x" * 1_000).size)
    for name in "abc":
        cache.keep(name, 0, page("x" * 1_000))
    cache.find("a", 0)
    cache.keep("d", 0, page("x" * 1_000))
    assert [name for name in "abcd" if cache.find(name, 0)] == ["a", "c", "d"]


def test_a_page_larger_than_the_memory_is_not_kept() -> None:
    cache = PageCache(1_000)
    cache.keep("plan", 0, page("x" * 2_000))
    assert cache.find("plan", 0) is None


def test_what_is_put_in_anew_stands_where_the_template_asked_for_it() -> None:
    blanks = Blanks()
    given = blanks.context()
    token, key = given["csrf_token"], given["request_key"]
    whole = f"<i>{token()}</i><b>{key()}</b><b>{key()}</b> {given['printed_at']}"  # type: ignore[operator]
    kept = blanks.cut(whole)
    for mark in ("one", "two"):
        values = {"csrf_token": f"token-{mark}", "page_key": f"key-{mark}-", "moment": "today"}
        assert kept.filled(values).decode() == f"<i>token-{mark}</i><b>key-{mark}-0</b><b>key-{mark}-1</b> today"


@given(st.text())
def test_nobody_types_a_blank(text: str) -> None:
    assert page(text).names == []
    assert page(text).filled({}) == text.encode("utf-8", "surrogatepass")


def test_many_threads_at_once_keep_within_the_bounds() -> None:
    cache = PageCache(20 * page("x" * 1_000).size)

    def work(number: int) -> bool:
        for each in range(500):
            name = (number * each) % 60
            cache.keep(name, number, page("x" * (each % 50 * 40)))
            found = cache.find(name, number)
            assert found is None or set(found.filled({})) <= set(b"x")
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))
    assert sum(bool(cache.find(name, number)) for name in range(60) for number in range(8)) <= 60
