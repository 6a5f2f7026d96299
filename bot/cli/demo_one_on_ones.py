"""The 1on1s of the demo's city before it opens: pairs since three months ago, most talks held, some of them set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sqlmodel import Session

from bot.city import service as city
from bot.one_on_one import pairing
from bot.one_on_one.kinds import Cadence
from bot.one_on_one.taking_over import HeldBefore, SetBefore, pairs_on, take_over
from bot.one_on_one.talks import Pair
from bot.workdays.rules import MunicipalCalendar, municipal_calendar

_DAY = timedelta(days=1)
_PAST = timedelta(days=92)
_HELD, _SET = 0.8, 0.4
_SOON = timedelta(days=10)
_LENGTHS = (30, 30, 30, 45, 60)
_HOURS = (10 * 60, 13 * 60 + 30, 15 * 60)


def live_through_the_past(session: Session, today: date) -> None:
    """Let the pairs begin three months ago and hold most of their talks; then bring them in line with today."""
    pairing.keep_pairs(session, today - _PAST)
    calendar, dice = municipal_calendar(city.policy_on(session, today)), Random(today.toordinal())
    pairs = pairs_on(session, today)
    held = {pair.id: list(_held(pair, today, calendar, dice)) for pair in pairs}
    last = {pair.id: held[pair.id][-1].day if held[pair.id] else pair.starts_from for pair in pairs}
    agreed = [one for pair in pairs for one in _agreed(pair, last[pair.id], today, calendar, dice)]
    take_over(session, [one for talks in held.values() for one in talks], agreed)
    pairing.keep_pairs(session, today)


def _held(pair: Pair, today: date, calendar: MunicipalCalendar, dice: Random) -> Iterator[HeldBefore]:
    """As if each talk that fell due was held within a week, or skipped once."""
    due = pair.starts_from + Cadence.MONTHLY.days * _DAY
    while due < today:
        day = _working(due + dice.randrange(7) * _DAY, calendar)
        is_held = dice.random() < _HELD and day < today
        if is_held:
            yield HeldBefore(pair.id, day, dice.choice(_LENGTHS))
        due = (day if is_held else due) + Cadence.MONTHLY.days * _DAY


def _agreed(pair: Pair, since: date, today: date, calendar: MunicipalCalendar, dice: Random) -> Iterator[SetBefore]:
    due = since + Cadence.MONTHLY.days * _DAY
    if today < due < today + _SOON and dice.random() < _SET:
        yield SetBefore(pair.id, _working(due, calendar), dice.choice(_HOURS))


def _working(day: date, calendar: MunicipalCalendar) -> date:
    while not calendar.is_working_day(day):
        day += _DAY
    return day
