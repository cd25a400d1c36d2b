"""Files from outside are examined in a process of their own, within limits, and few at once (design §7)."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Protocol

from asn1crypto.x509 import Certificate

from portal.domain.base import Busy

BUSY = "Other files are being checked just now. Your file was not kept. Wait a minute, then choose it again."
_PROGRAM = Path(__file__).with_name("examination.py")
_NEEDED = ("PATH", "PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG")


class ExaminationLimits(Protocol):
    """How much a file from outside may take, in signatures, seconds and bytes, and how many are examined at once."""

    @property
    def max_examined_signatures(self) -> int: ...
    @property
    def max_examination_seconds(self) -> int: ...
    @property
    def max_examination_wait_seconds(self) -> int: ...
    @property
    def max_examination_memory(self) -> int: ...
    @property
    def max_examinations_at_once(self) -> int: ...


class Examiner:
    """Examines files from outside; one for each process of the portal."""

    def __init__(self, limits: ExaminationLimits) -> None:
        self._limits = limits
        self._free = BoundedSemaphore(limits.max_examinations_at_once)

    def examined(self, pdf: bytes, roots: Iterable[Certificate]) -> dict[str, Any]:
        """What `examination.examined` finds; the kind "too much" for a file that passed a limit.

        Raises Busy while as many files as there may be are being examined.
        """
        return self._in_turn(pdf, roots, pages=False)

    def paged(self, pdf: bytes) -> dict[str, Any]:
        """The same for `examination.paged`: whether a file shows pages, and does nothing else."""
        return self._in_turn(pdf, (), pages=True)

    def _in_turn(self, pdf: bytes, roots: Iterable[Certificate], *, pages: bool) -> dict[str, Any]:
        if not self._free.acquire(blocking=False):
            raise Busy(BUSY, "file")
        try:
            return self._by_another_process(pdf, roots, pages)
        finally:
            self._free.release()

    def _by_another_process(self, pdf: bytes, roots: Iterable[Certificate], pages: bool) -> dict[str, Any]:
        limits = {
            "pages": pages,
            "signatures": self._limits.max_examined_signatures,
            "seconds": self._limits.max_examination_seconds,
            "bytes": self._limits.max_examination_memory,
            "roots": [base64.b64encode(root.dump()).decode() for root in roots],
        }
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                [sys.executable, "-P", str(_PROGRAM)],
                input=json.dumps(limits).encode() + b"\n" + pdf,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it may quote the file
                env={name: os.environ[name] for name in _NEEDED if name in os.environ},
                timeout=self._limits.max_examination_wait_seconds,
                check=True,
            )
        except subprocess.SubprocessError:
            return {"kind": "too much"}
        return dict(json.loads(done.stdout))
