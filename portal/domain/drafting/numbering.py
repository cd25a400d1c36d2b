"""The numbers of a draft follow its paragraphs until it is issued: 4.2 that is moved up is 4.1 (design: the draft)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import Siblings, families, numbers_within, relabelled
from portal.text.list_numbers import lettered, roman

_COUNTED = re.compile(r"(?P<lead>.*?)(?<![A-Za-z])(?P<count>\d{1,6}|[a-z]{1,4}|[A-Z]{1,2})(?P<tail>[^\w]*)[A-Z]?")
_FIRST_ROMAN = re.compile(r"(?<![A-Za-z])i[^\w]*$")
COUNTS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": lambda number: lettered(number).lower(),
    "A": lettered,
    "i": roman,
}


class Style(NamedTuple):
    """How the numbers of clauses beside each other are written: `within` begins with the number of what holds them.

    `counts` is one of `COUNTS`. Without it the label is the `lead` as it stands, which is "" for no number at all.
    """

    within: bool = False
    lead: str = ""
    counts: str = ""
    tail: str = ""

    @property
    def can_go_on(self) -> bool:
        """Whether another clause beside can be labelled so."""
        return bool(self.counts) or not self.lead

    def written(self, holder: str, number: int) -> str:
        """The label of the clause with this number, from 1, inside one that is labelled so."""
        if not self.counts:
            return self.lead
        return f"{_stem(holder) if self.within else ''}{self.lead}{COUNTS[self.counts](number)}{self.tail}"


UNNUMBERED = Style()


def renumbered(before: Content, after: Content) -> Content:
    """The plan `after` an act, each clause with the number of its place.

    Numbers change only where clauses came, went or changed places, and inside what got another number; and they keep
    the manner in which those beside them are written. What a file numbered otherwise stays so elsewhere.
    """
    return relabelled(after, dict(_Numbers(before, after).under("", "", "", after.clauses)))


class _Numbers:
    """The labels of a plan after an act, by key."""

    def __init__(self, before: Content, after: Content) -> None:
        self.before, self.after = before, after
        self.families = dict(families(before))

    def under(self, parent: str, was: str, label: str, family: Siblings) -> Iterator[tuple[str, str]]:
        """The labels of these and of all under them; the label of their parent is now `label`, and was another."""
        former = [one.key for one in self.families.get(parent, ())]
        stays = was == label and former == [one.key for one in family]
        labels = [one.label for one in family] if stays else list(self._anew(parent, was, label, family))
        for clause, own in zip(family, labels, strict=True):
            yield clause.key, own
            yield from self.under(clause.key, clause.label, own, clause.children)

    def _anew(self, parent: str, was: str, label: str, family: Siblings) -> Iterator[str]:
        styles = self._styles(parent, was)
        own = [styles.get(clause.key) for clause in family]
        going = next((style for style in own if style and style.can_go_on), None) or self._usual(parent, label)
        numbers: Counter[Style] = Counter()
        for style in own:
            going = style if style and style.can_go_on else going
            numbers[style or going] += 1
            yield (style or going).written(label, numbers[style or going])

    def _styles(self, parent: str, was: str) -> dict[str, Style]:
        """How each clause that stood here was labelled."""
        former = self.families.get(parent, ())
        is_roman = bool(former) and bool(_FIRST_ROMAN.search(former[0].label))
        return {one.key: read_style(one.label, was, is_roman=is_roman) for one in former}

    def _usual(self, parent: str, label: str) -> Style:
        """4.1 in section 4, and 4.1(a) in paragraph 4.1; without a number in what has none."""
        holder: Clause | None = self.after.clause(parent)
        if holder is None:
            return Style(counts="1")
        if not label:
            return UNNUMBERED
        if holder.kind == "section":
            return Style(within=True, lead=numbers_within(label).removeprefix(_stem(label)), counts="1")
        return Style(within=True, lead="(", counts="a", tail=")")


def read_style(label: str, holder: str, *, is_roman: bool) -> Style:
    """How this label is written, inside a clause that is labelled `holder`, in a list that is roman or not."""
    stem = _stem(holder)
    within = bool(stem) and label.startswith(stem)
    found = _COUNTED.fullmatch(label[len(stem) :] if within else label)
    if found is None:
        return Style(lead=label)
    count = found["count"]
    kind = "1" if count.isdigit() else "A" if count.isupper() else "a"
    if kind == "a" and is_roman and set(count) <= set("ivxlc"):
        kind = "i"
    return Style(within, found["lead"], kind, found["tail"])


def _stem(holder: str) -> str:
    """What the numbers inside a clause begin with: "4" inside 4, "A" inside Appendix A."""
    return numbers_within(holder).removesuffix(".") if holder else ""
