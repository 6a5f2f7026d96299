"""The section of the policy about 1on1s: on which level, how often, what is asked afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, model_validator

from bot.city.fields import Code, Day, Whole
from bot.city.parts import Part, first_twice
from bot.errors import BadPolicy

CadenceName = Literal["weekly", "fortnightly", "monthly", "quarterly"]


class OneOnOnes(Part):
    """Who holds 1on1s, how often (units may differ, by code), and whether members are asked how clear things are now.

    The levels are those of `domain.md` E02 and E11. There are pairs from `starts_on`, if the city names a day. A head
    with more than `wide_span` new pairs at once has a whole cadence for their first talks, and gets the tip to meet
    less often.
    """

    is_on: StrictBool = True
    starts_on: Day | None = None
    levels: tuple[Literal["team", "section", "department", "skip"], ...] = ("team", "section")
    cadence: CadenceName = "monthly"
    units: Mapping[Code, CadenceName] = Field(default_factory=dict)
    minutes: Annotated[int, Whole(10, 120)] = 30
    wide_span: Annotated[int, Whole(2, 50)] = 8
    asks_clarity: StrictBool = False

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.levels and self.is_on:
            raise BadPolicy('one_on_ones.levels is empty; name at least one, such as ["team"], or set is_on to false.')
        if twice := first_twice(self.levels):
            raise BadPolicy("one_on_ones.levels names {level} twice; once is enough.", level=twice)
        return self

    def are_held_on(self, day: date) -> bool:
        """Whether there are 1on1s by then."""
        return self.is_on and (self.starts_on is None or self.starts_on <= day)
