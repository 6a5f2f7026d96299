"""Which open seat gets which rank: first the workplaces with a make-up of their own, then the offices from one deck."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.playground.towns.chart import Line, Path
from bot.playground.towns.dice import Dice, apportion
from bot.playground.towns.model import Rank

MAKE_UP: Mapping[str, Mapping[Rank, int]] = {
    "消防": {Rank.R4: 45, Rank.R1: 55},
    "保育": {Rank.R4: 20, Rank.R1: 20, Rank.FISCAL_YEAR: 60},
    "病棟": {Rank.R4: 30, Rank.R1: 65, Rank.FISCAL_YEAR: 5},
    "業務職": {Rank.R4: 25, Rank.R1: 65, Rank.REEMPLOYED: 10},
    "運転": {Rank.R4: 25, Rank.R1: 65, Rank.REEMPLOYED: 10},
}


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A place whose rank is still to be dealt out."""

    path: Path
    line: Line


def fill_ranks(seats: Sequence[OpenSeat], left: Mapping[Rank, int], dice: Dice) -> list[Rank]:
    """A rank for each seat, using up exactly what is `left` of each."""
    dealt: dict[int, Rank] = {}
    for line, mine in seats_by_line(seats).items():
        dealt |= labour(line, [number for number in mine if seats[number].path != line.path])
        dealt |= own_make_up(line, mine, dice)
    used = list(dealt.values())
    deck = [rank for rank, count in left.items() for _ in range(count - used.count(rank))]
    dice.shuffle(deck)
    rest = iter(deck)
    return [dealt[number] if number in dealt else next(rest) for number in range(len(seats))]


def seats_by_line(seats: Sequence[OpenSeat]) -> dict[Line, list[int]]:
    found: dict[Line, list[int]] = {}
    for number, seat in enumerate(seats):
        found.setdefault(seat.line, []).append(number)
    return found


def labour(line: Line, in_teams: Sequence[int]) -> dict[int, Rank]:
    """The last seats of a section marked 技能=N are manual workers': its first team is the office."""
    count = int(line.value("技能") or 0)
    return dict.fromkeys(in_teams[len(in_teams) - count :], Rank.LABOUR)


def own_make_up(line: Line, mine: Sequence[int], dice: Dice) -> dict[int, Rank]:
    shares = next((MAKE_UP[mark] for mark in line.marks if mark in MAKE_UP), None)
    if shares is None:
        return {}
    counts = apportion(len(mine), list(shares.values()))
    ranks = [rank for rank, count in zip(shares, counts, strict=True) for _ in range(count)]
    dice.shuffle(ranks)
    return dict(zip(mine, ranks, strict=True))
