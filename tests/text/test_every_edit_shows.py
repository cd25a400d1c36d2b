"""The law of redlines: every edit has a mark that can be seen, and the marks of the page give both texts again."""

import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from portal.text import Run, UnfitText, clean, diff, runs
from tests.text.strategies import pairs

TEMPLATES = FileSystemLoader(Path(__file__).parents[2] / "templates")
PAGES = Environment(loader=TEMPLATES, autoescape=True, trim_blocks=True, lstrip_blocks=True)
REDLINE = PAGES.get_template("proposals/_redline.html")
SLY = "\u00ad\u200b\u200d\u200e\u200f\u2060\u00a0\u2028\u3164\ufeff\u0301\u0336\u0085\U000e0041\n\t \x0b\ufe0f-−2aа"

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
sly = st.text(st.sampled_from(SLY), max_size=12)
texts = st.one_of(anything, sly, st.tuples(anything, sly, anything).map("".join))


class Page(HTMLParser):
    """What a page shows of a redline: the words before and after, and each mark with what can be seen in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.before, self.after, self.marks = "", "", list[str]()
        self._in: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in.append(tag)
        if tag in ("ins", "del"):
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._in.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._in:
            self.marks[-1] += data
        if "span" not in self._in:
            self.before += data if "ins" not in self._in else ""
            self.after += data if "del" not in self._in else ""


def shown(before: str, after: str) -> Page:
    return Page(REDLINE.render(runs=runs(before, diff(before, after)), side="practitioner"))


def is_seen(mark: str) -> bool:
    return any(unicodedata.category(character)[0] in "LNPS" for character in mark)


@settings(max_examples=2_000)
@given(texts, texts)
@example("one two", "one\ntwo")
@example("one two", "one  two")
@example("one\n\ntwo", "one\ntwo")
@example("12 - 2", "12\u200f -\u200f 2")
@example("can't", "can’t")
@example("<ins>a</ins>", "<del>b</del> &amp;")
@example("x\u0301", "x")
def test_every_edit_of_what_the_alphabet_lets_in_is_seen(before: str, after: str) -> None:
    try:
        before, after = clean(before, 1000), clean(after, 1000)
    except UnfitText:
        return
    page = shown(before, after)
    assert (page.before, page.after) == (before, after)
    assert bool(page.marks) == (before != after)
    assert all(is_seen(mark) for mark in page.marks)


@given(pairs)
def test_so_is_every_edit_that_people_make(pair: tuple[str, str]) -> None:
    test_every_edit_of_what_the_alphabet_lets_in_is_seen.hypothesis.inner_test(*pair)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("one two", "one\ntwo", ["space", "line break"]),
        ("one\ntwo", "one\n\ntwo", ["line break", "2 line breaks"]),
        ("one  two", "one    two", ["2 spaces", "4 spaces"]),
    ],
)
def test_what_leaves_no_mark_is_said(before: str, after: str, said: list[str]) -> None:
    assert [mark.strip() for mark in shown(before, after).marks] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [(" ", "space"), ("\n ", "line break"), ("\n\n", "2 line breaks"), ("\u200c", "hidden character"), (" a", "")],
)
def test_a_change_that_nobody_sees_is_said_and_what_stays_is_not(text: str, said: str) -> None:
    assert [Run("added", text).unseen, Run("removed", text).unseen, Run("same", text).unseen] == [said, said, ""]


def test_words_cannot_imitate_a_mark() -> None:
    page = REDLINE.render(runs=runs("a", diff("a", 'a" aria-label="Removed"> end of added text')), side="psr")
    assert page.count('aria-label="Removed"') == 0
    assert page.count('aria-label="Added"') == 1
