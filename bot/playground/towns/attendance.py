"""When the people of a city came and left: a file as its attendance system would write it (`domain.md` 5.5).

Which days are worked is the caller's business. The rates come out to the tenth of a percent, whatever the days are.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.playground.towns.dice import Dice, apportion
from bot.playground.towns.files import Encoding, table
from bot.playground.towns.model import Status, Town, TownStaff, UnitLevel

ATTENDANCE_HEADERS = ("職員番号", "日付", "出勤", "退勤", "時間外(分)", "区分")
#: Which of them is the day.
DAY_PLACE = ATTENDANCE_HEADERS.index("日付")

_WEDNESDAY = 2
_WEEKDAYS = "月火水木金土日"
_AT_WORK = frozenset({Status.ACTIVE, Status.SECONDED_IN})
_GRACE = 30
_EIGHT_IN_THE_EVENING = 20 * 60
_FULL_DAY_ENDS_AFTER = 16 * 60
#: Days on which work that was not done on the Wednesday is made up for.
_BUSIER = {1: 106, 3: 112}


@dataclass(frozen=True, slots=True)
class Figures:
    """How often people leave late, in tenths of a percent; leave and trips in percent of the staff."""

    late_on_wednesdays: int
    late_on_paydays: int
    late: int
    after_eight: int
    away_percent: int = 6
    trip_percent: int = 2


FIGURES: Mapping[str, Figures] = {
    "hibarino": Figures(late_on_wednesdays=159, late_on_paydays=140, late=208, after_eight=68),
    "aihama": Figures(late_on_wednesdays=164, late_on_paydays=150, late=213, after_eight=70),
}

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, who is there to be counted, and how many of them leave late and after eight."""

    date: date
    present: Sequence[TownStaff]
    late: int = 0
    after_eight: int = 0


def attendance_csv(
    town: Town,
    days: Sequence[date],
    *,
    paydays: Collection[date] = (),
    seed: int | None = None,
    encoding: Encoding = "utf-8-sig",
) -> bytes:
    """The file of the worked `days`: everybody who does not work in shifts, heads of sections and above among them."""
    dice = Dice(len(town.staff) if seed is None else seed)
    return table(ATTENDANCE_HEADERS, _rows(town, days, paydays, FIGURES[town.code], dice), encoding)


def _rows(town: Town, days: Sequence[date], paydays: Collection[date], figures: Figures, dice: Dice) -> Iterator[Row]:
    staff, managers = _office_staff(town)
    elsewhere: list[Row] = []
    present = []
    for day in days:
        there = []
        for person in (one for one in staff if _WEEKDAYS[day.weekday()] in one.hours.weekdays):
            if dice.chance(figures.away_percent):
                elsewhere.append(_row(person, day, kind="年休"))
            elif dice.chance(figures.trip_percent):
                elsewhere.append(_row(person, day, kind="出張"))
            else:
                there.append(person)
        present.append(_Day(day, there))
    yield from elsewhere
    busy = _busy_units(town)
    for planned in _plan(present, paydays, figures):
        yield from _rows_of(planned, busy, dice)
    for day in days:
        yield from (_row(one, day, out=_end(one) + dice.below(80)) for one in managers)


def _busy_units(town: Town) -> Mapping[str, int]:
    """How likely people stay in each unit: it is the same units that are busy in every file."""
    dice = Dice(len(town.units))
    return {unit.code: 1 + dice.below(9) for unit in town.units}


def _office_staff(town: Town) -> tuple[list[TownStaff], list[TownStaff]]:
    """Those who are counted, and the managers, who are counted apart."""
    on_shifts = {unit.code for unit in town.units if unit.works_shifts}
    for unit in town.units:
        if unit.parent in on_shifts:
            on_shifts.add(unit.code)
    led = [unit for unit in town.units if unit.level is not UnitLevel.TEAM]
    heads = {unit.head for unit in led} | {unit.acting_head for unit in led}
    there = [one for one in town.staff if one.status in _AT_WORK and one.posts[0].unit_code not in on_shifts]
    return [one for one in there if one.staff_no not in heads], [one for one in there if one.staff_no in heads]


def _plan(days: Sequence[_Day], paydays: Collection[date], figures: Figures) -> list[_Day]:
    """How many leave late on each day, so that Wednesdays, paydays and all days together come out right."""
    wednesdays = [day for day in days if day.date.weekday() == _WEDNESDAY]
    pays = [day for day in days if day.date in paydays and day not in wednesdays]
    others = [day for day in days if day not in wednesdays and day not in pays]
    wednesday_late = _part(wednesdays, figures.late_on_wednesdays)
    payday_late = _part(pays, figures.late_on_paydays)
    other_late = max(_part(days, figures.late) - wednesday_late - payday_late, 0)
    planned = [*_shared(wednesdays, wednesday_late), *_shared(pays, payday_late), *_shared(others, other_late)]
    evenings = apportion(
        min(_part(days, figures.after_eight), sum(day.late for day in planned)), [day.late for day in planned]
    )
    return [_Day(day.date, day.present, day.late, late) for day, late in zip(planned, evenings, strict=True)]


def _part(days: Sequence[_Day], tenths_of_percent: int) -> int:
    return (sum(len(day.present) for day in days) * tenths_of_percent + 500) // 1000


def _shared(days: Sequence[_Day], late: int) -> Iterator[_Day]:
    if days:
        weights = [len(day.present) * _BUSIER.get(day.date.weekday(), 100) for day in days]
        for day, share in zip(days, apportion(late, weights), strict=True):
            yield _Day(day.date, day.present, min(share, len(day.present)))


def _rows_of(day: _Day, busy: Mapping[str, int], dice: Dice) -> Iterator[Row]:
    """The rows of those who are there; the busier a unit is, the likelier its people stay."""
    pull = {one.staff_no: dice.below(1000) * busy[one.posts[0].unit_code] for one in day.present}
    order = sorted(day.present, key=lambda one: (_end(one) < _FULL_DAY_ENDS_AFTER, -pull[one.staff_no]))
    for place, person in enumerate(order):
        yield _row(person, day.date, out=_leaves(person, place, day, dice), has_hours=True)


def _leaves(person: TownStaff, place: int, day: _Day, dice: Dice) -> int:
    end = _end(person)
    if place < day.after_eight:
        return _EIGHT_IN_THE_EVENING + 3 + dice.below(170)
    if place < day.late:
        first = end + _GRACE + 1
        return first + dice.below(max(_EIGHT_IN_THE_EVENING - first, 1))
    return end + dice.below(_GRACE - 1)


def _row(person: TownStaff, day: date, *, out: int | None = None, kind: str = "", has_hours: bool = False) -> Row:
    overtime = ""
    if out is not None and has_hours:
        extra = out - _end(person)
        overtime = str(extra // 15 * 15 if extra > _GRACE else 0)
    came = "" if out is None else _clock(_minute(person.hours.start) - 5 - len(person.name) % 3 * 4)
    return person.staff_no, f"{day:%Y/%m/%d}", came, "" if out is None else _clock(out), overtime, kind


def _end(person: TownStaff) -> int:
    return _minute(person.hours.end)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
