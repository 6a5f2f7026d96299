"""One closed survey before somebody who looks at it: the use case behind every report, list and file of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from sqlmodel import Session

from bot.errors import NotAllowed, Refused
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.people.tree import UnitTree
from bot.pulse import report_store, result_store, results
from bot.pulse.drivers import drivers
from bot.pulse.instruments import Instrument, Item
from bot.pulse.library import instrument_of
from bot.pulse.report import (
    Hidden,
    ItemResult,
    NamedDriver,
    Point,
    Rates,
    Reason,
    Report,
    Score,
    Subject,
    UnitLine,
    Writings,
    rates_of,
)
from bot.pulse.report_store import Closed
from bot.pulse.result_store import Figure
from bot.pulse.results import sees_scores
from bot.pulse.sampling import margin_points
from bot.pulse.scales import Scale, has_index
from bot.pulse.scores import index_of_total, mean_of, percent
from bot.suppression import WHOLE

#: So many earlier surveys are looked through for a trend, however long ago the first one was.
_EARLIER = 30
_SEE_ALL = (RoleName.PERSONNEL, RoleName.EXECUTIVE)


def sees_all(me: Staff) -> bool:
    """Whether somebody sees the results of the whole city."""
    return any(me.has_role(role) for role in _SEE_ALL)


def subject_of(session: Session, survey: Closed) -> Subject:
    """A closed survey as reports name it."""
    return Subject(
        id=survey.id,
        kind=survey.kind,
        instrument=instrument_of(session, survey.instrument),
        opened_on=survey.opened_on,
        scope=survey.scope,
        least_answers=survey.least_answers,
        least_texts=survey.least_texts,
        population=survey.population,
    )


@dataclass(frozen=True)
class Desk:
    """One closed survey before somebody who looks at it (None: the installation). `today` are the units of today."""

    session: Session
    me: Staff | None
    survey: Closed
    today: UnitTree

    @cached_property
    def then(self) -> UnitTree:
        """The units of the day on which it opened."""
        return people.tree_on(self.session, self.survey.opened_on)

    @cached_property
    def instrument(self) -> Instrument:
        return instrument_of(self.session, self.survey.instrument)

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """Its questions."""
        return tuple(self.instrument.item(code) for code in report_store.questions_of(self.session, self.survey.id))

    @cached_property
    def earlier(self) -> list[int]:
        """The surveys before it with the same questions."""
        return [one.id for one in report_store.closed_before(self.session, self.survey, most=_EARLIER)]

    @cached_property
    def units(self) -> list[int]:
        """The units that its reader may look at, in the order of the offices."""
        scope = {unit.id for code in self.survey.scope if (unit := self.then.by_code(code))}
        paths = {unit.id: self.then.path(unit.id) for unit in self.then}
        found = [one for one, path in paths.items() if (not scope or scope & {*path}) and self.sees(one)]
        return sorted(found, key=lambda one: [self.then[above].code for above in paths[one]])

    def sees(self, unit_id: int) -> bool:
        """Whether the reader may see scores of a unit, by today's offices; of one that is gone, by those of then."""
        return self.me is None or sees_scores(self.me, unit_id, self._tree_for(unit_id))

    def _tree_for(self, unit_id: int) -> UnitTree:
        return self.today if unit_id in self.today or unit_id == WHOLE else self.then

    @property
    def usual_unit(self) -> int:
        """The unit that is shown first."""
        me = self.me
        if me is None or sees_all(me) or not self.units:
            return WHOLE
        return next((one for one in self.units if one in me.units_in_charge), self.units[0])

    def unit_id(self, code: str) -> int:
        """The unit with a code; raises Refused where the survey did not know it."""
        unit = self.then.by_code(code)
        if code and unit is None:
            raise Refused("There is no unit with the code {code}. Look it up in the roster.", code=code[:40])
        return unit.id if unit else WHOLE

    def report(self, unit_id: int) -> Report:
        """All that may be shown of a unit; raises NotAllowed where that is not the reader's to see."""
        shown = {(one.unit_id, one.question): one for one in self._figures([unit_id, WHOLE])}
        items = self._items(unit_id, shown)
        is_hidden = not any(one.own for one in items)
        return Report(
            subject=subject_of(self.session, self.survey),
            unit_code=self.then[unit_id].code if unit_id in self.then else "",
            unit_name=self.then.path_name(unit_id) if unit_id in self.then else "",
            reason=self._reason(unit_id) if is_hidden else None,
            rates=self._rates(unit_id, shown.get((unit_id, "")), items),
            items=() if is_hidden else items,
            drivers=self._drivers(unit_id),
            writings=self._writings(unit_id),
        )

    def lines(self, unit_ids: Sequence[int]) -> tuple[UnitLine, ...]:
        """What the list tells of these units."""
        now = _by_unit(result_store.figures_of(self.session, [self.survey.id], unit_ids))
        codes = [item.code for item in headline_items(self.instrument, self.asked)]
        before = _by_unit(result_store.figures_of(self.session, self.earlier, unit_ids, questions=codes))
        return tuple(self._line(one, now.get(one, {}), before.get(one, {})) for one in unit_ids)

    def _line(self, unit_id: int, now: Mapping[str, Figure], before: Mapping[str, Figure]) -> UnitLine:
        whole = headline_items(self.instrument, self.asked)
        then, today = ([_index(item, found.get(item.code)) for item in whole] for found in (before, now))
        return UnitLine(
            code=self.then[unit_id].code,
            name=self.then.path_name(unit_id),
            is_shown=bool(now),
            index=mean_of(today),
            before=mean_of(then),
            rates=_rates(now.get(""), [ItemResult(item, _score(item, now.get(item.code))) for item in self.asked]),
        )

    def _figures(self, unit_ids: Sequence[int]) -> list[Figure]:
        if self.me is None:
            return result_store.figures(self.session, self.survey.id, unit_ids)
        tree = self._tree_for(unit_ids[0])
        return results.figures(self.session, self.survey.id, unit_ids, viewer=self.me, tree=tree)

    def _items(self, unit_id: int, shown: Mapping[tuple[int, str], Figure]) -> tuple[ItemResult, ...]:
        past: dict[str, list[Figure]] = {}
        for one in result_store.figures_of(self.session, self.earlier, [unit_id]) if self.earlier else ():
            past.setdefault(one.question, []).append(one)
        return tuple(
            ItemResult(
                item=item,
                own=_score(item, shown.get((unit_id, item.code))),
                everybody=_score(item, shown.get((WHOLE, item.code))),
                earlier=tuple(_points(item, past.get(item.code, ()))),
            )
            for item in self.asked
            if item.scale is not Scale.TEXT
        )

    def _rates(self, unit_id: int, presence: Figure | None, items: Sequence[ItemResult]) -> Rates | None:
        rates, population = _rates(presence, items), self.survey.population
        answers = max((one.own.answers for one in items if one.own), default=0)
        if rates is None or population is None or unit_id != WHOLE:
            return rates
        return replace(rates, margin_points=margin_points(answers, population))

    def _reason(self, unit_id: int) -> Reason:
        below = self.then.subtree(unit_id) if unit_id in self.then else frozenset()
        buckets = {one.bucket for one in report_store.places_of(self.session, self.survey.id) if one.unit_id in below}
        if unit_id != WHOLE and not buckets:
            return Reason(Hidden.NOT_ASKED)
        if unit_id == WHOLE or buckets & below:
            return Reason(Hidden.TRACEABLE)
        nearest = max(buckets, key=lambda one: len(self.then.path(one)) if one in self.then else 0)
        return Reason(Hidden.FOLDED, self.then[nearest].name if nearest in self.then else "")

    def _drivers(self, unit_id: int) -> tuple[NamedDriver, ...]:
        """Of all units together for whoever sees all, of a bureau's units for whoever sees the bureau."""
        overall = overall_of(self.instrument)
        if overall is None or overall not in self.asked or not self._may_see_drivers(unit_id):
            return ()
        by_unit = _by_unit(result_store.figures_of(self.session, [self.survey.id]))
        units = set(by_unit) - {WHOLE} if unit_id == WHOLE else set(by_unit) & self.then.subtree(unit_id)
        lowest = _without_overlap(
            {one for one in units if _index(overall, by_unit[one].get(overall.code)) is not None}, self.then
        )
        figures = {
            item.code: {
                one: value for one in lowest if (value := _index(item, by_unit[one].get(item.code))) is not None
            }
            for item in self.asked
            if has_index(item.scale)
        }
        found = drivers(figures.pop(overall.code), figures)
        return tuple(NamedDriver(self.instrument.item(one.code), one) for one in found)

    def _may_see_drivers(self, unit_id: int) -> bool:
        if self.me is None:
            return False
        if unit_id != WHOLE:
            return unit_id in self.then and len(self.then.path(unit_id)) == 1
        return sees_all(self.me)

    def _writings(self, unit_id: int) -> tuple[Writings, ...]:
        """What was written, for whoever may read it; nothing for anybody else."""
        asked = [item for item in self.asked if item.scale is Scale.TEXT]
        if self.me is None or not asked:
            return ()
        tree, me = self._tree_for(unit_id), self.me
        try:
            return tuple(
                Writings(item, tuple(found))
                for item in asked
                if (found := results.texts(self.session, self.survey.id, unit_id, item.code, viewer=me, tree=tree))
            )
        except NotAllowed:
            return ()


