"""When people work: the office day, staggered days, part-timers, shift workplaces (`domain.md` R-CAL-11, X09, X10)."""

from datetime import time

from bot.playground.towns.dice import Dice
from bot.playground.towns.model import Employment, Hours
from bot.playground.towns.seats import Seat


def hours(start: str, end: str, weekdays: str = "月火水木金") -> Hours:
    return Hours(clock_time(start), clock_time(end), weekdays)


def clock_time(text: str) -> time:
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute))


OFFICE = hours("8:30", "17:15")
STAGGERED = (hours("7:30", "16:15"), hours("8:00", "16:45"), hours("9:00", "17:45"), hours("9:30", "18:15"))
STAGGERED_PERCENT = 8
NOT_ON_WEDNESDAY = hours("9:00", "16:00", "月火木金")
PART_TIME = (
    NOT_ON_WEDNESDAY,
    NOT_ON_WEDNESDAY,
    hours("9:00", "16:00"),
    hours("8:30", "15:30"),
    hours("9:00", "15:00", "月水金"),
    hours("10:00", "16:00", "火水木金"),
    hours("13:00", "17:15"),
)
SHORT_TIME = (
    hours("8:30", "17:15", "月火水木"),
    hours("8:30", "17:15", "月火木金"),
    hours("8:30", "17:15", "火水木金"),
)
COLLECTION = hours("8:00", "16:45")
ROUND_THE_CLOCK = hours("8:30", "17:15", "月火水木金土日")
NURSERY = (hours("7:30", "16:15"), OFFICE, hours("9:30", "18:15"), hours("8:30", "17:15", "火水木金土"))
NURSERY_PART_TIME = (
    hours("7:00", "11:00"),
    hours("9:00", "13:00"),
    hours("8:30", "15:30"),
    hours("15:00", "19:00"),
    hours("15:30", "19:00", "月火水木金土"),
)


def hours_of(seat: Seat, employment: Employment, dice: Dice) -> Hours:
    """A person's own hours. A shift worker's stand for the roster only: shift units follow no common day."""
    if "保育" in seat.line.marks:
        is_part_time = employment is Employment.FISCAL_YEAR_PART
        return OFFICE if seat.is_head else dice.pick(NURSERY_PART_TIME if is_part_time else NURSERY)
    if "交替" in seat.line.marks and not seat.is_lead:
        return ROUND_THE_CLOCK
    return COLLECTION if "現業" in seat.line.marks else office_hours(employment, dice)


def office_hours(employment: Employment, dice: Dice) -> Hours:
    if employment is Employment.FISCAL_YEAR_PART:
        return dice.pick(PART_TIME)
    if employment is Employment.REEMPLOYED_SHORT:
        return dice.pick(SHORT_TIME)
    return dice.pick(STAGGERED) if dice.chance(STAGGERED_PERCENT) else OFFICE
