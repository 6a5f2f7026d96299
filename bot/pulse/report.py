"""What the result of a survey tells of a unit, beside everybody and the last time. Values, unrounded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bot.pulse.drivers import Driver
from bot.pulse.improvement import Effect
from bot.pulse.instruments import Instrument, Item, Words
from bot.pulse.rules import SurveyKind
from bot.pulse.scales import has_index
from bot.pulse.scores import difference, mean_of, percent
from bot.pulse.showing import Band
from bot.pulse.stress_rates import Rate


@dataclass(frozen=True)
class Subject:
    """Which survey a report is about. Of a sample, it stands for a `population` of so many.

    `opened_on` is the day of its units; `scope` are the codes of the units that were asked, empty for the city.
    """

    id: int
    kind: SurveyKind
    instrument: Instrument
    opened_on: date
    scope: tuple[str, ...]
    least_answers: int
    least_texts: int
    population: int | None = None


@dataclass(frozen=True)
class Score:
    """What may be shown of the answers of a group to a question. With a band, the figures are None.

    `numbers` is score → how many, empty where that may not be told.
    """

    answers: int
    index: Fraction | None = None
    favourable: Fraction | None = None
    recommendation: Fraction | None = None
    band: Band | None = None
    numbers: Mapping[int, int] = field(default_factory=dict)

    @property
    def figure(self) -> Fraction | None:
        """The one figure of the question: its index, or the recommendation where the scale has none."""
        return self.recommendation if self.index is None else self.index


@dataclass(frozen=True)
class Point:
    """What a question came to in a survey."""

    day: date
    score: Score


@dataclass(frozen=True)
class ItemResult:
    """A question: what may be shown of the unit (None: nothing), of everybody, and of earlier times, oldest first."""

    item: Item
    own: Score | None
    everybody: Score | None = None
    earlier: tuple[Point, ...] = ()

    @property
    def before(self) -> Score | None:
        """The last time that something of the unit could be shown."""
        return self.earlier[-1].score if self.earlier else None


@dataclass(frozen=True)
class Summary:
    """What the questions of a dimension come to: the index, and the share of favourable answers in percent."""

    index: Fraction | None
    favourable: Fraction | None


@dataclass(frozen=True)
class Dimension:
    """Questions that belong together, of a group, of everybody, and of the last time that each could be shown."""

    title: Words | None
    items: tuple[ItemResult, ...]

    @property
    def own(self) -> Summary:
        return _summary(self._scored, [one.own for one in self._scored])

    @property
    def everybody(self) -> Summary:
        return _summary(self._scored, [one.everybody for one in self._scored])

    @property
    def before(self) -> Summary:
        return _summary(self._scored, [one.before for one in self._scored])

    @property
    def _scored(self) -> list[ItemResult]:
        return [one for one in self.items if has_index(one.item.scale)]


def _summary(items: Sequence[ItemResult], scores: Sequence[Score | None]) -> Summary:
    if not items:
        return Summary(None, None)
    return Summary(
        mean_of(one.index if one else None for one in scores),
        mean_of(one.favourable if one else None for one in scores),
    )


def by_dimension(instrument: Instrument, items: Iterable[ItemResult]) -> tuple[Dimension, ...]:
    """The questions in their dimensions, both in the order in which they were asked."""
    found: dict[str, list[ItemResult]] = {}
    for one in items:
        found.setdefault(one.item.dimension, []).append(one)
    return tuple(Dimension(instrument.dimensions.get(code), tuple(asked)) for code, asked in found.items())


@dataclass(frozen=True)
class Rates:
    """How many were asked, the share who took part (参加率), and that of all questions answered (回答率), in percent.

    Where only a band of those who took part may show, both shares are None; the second also where a question is hidden.
    Of a sample, `margin_points` says within how many points a share lies in 19 of 20.
    """

    asked: int
    participation: Fraction | None
    response: Fraction | None = None
    band: Band | None = None
    margin_points: float | None = None


class Hidden(StrEnum):
    """Why nothing is shown of a unit."""

    NOT_ASKED = "not_asked"
    FOLDED = "folded"
    TRACEABLE = "traceable"


@dataclass(frozen=True)
class Reason:
    """Why nothing is shown of a unit; if its answers count further up, in which unit (empty: with everybody's)."""

    hidden: Hidden
    counted_in: str = ""


@dataclass(frozen=True)
class NamedDriver:
    """A question that moves with the overall score from unit to unit."""

    item: Item
    driver: Driver


@dataclass(frozen=True)
class Writings:
    """A question in words, and what people wrote, in random order."""

    item: Item
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The result of a survey for a unit, or, with the code "", for everybody who was asked."""

    subject: Subject
    unit_code: str
    unit_name: str
    reason: Reason | None
    rates: Rates | None
    items: tuple[ItemResult, ...]
    drivers: tuple[NamedDriver, ...] = ()
    writings: tuple[Writings, ...] = ()

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return by_dimension(self.subject.instrument, self.items)

    @property
    def is_everybody(self) -> bool:
        """Whether it tells of all who were asked together."""
        return not self.unit_code


@dataclass(frozen=True)
class UnitLine:
    """A unit in the list: the overall index of its questions and who took part, as far as they may be shown."""

    code: str
    name: str
    is_shown: bool
    index: Fraction | None
    before: Fraction | None
    rates: Rates | None

    @property
    def change(self) -> Fraction | None:
        return difference(self.index, self.before)


def rates_of(asked: int, took_part: int | None, band: Band | None, answers: Sequence[int | None]) -> Rates:
    """`answers` are those to each question with a scale, None where it is hidden."""
    told = [one for one in answers if one is not None]
    is_whole = bool(told) and len(told) == len(answers) and band is None
    return Rates(
        asked=asked,
        participation=None if took_part is None else percent(took_part, asked),
        response=percent(sum(told), asked * len(told)) if is_whole else None,
        band=band,
    )


@dataclass(frozen=True)
class ResultPage:
    """What a window shows: a report, the surveys to choose from, and how many units its reader may look at.

    `may_export`: it is their work to hand results on; `may_reply`: to answer what was written. `effect`: what came of
    the actions that units picked, `stress_check` the newest rate of those who took it: for whoever sees all units.
    """

    report: Report
    surveys: tuple[Subject, ...]
    units: int
    may_export: bool = False
    may_reply: bool = False
    effect: Effect | None = None
    stress_check: Rate | None = None


@dataclass(frozen=True)
class UnitList:
    """A page of the units that somebody may look at, in the order of the offices, never by score. Pages begin at 0."""

    subject: Subject
    lines: tuple[UnitLine, ...]
    page: int
    pages: int
