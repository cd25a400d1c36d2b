"""Every line of the log is JSON, errors and their places included, and nothing that people wrote is in it."""

import json
import logging
import sys
from threading import Thread

import pytest

from portal.config import ConfigurationError
from portal.web.logs import Lines, init_logs

SECRET = "Dr A drinks"


def line(name: str, message: str, *given: object, error: Exception | None = None) -> dict[str, object]:
    caught = None
    if error:
        try:
            raise error
        except type(error):
            caught = sys.exc_info()
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, given, caught)
    written = Lines().format(record)
    assert "\n" not in written
    return dict(json.loads(written))


def test_an_error_has_its_type_and_place_but_not_its_message() -> None:
    said = line("portal", "request failed", error=ValueError(SECRET))
    assert (said["error"], said["event"]) == ("ValueError", "request failed")
    assert "test_logs_of_libraries.py" in str(said["place"])
    assert SECRET not in str(said)


def test_of_a_librarys_record_nothing_is_kept_that_was_put_into_it() -> None:
    said = line("gunicorn.error", "Invalid request from %s\nand more", SECRET)
    assert said["event"] == "Invalid request from %s\nand more"
    assert SECRET not in str(said)


def test_numbers_are_kept() -> None:
    assert str(line("gunicorn.error", "Worker (pid:%s) exited: %s", 12, 3)["event"]).endswith("(pid:12) exited: 3")


def test_a_wrong_setting_says_its_remedy() -> None:
    said = line("gunicorn.error", "Exception in worker process", error=ConfigurationError("SECRET_KEYS is not set."))
    assert said["remedy"] == "SECRET_KEYS is not set."


def test_every_logger_and_thread_writes_lines(capfd: pytest.CaptureFixture[str]) -> None:
    init_logs()
    init_logs()
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, Lines):
            handler.setStream(sys.stderr)  # type: ignore[attr-defined]
    logging.getLogger("some.library").warning("something %s", SECRET)
    failing = Thread(target=lambda: 1 / 0)
    failing.start()
    failing.join()
    lines = [json.loads(one) for one in capfd.readouterr().err.splitlines()]
    assert [one["event"] for one in lines] == ["something %s", "a thread failed"]
    assert lines[1]["error"] == "ZeroDivisionError"
