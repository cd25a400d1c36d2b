"""What stands before several hosts: nginx with the project's own example, or where there is none a small stand-in."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "production" / "nginx.conf"
WITHOUT_TLS = re.compile(r"^ *(?:ssl_\w+|access_log|error_log) .*;\n", re.M)
AROUND = "pid {0}/pid; error_log {0}/errors; events {{}} http {{ access_log off; {1} {2} }}"
PLACES = "client_body_temp proxy_temp fastcgi_temp uwsgi_temp scgi_temp"
ALL, SECONDS = 1 << 16, 10


@contextmanager
def before(hosts: Sequence[int], folder: Path) -> Iterator[int]:
    """The port at which somebody shares the requests out among the hosts at these ports."""
    port = free_port()
    with _nginx(hosts, port, folder) if shutil.which("nginx") else _stand_in(hosts, port):
        yield port


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _nginx(hosts: Sequence[int], port: int, folder: Path) -> Iterator[None]:
    """The example as it is, but for TLS, ports and logs."""
    words = WITHOUT_TLS.sub("", EXAMPLE.read_text("utf-8"))
    servers = " ".join(f"server 127.0.0.1:{host} max_fails=1 fail_timeout=2s;" for host in hosts)
    words = re.sub(r"server 127\.0\.0\.1:8000 .*;", servers, words)
    words = words.replace("X-Forwarded-Proto https;", "X-Forwarded-Proto http;")
    words = words.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    words = words.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    places = " ".join(f"{name}_path {folder}/{name};" for name in PLACES.split())
    config = folder / "nginx.conf"
    config.write_text(AROUND.format(folder, places, words), "utf-8")
    process = subprocess.Popen(["nginx", "-c", config, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + SECONDS
    while True:
        with suppress(ConnectionError), socket.create_connection(("127.0.0.1", port)):
            return
        assert time.monotonic() < until, "nginx does not answer"
        time.sleep(0.05)


@contextmanager
def _stand_in(hosts: Sequence[int], port: int) -> Iterator[None]:
    """Gives each connection to the next host that takes one."""
    turns = cycle(range(len(hosts)))

    class Connection(BaseRequestHandler):
        def handle(self) -> None:
            first = next(turns)
            for host in (*hosts[first:], *hosts[:first]):
                with suppress(OSError), socket.create_connection(("127.0.0.1", host)) as there:
                    back = Thread(target=_pass_on, args=(there, self.request))
                    back.start()
                    _pass_on(self.request, there)
                    back.join()
                    return

    class Front(ThreadingTCPServer):
        daemon_threads = allow_reuse_address = True

    with Front(("127.0.0.1", port), Connection) as front:
        Thread(target=front.serve_forever, daemon=True).start()
        yield
        front.shutdown()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while heard := source.recv(ALL):
            target.sendall(heard)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
