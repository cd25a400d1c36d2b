"""Words that somebody commented on, found again after the text changed."""

from portal.text.redline import Edit, diff

_CONTEXT = 32
_LEAST_SURVIVING = 0.4
_MOST_GROWTH = 3


def reanchor(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    """Where before[start:end] stands in after, in characters; None when the words are gone (design §5)."""
    quote = before[start:end]
    if not quote:
        return None
    if before == after:
        return start, end
    return _in_context(before, after, start, end) or _mapped(before, after, start, end)


def _in_context(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    quote = before[start:end]
    lead = before[max(0, start - _CONTEXT) : start]
    trail = before[end : end + _CONTEXT]
    found = after.find(lead + quote + trail)
    if found < 0 or after.find(lead + quote + trail, found + 1) >= 0:
        return None
    return found + len(lead), found + len(lead) + len(quote)


def _mapped(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    edits = diff(before, after)
    surviving = sum(
        len(before[max(start, kept) : min(end, until)].replace(" ", ""))
        for kept, until, _ in _kept(before, edits)
        if kept < end and until > start
    )
    quote = before[start:end]
    if surviving < _LEAST_SURVIVING * len(quote.replace(" ", "")):
        return None
    first, last = _move(edits, start, left=True), _move(edits, end, left=False)
    if last <= first or last - first > _MOST_GROWTH * (end - start):
        return None
    return first, last


def _kept(before: str, edits: list[Edit]) -> list[tuple[int, int, int]]:
    """Stretches of before that stand, as (start, end, shift into after)."""
    stretches, at, shift = [], 0, 0
    for edit in edits:
        stretches.append((at, edit.start, shift))
        at = edit.end
        shift += len(edit.text) - (edit.end - edit.start)
    return [*stretches, (at, len(before), shift)]


def _move(edits: list[Edit], place: int, *, left: bool) -> int:
    """A place in before as a place in after; inside a change, its beginning (left) or its end."""
    shift = 0
    for edit in edits:
        if edit.end < place or (edit.end == place and (left or edit.start < edit.end)):
            shift += len(edit.text) - (edit.end - edit.start)
        elif edit.start < place:
            return edit.start + shift + (0 if left else len(edit.text))
        else:
            break
    return place + shift
