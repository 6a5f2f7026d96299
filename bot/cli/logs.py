"""Where log lines of a running process go: to stderr, one line each. What people wrote never gets here."""

from __future__ import annotations

import logging

#: Some of these write down whole payloads at DEBUG, with names and texts; the others speak at every step.
_TALKATIVE = ("aiohttp", "alembic", "apscheduler", "slack_bolt", "slack_sdk", "uvicorn")
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime"}


def configure(level: str) -> None:
    """Write log lines from `level` on; libraries from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


class Line(logging.Formatter):
    """A line ends with the facts that came as `extra`: `event=delivery.sent message_id=…`."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        facts = (f"{name}={value}" for name, value in record.__dict__.items() if name not in _OWN)
        return " ".join((super().formatMessage(record), *facts))
