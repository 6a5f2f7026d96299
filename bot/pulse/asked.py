"""A survey as somebody who is asked meets it: its questions in order, which are counted, what comes next. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.pulse.instruments import Instrument, Item
from bot.pulse.rules import SurveyKind
from bot.pulse.scales import Scale


@dataclass(frozen=True)
class Sheet:
    """The questions of a running survey, and what whoever answers is promised."""

    survey_id: int
    kind: SurveyKind
    instrument: Instrument
    codes: tuple[str, ...]
    closes_at: datetime
    least_answers: int
    least_texts: int

    @property
    def asks_for_words(self) -> bool:
        """Whether a question is to be answered in one's own words."""
        return any(self.instrument.item(code).scale is Scale.TEXT for code in self.codes)

    def item(self, place: int) -> Item:
        """The question at a place, the first is 1."""
        return self.instrument.item(self.codes[place - 1])

    def place_of(self, code: str) -> int:
        """Where a question stands; 0 if the survey does not ask it."""
        return self.codes.index(code) + 1 if code in self.codes else 0


@dataclass(frozen=True)
class Progress:
    """How far somebody has come: which questions of theirs are counted, never how they answered."""

    sheet: Sheet
    answered: frozenset[str] = frozenset()

    @property
    def open_places(self) -> tuple[int, ...]:
        """The places of the questions that are still open."""
        return tuple(place for place, code in enumerate(self.sheet.codes, 1) if code not in self.answered)

    @property
    def is_begun(self) -> bool:
        """Whether anything is answered."""
        return bool(self.answered)

    def next_after(self, place: int = 0) -> int | None:
        """The next open question behind a place; None where the end is reached."""
        return next((one for one in self.open_places if one > place), None)


@dataclass(frozen=True)
class Receipt:
    """控え: what is kept of an answer and until when. `group` are those among whom somebody is counted.

    `free_from` is the day from which somebody who was drawn by lot may be drawn again.
    """

    sheet: Sheet
    group: str
    people: int
    text_people: int | None
    free_from: date | None = None


def seconds_for(sheet: Sheet) -> int:
    """About how long it takes, in fives: a tap is read and made in under four seconds, a text is written in sixty."""
    return max(5, round(sum(_seconds(sheet)) / 5) * 5)


def _seconds(sheet: Sheet) -> Iterator[int]:
    for place in range(1, len(sheet.codes) + 1):
        yield 60 if sheet.item(place).scale is Scale.TEXT else 4
