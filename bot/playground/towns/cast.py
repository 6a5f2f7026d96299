"""The finished city as a list of candidates, from which the edge cases choose who embodies them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.playground.towns.chart import Line, Path
from bot.playground.towns.model import Rank, SlackAccount, Status, TownStaff, TownUnit


@dataclass(frozen=True)
class Cast:
    """Everything built so far; `lines` and `codes` lead from the chart's marks to the units."""

    lines: Sequence[Line]
    codes: Mapping[Path, str]
    units: Sequence[TownUnit]
    staff: Sequence[TownStaff]
    accounts: Sequence[SlackAccount]

    @cached_property
    def unit_by_code(self) -> Mapping[str, TownUnit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def with_account(self) -> frozenset[str | None]:
        return frozenset(account.staff_no for account in self.accounts)

    def marked(self, mark: str) -> tuple[str, ...]:
        """The codes of the units that carry the mark in the chart, from top to bottom."""
        return tuple(self.codes[line.path] for line in self.lines if mark in line.marks)

    def first(self, is_it: Callable[[TownStaff], bool]) -> str:
        return next(person.staff_no for person in self.staff if is_it(person))

    def in_team(self, code: str) -> list[TownStaff]:
        """Those whose main post is in this very unit."""
        return [person for person in self.staff if person.posts[0].unit_code == code]

    def members(self, code: str) -> list[TownStaff]:
        """Those whose main post is in the section or one of its teams."""
        teams = [unit.code for unit in self.units if unit.parent == code]
        return [person for place in (code, *teams) for person in self.in_team(place)]

    def one_of(self, code: str, *ranks: Rank) -> str:
        """Somebody at work of one of these ranks in the section or its teams."""
        able = [person for person in self.members(code) if person.rank in ranks and person.status is Status.ACTIVE]
        return able[0].staff_no

    def in_office(self, person: TownStaff) -> bool:
        """At work, reachable in Slack, in no shift workplace, and in a section that has a channel."""
        unit = self.unit_by_code[person.posts[0].unit_code]
        return (
            person.status is Status.ACTIVE
            and person.staff_no in self.with_account
            and not unit.works_shifts
            and self._has_channel(unit)
        )

    def _has_channel(self, unit: TownUnit) -> bool:
        return bool(unit.channel_id or (unit.parent and self._has_channel(self.unit_by_code[unit.parent])))
