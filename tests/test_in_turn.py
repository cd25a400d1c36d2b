"""Who writes to SQLite does so in the order of coming, whichever process they are of, and whoever is killed."""

import fcntl
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from portal import in_turn
from portal.database import Database, make_engine

WAITING = 0.1
TAKES_THE_HEAD = "import fcntl, sys; file = open(sys.argv[1]); fcntl.flock(file, 2); print('yes', flush=True); input()"


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """The same file of SQLite, as each process opens it."""
    opened: list[Database] = []

    def open_it() -> Database:
        opened.append(Database(make_engine(f"sqlite:///{tmp_path}/one.sqlite3")))
        return opened[-1]

    yield open_it
    for one in opened:
        one.engine.dispose()


def test_writers_of_several_processes_are_let_in_in_the_order_of_coming(new: Callable[[], Database]) -> None:
    came: list[int] = []

    def write(number: int) -> None:
        with new().writing():
            came.append(number)
            time.sleep(0.01)

    with ThreadPoolExecutor(8) as pool:
        with new().writing():
            for number in range(8):
                pool.submit(write, number)
                time.sleep(0.02)
            assert came == []
        pool.shutdown()
    assert came == list(range(8))


def test_whoever_is_killed_at_the_head_keeps_nobody_waiting(new: Callable[[], Database], tmp_path: Path) -> None:
    with new().writing():
        pass
    queue = tmp_path / "one.sqlite3-queue"
    holder = subprocess.Popen(
        [sys.executable, "-c", TAKES_THE_HEAD, queue], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"yes\n"

    def write() -> bool:
        with new().writing():
            return True

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(write)
        time.sleep(WAITING)
        assert not waiting.done()
        holder.send_signal(signal.SIGKILL)
        assert waiting.result(timeout=5)
    holder.communicate()


def test_nobody_waits_much_longer_than_may_be_however_many_wait(
    new: Callable[[], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_turn, "BUSY_MILLISECONDS", 200)

    def too_late() -> float:
        begun = time.monotonic()
        with pytest.raises(OperationalError, match="locked"), new().writing():
            pass
        return time.monotonic() - begun

    with new().writing(), ThreadPoolExecutor(8) as pool:
        waited = [one.result() for one in [pool.submit(too_late) for _ in range(8)]]
    assert max(waited) < 5 * min(waited)


def test_the_queue_is_its_owners_alone(new: Callable[[], Database], tmp_path: Path) -> None:
    with new().writing():
        pass
    queue = tmp_path / "one.sqlite3-queue"
    assert queue.stat().st_mode & 0o777 == 0o600
    with queue.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody is in it any more
