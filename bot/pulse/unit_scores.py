"""Named query: what each unit may be shown of the newest survey, for digests of all units at once (`domain.md` 3.7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from sqlmodel import Session

from bot.pulse import report_store, result_store
from bot.pulse.library import instrument_of
from bot.pulse.scales import has_index
from bot.pulse.scores import index_of_total, mean_of
from bot.suppression import WHOLE


@dataclass(frozen=True)
class NewestScores:
    """The newest survey that is closed: when it opened, and the index (0 to 100) of each unit that may be shown one.

    Unit 0 is everybody who was asked together. Whatever had to be hidden was hidden at the close.
    """

    opened_on: date | None = None
    index: Mapping[int, Fraction] = field(default_factory=dict)


def newest_scores(session: Session, among: Collection[int] | None = None) -> NewestScores:
    """The index of every unit, or of some and everybody together, in a constant number of queries."""
    newest = report_store.latest_closed(session, most=1)
    if not newest:
        return NewestScores()
    survey = newest[0]
    instrument = instrument_of(session, survey.instrument)
    scales = {
        code: instrument.item(code).scale
        for code in report_store.questions_of(session, survey.id)
        if has_index(instrument.item(code).scale)
    }
    found: defaultdict[int, dict[str, Fraction | None]] = defaultdict(dict)
    for one in result_store.figures_of(session, [survey.id], None if among is None else {*among, WHOLE}):
        if one.question in scales and one.total is not None:
            found[one.unit_id][one.question] = index_of_total(scales[one.question], one.total, one.answers)
    means = {unit_id: mean_of(by_code.get(code) for code in scales) for unit_id, by_code in found.items()}
    return NewestScores(survey.opened_on, {unit_id: mean for unit_id, mean in means.items() if mean is not None})
