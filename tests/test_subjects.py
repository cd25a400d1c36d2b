"""A new subject is a folder in each layer that it needs and one line: the toys of `tests/toys` stand for one."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_a_subject_is_registered_in_one_line(tmp_path: Path) -> None:
    """Its table is known, its page served to the people of the case, its act done under the case's lock."""
    play = [sys.executable, "-m", "tests.toys.play", str(tmp_path)]
    played = subprocess.run(play, cwd=ROOT, capture_output=True, text=True, check=False)
    assert played.returncode == 0, played.stderr
