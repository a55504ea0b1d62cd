"""The server's log: a line of JSON an event, with the id of the request that it belongs to."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request under way, None outside of any."""


class JsonFormatter(logging.Formatter):
    """Writes `time`, `level`, `logger`, `message`, `id`, facts of an access, the trace of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the message holds."""
        facts: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "id": request_id.get(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            facts["error"] = self.formatException(record.exc_info)
        return json.dumps(facts, ensure_ascii=False)


def log_to_stderr(*, as_json: bool) -> None:
    """Send warnings of all libraries and what the server tells to standard error; accesses only as JSON."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if as_json else logging.Formatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("drcgraph").setLevel(logging.INFO)
    logging.getLogger("drcgraph.access").setLevel(logging.INFO if as_json else logging.WARNING)
