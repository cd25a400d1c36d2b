"""Passwords are compared with their hashes by a few threads, which give way to those who wait for a page."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from threading import BoundedSemaphore
from typing import Protocol

from portal.domain.base import Busy
from portal.domain.people.person import Person, has_password

BUSY = "Many people are signing in just now, so your password was not tried. Wait a minute, then try again."
_POLITE = 10


class HashingLimits(Protocol):
    """How many passwords are hashed at once in this process, and how many seconds others wait for their turn."""

    @property
    def max_hashes_at_once(self) -> int: ...
    @property
    def max_hash_wait_seconds(self) -> int: ...


class Hashing:
    """Compares passwords with their hashes in threads that give way to those who wait for a page."""

    def __init__(self, limits: HashingLimits) -> None:
        self._wait = limits.max_hash_wait_seconds
        self._turns = BoundedSemaphore(limits.max_hashes_at_once)
        self._threads = ThreadPoolExecutor(limits.max_hashes_at_once, "hashing", initializer=_give_way)

    def is_right(self, person: Person | None, password: str) -> bool:
        """Whether this is the person's password; nobody's takes as long. Raises Busy when no turn comes in time."""
        if not self._turns.acquire(timeout=self._wait):
            raise Busy(BUSY, "password")
        try:
            return self._threads.submit(copy_context().run, has_password, person, password).result()
        finally:
            self._turns.release()


def _give_way() -> None:
    with suppress(OSError):  # a thread has its own priority on Linux only
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _POLITE)
