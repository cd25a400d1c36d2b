"""Record bundles as those who take them away have them: unpacked, checked with nothing but Python, and altered."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile


def files_of(bundle: bytes) -> dict[str, bytes]:
    """Each file of a bundle by its name in the bundle's one folder."""
    with ZipFile(BytesIO(bundle)) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


def unpack(bundle: bytes, folder: Path) -> Path:
    """The folder of a bundle, after unpacking it into this one."""
    with ZipFile(BytesIO(bundle)) as archive:
        archive.extractall(folder)
        return folder / archive.namelist()[0].split("/", 1)[0]


class Answer(NamedTuple):
    """What the checker printed, and whether it found all to hold."""

    said: str
    is_good: bool


def check(folder: Path, *more: Path, checker: Path | None = None) -> Answer:
    """Run the checker of this bundle, or another one on it, by itself: no module but Python's own can be found."""
    program = checker or folder / "check_bundle.py"
    told = [str(folder), *map(str, more)] if checker or more else []
    command = [sys.executable, "-I", "-B", str(program), *told]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, timeout=60)
    assert done.returncode in (0, 1), done.stderr
    return Answer(done.stdout + done.stderr, done.returncode == 0)


def edit(path: Path, change: Callable[[Any], Any]) -> None:
    """Alter what a JSON file says."""
    said = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(change(said) or said, ensure_ascii=False), "utf-8")


def cover_up(folder: Path) -> None:
    """Make the list of fingerprints fit what the files say now, as somebody who alters a bundle would."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder).as_posix()}\n" for one in files]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def words_of(bundle: bytes) -> str:
    """All that a bundle says in text."""
    texts = (body for name, body in files_of(bundle).items() if not name.endswith(".pdf"))
    return " ".join(body.decode(errors="replace") for body in texts)
