"""Build what a machine that serves the portal installs: a wheel with all that it needs, and its locked requirements.

`build/dist/` then holds the wheel, `requirements.txt`, in which every package and the wheel have their hashes, and the
units, commands and proxies that `docs/production.md` uses.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAGE, DIST = ROOT / "build" / "stage", ROOT / "build" / "dist"
INSIDE = ("templates", "static", "migrations")  # they stand beside the package here, and inside it once installed
UNWANTED = shutil.ignore_patterns("__pycache__")


def main() -> None:
    """Copy what belongs into the wheel to a folder of its own, build there, and lock the result."""
    for folder in (STAGE, DIST):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "portal", STAGE / "portal", ignore=UNWANTED)
    for name in INSIDE:
        shutil.copytree(ROOT / name, STAGE / "portal" / name, ignore=UNWANTED)
    shutil.copy(ROOT / "pyproject.toml", STAGE)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", DIST, STAGE], check=True)
    (wheel,) = DIST.glob("*.whl")
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (DIST / "requirements.txt").write_text(f"{locked}./{wheel.name} --hash=sha256:{digest}\n", "utf-8")
    shutil.copytree(ROOT / "docs" / "production", DIST / "production")
    print(f"{wheel.relative_to(ROOT)}, requirements.txt and production/ are built.")


if __name__ == "__main__":
    main()
