"""A table in Markdown."""

from collections.abc import Iterable, Sequence


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """These rows under this heading."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join(f"| {' | '.join(each)} |\n" for each in lines)
