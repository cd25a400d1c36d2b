"""What one paper says of others: how the standard is met, what is lacking, what only the customer can say."""

import os
import re
from collections import Counter
from pathlib import Path

from scripts.facts.pages import words_of
from scripts.facts.tables import table

DOCS = Path(__file__).resolve().parents[2] / "docs"
VERDICTS = ("met", "partly", "lacking", "operator", "none")
ROW = re.compile(
    r"^\| (?P<number>\d+\.\d+\.\d+) \| (?P<verdict>\w+) \| (?P<asked>.*?) \| (?P<where>.*) \| (?P<shown>.*?) \|$", re.M
)
ASKED = re.compile(r"\*\*Whoever runs this service has to say\*\*:\s*(.*?[.;|?](?=\s|$)|[^.\n|]+)", re.S)


def requirements() -> list[dict[str, str]]:
    """Every row of the paper on security."""
    return [found.groupdict() for found in ROW.finditer((DOCS / "security.md").read_text("utf-8"))]


def verdicts() -> str:
    """How many requirements stand how."""
    counted = Counter(row["verdict"] for row in requirements())
    return table([*VERDICTS, "all"], [[*(str(counted[one]) for one in VERDICTS), str(counted.total())]])


def lacking() -> str:
    """What is not met, or not wholly."""
    rows = [row for row in requirements() if row["verdict"] in {"partly", "lacking"}]
    return table(["number", "stands", "asked", "why"], [[row[name] for name in list(row)[:4]] for row in rows])


def to_say() -> str:
    """Everything that only whoever runs the service can say, with the paper where it is asked."""
    papers = [one for one in sorted((DOCS / "assurance").glob("*.md")) if one.name != "README.md"]
    rows = [
        [f"[{paper.stem}]({os.path.relpath(paper, DOCS / 'assurance')})", " ".join(found[1].split()).rstrip(".;|? ")]
        for paper in [*papers, DOCS / "security.md"]
        for found in ASKED.finditer(paper.read_text("utf-8"))
    ]
    return table(["paper", "what"], rows)


def notice() -> str:
    """The privacy notice, as the portal shows it."""
    return words_of("/privacy")


def statement() -> str:
    """The accessibility statement, as the portal shows it."""
    return words_of("/accessibility")
