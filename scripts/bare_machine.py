"""A bare Debian in a folder, with a systemd of its own, in namespaces of Linux: root alone can make one."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PACKAGES = "ca-certificates,systemd,systemd-sysv,dbus"
SECONDS = 60
VOUCHERS = Path("/etc/ssl/certs/ca-certificates.crt")
CGROUP = Path("/sys/fs/cgroup/systemd")
BOOT = """
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=755 tmpfs sys/fs/cgroup
if test -d /sys/fs/cgroup/systemd; then
  mkdir sys/fs/cgroup/systemd
  mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
else
  umount sys/fs/cgroup
  mount -t cgroup2 cgroup2 sys/fs/cgroup
fi
mount -t tmpfs -o mode=755 tmpfs dev
for each in null zero full random urandom tty; do
  touch "dev/$each"
  mount --bind "/dev/$each" "dev/$each"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
mount -t tmpfs tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
exec env -i container=rehearsal PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . /lib/systemd/systemd
"""


class BareMachine:
    """A Debian that nothing was installed on yet, switched on; `names` are hosts that it finds on itself."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        _expect_able()
        subprocess.run(["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", folder], check=True)
        (folder / "etc/hosts").write_text(f"127.0.0.1 localhost {' '.join(names)}\n", "utf-8")
        for file in (Path("/etc/resolv.conf"), VOUCHERS):
            shutil.copy(file, folder / file.relative_to("/"))

    def switch_on(self) -> None:
        """Start its systemd, and wait until it says that it runs."""
        self._apart()
        apart = ["unshare", "--pid", "--mount", "--uts", "--ipc", "--cgroup", "--fork", "--kill-child"]
        self._outer = subprocess.Popen([*apart, "sh", "-ec", BOOT, "sh", self.folder], stdin=subprocess.DEVNULL)
        self._systemd = self._child_of(self._outer.pid)
        until = time.monotonic() + SECONDS
        while self.run("systemctl is-system-running --wait", quietly=True):
            if time.monotonic() > until:
                raise TimeoutError("systemd does not run")
            time.sleep(0.5)

    def run(self, script: str, *, quietly: bool = False) -> int:
        """Run this as root on the machine, to the first line that fails; gives what that one ended with."""
        inside = ["nsenter", "--target", str(self._systemd), "--pid", "--mount", "--uts", "--ipc", "--cgroup"]
        environment = ["env", "-i", "HOME=/root", "PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"]
        environment += [f"PIP_CERT={VOUCHERS}", "DEBIAN_FRONTEND=noninteractive"]
        shell = ["bash", "-euo", "pipefail", "-c", script]
        heard = subprocess.DEVNULL if quietly else None
        command = [*inside, "--root", "--wd", *environment, *shell]
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=heard, stderr=heard, check=False).returncode

    def switch_off(self) -> None:
        """All that runs on it ends."""
        os.kill(self._systemd, signal.SIGKILL)
        self._outer.wait()

    def _apart(self) -> None:
        """What it starts is counted apart from what runs here."""
        if CGROUP.is_dir():
            (CGROUP / "rehearsal").mkdir(exist_ok=True)
            (CGROUP / "rehearsal" / "cgroup.procs").write_text(str(os.getpid()), "utf-8")

    def _child_of(self, outer: int) -> int:
        children = Path(f"/proc/{outer}/task/{outer}/children")
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if children.read_text("utf-8").strip():
                return int(children.read_text("utf-8").split()[0])
            time.sleep(0.05)
        raise TimeoutError("the machine did not start")


def _expect_able() -> None:
    missing = [name for name in ("debootstrap", "unshare", "nsenter") if not shutil.which(name)]
    if os.geteuid() or missing:
        sys.exit(f"This takes root, on Linux, with debootstrap and util-linux. Missing: {' '.join(missing) or 'root'}.")
