"""Logs as JSON lines that never hold what people wrote, nor who they are."""

import json
import logging
import traceback
from datetime import UTC, datetime


class Lines(logging.Formatter):
    """One JSON object a line; of an error, its type and place but not its message, which may quote a plan."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in ("reference", "endpoint", "status") if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["place"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-5:]]
        return json.dumps(line)


def logger() -> logging.Logger:
    """The portal's one logger."""
    log = logging.getLogger("portal")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(Lines())
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    return log
