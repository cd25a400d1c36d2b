"""A plan as Markdown: front matter for its facts and stages, then headings and numbered lists.

`# **1** <!-- key: … --> Heading` is a section; `- **1.1** <!-- key: … --> words` is a clause, indented under its
parent; `- *name*: value` is a field of the clause above. A `\\` at the end of a line is a line break. Files written by
hand may leave out the comments and write "1.1" without the asterisks.
"""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from portal.documents.front_matter import read_front_matter, write_front_matter
from portal.documents.outline import APPENDIX, Draft, FreeNames, Limits, Line, Outline, Reading, freeze, letters
from portal.domain.plans.content import Clause, Content, new_key, parse
from portal.domain.plans.structure import numbers_within

_DEEPEST_HEADING = 6
_SPECIAL = re.compile(r"[\\`*_<\[\]]|&(?=#)")
_LINE_START = re.compile(r"[-#+>=~|:]")
_EDGE = re.compile(r"^\s+|(?<!\s)\s+$|\r")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,6});")
_HARD_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_COMMENT = (
    r"<!-- key: (?P<key>[^\s;]*)(?:; kind: (?P<kind>\w+))?(?:; depth: (?P<depth>[0-9]{1,4}))?(?P<health>; health)? -->"
)
_HEAD = re.compile(
    r"(?P<indent> *)(?P<marker>#{1,6}|[-*]) "
    rf"(?:\*\*(?P<label>(?:\\.|[^*\\])+)\*\*(?: |$))?(?:{_COMMENT}(?: |$))?(?P<text>.*)"
)
_FIELD = re.compile(r" *- \*(?P<name>(?:\\.|[^*\\])*)\*:(?: (?P<value>.*)|$)")
_FOREIGN = re.compile(r"\s*(?:[+•>|]|\(?[0-9A-Za-z]{1,3}[.)]\s|[-*]\s*\S|Stage \d)")
_KEY = "<!-- key: "
_NUMBER = re.compile(r"(\d+(?:\.\d+)*[A-Z]?(?:\([a-z]+\))?)\.?\s+(?=\S)")


def write_markdown(content: Content, record_head: str = "") -> str:
    """The plan as Markdown that reads back to the same fingerprint; `record_head` is where the shared record ends."""
    content = parse(content.canonical())
    lines = write_front_matter(content, record_head)
    section = -1
    parents: list[str] = []
    for depth, clause in content.walk():
        parents[depth:] = [clause.kind]
        if clause.kind == "section":
            section = depth
        lines += _written(clause, depth, section, _usual_kind(parents[:-1]))
    return "\n".join(lines) + "\n"


def is_our_markdown(text: str) -> bool:
    """Whether a text is Markdown as this portal writes it: it has keys, or front matter and only lines of this form."""
    lines = text.lstrip().split("\n")
    if lines[0] != "---":
        return False
    closing = next((place for place, line in enumerate(lines[1:], 1) if line == "---"), 0)
    body = lines[closing + 1 :]
    return any(_KEY in line for line in body) or all(
        not line.strip() or line.startswith("  ") or _HEAD.fullmatch(line) for line in body
    )


