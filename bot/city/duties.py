"""The sections of the policy about who: who holds a duty, and which units take part in a pilot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Self

from pydantic import Field, model_validator

from bot.city.fields import Channel, Code
from bot.city.parts import Part, first_twice
from bot.errors import BadPolicy


class Personnel(Part):
    """人事: the channel for rehearsals and for what the administrator must see."""

    channel: Channel = ""


class Duties(Part):
    """Who holds which duty, by staff number (`domain.md` 3.8). Nobody holds one unless the city says so.

    `general_affairs` (局庶務) goes by unit code and covers that unit with everything below it; the others, the city.
    """

    personnel: tuple[Code, ...] = ()
    administrators: tuple[Code, ...] = ()
    welfare: tuple[Code, ...] = ()
    executives: tuple[Code, ...] = ()
    general_affairs: Mapping[Code, tuple[Code, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for duty, numbers in self._lists():
            if twice := first_twice(numbers):
                raise BadPolicy("duties.{duty} names {number} twice; once is enough.", duty=duty, number=twice)
        return self

    @property
    def staff_numbers(self) -> frozenset[str]:
        """Everyone who holds some duty."""
        return frozenset(number for _, numbers in self._lists() for number in numbers)

    def _lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield "personnel", self.personnel
        yield "administrators", self.administrators
        yield "welfare", self.welfare
        yield "executives", self.executives
        yield from ((f"general_affairs.{code}", numbers) for code, numbers in self.general_affairs.items())


class Pilot(Part):
    """The codes of the units that take part in a pilot, each with everything below it."""

    units: tuple[Code, ...] = ()
