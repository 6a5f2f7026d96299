"""Named query: what each unit may be shown of its newest survey, for digests of all units at once (`domain.md` 3.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from sqlmodel import Session

from bot.pulse import report_store, result_store
from bot.pulse.library import instrument_of
from bot.pulse.report_store import Closed
from bot.pulse.reporting import headline_items
from bot.pulse.scores import index_of_total, mean_of
from bot.suppression import WHOLE

#: A wave of the pulse may have been held in so many parts, unit by unit as their busy seasons end.
_PARTS = 4


@dataclass(frozen=True)
class UnitScore:
    """The index (0 to 100) of a unit in a survey, and that of everybody who was asked together, if it may be shown."""

    opened_on: date
    index: Fraction
    everybody: Fraction | None


@dataclass(frozen=True)
class NewestScores:
    """By unit, what may be shown of the newest pulse or full survey in which anything of it may be."""

    of_units: Mapping[int, UnitScore] = field(default_factory=dict)


def newest_scores(session: Session, among: Collection[int] | None = None) -> NewestScores:
    """The index of every unit, or of some, in a constant number of queries, however many surveys there were.

    Questionnaires and samples are no measure of all units, so they do not count.
    """
    found: dict[int, UnitScore] = {}
    for survey in report_store.latest_of_all(session, most=_PARTS):
        index = _indices(session, survey, among)
        everybody = index.get(WHOLE)
        for unit_id, value in index.items():
            found.setdefault(unit_id, UnitScore(survey.opened_on, value, everybody))
    return NewestScores(found)


def _indices(session: Session, survey: Closed, among: Collection[int] | None) -> dict[int, Fraction]:
    """By unit, WHOLE included."""
    instrument = instrument_of(session, survey.instrument)
    asked = [instrument.item(code) for code in report_store.questions_of(session, survey.id)]
    scales = {item.code: item.scale for item in headline_items(instrument, asked)}
    found: defaultdict[int, dict[str, Fraction | None]] = defaultdict(dict)
    units = None if among is None else {*among, WHOLE}
    for one in result_store.figures_of(session, [survey.id], units, questions=scales):
        if one.total is not None:
            found[one.unit_id][one.question] = index_of_total(scales[one.question], one.total, one.answers)
    means = {unit_id: mean_of(by_code.get(code) for code in scales) for unit_id, by_code in found.items()}
    return {unit_id: mean for unit_id, mean in means.items() if mean is not None}
