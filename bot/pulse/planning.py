"""When surveys open, remind and close: on working days, never in a busy season. What is guarded moves. Pure.

Dates only; at what time of the day is policy (`surveys.opens_at`, `surveys.closes_at`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from bot.city.surveys import Cadence, Pulse, Season, SurveyBudget
from bot.errors import Refused
from bot.workdays.paydays import IsWorking, next_working_day

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_LONGEST_SEARCH_DAYS = 3 * 366


@dataclass(frozen=True)
class Window:
    """A survey's days, all worked: it opens, reminds whoever has not answered, and closes."""

    opens_on: date
    reminders_on: tuple[date, ...]
    closes_on: date


@dataclass(frozen=True)
class Guard:
    """Of whom is asked: the busy seasons (`BusySeasons.of` the unit and all above it) and the days that are worked."""

    seasons: tuple[Season, ...]
    is_working: IsWorking

    def window(self, opens_on: date, *, working_days: int, reminders: int) -> Window:
        """The days of a survey that is open on so many working days, with its reminders evenly spread between."""
        days = [opens_on]
        while len(days) < working_days:
            days.append(next_working_day(days[-1], self.is_working))
        places = (working_days * number // (reminders + 1) for number in range(1, reminders + 1))
        return Window(opens_on, tuple(days[place] for place in places), days[-1])

    def is_free(self, opens_on: date, *, working_days: int) -> bool:
        """Whether a survey may open on this day: it is worked, and no busy day lies between its first and its last."""
        if not self.is_working(opens_on):
            return False
        last = self.window(opens_on, working_days=working_days, reminders=0).closes_on
        days = (opens_on + number * _DAY for number in range((last - opens_on).days + 1))
        return not any(season.covers(day) for day in days for season in self.seasons)

    def next_free(self, day: date, *, working_days: int) -> date:
        """The first day from `day` on on which a survey may open (`domain.md` R-CAL-14): it moves, it never drops.

        Raises Refused where three years hold none.
        """
        for number in range(_LONGEST_SEARCH_DAYS):
            if self.is_free(day + number * _DAY, working_days=working_days):
                return day + number * _DAY
        raise Refused("The busy seasons leave no day on which these staff can be asked. Shorten one in the city file.")

    def refuse_busy(self, opens_on: date, *, working_days: int) -> None:
        """Raise Refused, with the next free day, where a survey that somebody plans by hand would be guarded."""
        if not self.is_free(opens_on, working_days=working_days):
            raise Refused(
                "From {day} on these staff are off or busy. The next day on which this can open is {free}.",
                day=opens_on,
                free=self.next_free(opens_on, working_days=working_days),
            )


def next_wave(pulse: Pulse, starts_on: date, held: Sequence[date], guard: Guard) -> date:
    """When the next wave of a pulse opens that began on `starts_on`; `held` are the openings so far, in order.

    Every wave of the rhythm is held. One that is guarded opens on the next free day; those behind it follow when the
    one before is closed, and not sooner than five sevenths of the usual time (weekly 5 days, fortnightly 10, monthly
    20), until the rhythm is reached again: nobody is asked twice in a few days for what a busy season put off.
    """
    day = next(islice(rhythm(pulse, starts_on), len(held), None))
    if held:
        closed_on = guard.window(held[-1], working_days=pulse.working_days_open, reminders=0).closes_on
        day = max(day, closed_on + _DAY, held[-1] + timedelta(days=pulse.cadence.period_days * 5 // 7))
    return guard.next_free(day, working_days=pulse.working_days_open)


def rhythm(pulse: Pulse, starts_on: date) -> Iterator[date]:
    """The days from `starts_on` on on which waves would open if nothing were in the way; without end."""
    day = starts_on + (pulse.weekday.number - starts_on.weekday()) % 7 * _DAY
    while True:
        if pulse.cadence is not Cadence.MONTHLY or (day.day - 1) // 7 + 1 == pulse.week_of_month:
            yield day
        day += 2 * _WEEK if pulse.cadence is Cadence.FORTNIGHTLY else _WEEK


def may_be_asked(requests: Sequence[date], day: date, budget: SurveyBudget) -> bool:
    """Whether a person's survey budget allows one more request on `day` (practice G11).

    `requests` are the days of all invitations and reminders of every survey that reached the person.
    """
    since = day - timedelta(days=budget.within_days)
    return sum(since < request <= day for request in requests) < budget.requests
