"""Print into the papers what the portal itself knows: `.venv/bin/python scripts/print_facts.py`.

A paper names a fact between two marks, and what stands between them is written anew. `tests/test_papers.py` fails
while a paper says something else than the portal is.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.facts import FACTS  # noqa: E402 - where it is run from is made known first

PAPERS = sorted((ROOT / "docs").rglob("*.md"))
BETWEEN = re.compile(r"(?P<begin><!-- facts: (?P<name>[a-z ]+) -->\n).*?(?P<end><!-- end of facts -->)", re.S)


def printed(paper: str) -> str:
    """The paper with its facts as they are now.

    Raises KeyError for a fact that nobody knows.
    """
    return BETWEEN.sub(lambda found: f"{found['begin']}{FACTS[found['name']]()}{found['end']}", paper)


def main() -> None:
    for paper in PAPERS:
        words = paper.read_text("utf-8")
        paper.write_text(printed(words), "utf-8")


if __name__ == "__main__":
    main()
