"""Use cases: somebody's own goal for the leave year, and how they stand to it, for their own eyes (C01, C04)."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from bot.city import service as city
from bot.city.leave import ANNUAL, LeaveGoals
from bot.errors import Refused
from bot.leave import goal_store
from bot.leave.goals import months_without_leave
from bot.leave.prompts import MyGoal
from bot.leave.situations import balances, mine, pace_of
from bot.leave.years import LeaveYears
from bot.people import service as people
from bot.people.rules import Staff

_MOST_DAYS = 40


def my_goal(session: Session, me: Staff, *, today: date) -> MyGoal:
    """A person's goal of the leave year in which a day lies, and their pace."""
    situation = mine(session, me, today=today)
    year, length = situation.years.of(today), me.hours.minutes_per_day
    own = goal_store.own_days(session, me.person_id, year)
    employment = people.stored_about(session, me.person_id, today).employment
    goals, bounds = goals_at(session, situation.years.bounds(year)[0], today), situation.years.bounds(year)
    days = goals.of(employment) if own is None else own
    balance, stands = balances(session, situation, ANNUAL).get(year, (None, None))
    if balance is None or stands is None:
        return MyGoal(year, days, length, _MOST_DAYS)
    return MyGoal(
        year,
        min(days, balance.granted // length),
        length,
        balance.granted // length,
        pace_of(session, situation, balance, stands),
        months_without_leave(situation.planned(ANNUAL), bounds, today),
        balance.as_of,
    )


def set_goal(session: Session, me: Staff, days: int, *, today: date) -> int:
    """Set one's own goal for the leave year in which a day lies; returns that year. The same twice is once.

    Raises Refused for more than what was granted, as far as that was imported.
    """
    situation = mine(session, me, today=today)
    year = situation.years.of(today)
    balance, _ = balances(session, situation, ANNUAL).get(year, (None, None))
    most = _MOST_DAYS if balance is None else balance.granted // me.hours.minutes_per_day
    if not 0 <= days <= most:
        raise Refused("Choose a goal from 0 to {most} days, which is what you were granted at most.", most=most)
    goal_store.set_goal(session, me.person_id, year, days)
    return year


def own_goal_year(session: Session, me: Staff, *, today: date) -> int | None:
    """The leave year of today if somebody set their own goal for it."""
    year = LeaveYears(city.policy_on(session, today).leave.year_start).of(today)
    return year if goal_store.own_days(session, me.person_id, year) is not None else None


def goals_at(session: Session, first: date, today: date) -> LeaveGoals:
    """The goals that held when a leave year began on `first`, as far as the city had decided by then."""
    return city.policy_on(session, first if city.has_policy(session, until=first) else today).leave.goals
