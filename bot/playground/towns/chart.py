"""The organisation charts: one line per bureau, department and section, read from the CSV files beside this module.

A line's `特徴` are marks: how the unit works (交替, 他律, 36協定 …) and which edge cases it embodies (X01 …).
`種別` says how high the unit stands (局, 部, 課 …), whatever its name: 福祉事務所 is a 部.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files

from bot.playground.towns.model import UnitLevel

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A unit above the teams. `size` counts everybody in and below it; 0 means that the bureau's rest is shared out."""

    path: Path
    level: UnitLevel
    kind: str
    size: int
    teams: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def top(self) -> str:
        return self.path[0]

    @property
    def is_section(self) -> bool:
        return self.level is UnitLevel.SECTION

    def value(self, mark: str) -> str:
        """What stands behind `mark=`, or nothing."""
        return next((found.partition("=")[2] for found in self.marks if found.startswith(f"{mark}=")), "")


def read_chart(file_name: str) -> list[Line]:
    text = files(__package__).joinpath(file_name).read_text(encoding="utf-8")
    return [line for row in csv.DictReader(io.StringIO(text)) for line in lines_of(row)]


def lines_of(row: dict[str, str]) -> Iterator[Line]:
    """The line itself, and below it what its pattern (`ひな型=FILE`) says, as for the seven ward offices."""
    line = line_of(row)
    yield line
    if pattern := line.value("ひな型"):
        for below in read_chart(pattern):
            yield replace(below, path=(*line.path, *below.path))


def line_of(row: dict[str, str]) -> Line:
    above = "/".join(filter(None, (row["局"], row["部"], row["課"])))
    return Line(
        path=tuple(above.split("/")),
        level=UnitLevel.SECTION if row["課"] else UnitLevel.DEPARTMENT if row["部"] else UnitLevel.BUREAU,
        kind=row["種別"],
        size=int(row["人数"] or 0),
        teams=tuple(row["係"].split()),
        marks=tuple(row["特徴"].split()),
    )
