"""Markdown as people and their programs write it (CommonMark with tables), taken apart into its pieces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portal.documents import marks
from portal.documents.composer import compose
from portal.documents.front_matter import read_front_matter
from portal.documents.furniture import LEFT_OUT_CONTENTS, LEFT_OUT_ENTRY, LEFT_OUT_NOTE
from portal.documents.inline_markdown import in_words
from portal.documents.marks import Mark, mark_of
from portal.documents.outline import Limits, Outline, Reading, Unreadable
from portal.documents.pieces import Kind, Piece, Row, is_heading, with_title
from portal.documents.stage_lines import names_a_stage

_BOLD_HEADING = 7  # how deep a heading stands that is only a line in bold
_ENTRY = re.compile(r"\[[^\]]*\]\(#[^)]*\)")
_BOLD = re.compile(r"(\*\*|__)(?P<words>[^*_]+)\1")
_CELLS = re.compile(r"(?<!\\)\|")
_NO_WORDS = re.compile(r"[\W_]*|\s*(?:`{3,}|~{3,})\s*")
_PICTURE = "A picture stands here, which was left out."
_NOT_SHOWN = "Left out: a note that Markdown does not show."
_DEFINITION = "Left out: what a link is called. Its address stands where the link is used."
_UNREAD = "Left out: its place in the file was not understood."
_PLACE_OF_CODE = "Left out: it marks the words below as code."


def read_ordinary_markdown(text: str, *, limits: Limits) -> Reading:
    """The plan in a Markdown text, with or without front matter, and what of it needs a look.

    Raises Unreadable as soon as it passes a limit.
    """
    lines = text.split("\n")
    outline = Outline(limits)
    facts = read_front_matter(lines, outline)
    pieces = _Reader(["" for _ in range(facts.length)] + lines[facts.length :], limits).read()
    title = facts.content.title
    reading = compose(with_title(pieces, title), limits=limits, facts=facts.content)
    return replace(
        reading,
        not_understood=[*outline.not_understood, *reading.not_understood],
        lines={**facts.lines, **reading.lines},
    )


@dataclass
class _Reader:
    lines: Sequence[str]
    limits: Limits
    pieces: list[Piece] = field(default_factory=list)
    covered: set[int] = field(default_factory=set)
    lists: list[Token] = field(default_factory=list)
    fresh_item: Token | None = None

    def __post_init__(self) -> None:
        self.markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self.markdown.core.ruler.disable("inline")
        self.env: dict[str, dict[str, dict[str, object]]] = {}

    def read(self) -> list[Piece]:
        for number, line in enumerate(self.lines, start=1):
            if len(line) > self.limits.max_clause_characters:
                raise Unreadable(f"Line {number} is longer than {self.limits.max_clause_characters:,} characters.")
        tokens = self.markdown.parse("\n".join(self.lines), self.env)
        at = 0
        while at < len(tokens):
            at = self._take(tokens, at) + 1
        self._leave_out_the_rest()
        self.pieces.sort(key=lambda piece: piece.number)
        return self.pieces

    def _take(self, tokens: Sequence[Token], at: int) -> int:
        """Read what begins with a token, and say where it ends."""
        token = tokens[at]
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.lists.append(token)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.fresh_item = token
            case "heading_open":
                self._heading(tokens[at + 1], int(token.tag[1]))
            case "paragraph_open":
                self._paragraph(tokens[at + 1])
            case "fence" | "code_block":
                self._code(token)
            case "hr":
                self._cover(token)
            case "table_open":
                return self._table(tokens, at)
        return at

    def _cover(self, token: Token) -> int:
        """Note which lines of the file a token takes; the number of the first."""
        begin, end = token.map or (0, 0)
        self.covered.update(range(begin, end))
        return begin + 1

    def _words(self, token: Token) -> str:
        if len(token.content) > self.limits.max_clause_characters:
            longest = self.limits.max_clause_characters
            raise Unreadable(
                f"Line {self._cover(token)}: A paragraph is longer than {longest:,} characters. Split it in two."
            )
        parsed: list[Token] = []
        self.markdown.inline.parse(token.content, self.markdown, self.env, parsed)
        return in_words(parsed)

    def _piece(self, number: int, kind: Kind, text: str, **facts: object) -> None:
        self.pieces.append(Piece(number, self.lines[number - 1], kind, text, **facts))  # type: ignore[arg-type]

    def _heading(self, inline: Token, level: int) -> None:
        text = " ".join(self._words(inline).split())
        number = self._cover(inline)
        if text:
            self._piece(number, Kind.HEADING, text, mark=mark_of(text), level=level, why=self._picture(inline))

    def _paragraph(self, inline: Token) -> None:
        number, raw = self._cover(inline), inline.content
        if raw.startswith("<!--") and raw.endswith("-->"):
            self._leave_out(number, raw.count("\n") + 1, _NOT_SHOWN)
            return
        item, self.fresh_item = self.fresh_item, None
        if item and _ENTRY.fullmatch(raw):
            self._leave_out_entry(number)
            return
        bold = _BOLD.fullmatch(raw)
        if bold and not self.lists and is_heading(bold["words"]) and not marks.FACT.fullmatch(bold["words"]):
            self._piece(number, Kind.HEADING, bold["words"], mark=mark_of(bold["words"]), level=_BOLD_HEADING)
            return
        self._lines(number, self._words(inline), item, self._picture(inline))

    def _lines(self, number: int, words: str, item: Token | None, why: str) -> None:
        """The lines of a paragraph: one piece, and one more for each line that begins as a piece of its own."""
        first = len(self.pieces)
        for at, line in enumerate(words.split("\n")):
            soft, line = line.startswith(" "), line.strip()
            if not line:
                continue
            begins = len(self.pieces) == first
            mark = mark_of(line)
            if begins and item:
                mark = self._marked(line, mark, item)
            if begins or self._begins(line, mark):
                self._line(number + at, line, mark, begins=begins, why=why if begins else "")
            elif self.pieces[-1].kind is Kind.LEFT_OUT:
                self._leave_out(number + at, 1, self.pieces[-1].why)
            else:
                last = self.pieces[-1]
                last.text += (" " if soft else "\n") + line
                if last.mark:
                    last.mark = last.mark._replace(words=last.mark.words + (" " if soft else "\n") + line)

    def _line(self, number: int, line: str, mark: Mark | None, *, begins: bool, why: str) -> None:
        level = len(self.lists) if begins or not mark else 0
        if marks.FOOTNOTE.fullmatch(line):
            self._leave_out(number, 1, LEFT_OUT_NOTE)
        elif marks.NOTE.fullmatch(line):
            self._piece(number, Kind.NOTE, line, why=why)
        elif mark and mark.style != "bare":
            self._piece(number, Kind.MARKED, line, mark=mark, level=level, why=why)
        else:
            self._piece(number, Kind.WORDS, line, level=level, why=why)

    def _marked(self, line: str, mark: Mark | None, item: Token) -> Mark:
        """What an item of a list begins with: the number in its words, else its own."""
        if mark and mark.style != "bare":
            return mark
        if item.info:
            return Mark("closed", item.info[:3], item.markup, line)
        return Mark("bullet", item.markup, "", line)

    def _begins(self, line: str, mark: Mark | None) -> bool:
        if mark and mark.style not in ("bare", "lettered"):
            return True
        return names_a_stage(line) or any(
            form.fullmatch(line) for form in (marks.FACT, marks.STAGE_FACT, marks.NOTE, marks.FOOTNOTE)
        )

    def _picture(self, inline: Token) -> str:
        return _PICTURE if "![" in inline.content else ""

    def _code(self, token: Token) -> None:
        """Words that are set in, or between fences, line by line as they stand."""
        number = self._cover(token)
        if token.info.strip():
            self._leave_out(number, 1, _PLACE_OF_CODE)
        self.fresh_item = None
        lines = token.content.rstrip("\n").split("\n")
        self._lines(number + (token.type == "fence"), "\n".join(lines), None, "")

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        rows: list[Row] = []
        number = self._cover(tokens[at])
        while tokens[at].type != "table_close":
            at += 1
            if tokens[at].type == "tr_open":
                self._cover(tokens[at])
                rows.append(self._row(tokens, at))
        header, body = rows[0], rows[1:]
        if any(header.cells):
            self._piece(number, Kind.TABLE, "", rows=[header, *body])
        elif body:
            self._piece(number, Kind.TABLE, "", rows=body, has_header=False)
        return at

    def _row(self, tokens: Sequence[Token], at: int) -> Row:
        number = (tokens[at].map or (0,))[0]
        cells = []
        while tokens[at].type != "tr_close":
            if tokens[at].type == "inline":
                cells.append(" ".join(self._words(tokens[at]).split()))
            at += 1
        line = self.lines[number]
        raw = _CELLS.split(line.strip().removeprefix("|"))
        raw = raw[:-1] if not raw[-1].strip() else raw
        surplus = [cell.strip() for cell in raw[len(cells) :] if cell.strip()]
        return Row(number + 1, line, (*cells, *surplus))

    def _leave_out(self, number: int, count: int, why: str) -> None:
        for each in range(number, number + count):
            self._piece(each, Kind.LEFT_OUT, "", why=why)

    def _leave_out_entry(self, number: int) -> None:
        """Leave out a link to a place in this file, and the heading of the list that it begins."""
        last = self.pieces[-1] if self.pieces else None
        if last and last.kind is Kind.HEADING and "contents" in last.text.casefold():
            last.kind, last.why = Kind.LEFT_OUT, LEFT_OUT_CONTENTS
        self._leave_out(number, 1, LEFT_OUT_ENTRY)

    def _leave_out_the_rest(self) -> None:
        """Point out every line that no piece accounts for, such as what a link is called."""
        for number, why in self._definitions():
            if number not in self.covered:
                self.covered.add(number)
                self._leave_out(number + 1, 1, why)
        for at, line in enumerate(self.lines):
            if at not in self.covered and not _NO_WORDS.fullmatch(line):
                self._leave_out(at + 1, 1, _UNREAD)

    def _definitions(self) -> Iterator[tuple[int, str]]:
        known = list(self.env.get("references", {}).values()) + list(self.env.get("duplicate_refs", []))
        for one in known:
            begin, end = one["map"]  # type: ignore[misc,index]
            yield from ((number, _DEFINITION) for number in range(begin, end))  # type: ignore[has-type]
