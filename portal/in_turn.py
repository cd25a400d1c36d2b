"""Who writes to one file of SQLite waits in one queue, in the order of coming, whichever process they are of.

SQLite itself gives its lock to whoever happens to ask, and those who have waited longest ask most rarely. So one at a
time waits for that lock and asks for it often; the others wait behind, for a lock on a file beside the database. The
system gives that one back when its holder is killed. Where the queue fails, fairness is lost and nothing else: SQLite
still lets one write at a time.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection

BUSY_MILLISECONDS = 10_000
BETWEEN_TRIES = 0.0005  # seconds
IN_MEMORY = {None, "", ":memory:"}


def begin_in_turn(connection: Connection) -> None:
    """Begin to write, after whoever came before; raises OperationalError where that takes too long."""
    until = monotonic() + BUSY_MILLISECONDS / 1_000
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        with _queue(connection.engine.url.database):
            begun = _begun(raw, until)
        if not begun:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


@contextmanager
def _queue(database: str | None) -> Iterator[None]:
    """The head of the queue, for as long as this lasts."""
    if database in IN_MEMORY:
        yield
        return
    file = os.open(f"{database}-queue", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _begun(raw: Any, until: float) -> bool:
    """Whether SQLite gave its lock in time; who comes to the head too late asks once more, and waits no longer."""
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
            return True
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                return False
        sleep(BETWEEN_TRIES)
