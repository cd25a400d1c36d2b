"""The benchmarks still fit the portal: what they measure on can be made, and read."""

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"


def test_the_plans_that_are_measured_can_be_made_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import growth
    from scene import scene

    from portal.domain.cases.roles import Role

    monkeypatch.setattr(growth, "PAGES", 2)  # more than anybody else has
    made = scene(f"sqlite:///{tmp_path / 'bench.sqlite3'}", 10, 1, 1)
    assert made.client(Role.PRACTITIONER).get(made.address).status_code == 200
    (other, _), whose = growth.many_plans(made)
    made.people[Role.EDITOR] = str(whose)
    assert made.client(Role.EDITOR).get(f"/plans/{other}").status_code == 200
    assert made.browser(Role.EDITOR, 1).cookie
    made.app.database.engine.dispose()
