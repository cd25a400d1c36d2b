"""Two people's changes to one text, together where nobody's words are put at risk."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from portal.text import tokens
from portal.text.tokens import Change


class Conflict(NamedTuple):
    """The same place in the three texts."""

    base: str
    ours: str
    theirs: str


class Merge(NamedTuple):
    """The merged text, or None with its conflicts; the suggestion is for people to take, never taken by itself."""

    text: str | None
    conflicts: list[Conflict]
    suggestion: str | None


class _Region(NamedTuple):
    start: int
    end: int
    ours: list[Change]
    theirs: list[Change]


def merge(base: str, ours: str, theirs: str) -> Merge:
    """Three-way merge of words; overlapping or touching changes conflict (design §5)."""
    if ours == theirs or theirs == base:
        return Merge(ours, [], None)
    if ours == base:
        return Merge(theirs, [], None)
    old, our_words, their_words = tokens.coarse(base), tokens.coarse(ours), tokens.coarse(theirs)
    built: list[str] = []
    suggested: list[str] | None = []
    conflicts: list[Conflict] = []
    at = 0
    for region in _regions(tokens.changes(old, our_words), tokens.changes(old, their_words)):
        same = old[at : region.start]
        ours_here = _words(old, our_words, region, region.ours)
        theirs_here = _words(old, their_words, region, region.theirs)
        built += same
        at = region.end
        union: list[str] | None
        if not region.theirs or ours_here == theirs_here:
            union = ours_here
        elif not region.ours:
            union = theirs_here
        else:
            conflicts.append(Conflict("".join(old[region.start : region.end]), "".join(ours_here), "".join(theirs_here)))
            union = _union(old, our_words, their_words, region)
        built += union or []
        suggested = None if suggested is None or union is None else suggested + same + union
    if conflicts:
        return Merge(None, conflicts, None if suggested is None else "".join(suggested + old[at:]))
    return Merge("".join(built + old[at:]), [], None)


def _regions(ours: Sequence[Change], theirs: Sequence[Change]) -> Iterator[_Region]:
    """Groups of changes that overlap or touch."""
    both = sorted([(change, True) for change in ours] + [(change, False) for change in theirs], key=lambda item: item[0][:2])
    region: _Region | None = None
    for change, is_ours in both:
        if region is None or change.start > region.end:
            if region:
                yield region
            region = _Region(change.start, change.end, [], [])
        region = region._replace(end=max(region.end, change.end))
        (region.ours if is_ours else region.theirs).append(change)
    if region:
        yield region


def _words(old: Sequence[str], new: Sequence[str], region: _Region, changed: Sequence[Change]) -> list[str]:
    """What one side has in the region."""
    words: list[str] = []
    at = region.start
    for change in changed:
        words += [*old[at : change.start], *new[change.after_start : change.after_end]]
        at = change.end
    return [*words, *old[at : region.end]]


def _union(old: Sequence[str], ours: Sequence[str], theirs: Sequence[str], region: _Region) -> list[str] | None:
    """Both sides' changes one after the other, or None where they overlap."""
    pieces = sorted(
        [(change.start, change.end, list(ours[change.after_start : change.after_end])) for change in region.ours]
        + [(change.start, change.end, list(theirs[change.after_start : change.after_end])) for change in region.theirs]
    )
    words: list[str] = []
    at = region.start
    for start, end, added in pieces:
        if start < at:
            return None
        words += [*old[at:start], *added]
        at = end
    return [*words, *old[at : region.end]]
