"""All units of a city in the order of its organisation chart, and their codes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.playground.towns.chart import Line, Path
from bot.playground.towns.model import UnitLevel


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of any level. `line` is the chart's line that it stands on or under."""

    path: Path
    line: Line

    @property
    def is_team(self) -> bool:
        return len(self.path) > len(self.line.path)

    @property
    def level(self) -> UnitLevel:
        return UnitLevel.TEAM if self.is_team else self.line.level


def places_of(lines: Sequence[Line], teams: Mapping[Path, Sequence[str]]) -> Iterator[Place]:
    """All units, each after its parent."""
    for line in lines:
        yield Place(line.path, line)
        yield from (Place((*line.path, team), line) for team in teams.get(line.path, ()))


def unit_codes(places: Sequence[Place]) -> dict[Path, str]:
    """Two digits per level, counted among siblings and filled up with zeros: 020000, 020200, 020203."""
    depth = max(len(place.path) for place in places)
    numbers: dict[Path, str] = {(): ""}
    children: dict[Path, int] = {}
    for place in places:
        parent = place.path[:-1]
        children[parent] = children.get(parent, 0) + 1
        numbers[place.path] = f"{numbers[parent]}{children[parent]:02}"
    return {place.path: numbers[place.path].ljust(depth * 2, "0") for place in places}
