"""What a failure leaves in the logs: enough to find the fault by, and nothing that anybody wrote."""

import json
import logging
import sys
from datetime import UTC, datetime

from portal.web.logs import Lines


def line(record: logging.LogRecord) -> dict[str, object]:
    written = Lines().format(record)
    assert "\n" not in written
    return json.loads(written)


def record(**facts: object) -> logging.LogRecord:
    return logging.makeLogRecord(
        {"name": "portal", "levelname": "ERROR", "msg": "request %s", "args": ("failed",), "created": 0, **facts}
    )


def deep(steps: int) -> None:
    if steps == 0:
        raise ValueError("what somebody wrote")
    deep(steps - 1)


def test_a_line_says_when_how_grave_and_what() -> None:
    assert line(record()) == {"at": "1970-01-01T00:00:00+00:00", "level": "error", "event": "request failed"}
    assert datetime.fromisoformat(str(line(record())["at"])) == datetime.fromtimestamp(0, UTC)


def test_it_has_the_reference_that_the_page_showed_and_no_other_fact() -> None:
    facts = {"reference": "ab12", "endpoint": "plans.show", "status": 500}
    told = line(record(**facts, person="Dr Hill"))
    assert {name: told[name] for name in facts} == facts
    assert "person" not in told


def test_of_an_error_it_has_the_type_and_the_last_five_places_and_not_the_message() -> None:
    try:
        deep(9)
    except ValueError:
        told = line(record(exc_info=sys.exc_info()))
    assert told["error"] == "ValueError"
    assert len(told["place"]) == 5
    assert str(told["place"][-1]).startswith(f"{__file__}:")
    assert str(told["place"][-1]).endswith(" deep")
    assert "somebody wrote" not in str(told)


def test_without_an_error_it_names_none() -> None:
    assert "error" not in line(record(exc_info=(None, None, None)))
