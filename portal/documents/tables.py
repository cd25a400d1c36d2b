"""The rows of a table as a plan has them: stages, people, activities and objectives, or "Column: value; …"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.documents.pieces import Row
from portal.documents.stage_lines import weeks_in
from portal.domain.plans import content_v2
from portal.domain.plans.content import Stage

_OBJECTIVE = ("Measure", "Evidence")
KINDS = {**content_v2.FIELDS, "objective": _OBJECTIVE}
_KEYS = re.compile(
    r"(?:practitioner|name|organisation|employer|trust|case|reference|grade|specialty|profession|version|author"
    r"|title|type|start|prepared|registration|gmc|gdc|gphc|case manager|supervisor|date)\b.*",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?:who|what|when|where|why|how|role|name|date|time|value|detail|description|action|notes?|evidence|responsib)\w*"
    r"(?:\s.*)?",
    re.IGNORECASE,
)
_STAGE, _WEEKS = (
    re.compile(r"(?:stage|block|phase)s?", re.IGNORECASE),
    re.compile(r"(?:weeks|length|duration|how long)(?:\s*\(weeks\)|\s+in weeks)?", re.IGNORECASE),
)
_LEVEL = re.compile(r"(?:level of )?supervision(?: level)?|level", re.IGNORECASE)
_REVIEW = re.compile(r"reviews?(?: meetings?| points?)?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:(?:stage|block|phase)\s+)?\d{1,2}\s*[:.–—-]?\s*(?P<title>.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """A table of a file; its first row names the columns, unless it `has_header` not."""

    rows: Sequence[Row]
    has_header: bool = True

    @property
    def header(self) -> tuple[str, ...]:
        """What the columns are called; nothing when no row says it."""
        return () if self._is_plain else self.rows[0].cells

    @property
    def body(self) -> Sequence[Row]:
        return self.rows if self._is_plain else self.rows[1:]

    @property
    def _is_plain(self) -> bool:
        first = self.rows[0].cells
        if not self.has_header or len(self.rows) == 1:
            return True
        return len(first) == 2 and (
            first[0].endswith(":") or bool(_KEYS.fullmatch(first[0]) and not _COLUMN.fullmatch(first[1]))
        )

    def stages(self) -> list[tuple[Row, Stage]]:
        """Its rows as stages; none where the columns are others, or a row gives no whole weeks."""
        at = {name: self._column(pattern) for name, pattern in _COLUMNS_OF_A_STAGE.items()}
        if at["title"] is None or at["weeks"] is None or set(range(len(self.header))) - set(at.values()):
            return []
        found = []
        for row in self.body:
            cells = {
                name: row.cells[column] if column is not None and column < len(row.cells) else ""
                for name, column in at.items()
            }
            numbered = _NUMBERED.fullmatch(cells["title"])
            title = numbered["title"] if numbered and numbered["title"] else cells["title"]
            weeks = weeks_in(cells["weeks"])
            if not weeks or not title or len(row.cells) > len(self.header):
                return []
            found.append((row, Stage("", title, cells["level"], weeks, cells["review"])))
        return found

    def clauses(self) -> Iterator[tuple[Row, str, str, list[tuple[str, str]]]]:
        """Each row with the kind of its clause, the words and the fields."""
        kind = next((kind for kind, names in KINDS.items() if self._is_of(names)), "")
        for row in self.body:
            if kind and len(row.cells) == len(self.header):
                yield row, kind, row.cells[0], list(zip(KINDS[kind], row.cells[1:], strict=True))
            elif any(row.cells):
                yield row, "item", self._in_words(row.cells), []

    def _is_of(self, names: Sequence[str]) -> bool:
        return [name.casefold() for name in self.header[1:]] == [name.casefold() for name in names]

    def _column(self, pattern: re.Pattern[str]) -> int | None:
        return next((at for at, name in enumerate(self.header) if pattern.fullmatch(name.strip())), None)

    @cached_property
    def _empty_columns(self) -> set[int]:
        """The columns in which no row says anything."""
        said = {at for row in self.body for at, cell in enumerate(row.cells) if cell}
        return set(range(len(self.header))) - said

    def _in_words(self, cells: Sequence[str]) -> str:
        names = [*self.header, *([""] * len(cells))]
        if not self.header and len(cells) == 2 and all(cells):
            return f"{cells[0].rstrip(':')}: {cells[1]}"
        parts = [
            f"{name.rstrip(':')}: {cell}".rstrip() if name and (cell or at in self._empty_columns) else cell
            for at, (name, cell) in enumerate(zip(names, cells, strict=False))
        ]
        return "; ".join(filter(None, parts))


_COLUMNS_OF_A_STAGE = {"title": _STAGE, "weeks": _WEEKS, "level": _LEVEL, "review": _REVIEW}
