"""The teams of a section: their names where the chart gives none, and how many people sit in each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.playground.towns.chart import Line
from bot.playground.towns.dice import Dice, apportion
from bot.playground.towns.figures import TeamSizes
from bot.playground.towns.leads import is_care

OFFICE_TEAMS = ("庶務", "管理", "企画調整", "推進", "指導", "調査", "事業", "審査", "相談", "計画")
TEAMS_BY_MARK = {
    "消防": ("管理", "警防第1", "警防第2", "警防第3", "救急第1", "救急第2", "救急第3", "救助", "予防", "指揮"),
    "現業": ("管理", "作業第1", "作業第2", "作業第3", "作業第4", "作業第5", "作業第6", "作業第7", "作業第8", "整備"),
    "運転": ("庶務", "運行管理", "運転第1", "運転第2", "運転第3", "運転第4", "運転第5", "運転第6", "運転第7", "整備"),
    "技術": ("庶務", "計画", "設計", "工務第1", "工務第2", "工務第3", "維持", "用地", "設備", "調整"),
}
LEADERS_PER_SECTION = 3


@dataclass(frozen=True, slots=True)
class Team:
    """A team and its size with its head; `size` 0 while it is not yet known."""

    name: str
    size: int


def with_team_names(line: Line, sizes: TeamSizes) -> Line:
    """The section with names for its teams, unless it has none: care, or too small."""
    count = round((line.size - LEADERS_PER_SECTION) / sizes.people_per_team)
    if not line.is_section or line.teams or is_care(line) or "係なし" in line.marks or count < 1:
        return line
    names = next((TEAMS_BY_MARK[mark] for mark in line.marks if mark in TEAMS_BY_MARK), OFFICE_TEAMS)
    return replace(line, teams=tuple(f"{name}担当" for name in names[:count]))


def teams_of(line: Line, seats: int, sizes: TeamSizes, dice: Dice) -> list[Team]:
    """The section's teams with their sizes; `NAME:3` in the chart asks for one. Who does not fit sits above."""
    asked = [Team(name, int(size or 0)) for name, _, size in (team.partition(":") for team in line.teams)]
    free = [team for team in asked if not team.size]
    if not free:
        return asked
    rest = min(seats - total(asked), sizes.largest * len(free))
    spread = iter(spread_over(rest, len(free), sizes, dice))
    return [team if team.size else replace(team, size=next(spread)) for team in asked]


def spread_over(seats: int, count: int, sizes: TeamSizes, dice: Dice) -> list[int]:
    """Even shares, then one team grows at the cost of the others, as a section's main work does."""
    if sizes.tiny_every and count > 2 and dice.below(sizes.tiny_every) == 0:
        tiny = 1 + dice.below(2)
        return [*spread_over(min(seats - tiny, sizes.largest * (count - 1)), count - 1, sizes, dice), tiny]
    spread = apportion(seats, [1] * count)
    favourite = dice.below(count)
    for place in range(count):
        move(1 + dice.below(sizes.growth), spread, place, favourite, sizes)
    return spread


def move(people: int, spread: list[int], giver: int, taker: int, sizes: TeamSizes) -> None:
    """From one team to another while both stay within bounds."""
    if giver != taker and spread[giver] - people >= sizes.smallest and spread[taker] + people <= sizes.largest:
        spread[giver] -= people
        spread[taker] += people


def total(teams: Sequence[Team]) -> int:
    return sum(team.size for team in teams)
