"""Reading a plan from text, Markdown and Word, beside pandoc on the same file: `make bench`.

A plan of sixty pages, then four and sixteen times as much. Pandoc makes the Word file from the Markdown, and turns each
file into its own tree. Every reading is a process of its own, so that memory is that of one reading and of nothing
else; the time of the process with an empty file is taken off, ours and pandoc's alike.
"""

import os
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path
from time import perf_counter

import pypandoc

PLAN = Path(__file__).resolve().parent.parent / "portal" / "library" / "plans" / "remediation.txt"
SIXTY_PAGES, TIMES, LAPS = 5, (1, 4, 16), 3
READ = """
import sys, time
from dataclasses import replace
from portal.config import DEMO_KEY, Settings
from portal.documents.reading import read
settings = Settings(secret_keys=(DEMO_KEY,), demo=True)
limits = replace(settings, **{name: 10**9 for name in vars(settings) if name.startswith("max_")})
raw = open(sys.argv[1], "rb").read()
begun = time.perf_counter()
read(raw, limits=limits)
print(time.perf_counter() - begun)
"""
FROM = {"txt": "markdown", "md": "gfm", "docx": "docx"}


def as_text(times: int) -> str:
    """The plan so many times over, its sections numbered on."""
    head, _, body = PLAN.read_text("utf-8").partition("\n1. ")
    numbers, lines = count(1), [head]
    for _ in range(times):
        last = 0
        for line in f"1. {body}".splitlines():
            number, dot, words = line.partition(".")
            if number.isdigit() and dot:
                last = next(numbers) if words.startswith(" ") else last
                line = f"{last}.{words}"
            lines.append(line)
    return "\n".join(lines)


def as_markdown(text: str) -> str:
    """The same with headings and lists, as people write them."""
    found = []
    for line in text.splitlines():
        number = line.partition(" ")[0]
        if number.rstrip(".").isdigit():
            found.append(f"\n## {line}\n")
        else:
            found.append(f"\n{line}\n" if number[:1].isdigit() else line)
    return "# Plan\n" + "\n".join(found)


def measured(command: list[str]) -> tuple[float, float, str]:
    """Seconds, megabytes and what it said, of the quickest of some processes."""
    taken = []
    for _ in range(LAPS):
        begun = perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            said = process.stdout.read() if process.stdout else ""
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
        assert status == 0, command
        taken.append((perf_counter() - begun, usage.ru_maxrss / 1024, said))
    return min(taken)


def ours(file: Path) -> tuple[float, float]:
    """Seconds and megabytes of our reading."""
    _, memory, said = measured([sys.executable, "-c", READ, str(file)])
    return float(said), memory


def pandocs(file: Path) -> tuple[float, float]:
    """Seconds and megabytes of pandoc's reading, with nothing of what it writes."""
    seconds, memory, _ = measured([pypandoc.get_pandoc_path(), "-f", FROM[file.suffix[1:]], "-t", "native", str(file)])
    return seconds, memory


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for times in (0, *TIMES):
            text = as_text(times * SIXTY_PAGES) if times else "Plan\n\n1. Aim\n1.1 One.\n"
            (folder / f"{times}.txt").write_text(text, "utf-8")
            (folder / f"{times}.md").write_text(as_markdown(text), "utf-8")
            pypandoc.convert_file(folder / f"{times}.md", "docx", format="gfm", outputfile=folder / f"{times}.docx")
        for kind in FROM:
            starting, _ = pandocs(folder / f"0.{kind}")
            for times in TIMES:
                file = folder / f"{times}.{kind}"
                (seconds, memory), (their_seconds, their_memory) = ours(file), pandocs(file)
                theirs = max(their_seconds - starting, 0.001)
                print(
                    f"{kind:>4} {times:>2} times 60 pages: {seconds:6.2f} s, {seconds / theirs:5.2f} of pandoc’s; "
                    f"{memory:5.0f} MB, {memory / their_memory:.2f} of pandoc’s"
                )


if __name__ == "__main__":
    main()
