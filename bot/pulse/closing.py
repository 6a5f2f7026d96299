"""Use cases: close surveys. Of people and of the order of their answers nothing stays (design 7).

Whoever dies in between has done a whole step or nothing, and the next run goes on: a survey is `running` until one
transaction leaves only what may be shown, `counted` until the files hold no traces, and then `closed`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from bot.database import Database
from bot.delivery import service as delivery
from bot.pulse import close_store, store
from bot.pulse.rules import told_of
from bot.pulse.weighing import keep_results

#: Every table that can hold traces of who was asked, who answered, and when.
TABLES = (*close_store.TABLES, *delivery.TABLES)


def audience(survey_id: int | str) -> str:
    """The audience of everything that is sent for a survey; what is sent to another one outlives the survey."""
    return f"survey:{survey_id}"


def close_surveys(database: Database, *, now: datetime) -> int:
    """Close what is over, and finish what somebody began to close; returns how many surveys are closed by this.

    For the command line and a thread that may wait: the files are written anew.
    """
    for survey_id in database.read(close_store.over, now):
        database.write(close_survey, survey_id, now=now)
    left = database.write(forget_messages)
    if not left or not database.rewrite(*TABLES):
        return 0
    database.write(close_store.close, left)
    return len(left)


def close_survey(session: Session, survey_id: int, *, now: datetime) -> bool:
    """Keep what may be shown of a survey that is over, and delete what leads to people. False if that is not to do.

    After the commit, the files still have to be written anew (`close_surveys`).
    """
    survey = close_store.take(session, survey_id, now)
    if survey is None:
        return False
    told = told_of(store.turnouts(session, [survey.id])[survey.id].answered)
    read_at = keep_results(session, survey)
    close_store.leave_what_may_be_shown(session, survey.id, told, read_at)
    delivery.forget_messages(session, audience(survey.id))
    return True


def forget_messages(session: Session) -> Collection[int]:
    """Forget what was still sent while surveys closed; returns those of which only the files may hold traces."""
    counted = close_store.counted(session)
    for survey_id in counted:
        delivery.forget_messages(session, audience(survey_id))
    return [one for one in counted if not delivery.has_messages(session, audience(one))]
