"""A process that closes surveys and is killed at a step: `python -m tests.crashing.closing URL TIME STEP`."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime

from sqlmodel import Session

from bot.database import Database
from bot.pulse import close_store, closing


def die() -> None:
    """End as a machine does that loses its power."""
    os.kill(os.getpid(), signal.SIGKILL)


def close_and_die(session: Session, *, now: datetime) -> None:
    """Do everything of the close but its commit."""
    for survey_id in close_store.over(session, now):
        closing.close_survey(session, survey_id, now=now)
    session.flush()
    die()


def main(url: str, now: datetime, step: str) -> None:
    """Close what is over up to the step."""
    database = Database(url)
    if step == "before the commit":
        database.write(close_and_die, now=now)
    for survey_id in database.read(close_store.over, now):
        database.write(closing.close_survey, survey_id, now=now)
    die()


if __name__ == "__main__":
    main(sys.argv[1], datetime.fromisoformat(sys.argv[2]), sys.argv[3])
