"""What a review of an organisation's own draft asks: each version of the form is a file that stays as it is."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NEWEST = "1"
USUAL = (("yes", "Yes"), ("partly", "Partly"), ("no", "No"), ("cannot_say", "Cannot say"))


@dataclass(frozen=True)
class Question:
    """One question: a choice with reasons, or reasons alone where it has no `choices`, which are values and words."""

    key: str
    title: str
    asks: str
    choices: tuple[tuple[str, str], ...] = USUAL
    needed: bool = False

    def words_of(self, choice: str) -> str:
        """What the form says for this choice; "" for none."""
        return dict(self.choices).get(choice, "")


@cache
def questions(version: str = NEWEST) -> tuple[Question, ...]:
    """The questions of one version of the form, patient safety first. Raises FileNotFoundError for an unknown one."""
    rows = tomllib.loads((Path(__file__).parent / f"form_{version}.toml").read_text("utf-8"))["question"]
    return tuple(Question(**row | _choices(row)) for row in rows)


def _choices(row: dict[str, list[list[str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {"choices": tuple((value, words) for value, words in row["choices"])} if "choices" in row else {}