def overall_of(instrument: Instrument) -> Item | None:
    """The question about everything together: the fixed one of a pulse, or the first of that dimension."""
    if instrument.fixed:
        return instrument.item(instrument.fixed)
    return next((item for item in instrument.of_dimension("overall") if has_index(item.scale)), None)


def headline_items(instrument: Instrument, asked: Iterable[Item]) -> list[Item]:
    """The questions whose mean index stands for all: the one about everything together, else all with an index."""
    scored = [item for item in asked if has_index(item.scale)]
    return [item for item in scored if item == overall_of(instrument)] or scored


def _without_overlap(units: set[int], tree: UnitTree) -> list[int]:
    """Those with none of the others below them."""
    above = {one for unit in units for one in tree.path(unit)[:-1]}
    return sorted(units - above)


def _by_unit(figures: Iterable[Figure]) -> dict[int, dict[str, Figure]]:
    """By unit and question; of several surveys the newest figure."""
    found: dict[int, dict[str, Figure]] = {}
    for one in figures:
        found.setdefault(one.unit_id, {})[one.question] = one
    return found


def _points(item: Item, figures: Iterable[Figure]) -> Iterable[Point]:
    for one in figures:
        if score := _score(item, one):
            yield Point(one.opened_on, score)


def _index(item: Item, figure: Figure | None) -> Fraction | None:
    if figure is None or figure.total is None:
        return None
    return index_of_total(item.scale, figure.total, figure.answers)


def _score(item: Item, figure: Figure | None) -> Score | None:
    if figure is None:
        return None
    is_recommendation = item.scale is Scale.RECOMMEND_0_10
    favourable, against = figure.favourable, figure.against
    return Score(
        answers=figure.answers,
        index=_index(item, figure),
        favourable=None if favourable is None or is_recommendation else percent(favourable, figure.answers),
        recommendation=percent(favourable - against, figure.answers)
        if is_recommendation and favourable is not None and against is not None
        else None,
        band=figure.band,
        numbers=figure.numbers,
    )


def _rates(presence: Figure | None, items: Sequence[ItemResult]) -> Rates | None:
    """Of taking part, the answers are those who were asked."""
    if presence is None:
        return None
    scored = [one.own.answers if one.own else None for one in items if one.item.scale is not Scale.TEXT]
    return rates_of(presence.answers, presence.favourable, presence.band, scored)
