from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from portal.text import render

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
PIECES = [
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=x>", "<a href='vbscript:x'>", "<!--"),
    *(
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&colon;x)",
        "[b](https://example.org)",
        "[nhs.uk](//example.org)",
        "[https://nhs.uk](https://example.org:8/x)",
        "data:text/html,x",
        "<![CDATA[",
    ),
    *("**", "*", "- ", "1. ", "\n", "\n\n", "](", "[", ")", "<", ">", "&lt;", '"', "'", "onclick=", "`", "\\", "word "),
]
hostile = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=60))


class Reading(HTMLParser):
    """The text and the tags, with their attributes, that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def read(html: str) -> list[object]:
    """What is seen, with neighbouring pieces of text as one."""
    joined: list[object] = []
    for piece in Reading(html).seen:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


@given(hostile)
def test_another_cleaner_finds_nothing_to_remove(markdown: str) -> None:
    html = str(render(markdown))
    schemes = {"http", "https", "mailto"}
    cleaned = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=schemes, link_rel=None)
    assert read(html) == read(cleaned)


@given(hostile)
def test_only_the_small_set_of_tags_and_attributes_is_ever_there(markdown: str) -> None:
    for piece in read(str(render(markdown))):
        if isinstance(piece, tuple):
            tag, attributes = piece
            assert tag in TAGS
            assert {name for name, _ in attributes} <= ATTRIBUTES.get(tag, set())


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**bold** and *italics*", "<p><strong>bold</strong> and <em>italics</em></p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>\n'),
        ("[us](https://example.org)", '<p><a href="https://example.org">us (example.org)</a></p>\n'),
        ("[us](javascript:alert(1))", "<p>[us](javascript:alert(1))</p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("# not a heading", "<p># not a heading</p>\n"),
        ("![x](https://example.org/x.png)", '<p>!<a href="https://example.org/x.png">x (example.org)</a></p>\n'),
    ],
)
def test_the_small_markdown(markdown: str, html: str) -> None:
    assert render(markdown) == Markup(html)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("[click](https://evil.example/x?y#z)", "click (evil.example)"),
        ("[https://www.nhs.uk](https://evil.example)", "https://www.nhs.uk (evil.example)"),
        ("[www.nhs.uk (nhs.uk)](http://evil.example:8080)", "www.nhs.uk (nhs.uk) (evil.example)"),
        ("[**bold**](HTTPS://Evil.Example/)", "bold (Evil.Example)"),
        ("[](https://evil.example)", " (evil.example)"),
        ("[us](https://nhѕ.uk)", "us (xn--nh-foc.uk)"),
        ("[write](mailto:who@evil.example)", "write (who@evil.example)"),
    ],
)
def test_a_link_shows_where_it_leads(markdown: str, shown: str) -> None:
    seen = read(str(render(markdown)))
    assert [piece for piece in seen if isinstance(piece, tuple) and piece[0] == "a"] != []
    assert "".join(piece for piece in seen if isinstance(piece, str)).removesuffix("\n") == shown


@pytest.mark.parametrize(
    "address",
    [
        *("/sign-out", "//evil.example", "evil.example", "#here", "?x", "https:evil.example", "https:/evil.example"),
        *(
            "https:///evil.example",
            "https://nhs.uk@evil.example",
            "https://evil.example%5C@nhs.uk",
            "https://%65vil.org",
        ),
        *("https://nhs.uk\\@evil.example", "https://[::1]/", "https://-", "mailto:a@b.org?bcc=c@d.org", "mailto:"),
        *("ftp://evil.example", "data:text/html,x", "javascript:alert(1)", "https://"),
    ],
)
def test_what_hides_where_it_leads_is_no_link(address: str) -> None:
    assert all(piece[0] != "a" for piece in read(str(render(f"[us]({address})"))) if isinstance(piece, tuple))


class Links(HTMLParser):
    """Each link's address and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.is_open = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.is_open = True
            self.found.append([dict(attrs)["href"] or "", ""])

    def handle_endtag(self, tag: str) -> None:
        self.is_open = self.is_open and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.is_open:
            self.found[-1][1] += data


@given(hostile)
def test_the_words_of_every_link_end_with_the_host_it_leads_to(markdown: str) -> None:
    for address, words in Links(str(render(markdown))).found:
        leads_to = urlsplit(address)
        assert words.casefold().endswith(f" ({leads_to.hostname or leads_to.path.casefold()})")
