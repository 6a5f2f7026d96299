"""Who leads above the sections, and how many people that leaves for each section."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.playground.towns.chart import Line, Path
from bot.playground.towns.dice import Dice, apportion
from bot.playground.towns.figures import Figures
from bot.playground.towns.model import Rank, UnitLevel

Executives = Mapping[Path, tuple[Rank, ...]]


def executives(chart: Sequence[Line], figures: Figures) -> Executives:
    """The ranks that sit in each unit above the sections, its head first.

    Every top unit has one of rank R8 and every department one of R7; what is left goes to the biggest top units.
    An office marked 兼務長 is led by somebody from above it.
    """
    tops = [line for line in chart if len(line.path) == 1 and not line.is_section]
    departments = [line for line in chart if line.level is UnitLevel.DEPARTMENT and "兼務長" not in line.marks]
    led_by_r8 = tops + [line for line in chart if "部長級" in line.marks]
    found: dict[Path, list[Rank]] = {line.path: [] for line in chart}
    for rank, leaders in ((Rank.R8, led_by_r8), (Rank.R7, departments)):
        for line in leaders:
            found[line.path].append(rank)
        extras = apportion(figures.ranks[rank] - len(leaders), [line.size for line in tops])
        for line, count in zip(tops, extras, strict=True):
            found[line.path] += [rank] * count
    return {path: tuple(ranks) for path, ranks in found.items()}


def with_sizes(chart: Sequence[Line], own: Executives, dice: Dice) -> list[Line]:
    """The chart with a size on every line: sections without one share what their top unit has left."""
    tops = [line for line in chart if len(line.path) == 1]
    sized = {line.path: line for top in tops for line in sized_sections(top, chart, own, dice)}
    sections = list(sized.values())
    return [sized.get(line.path) or (line if line.size else grown(line, chart, sections, own)) for line in chart]


def sized_sections(top: Line, chart: Sequence[Line], own: Executives, dice: Dice) -> list[Line]:
    below = [line for line in chart if line.top == top.name]
    sections = [line for line in below if line.is_section]
    led = sum(len(own[line.path]) for line in below if not line.is_section)
    rest = top.size - led - sum(line.size for line in sections)
    weights = [(60 + dice.below(80)) * int(line.value("重み") or 1) for line in sections if not line.size]
    shares = iter(apportion(rest, weights))
    return [line if line.size else replace(line, size=next(shares)) for line in sections]


def grown(line: Line, chart: Sequence[Line], sections: Sequence[Line], own: Executives) -> Line:
    """A department as big as those who lead it and its sections together."""
    depth = len(line.path)
    led = sum(len(own[below.path]) for below in chart if below.path[:depth] == line.path and not below.is_section)
    return replace(line, size=led + sum(below.size for below in sections if below.path[:depth] == line.path))
