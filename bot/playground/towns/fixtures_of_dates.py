"""Edge cases whose subject is the calendar, changes of the organisation, limits and reports (`domain.md` 5.4)."""

from datetime import date

from bot.playground.towns.cast import Cast
from bot.playground.towns.model import Employment, Fixture, Rank

HOUR = 60
DEMO_MINUTE_OF_LATE_START = 17 * HOUR
LIMIT_VECTORS = (
    *("V1 45×8 0×4", "V2 45.25 10×11", "V3 30.25×12", "V4 99.75 60.25 20×10", "V5 99.75 60.5 20×10"),
    *("V6 100 20×11", "V7 46×7 10×5", "V8 70 10×11", "V9 70.25 10×11", "V10 40×12", "V11 79×5 86 10×6"),
    *("V12 40×6 46×6", "V13 90 90 | 70", "V14 90 70 | 80"),
)

CALENDAR = {
    "X16": Fixture("a Wednesday that is payday", dates=(date(2026, 10, 21),)),
    "X17": Fixture("a Wednesday, then payday on the Thursday", dates=(date(2026, 5, 20), date(2026, 5, 21))),
    "X18": Fixture("payday moved earlier; a Wednesday that is a holiday", dates=(date(2026, 9, 18), date(2026, 9, 23))),
    "X19": Fixture(
        "the bot starts late on a no-overtime day: the minute of the day",
        dates=(date(2026, 11, 25),),
        numbers=(DEMO_MINUTE_OF_LATE_START,),
    ),
    "X21": Fixture(
        "limit vectors of 3.3: hours from April; before the bar, of February and March", texts=LIMIT_VECTORS
    ),
    "X28": Fixture(
        "a mid-year indicator, April to December: prorated limits in minutes",
        dates=(date(2026, 4, 1), date(2026, 12, 31)),
        numbers=(360 * HOUR, 750 * HOUR),
    ),
}


def moves(cast: Cast) -> dict[str, Fixture]:
    halves = cast.marked("X13")
    heads = tuple(cast.unit_by_code[code].head or "" for code in halves)
    former_head = cast.first(lambda person: person.employment is Employment.ROLE_RETIRED)
    left, joined = cast.marked("X12元")[0], cast.marked("X12先")[0]
    origin, target = cast.marked("X02")[0], cast.marked("X04")[0]
    return {
        "X12": Fixture(
            "moved from an externally driven to an ordinary unit: the day, the minutes of overtime before it, "
            "then per month and for November to March",
            units=(left, joined),
            staff=(cast.one_of(joined, Rank.R4, Rank.R1),),
            dates=(date(2026, 10, 1),),
            numbers=(300 * HOUR, 45 * HOUR, 150 * HOUR),
        ),
        "X13": Fixture(
            "a section split in two on 1 April: the new sections; the former head, the new ones; the former name",
            units=halves,
            staff=(former_head, *heads),
            dates=(date(2026, 4, 1),),
            texts=("収納課",),
        ),
        "X14": Fixture(
            "a transfer: from, to; the informal notice, the effective day",
            units=(origin, target),
            staff=(cast.one_of(origin, Rank.R5),),
            dates=(date(2027, 3, 18), date(2027, 4, 1)),
        ),
    }


def modes(cast: Cast) -> dict[str, Fixture]:
    return {
        "X15": Fixture(
            "a typhoon: the units in disaster mode, its first and last day",
            units=cast.marked("X15"),
            dates=(date(2026, 10, 12), date(2026, 10, 14)),
        )
    }


def limits(cast: Cast) -> dict[str, Fixture]:
    corrected = cast.members(cast.marked("X04")[0])[:3]
    return {
        "X20": Fixture(
            "rows that a second import corrects, and the column",
            staff=tuple(person.staff_no for person in corrected),
            texts=("職位",),
        )
    }


def reports(cast: Cast) -> dict[str, Fixture]:
    return {
        "X27": Fixture(
            "a unit with nobody on duty in a report month: its first and last day",
            units=cast.marked("X27"),
            dates=(date(2026, 11, 1), date(2026, 11, 30)),
        )
    }
