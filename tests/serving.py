"""The portal served as in production: gunicorn in processes of its own, for a browser or for impatient clients."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0


class Server:
    """gunicorn on a port of its own, serving the demonstration in the database at `url`.

    Where its host is `named`, it is told so, as a portal for real people is.
    """

    def __init__(
        self, url: str, workers: int = 2, settings: Mapping[str, str] | None = None, *, named: str = ""
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        if named:
            self.address = f"http://{named}:{self.port}"
        served = {"PUBLIC_URL": self.address if named else ""} | {
            "PORTAL_DEMO": "1",
            "DATABASE_URL": url,
            "BIND": f"127.0.0.1:{self.port}",
        }
        self.environment = os.environ | served | {"WEB_CONCURRENCY": str(workers)} | dict(settings or {})
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)

    def wait(self) -> None:
        """Until it answers; raises TimeoutError when it does not come up."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return self._ask()
            except (OSError, HTTPException):
                time.sleep(0.05)
        raise TimeoutError(self.address)

    def stop(self) -> None:
        """As an operator stops it: what is under way is answered."""
        self.process.terminate()
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        """All its workers at once, whatever they are at."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _ask(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        finally:
            connection.close()
