"""The edge cases X01 … X28 of `domain.md` 5.4, each with who embodies it in this city and the values of its row."""

from collections.abc import Mapping

from bot.playground.towns.cast import Cast
from bot.playground.towns.fixtures_of_dates import CALENDAR, limits, modes, moves, reports
from bot.playground.towns.fixtures_of_people import (
    absences,
    accounts,
    group_sizes,
    hours,
    leave_and_pairs,
    posts,
    texts,
)
from bot.playground.towns.model import Fixture

PARTS = (group_sizes, posts, hours, absences, moves, modes, limits, leave_and_pairs, texts, accounts, reports)


def fixtures(cast: Cast) -> Mapping[str, Fixture]:
    """All 28, in order."""
    found = dict(CALENDAR)
    for part in PARTS:
        found |= part(cast)
    return {code: found[code] for code in sorted(found)}
