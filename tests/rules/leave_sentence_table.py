"""The table of leave sentences: each file of `leave_sentences/` as rows, its notation as the values that it stands for.

2026-12-24                                        a whole day
2026-12-24 afternoon .. 2026-12-28 morning        a stretch, with half days at its ends
2026-12-24 10:00 120 min                          hours
…, summer                                         with a kind of leave
? which_week, day 2026-11-20: A | B               a question, its facts and its choices
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.leave.kinds import Hours, Part, Span
from bot.leave.sentences.here import Here
from bot.leave.sentences.questions import Asks, Question, Understood
from bot.leave.workday import Workday

_TABLES = Path(__file__).parent / "leave_sentences"
_HEADING = re.compile(r"(?P<today>\S+) \w{3}(?:, (?P<workday>[^:]+))?: .+")

#: Minutes after midnight: start, break, end, and where the morning ends.
WORKDAYS = {
    "usual day": Workday(510, 720, 780, 1035, 720),
    "long day": Workday(360, 720, 780, 1200, 720),
    "night shift": Workday(1320, 1560, 1605, 1830, 1560),
}
_HOLIDAY = date(2026, 11, 23)
_CLOSED = (date(2026, 12, 29), date(2027, 1, 3))


@dataclass(frozen=True)
class Row:
    """A phrase, where and when it is said, and what must come of it."""

    phrase: str
    here: Here
    expected: Understood | Question


def here_on(today: date, workday: str = "usual day") -> Here:
    return Here(today, WORKDAYS[workday], works_on)


def works_on(day: date) -> bool:
    return day.weekday() < 5 and day != _HOLIDAY and not _CLOSED[0] <= day <= _CLOSED[1]


def rows() -> Iterator[Row]:
    for path in sorted(_TABLES.glob("*.toml")):
        for heading, phrases in tomllib.loads(path.read_text(encoding="utf-8")).items():
            said = _HEADING.fullmatch(heading)
            assert said, heading
            here = here_on(date.fromisoformat(said["today"]), said["workday"] or "usual day")
            yield from (Row(phrase, here, expectation(written)) for phrase, written in phrases.items())


def expectation(written: str) -> Understood | Question:
    if not written.startswith("? "):
        return _understood(written)
    asked, _, choices = written[2:].partition(": ")
    name, *facts = asked.split(", ")
    told = dict(fact for one in facts for fact in _facts(one))
    readings = tuple(_understood(one) for one in choices.split("|") if one.strip())
    day, minutes = told.get("day"), told.get("minutes")
    return Question(
        Asks(name),
        readings,
        day=date.fromisoformat(day) if day else None,
        first_minute=_minute(told.get("first")),
        last_minute=_minute(told.get("last")),
        minutes=int(minutes) if minutes else None,
    )


def _facts(written: str) -> Iterator[tuple[str, str]]:
    match written.split():
        case [first, "to", last]:
            yield from (("first", first), ("last", last))
        case [name, value]:
            yield name, value


def _understood(written: str) -> Understood:
    wish, _, kind = written.strip().partition(", ")
    match wish.split():
        case [day, time, minutes, "min"]:
            return Understood(Hours(date.fromisoformat(day), _minute(time), int(minutes)), kind or None)
    first, _, last = wish.partition(" .. ")
    (begin, begins), (end, ends) = _edge(first), _edge(last or first)
    return Understood(Span(begin, end, begins, ends), kind or None)


def _edge(written: str) -> tuple[date, Part]:
    day, _, part = written.partition(" ")
    return date.fromisoformat(day), Part(part or "whole")


def _minute(written: str | None) -> int | None:
    if written is None:
        return None
    hour, minute = written.split(":")
    return int(hour) * 60 + int(minute)
