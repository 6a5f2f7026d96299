"""What files of other systems have in common whose rows are taken over all or none: rows, progress, outcome. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.people.roster import Progress, Step
from bot.people.roster_rows import RowReader
from bot.people.roster_sheet import Sheet

_TELL_EVERY_ROWS = 500


@dataclass(frozen=True)
class Reading:
    """By whom and when a file is read."""

    now: datetime
    today: date
    actor: str


@dataclass(frozen=True)
class TakenOver:
    """What a file brings. `seen_at` is when the very same content was taken over before."""

    rows: int
    added: int
    corrected: int
    ignored_columns: tuple[str, ...]
    seen_at: datetime | None

    @property
    def is_nothing_new(self) -> bool:
        """Whether everything in the file is stored already."""
        return not self.added and not self.corrected


def each_row(sheet: Sheet, progress: Progress) -> Iterator[RowReader]:
    """The rows of a file, to be read one after another; what was read is told now and then."""
    whole = len(sheet.table.rows)
    for index, row in enumerate(sheet.table.rows, 1):
        yield RowReader(sheet, row)
        if index % _TELL_EVERY_ROWS == 0 or index == whole:
            progress(Step.CHECKING, index, whole)


def written_rows(whole: int, progress: Progress) -> Callable[[int], None]:
    """Hears how many more rows were written, and tells how many there are by now."""
    done = 0

    def tell(rows: int) -> None:
        nonlocal done
        done += rows
        progress(Step.WRITING, done, whole)

    return tell
