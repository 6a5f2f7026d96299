"""Surveys as they are planned and run: instruments of the city's own, pulses, their waves, samples, stress-check rates.

Nothing here says who answered. `survey_draw` says who was drawn for a sample, until they may be drawn again.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from bot.database import Row, words
from bot.pulse.rules import SurveyKind


class OwnInstrument(Row, table=True):
    """An instrument that the city brought: its file as it was taken over. It never changes, for counts go by it."""

    __tablename__ = "survey_instrument"

    code: str = Field(primary_key=True)
    document: str
    imported_at: datetime


class PulseSeries(Row, table=True):
    """A pulse that somebody began: its waves come by themselves until `ends_on`. `scope`: a JSON list of unit codes."""

    __tablename__ = "pulse_series"

    id: int | None = Field(default=None, primary_key=True)
    instrument: str
    scope: str
    starts_on: date
    ends_on: date | None = None


class PulseWave(Row, table=True):
    """A wave for a part of the staff: those with the same busy seasons (`part` names their units; "": only the city's).

    `items` is a JSON list of the codes asked. Without `held_on` it is put off until the part's busy season is over;
    without a survey, the part was too small to be asked alone.
    """

    __tablename__ = "pulse_wave"

    series_id: int = Field(foreign_key="pulse_series.id", primary_key=True)
    number: int = Field(primary_key=True)
    part: str = Field(primary_key=True)
    items: str
    held_on: date | None = None
    survey_id: int | None = Field(default=None, foreign_key="survey.id")


class SurveyPlan(Row, table=True):
    """A survey that somebody planned by hand, until it opens. `sample_people` 0 asks everybody in the scope.

    `bureau` is the code of the bureau that asks its own units, empty for the personnel section.
    """

    __tablename__ = "survey_plan"

    id: int | None = Field(default=None, primary_key=True)
    kind: SurveyKind = Field(sa_type=words(SurveyKind))
    instrument: str
    scope: str
    bureau: str = ""
    sample_people: int = 0
    opens_on: date = Field(index=True)
    survey_id: int | None = Field(default=None, foreign_key="survey.id", unique=True)


class SurveyRun(Row, table=True):
    """How a survey is run: its reminder days (a JSON list), and of a sample the seed and whom it stands for."""

    __tablename__ = "survey_run"

    survey_id: int = Field(foreign_key="survey.id", primary_key=True)
    bureau: str = ""
    reminders_on: str
    seed: str = ""
    drawn: int | None = None
    population: int | None = None


class SurveyDraw(Row, table=True):
    """Who was drawn for a sample, so that they are left in peace for some months. Then the row is deleted."""

    __tablename__ = "survey_draw"

    survey_id: int = Field(foreign_key="survey.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    drawn_on: date = Field(index=True)


class StressCheckRate(Row, table=True):
    """How many of a unit were to take the stress check of a fiscal year, and how many did (F01): imported numbers."""

    __tablename__ = "stress_check_rate"

    fiscal_year: int = Field(primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    people: int
    taken: int
