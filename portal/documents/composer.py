"""The pieces of a file put together as a plan: its title, facts and stages, and its clauses, each in its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from portal.documents.lists import Level, Lists
from portal.documents.marks import FACT, Mark
from portal.documents.numbering import UNNUMBERED, Numbering
from portal.documents.outline import APPENDIX, Draft, Limits, Line, Outline, Reading, freeze
from portal.documents.pieces import Kind, Piece, Row, is_heading
from portal.documents.stage_lines import NO_STAGE, WHOLE_WEEKS, StageLine, day_in, stage_of
from portal.documents.stages import Stages, has_words_below, length_below, told
from portal.documents.tables import Table
from portal.domain.plans.content import Content, Stage, new_key
from portal.domain.typed import start_fault

_LONGEST_TITLE = 2  # headings that can make it


def compose(pieces: Sequence[Piece], *, limits: Limits, facts: Content | None = None) -> Reading:
    """The plan that these pieces make, with what of them needs a look; `facts` are those that are known already.

    Raises Unreadable as soon as it passes a limit.
    """
    composer = _Composer(Outline(limits), pieces, facts or Content(""))
    return composer.compose()


@dataclass
class _Composer:
    outline: Outline
    pieces: Sequence[Piece]
    facts: Content
    title: list[str] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)
    announcing: Draft | None = None

    def __post_init__(self) -> None:
        self.numbering = Numbering(self.outline)
        self.stages = Stages(self.outline, self.numbering.lines, list(self.facts.stages))
        self.has_levels = any(piece.kind is Kind.HEADING and piece.level for piece in self.pieces)

    def compose(self) -> Reading:
        for at, piece in enumerate(self.pieces):
            if piece.kind is Kind.LEFT_OUT:
                self._point_out(piece, piece.why)
                continue
            in_stage, self.stages.is_open = self.stages.is_open, False
            for why in filter(None, (piece.why, self._take(at, piece, in_stage))):
                self._point_out(piece, why)
        title = ": ".join(self.title) or self.facts.title
        clauses = freeze(self.outline.clauses)
        content = replace(self.facts, title=title, stages=self.stages.finished(self.facts), clauses=clauses)
        return Reading(content, self.outline.not_understood, self.numbering.lines)

    def _point_out(self, piece: Piece, why: str) -> None:
        self.outline.point_out(Line(piece.number, piece.line, why))

    def _take(self, at: int, piece: Piece, in_stage: bool) -> str:
        """Put a piece where it belongs in the plan, and say what a person should look at; "" when all is clear."""
        if piece.kind is Kind.TABLE:
            return self._table(piece)
        if piece.kind is Kind.TITLE:
            return self._name(piece)
        if in_stage and self.stages.take_fact(told(piece)):
            return ""
        if (stage := stage_of(told(piece))) and (why := self._stage(at, piece, stage)) is not None:
            return why
        if found := self._new_fact(told(piece)):
            return self._fact(piece.number, found)
        if self._names_the_appendix(piece):
            return ""
        if piece.kind is Kind.HEADING:
            return self._heading(piece)
        if piece.kind is Kind.NOTE:
            self.lists.paused = True
            self.numbering.note(piece.number, piece.text)
            return ""
        return self._marked(at, piece, piece.mark) if piece.mark else self._words(piece)

    def _name(self, piece: Piece) -> str:
        if len(self.title) == _LONGEST_TITLE:
            return self._words(piece)
        self.title.append(piece.text)
        self.numbering.lines.setdefault(".title", piece.number)
        return ""

    def _new_fact(self, words: str) -> re.Match[str] | None:
        """A fact of the plan, told before its first clause, and for the first time."""
        found = FACT.fullmatch(words) if self.numbering.last is None else None
        return found if found and f".{_name(found)}" not in self.numbering.lines else None

    def _fact(self, number: int, found: re.Match[str]) -> str:
        name, value = _name(found), found["value"]
        self.numbering.lines[f".{name}"] = number
        if name == "type":
            self.facts = replace(self.facts, type=value.casefold())
            return ""
        day = day_in(value)
        if why := start_fault(day or value):
            return f"Left out: {why[0].lower()}{why[1:]}"
        self.facts = replace(self.facts, start=day or value)
        return ""

    def _stage(self, at: int, piece: Piece, stage: StageLine) -> str | None:
        """Keep a stage that is told with its length; None where the piece tells none, or is a clause as well."""
        weeks = stage.weeks if stage.weeks is not None else length_below(self.pieces, at)
        if weeks is None:
            return None
        is_clause = bool(piece.mark and piece.mark.style == "dotted") or has_words_below(self.pieces, at)
        if weeks:
            self.stages.keep(piece.number, Stage(new_key(), stage.title, "", weeks))
        elif is_clause:
            self._point_out(piece, NO_STAGE)
        else:
            return WHOLE_WEEKS
        return None if is_clause else ""

    def _names_the_appendix(self, piece: Piece) -> bool:
        """Whether a piece is the heading of an appendix that gave only its name so far; it is written there."""
        last = self.numbering.last
        if not (last and last is self.numbering.appendix and not last.text and not piece.mark):
            return False
        if not is_heading(piece.text) or APPENDIX.fullmatch(piece.text):
            return False
        self.outline.write(last, piece.text)
        return True

    def _heading(self, piece: Piece) -> str:
        self.lists.close()
        self.announcing = None
        found = APPENDIX.fullmatch(piece.text)
        if found and is_heading(found["text"] or ""):
            return self.numbering.begin_appendix(piece.number, found["label"], found["text"] or "", piece.level)
        if (mark := piece.mark) and self._numbers_a_heading(mark):
            return self.numbering.numbered(piece.number, mark.value, "section", mark.words, piece.level)
        self.numbering.heading(piece.number, piece.text, piece.level)
        return ""

    def _numbers_a_heading(self, mark: Mark) -> bool:
        if mark.style == "lettered":
            return self.numbering.is_next_in_appendix(mark.value)
        return mark.style == "dotted" or mark.is_decimal

    def _marked(self, at: int, piece: Piece, mark: Mark) -> str:
        if mark.style == "dotted" or self._is_numbered(at, piece, mark):
            self.lists.close()
            self.announcing = None
            could_be = is_heading(mark.words) and not self.has_levels
            kind = "section" if could_be and not self._is_in_a_run(at, mark) else "paragraph"
            return self.numbering.numbered(piece.number, mark.value, kind, mark.words)
        if mark.style in ("lettered", "bare"):
            return self._words(piece)
        return self._item(piece, mark)

    def _is_numbered(self, at: int, piece: Piece, mark: Mark) -> bool:
        """Whether a number or letter with a number is one of the plan's own, not an item of a list."""
        if (mark.style == "lettered" or mark.is_decimal) and self.numbering.is_next_in_appendix(mark.value):
            return True
        if not mark.is_decimal or mark.around not in (".", "\t", " ", ")"):
            return False
        if self._leads(at, mark):
            return True
        if self.has_levels or mark.around == ")" or mark.words[0].islower():
            return False
        if piece.listed or (self.announcing and not self.lists.levels) or self.lists.expects(mark):
            return False
        number, so_far = int(mark.value), self.numbering.sections
        if mark.style == "bare":
            return number == so_far + 1 and is_heading(mark.words)
        return number == so_far + 1 or (number > so_far and is_heading(mark.words))

    def _leads(self, at: int, mark: Mark) -> bool:
        """Whether the next number belongs to this one, as 2.1 does to 2."""
        following = next((one.mark for one in self.pieces[at + 1 : at + 4] if one.mark), None)
        return following is not None and following.style == "dotted" and following.value.startswith(f"{mark.value}.")

    def _is_in_a_run(self, at: int, mark: Mark) -> bool:
        """Whether a number under a heading without one is directly beside its neighbour: a paragraph, no heading."""
        above = self.numbering.open_headings
        if mark.style == "dotted" or not above or above[-1][0] < UNNUMBERED:
            return False
        beside = [self.pieces[at + step].mark for step in (-1, 1) if 0 <= at + step < len(self.pieces)]
        return any(one and one.is_decimal and abs(int(one.value) - int(mark.value)) == 1 for one in beside)

    def _item(self, piece: Piece, mark: Mark) -> str:
        kept, way, place = self.lists.find(mark, piece.indent, piece.level)
        parent = self.lists.levels[kept - 1].item if kept else self.announcing or self.numbering.home
        value = "" if mark.style == "bullet" else mark.value
        deep = bool(kept % 2 or (not kept and self.announcing))
        why = self.numbering.under(piece.number, parent, "item", mark.words, value, deep=deep)
        assert self.numbering.last
        self.lists.take(kept, Level(way, piece.indent, place, self.numbering.last, piece.level))
        return why

    def _words(self, piece: Piece) -> str:
        """Words without a number: a paragraph of the clause above, or what that clause announces line by line."""
        if piece.listed and self.numbering.last:
            parent = self.announcing or self.numbering.home
            return self.numbering.under(piece.number, parent, "item", piece.text, deep=bool(self.announcing))
        if item := self.lists.at(piece.level):
            return self.numbering.under(piece.number, item, "paragraph", piece.text, deep=bool(piece.level % 2))
        self.lists.paused = True
        why = self.numbering.under(piece.number, self.numbering.home, "paragraph", piece.text)
        self.announcing = self.numbering.last if piece.text.endswith(":") else None
        return why

    def _table(self, piece: Piece) -> str:
        """The rows of a table: stages, facts, people and activities where the columns are theirs, else clauses."""
        table = Table(piece.rows, has_header=piece.has_header)
        if stages := table.stages():
            for row, stage in stages:
                self.stages.keep(row.number, replace(stage, key=new_key()))
            self.stages.is_open = False
            return ""
        for row, kind, text, fields in table.clauses():
            if why := self._row(row, kind, text, fields):
                self.outline.point_out(Line(row.number, row.line, why))
        self.lists.close()
        return ""

    def _row(self, row: Row, kind: str, text: str, fields: Sequence[tuple[str, str]]) -> str:
        if found := self._new_fact(text):
            return self._fact(row.number, found)
        parent = self.announcing or self.numbering.home
        why = self.numbering.under(row.number, parent, kind, text, deep=bool(self.announcing))
        assert self.numbering.last
        for name, value in fields:
            self.outline.write_field(self.numbering.last, name, value)
        return why


def _name(fact: re.Match[str]) -> str:
    return "type" if fact["type"] else "start"
