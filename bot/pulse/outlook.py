"""What whoever starts surveys wants, and what they are shown: what is planned, runs and is over. Values only. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.pulse.instruments import Instrument
from bot.pulse.rules import SurveyKind, SurveyState


@dataclass(frozen=True)
class SurveyWish:
    """A survey that somebody wants: all questions of an instrument, of everybody in the scope or of a sample of them.

    Without `opens_on` it opens on the first day on which that is possible.
    """

    instrument: str
    scope: tuple[str, ...] = ()
    is_sample: bool = False
    opens_on: date | None = None


@dataclass(frozen=True)
class Planned:
    """What was planned: its number, its first day, and questions that are left out because they were just asked."""

    number: int
    opens_on: date
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A survey that runs or is over. `percent` have answered, None below ten answers; `scope`: names of whole units.

    Of a sample: how many were drawn, of how many, and the margin in points if all of them answer.
    """

    id: int
    kind: SurveyKind
    instrument: Instrument
    scope: tuple[str, ...]
    bureau: str
    opened_on: date
    closes_at: datetime
    state: SurveyState
    asked: int
    percent: int | None
    drawn: int | None = None
    population: int | None = None
    margin_points: float | None = None


@dataclass(frozen=True)
class Coming:
    """A survey that opens on a day. `sample_people` 0: everybody in the scope."""

    number: int
    instrument: Instrument
    scope: tuple[str, ...]
    bureau: str
    sample_people: int
    opens_on: date


@dataclass(frozen=True)
class Overview:
    """What somebody who starts surveys sees. `next_wave` is the day of the pulse's next wave, None without a pulse."""

    lines: tuple[Line, ...]
    coming: tuple[Coming, ...]
    instruments: tuple[Instrument, ...]
    units: tuple[tuple[str, str], ...]
    next_wave: date | None
    may_ask_all: bool = True
    is_on_pulse: bool = False


@dataclass(frozen=True)
class Wave:
    """What a part was asked, or is still to be asked, in a wave. Without `held_on` it is put off."""

    number: int
    part: str
    items: tuple[str, ...]
    held_on: date | None
