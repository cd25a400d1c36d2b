"""Logs as JSON lines that never hold what people wrote, nor who they are."""

import json
import logging
import threading
import traceback
from datetime import UTC, datetime

from portal.environment import ConfigurationError

TOLD = ("reference", "endpoint", "status", "source", "sign_in", "provider", "why")


class Lines(logging.Formatter):
    """One JSON object a line; of an error, its type and place but not its message, which may quote a plan.

    Of a library's records the words are kept without what was put into them, unless it is numbers only.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "event": record.getMessage() if _is_harmless(record) else str(record.msg),
        }
        if record.name != "portal":
            line["logger"] = record.name
        line |= {name: getattr(record, name) for name in TOLD if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line |= _told(record.exc_info[1])
        return json.dumps(line)


def _is_harmless(record: logging.LogRecord) -> bool:
    given = record.args if isinstance(record.args, tuple) else (record.args,)
    return record.name == "portal" or all(isinstance(one, int) for one in given)


def logger() -> logging.Logger:
    """The portal's one logger."""
    return logging.getLogger("portal")


def init_logs() -> None:
    """Write every record as one line, also of libraries, of warnings and of errors in threads."""
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, Lines) for handler in root.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(Lines())
        root.addHandler(handler)
    logger().setLevel(logging.INFO)
    logging.captureWarnings(True)
    threading.excepthook = _thread_failed


def _thread_failed(failed: threading.ExceptHookArgs) -> None:
    error = failed.exc_value
    logger().error("a thread failed", exc_info=(failed.exc_type, error, failed.exc_traceback) if error else None)


def _told(error: BaseException | None) -> dict[str, object]:
    """What may be said of an error; the message only where it is the operator's own setting that is wrong."""
    if error is None:
        return {}
    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, object] = {"error": type(error).__name__}
    if isinstance(error, ConfigurationError):
        told["remedy"] = str(error)
    return told | {"place": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-5:]]}
