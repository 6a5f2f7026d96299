"""How often people are asked: their survey budget (practice G11), reckoned for whole units. Pure.

Nobody keeps who was reminded, for that would tell who had not answered: a reminder counts as a request for everybody
who was asked, whether it reached them or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.city.surveys import SurveyBudget
from bot.pulse.planning import may_be_asked


def has_room(requests: Iterable[date], wanted: Iterable[date], budget: SurveyBudget) -> bool:
    """Whether requests on the `wanted` days fit beside those that are made or planned, before and after them."""
    days: Sequence[date] = sorted([*requests, *wanted])
    return all(may_be_asked(days[:place], day, budget) for place, day in enumerate(days))
