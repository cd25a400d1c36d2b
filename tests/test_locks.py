"""Every Python package that is installed is locked: one version, known by its hashes."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = {
    "run": PROJECT["project"]["dependencies"],
    "assets": PROJECT["dependency-groups"]["assets"],
    "test": [*PROJECT["dependency-groups"]["test"], *PROJECT["dependency-groups"]["check"]],
    "bench": PROJECT["dependency-groups"]["bench"],
}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: Path) -> dict[str, str]:
    """Each package of a lock with its version; every one has hashes."""
    found = {}
    for entry in re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", lock.read_text("utf-8"), flags=re.M).strip()):
        named = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", entry)
        assert named, entry
        assert "--hash=sha256:" in entry, named[1]
        found[plain(named[1])] = named[2]
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_holds_all_that_the_project_asks_for(lock: Path) -> None:
    wanted = {plain(re.match(r"[A-Za-z0-9._-]+", one)[0]) for one in GROUPS[lock.stem]}
    missing = wanted - locked(lock).keys()
    assert not missing, f"{missing} are not in {lock.name}: run make lock."


def test_tests_run_with_what_is_run() -> None:
    run, test = locked(ROOT / "requirements/run.txt"), locked(ROOT / "requirements/test.txt")
    assert run.items() <= test.items()


def test_a_lock_names_no_index() -> None:
    assert not [lock.name for lock in LOCKS if re.search(r"^--|://", lock.read_text("utf-8"), flags=re.M)]
