"""How gunicorn serves the portal, and what an operator reads who started it with a wrong setting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal import create_app, serving
from portal.config import DEMO_KEY, Settings
from portal.web.http import Portal

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("command", [["gunicorn"], ["flask", "doctor"]])
def test_a_wrong_setting_is_told_in_one_sentence(command: list[str]) -> None:
    environment = os.environ | {"SECRET_KEYS": "short", "PORTAL_DEMO": "0"}
    ran = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 1
    assert ran.stderr.strip().startswith("Error: SECRET_KEYS has a key under 32 characters.")
    assert len(ran.stderr.strip().splitlines()) == 1


def test_the_portal_is_made_once_and_its_workers_are_not_made_anew(tmp_path: Path) -> None:
    assert serving.preload_app
    assert not hasattr(serving, "max_requests")
    app = create_app(Settings(f"sqlite:///{tmp_path}/a.sqlite3", (DEMO_KEY,), demo=True))
    assert isinstance(app, Portal)
    assert app.database.engine.pool.checkedin() == 0, "workers would share a connection that was opened before them"
