"""What a report of overtime must say, when it comes on the day itself, and when its day instead was kept. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.errors import Refused
from bot.overtime.kinds import Report, ReportState
from bot.texts import N_

#: How far ahead somebody may report.
DAYS_AHEAD = timedelta(weeks=4)
LONGEST_LINE = 200
#: Characters that no line of work has and that a database may refuse: controls and halves of pairs.
_UNWRITABLE = frozenset({"Cc", "Cs"})


class ClockMinute(int):
    """A minute of the day that a sentence says as a time, such as 17:15."""


class Part(StrEnum):
    """What somebody fills in, by the names that the fields of the form have too; `day` has no field of its own."""

    CAUSE = "cause"
    PLANNED_END = "planned_end"
    LINE = "line"
    DAY_INSTEAD = "day_instead"
    DAY = "day"


@dataclass(frozen=True)
class Wish:
    """What somebody reports. `version` is that of the report which the form showed, 0 for none yet."""

    day: date
    cause: str
    planned_end_minute: int | None
    line: str = ""
    day_instead: date | None = None
    version: int = 0


@dataclass(frozen=True)
class Situation:
    """What a report is held against: the day, the person's end of it, and what can be chosen."""

    today: date
    is_reportable: bool
    end_minute: int
    causes: Collection[str]
    days_instead: Collection[date]


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a part of a report: a msgid with its values."""

    part: Part
    message: str
    values: dict[str, object] = field(default_factory=dict)


class UnsuitableReport(Refused):
    """A report that cannot be; `flaws` is everything that is wrong with it."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__(flaws[0].message, **flaws[0].values)
        self.flaws = tuple(flaws)


def flaws_of(wish: Wish, situation: Situation) -> list[Flaw]:
    """Everything that is wrong with a report; of a day that cannot be reported nothing else is asked."""
    return list(_of_day(wish.day, situation)) or [
        *_of_cause(wish.cause, situation),
        *_of_end(wish.planned_end_minute, situation.end_minute),
        *flaws_of_line(wish.line),
        *_of_day_instead(wish, situation),
    ]


def is_same_day(day: date, report_by: int, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a report for `day` comes after the city's report-by time, in minutes of that day (当日; R-CAL-10)."""
    return now > datetime.combine(day, time(), zone) + timedelta(minutes=report_by)


def is_said_already(present: Report, wish: Wish) -> bool:
    """Whether a wish says what is reported already: a second press, or a form that is older than the report.

    Whoever sends the newest form of a report that was sent back or withdrawn says it once more.
    """
    is_open = present.state in (ReportState.REPORTED, ReportState.CONFIRMED)
    return _said(present) == (wish.cause, wish.planned_end_minute, wish.line, wish.day_instead) and (
        is_open or wish.version < present.version
    )


def _said(report: Report) -> tuple[object, ...]:
    return report.cause, report.planned_end_minute, report.line, report.day_instead


def is_kept(*, was_on_time: bool | None, has_reported_overtime: bool) -> bool | None:
    """Whether somebody went home on time on their day instead; None where nothing tells.

    Overtime that they reported for that very day means that it was not kept, whatever attendance says.
    """
    return False if has_reported_overtime else was_on_time


def _of_day(day: date, situation: Situation) -> Iterator[Flaw]:
    today = situation.today
    if day < today:
        message = N_("{day} is over, so nothing can be reported for it any more. Choose another day above.")
        yield Flaw(Part.DAY, message, {"day": day})
    elif day > today + DAYS_AHEAD:
        message = N_("{day} is still far away. You can report for days until {last}.")
        yield Flaw(Part.DAY, message, {"day": day, "last": today + DAYS_AHEAD})
    elif not situation.is_reportable:
        message = N_("{day} is no no-overtime day of yours, so no report is needed here. Choose another day above.")
        yield Flaw(Part.DAY, message, {"day": day})


def _of_cause(cause: str, situation: Situation) -> Iterator[Flaw]:
    if cause not in situation.causes:
        yield Flaw(Part.CAUSE, N_("Choose a reason from the list."))


def _of_end(minute: int | None, end_minute: int) -> Iterator[Flaw]:
    if minute is None or minute <= end_minute:
        message = N_("Choose a time after {time}, when your working day ends.")
        yield Flaw(Part.PLANNED_END, message, {"time": ClockMinute(end_minute)})


def flaws_of_line(line: str) -> Iterator[Flaw]:
    """What is wrong with a line of work."""
    if len(line) > LONGEST_LINE:
        message = N_("Write at most {longest} characters; these are {count}.")
        yield Flaw(Part.LINE, message, {"longest": LONGEST_LINE, "count": len(line)})
    elif any(unicodedata.category(one) in _UNWRITABLE for one in line):
        yield Flaw(Part.LINE, N_("Write one line, without line breaks or invisible characters."))


def _of_day_instead(wish: Wish, situation: Situation) -> Iterator[Flaw]:
    if wish.day_instead is None:
        if situation.days_instead:
            yield Flaw(Part.DAY_INSTEAD, N_("Choose the day on which you go home on time instead."))
    elif wish.day_instead not in situation.days_instead:
        message = N_("{day} cannot be chosen, or not any more. Choose another day.")
        yield Flaw(Part.DAY_INSTEAD, message, {"day": wish.day_instead})