def read_markdown(text: str, *, limits: Limits) -> Reading:
    """The plan in a Markdown text, with the lines that were not understood.

    Raises Unreadable as soon as it passes a limit.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    outline = Outline(limits)
    facts = read_front_matter(lines, outline)
    reader = _Reader(outline, facts.content, keys={stage.key for stage in facts.content.stages})
    for number, line in enumerate(lines[facts.length :], facts.length + 1):
        reader.take(number, line)
    reader.finish()
    content = replace(facts.content, clauses=freeze(outline.clauses))
    return Reading(content, outline.not_understood, facts.lines | reader.lines)


def _usual_kind(parent_kinds: list[str]) -> str:
    return "paragraph" if not parent_kinds or parent_kinds[-1] == "section" else "item"


def _written(clause: Clause, depth: int, section: int, usual_kind: str) -> list[str]:
    heading = clause.kind == "section"
    step = min(depth + 1, _DEEPEST_HEADING) if heading else max(0, depth - section - 1)
    shown_depth = step - 1 if heading else section + 1 + step
    indent = "" if heading else "  " * step
    comment = f"key: {quote(clause.key, safe='')}"
    comment += "" if heading or clause.kind == usual_kind else f"; kind: {clause.kind}"
    comment += "" if shown_depth == depth else f"; depth: {depth}"
    comment += "; health" if clause.health else ""
    label = f"**{_inline(clause.label)}** " if clause.label else ""
    words = _inline(clause.text) if heading else _block(clause.text, indent + "  ")
    lines = ["", f"{indent}{'#' * step if heading else '-'} {label}<!-- {comment} --> {words}".rstrip(" ")]
    for name, value in clause.fields:
        lines.append(f"{indent}  - *{_inline(name)}*: {_block(value, indent + '    ')}".rstrip(" "))
    return lines


def _escaped(line: str) -> str:
    line = _EDGE.sub(lambda found: "".join(f"&#{ord(character)};" for character in found[0]), _marked(line))
    return "\\" + line if _LINE_START.match(line) else line


def _marked(line: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], line)


def _block(text: str, indent: str) -> str:
    words = text.rstrip("\n")
    return f"\\\n{indent}".join(_escaped(line) for line in words.split("\n")) + "&#10;" * (len(text) - len(words))


def _inline(text: str) -> str:
    return "&#10;".join(_escaped(line) for line in text.split("\n"))


def _plain(escaped: str) -> str:
    return _ESCAPED.sub(_original, escaped)


def _original(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    character = chr(min(int(found[2]), 0x10FFFF))
    return character if character.isspace() else found[0]


def _joined(lines: list[str]) -> str:
    """The words of several lines: a line break where a line ends in a backslash, a paragraph at an empty line."""
    text, join = [], ""
    for line in lines:
        if not line:
            join = "\n\n"
            continue
        broken = bool(_HARD_BREAK.search(line))
        text += [join, _plain(line[:-1] if broken else line)]
        join = "\n" if broken else " "
    return "".join(text)


@dataclass
class _Reader:
    outline: Outline
    facts: Content
    path: list[Draft] = field(default_factory=list)
    section: int = -1
    words: list[str] = field(default_factory=list)
    field_name: str | None = None
    keys: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    lines: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.free = FreeNames(self.labels)

    def take(self, number: int, line: str) -> None:
        if found := _FIELD.fullmatch(line):
            self._start_field(number, line, found)
        elif found := _HEAD.fullmatch(line):
            self._start_clause(number, line, found)
        elif not self.path and line.strip():
            self.outline.point_out(Line(number, line, "It stands before the first heading or paragraph."))
        elif self.path:
            self._go_on(number, line)

    def _go_on(self, number: int, line: str) -> None:
        """Add a line to the words above; one that begins like a piece of its own needs a look."""
        is_meant = bool(self.words) and _HARD_BREAK.search(self.words[-1])
        if not is_meant and _FOREIGN.match(line):
            self.outline.point_out(Line(number, line, f"It was joined to the words above it: {self.path[-1].called}."))
        self.words.append(line.strip())

    def finish(self) -> None:
        """Give the words gathered so far to the clause or the field that they belong to."""
        text = _joined(self.words)
        if self.field_name is not None:
            self.outline.write_field(self.path[-1], self.field_name, text)
        elif self.path:
            self.outline.write(self.path[-1], text)
        self.words, self.field_name = [], None

    def _start_field(self, number: int, line: str, found: re.Match[str]) -> None:
        if not self.path:
            self.outline.point_out(Line(number, line, "It stands before the first heading or paragraph."))
            return
        self.finish()
        self.field_name = _plain(found["name"])
        self.words = [(found["value"] or "").strip()]

    def _start_clause(self, number: int, line: str, found: re.Match[str]) -> None:
        self.finish()
        heading = found["marker"].startswith("#")
        depth = len(found["marker"]) - 1 if heading else self.section + 1 + len(found["indent"]) // 2
        depth = min(int(found["depth"]) if found["depth"] else depth, len(self.path))
        del self.path[depth:]
        kind = "section" if heading else found["kind"] or _usual_kind([draft.kind for draft in self.path[-1:]])
        if kind not in self.facts.clause_kinds:
            self.outline.point_out(Line(number, line, f"“{kind}” is not a kind of clause: read as a paragraph."))
            kind = "paragraph"
        parent = self.path[-1] if self.path else None
        siblings = parent.children if parent else self.outline.clauses
        draft = Draft("", kind, key=self._key(number, line, found["key"]), health=self._health(number, line, found))
        draft.label, words = self._label(found, f"{parent.label if parent else ''}({letters(len(siblings))})")
        self.outline.place(draft, parent)
        self.path.append(draft)
        self.lines[draft.key] = number
        self.words = [words]
        if heading:
            self.section = depth

    def _health(self, number: int, line: str, found: re.Match[str]) -> bool:
        if found["health"] and self.facts.is_first_form:
            self.outline.point_out(Line(number, line, "Only a plan in the new form marks what is about health."))
        return bool(found["health"]) and not self.facts.is_first_form

    def _key(self, number: int, line: str, quoted: str | None) -> str:
        key = new_key() if quoted is None else unquote(quoted)
        if key in self.keys:
            self.outline.point_out(Line(number, line, "Its key stands twice: read as a new clause."))
            key = new_key()
        self.keys.add(key)
        return key

    def _label(self, found: re.Match[str], usual: str) -> tuple[str, str]:
        """The clause's number and the words after it; a line without any number gets the usual one."""
        words = found["text"].strip()
        if found["label"]:
            label = _plain(found["label"])
        elif found["key"] is not None:
            label = ""
        elif number := _NUMBER.match(words):
            label, words = self._called(number[1]), words[number.end() :]
        elif found["marker"].startswith("#") and (appendix := APPENDIX.fullmatch(words)):
            label, words = appendix["label"], appendix["text"] or ""
        else:
            label = "" if found["marker"].startswith("#") else self.free.like(usual)
        self.labels.add(label)
        return label, words

    def _called(self, number: str) -> str:
        """The number as the plan has it: in an appendix whose numbers begin again, with the letter of the appendix."""
        appendix = next((one.label for one in self.path if APPENDIX.fullmatch(one.label)), "")
        within = numbers_within(appendix)
        begins_again = number in self.labels or number.split(".")[0] == "1" or f"{within}1" in self.labels
        return f"{within}{number}" if appendix and begins_again else number
