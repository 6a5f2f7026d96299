"""Which open seat gets which rank: first the workplaces with a make-up of their own, then the offices from one deck."""

from collections.abc import Mapping, Sequence

from bot.playground.towns.chart import Line, Path
from bot.playground.towns.dice import Dice, apportion
from bot.playground.towns.model import Rank

Place = tuple[Path, Line]

MAKE_UP: Mapping[str, Mapping[Rank, int]] = {
    "消防": {Rank.R4: 45, Rank.R1: 55},
    "保育": {Rank.R4: 20, Rank.R1: 20, Rank.FISCAL_YEAR: 60},
    "病棟": {Rank.R4: 30, Rank.R1: 65, Rank.FISCAL_YEAR: 5},
    "業務職": {Rank.R4: 25, Rank.R1: 65, Rank.REEMPLOYED: 10},
    "運転": {Rank.R4: 25, Rank.R1: 65, Rank.REEMPLOYED: 10},
}


def fill_ranks(places: Sequence[Place], left: Mapping[Rank, int], dice: Dice) -> list[Rank]:
    """A rank for each place, using up exactly what is `left` of each."""
    dealt: dict[int, Rank] = labour_places(places)
    for line in dict.fromkeys(line for _, line in places):
        dealt |= own_make_up(line, [place for place, (_, at) in enumerate(places) if at is line], dice)
    deck = [rank for rank, count in left.items() for _ in range(count - list(dealt.values()).count(rank))]
    dice.shuffle(deck)
    rest = iter(deck)
    return [dealt[place] if place in dealt else next(rest) for place in range(len(places))]


def labour_places(places: Sequence[Place]) -> dict[int, Rank]:
    """The last seats of a section marked 技能=N: its first team is the office."""
    found: dict[int, Rank] = {}
    for line in dict.fromkeys(line for _, line in places):
        count = int(line.value("技能") or 0)
        mine = [place for place, (path, at) in enumerate(places) if at is line and path != line.path]
        found |= dict.fromkeys(mine[len(mine) - count :] if count else [], Rank.LABOUR)
    return found


def own_make_up(line: Line, mine: Sequence[int], dice: Dice) -> dict[int, Rank]:
    shares = next((MAKE_UP[mark] for mark in line.marks if mark in MAKE_UP), None)
    if shares is None:
        return {}
    counts = apportion(len(mine), list(shares.values()))
    ranks = [rank for rank, count in zip(shares, counts, strict=True) for _ in range(count)]
    dice.shuffle(ranks)
    return dict(zip(mine, ranks, strict=True))
