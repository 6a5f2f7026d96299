"""Every seat of a city: in which unit, of which rank, and whether it leads the unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.playground.towns.chart import Line, Path, read_chart
from bot.playground.towns.dice import Dice
from bot.playground.towns.executives import Executives, executives, with_sizes
from bot.playground.towns.figures import Figures
from bot.playground.towns.leads import Lead, leads
from bot.playground.towns.model import Rank
from bot.playground.towns.places import Place, places_of
from bot.playground.towns.ranks import OpenSeat, fill_ranks
from bot.playground.towns.teams import Team, teams_of, total, with_team_names


@dataclass(frozen=True, slots=True)
class Seat:
    """A place for one person. `line` is the section, or the unit above the sections, that it belongs to."""

    path: Path
    line: Line
    rank: Rank
    is_head: bool = False
    is_lead: bool = False

    @property
    def is_in_team(self) -> bool:
        return len(self.path) > len(self.line.path)


@dataclass(frozen=True, slots=True)
class Layout:
    """The chart, all its units with the teams, and all seats in the order of the units."""

    lines: tuple[Line, ...]
    places: tuple[Place, ...]
    seats: tuple[Seat, ...]


def lay_out(figures: Figures, dice: Dice) -> Layout:
    chart = [line for file_name in figures.charts for line in read_chart(file_name)]
    own = executives(chart, figures)
    lines = [with_team_names(line, figures.team_sizes) for line in with_sizes(chart, own, dice)]
    sections = [line for line in lines if line.is_section]
    led = leads(sections, own, figures, dice)
    teams = {line.path: section_teams(line, led[line.path], figures, dice) for line in sections}
    leading = list(leading_seats(lines, own, led, teams))
    free = [seat for line in sections for seat in open_seats(line, led[line.path], teams[line.path])]
    dealt = fill_ranks(free, ranks_left(figures, leading), dice)
    filled = [Seat(seat.path, seat.line, rank) for seat, rank in zip(free, dealt, strict=True)]
    places = tuple(places_of(lines, {path: [team.name for team in found] for path, found in teams.items()}))
    return Layout(tuple(lines), places, in_order([*leading, *filled], places))


def in_order(seats: Sequence[Seat], places: Sequence[Place]) -> tuple[Seat, ...]:
    position = {place.path: number for number, place in enumerate(places)}
    return tuple(sorted(seats, key=lambda seat: position[seat.path]))


def section_teams(line: Line, lead: Lead, figures: Figures, dice: Dice) -> list[Team]:
    return teams_of(line, line.size - len(lead.ranks), figures.team_sizes, dice)


def leading_seats(
    lines: Sequence[Line], own: Executives, led: Mapping[Path, Lead], teams: Mapping[Path, Sequence[Team]]
) -> Iterator[Seat]:
    for line in lines:
        lead = led.get(line.path, Lead(has_head=True, ranks=own[line.path], team_heads=()))
        for place, rank in enumerate(lead.ranks):
            yield Seat(line.path, line, rank, is_head=lead.has_head and place == 0, is_lead=True)
        for team, head in zip(teams.get(line.path, ()), lead.team_heads, strict=True):
            if head:
                yield Seat((*line.path, team.name), line, head, is_head=True, is_lead=True)


def open_seats(line: Line, lead: Lead, teams: Sequence[Team]) -> Iterator[OpenSeat]:
    for team, head in zip(teams, lead.team_heads, strict=True):
        yield from [OpenSeat((*line.path, team.name), line)] * (team.size - (head is not None))
    yield from [OpenSeat(line.path, line)] * (line.size - len(lead.ranks) - total(teams))


def ranks_left(figures: Figures, taken: Sequence[Seat]) -> dict[Rank, int]:
    counted = [seat.rank for seat in taken]
    return {rank: count - counted.count(rank) for rank, count in figures.ranks.items()}
