"""What the people of a city took of their annual leave, in a file as its attendance system would write it."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.playground.towns.dice import Dice
from bot.playground.towns.files import table
from bot.playground.towns.model import Employment, Status, Town, TownStaff

LEAVE_HEADERS = ("職員番号", "種類", "年度", "付与", "繰越", "取得", "時点")

_AT_WORK = frozenset({Status.ACTIVE, Status.SECONDED_IN})
_OF_A_FISCAL_YEAR = frozenset({Employment.FISCAL_YEAR_FULL, Employment.FISCAL_YEAR_PART})
#: Days granted a year, to ordinary staff and to those who are appointed for a fiscal year.
_GRANTED, _GRANTED_FOR_A_YEAR = 20, 10
_UNDER_FIVE_PERCENT, _WITH_HOURS_PERCENT = 9, 40
#: Fewer than the shortest day of anybody has.
_MOST_HOURS = 3


def leave_csv(town: Town, year: int, as_of: date) -> bytes:
    """Annual leave of a leave year that is nearly over, up to a day: 11 days on average, few people under five."""
    return table(LEAVE_HEADERS, _rows(town, year, as_of), "utf-8-sig")


def _rows(town: Town, year: int, as_of: date) -> Iterator[Sequence[str]]:
    dice, (rest,) = Dice(year), town.fixtures["X22"].staff
    for person in town.staff:
        if person.status in _AT_WORK:
            granted, carried_over, taken = _amounts(person, dice)
            if person.staff_no == rest:
                # 18 days 0 hours 45 minutes are left, of days of 7 hours 45 minutes.
                granted, carried_over, taken = "20日", "0日", "1日7時間"
            yield person.staff_no, "年次休暇", str(year), granted, carried_over, taken, as_of.isoformat()


def _amounts(person: TownStaff, dice: Dice) -> tuple[str, str, str]:
    is_for_a_year = person.employment in _OF_A_FISCAL_YEAR
    granted = _GRANTED_FOR_A_YEAR if is_for_a_year else _GRANTED
    usual = 5 + dice.below(5) if is_for_a_year else 7 + dice.below(6) + dice.below(6)
    days = dice.below(5) if dice.chance(_UNDER_FIVE_PERCENT) else usual
    hours = 1 + dice.below(_MOST_HOURS) if dice.chance(_WITH_HOURS_PERCENT) else 0
    carried_over = 0 if is_for_a_year else dice.below(_GRANTED + 1)
    return f"{granted}日", f"{carried_over}日", f"{days}日{hours}時間" if hours else f"{days}日"
