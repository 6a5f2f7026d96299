"""What can be said in a line of leave, before anybody knows what day it is: the results of the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.leave.kinds import Part


class Join(StrEnum):
    """What stands between two ends of a stretch: から, 〜 or to, まで."""

    FROM = "from"
    TO = "to"
    UNTIL = "until"


class Edge(StrEnum):
    """早退 or 帰ります, 遅刻 or 出勤します: at which end of a day the hours lie."""

    EARLY = "early"
    LATE = "late"


class Nearest(StrEnum):
    """Whose weekday: 今度の (the nearest, or that of next week), この (of this week)."""

    NEXT = "next"
    THIS = "this"


@dataclass(frozen=True)
class Written:
    """A date with its year. `day` is None where there is no such date; `month` is its month where only that exists."""

    day: date | None
    month: date | None = None


@dataclass(frozen=True)
class MonthDay:
    """12月24日, 来年3月4日: `years` after this one where that was said."""

    month: int
    day: int
    years: int | None = None


@dataclass(frozen=True)
class DayOfMonth:
    """24日, 来月10日: `months` after this one where that was said. `is_bare` where nothing says that it is a day."""

    day: int
    months: int | None = None
    is_bare: bool = False


@dataclass(frozen=True)
class MonthEnd:
    """月末, 来月末, 12月末: a month's last working day, `months` after this one or of the `month` that was named."""

    months: int | None = None
    month: int | None = None


@dataclass(frozen=True)
class Offset:
    """今日, 明日, あさって: so many days from today."""

    days: int


@dataclass(frozen=True)
class Weekday:
    """水曜, 来週の水曜: Monday is 0; `weeks` after this one, or which one, where that was said."""

    weekday: int
    weeks: int | None = None
    nearest: Nearest | None = None


@dataclass(frozen=True)
class Week:
    """来週: no day of it was named."""

    weeks: int


@dataclass(frozen=True)
class Checked:
    """12/24（木）: a day with the weekday that it should have."""

    day: Written | MonthDay | DayOfMonth
    weekday: int


DayPhrase = Written | MonthDay | DayOfMonth | MonthEnd | Offset | Weekday | Week | Checked


class Whole(StrEnum):
    """Parts of a day that say less or more than one part: 半日, and いっぱい for all of a stretch."""

    HALF = "half"
    ALL = "all"


PartPhrase = Part | Whole


@dataclass(frozen=True)
class Clock:
    """A time as it was said: 午後2時 has a `half` of the day, 14:00 has none. Not checked."""

    hour: int
    minute: int
    half: Part | None = None


@dataclass(frozen=True)
class Lasting:
    """3日間 or 2時間30分: whole days, or minutes; the other is 0."""

    days: int = 0
    minutes: int = 0


@dataclass(frozen=True)
class Kind:
    """Which kind of leave, by its code."""

    code: str


@dataclass(frozen=True)
class Cancel:
    """取消: somebody wants a plan away, not a new one."""


@dataclass(frozen=True)
class Repeating:
    """毎週: somebody speaks of a day that comes again."""


@dataclass(frozen=True)
class Filler:
    """に, です, please: polite, and says nothing about when."""


Phrase = DayPhrase | PartPhrase | Clock | Lasting | Edge | Kind | Join | Cancel | Repeating | Filler


@dataclass(frozen=True)
class Segment:
    """What stands between two joins, with the join before it and the one behind it."""

    opened_by: Join | None
    phrases: tuple[Phrase, ...]
    closed_by: Join | None

    @property
    def days(self) -> tuple[DayPhrase, ...]:
        return tuple(one for one in self.phrases if isinstance(one, DayPhrase))

    @property
    def parts(self) -> tuple[PartPhrase, ...]:
        return tuple(one for one in self.phrases if isinstance(one, PartPhrase))

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return tuple(one for one in self.phrases if isinstance(one, Clock))


@dataclass(frozen=True)
class Sentence:
    """A line as it was said: its segments, what lasts how long, the ends of days and the kinds that were named."""

    segments: tuple[Segment, ...]
    lasting: tuple[Lasting, ...]
    edges: tuple[Edge, ...]
    kinds: tuple[str, ...]
    is_cancelling: bool
    is_repeating: bool = False
