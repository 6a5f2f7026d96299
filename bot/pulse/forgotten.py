"""How much of people's message budget closed surveys used. No row is left to tell (design 7), and none is written."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from bot.pulse.rules import SurveyState
from bot.pulse.run_tables import SurveyRun
from bot.pulse.tables import Survey, SurveyPlace


def sent_and_forgotten(session: Session, unit_id: int, here: datetime) -> tuple[int, int]:
    """The most that surveys which closed this week may have sent to anybody of a unit: on the day, and in the week.

    `here` is now, in the city's zone. The answer is the same for everybody who was asked, whether they were reminded,
    answered or were away: so it tells of nobody, and a second message a day or a fourth a week never comes (design 5).
    """
    today, monday = here.date(), here.date() - timedelta(days=here.weekday())
    query = (
        select(col(Survey.closes_at), col(SurveyRun.reminders_on))
        .join(SurveyPlace, col(SurveyPlace.survey_id) == col(Survey.id))
        .join(SurveyRun, col(SurveyRun.survey_id) == col(Survey.id), isouter=True)
        .where(
            col(Survey.closes_at) >= datetime.combine(monday, time(), here.tzinfo),
            col(Survey.state) != SurveyState.RUNNING,
            col(SurveyPlace.unit_id) == unit_id,
        )
    )
    found = [(closes_at.astimezone(here.tzinfo).date(), days) for closes_at, days in session.execute(query)]
    return sum(closed == today for closed, _ in found), sum(1 + _days_since(monday, days) for _, days in found)


def _days_since(monday: date, days: str | None) -> int:
    """How many of the reminder days (a JSON list) lie in the week."""
    return sum(date.fromisoformat(day) >= monday for day in json.loads(days or "[]"))
