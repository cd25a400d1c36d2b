"""The words of a page of the portal, as Markdown."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from tempfile import TemporaryDirectory

from scripts.facts.served import WHERE, portal_in

BEGIN = {"h1": "### ", "h2": "#### ", "h3": "##### ", "li": "- ", "p": "", "dt": "- **", "dd": ""}
END = {"dt": "**: "}


class _Words(HTMLParser):
    """Collects what stands in the main part of a page, a line for each piece."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        if tag in BEGIN and self.inside and not (tag == "dd" and self.lines):
            self.lines.append(BEGIN[tag])
        elif tag in {"strong", "b"} and self.inside:
            self.lines[-1] += "**"
        elif tag == "br" and self.inside:
            self.lines[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"
        if self.inside and tag in {"strong", "b"}:
            self.lines[-1] += "**"
        elif self.inside and self.lines:
            self.lines[-1] += END.get(tag, "")

    def handle_data(self, data: str) -> None:
        if self.inside and self.lines:
            self.lines[-1] += re.sub(r"\s+", " ", data)


def words_of(path: str) -> str:
    """What somebody reads at this address of a portal for real people."""
    with TemporaryDirectory() as folder:
        page = portal_in(folder).test_client().get(path, base_url=WHERE).get_data(as_text=True)
    reader = _Words()
    reader.feed(page)
    lines = [re.sub(r" +", " ", line).strip() for line in reader.lines]
    spaced = "".join(line if line.startswith("- ") else f"\n{line}\n" for line in _with_ends(lines))
    return re.sub(r"\n{3,}", "\n\n", spaced)


def _with_ends(lines: list[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines if line not in {"", "-", "#", "##", "###"})
