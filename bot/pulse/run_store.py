"""Named queries over pulses, their waves, plans and how surveys run. Session first, never commits."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlmodel import Session, col

from bot.pulse.outlook import Wave
from bot.pulse.repeats import Asked
from bot.pulse.rules import SurveyKind, SurveyState
from bot.pulse.run_tables import OwnInstrument, PulseSeries, PulseWave, SurveyDraw, SurveyPlan, SurveyRun
from bot.pulse.tables import Survey, SurveyPlace, SurveyQuestion

#: What may hold traces of who was drawn (`Database.scrub`).
DRAWS = str(SurveyDraw.__tablename__)


def own_instruments(session: Session) -> list[tuple[str, str]]:
    """The files of the instruments that the city brought: code and document, the oldest first."""
    rows = session.scalars(select(OwnInstrument).order_by(col(OwnInstrument.imported_at), col(OwnInstrument.code)))
    return [(row.code, row.document) for row in rows]


def keep_instrument(session: Session, code: str, document: str, now: datetime) -> None:
    session.add(OwnInstrument(code=code, document=document, imported_at=now))
    session.flush()


@dataclass(frozen=True)
class Series:
    """A pulse whose waves come by themselves. `scope` are unit codes; empty: the city."""

    id: int
    instrument: str
    scope: tuple[str, ...]
    starts_on: date


def series_on(session: Session, day: date) -> Series | None:
    """The pulse that has not ended by the day; there is one at most."""
    lives_on = or_(col(PulseSeries.ends_on).is_(None), col(PulseSeries.ends_on) >= day)
    row = session.scalars(select(PulseSeries).where(lives_on).order_by(col(PulseSeries.id).desc())).first()
    return None if row is None else Series(row.id or 0, row.instrument, tuple(json.loads(row.scope)), row.starts_on)


def add_series(session: Session, instrument: str, scope: Collection[str], starts_on: date) -> None:
    session.add(PulseSeries(instrument=instrument, scope=json.dumps(list(scope)), starts_on=starts_on))
    session.flush()


def end_series(session: Session, series_id: int, last_day: date) -> None:
    session.execute(update(PulseSeries).where(col(PulseSeries.id) == series_id).values(ends_on=last_day))


def hold_series(session: Session, series_id: int) -> None:
    """Let nobody else open a wave of it before this transaction ends."""
    session.execute(select(col(PulseSeries.id)).where(col(PulseSeries.id) == series_id).with_for_update())


def waves(session: Session, series_id: int) -> list[Wave]:
    """What its parts were asked, or are still to be asked."""
    rows = session.scalars(select(PulseWave).where(col(PulseWave.series_id) == series_id))
    return [Wave(row.number, row.part, tuple(json.loads(row.items)), row.held_on) for row in rows]


def keep_wave(session: Session, series_id: int, wave: Wave, survey_id: int | None) -> None:
    """Note a wave of a part; one that was put off is held now."""
    row = session.get(PulseWave, (series_id, wave.number, wave.part))
    if row is None:
        row = PulseWave(series_id=series_id, number=wave.number, part=wave.part, items=json.dumps(wave.items))
    row.held_on, row.survey_id = wave.held_on, survey_id
    session.add(row)
    session.flush()


@dataclass(frozen=True)
class Plan:
    """A survey that opens on a day. `sample_people` 0 asks everybody; `bureau` is the code of the bureau that asks."""

    id: int
    kind: SurveyKind
    instrument: str
    scope: tuple[str, ...]
    bureau: str
    sample_people: int
    opens_on: date


def plans(session: Session, *, until: date = date.max) -> list[Plan]:
    """What is planned and has not opened, the earliest first."""
    query = select(SurveyPlan).where(col(SurveyPlan.survey_id).is_(None), col(SurveyPlan.opens_on) <= until)
    return [_plan(row) for row in session.scalars(query.order_by(col(SurveyPlan.opens_on), col(SurveyPlan.id)))]


def hold_plan(session: Session, plan_id: int) -> Plan | None:
    """A plan, held so that nobody else opens it; None if it has opened or is gone."""
    query = select(SurveyPlan).where(col(SurveyPlan.id) == plan_id, col(SurveyPlan.survey_id).is_(None))
    row = session.scalars(query.with_for_update()).first()
    return None if row is None else _plan(row)


def add_plan(session: Session, plan: Plan) -> int:
    """Keep a plan; returns its number."""
    row = SurveyPlan(
        kind=plan.kind,
        instrument=plan.instrument,
        scope=json.dumps(plan.scope),
        bureau=plan.bureau,
        sample_people=plan.sample_people,
        opens_on=plan.opens_on,
    )
    session.add(row)
    session.flush()
    return row.id or 0


def move_plan(session: Session, plan_id: int, day: date) -> None:
    session.execute(update(SurveyPlan).where(col(SurveyPlan.id) == plan_id).values(opens_on=day))


def mark_opened(session: Session, plan_id: int, survey_id: int) -> None:
    session.execute(update(SurveyPlan).where(col(SurveyPlan.id) == plan_id).values(survey_id=survey_id))


def drop_plan(session: Session, plan_id: int) -> None:
    session.execute(delete(SurveyPlan).where(col(SurveyPlan.id) == plan_id))


def _plan(row: SurveyPlan) -> Plan:
    scope = tuple(json.loads(row.scope))
    return Plan(row.id or 0, row.kind, row.instrument, scope, row.bureau, row.sample_people, row.opens_on)


@dataclass(frozen=True)
class Run:
    """How a survey runs. Of a sample: the seed, how many were drawn, and for how many they stand."""

    bureau: str = ""
    reminders_on: tuple[date, ...] = ()
    seed: str = ""
    drawn: int | None = None
    population: int | None = None


def add_run(session: Session, survey_id: int, run: Run) -> None:
    days = json.dumps([day.isoformat() for day in run.reminders_on])
    row = SurveyRun(survey_id=survey_id, bureau=run.bureau, reminders_on=days, seed=run.seed)
    row.drawn, row.population = run.drawn, run.population
    session.add(row)
    session.flush()


def runs(session: Session, survey_ids: Collection[int]) -> dict[int, Run]:
    """How these surveys run."""
    rows = session.scalars(select(SurveyRun).where(col(SurveyRun.survey_id).in_(survey_ids)))
    return {row.survey_id: _run(row) for row in rows}


def _run(row: SurveyRun) -> Run:
    days = tuple(date.fromisoformat(day) for day in json.loads(row.reminders_on))
    return Run(row.bureau, days, row.seed, row.drawn, row.population)


@dataclass(frozen=True)
class Head:
    """What a survey is, whether it runs or is over."""

    id: int
    kind: SurveyKind
    instrument: str
    scope: tuple[str, ...]
    is_sample: bool
    opened_on: date
    opens_at: datetime
    closes_at: datetime
    state: SurveyState
    least_answers: int
    least_texts: int


def heads(session: Session, *, since: date = date.min, only_open: bool = False) -> list[Head]:
    """The surveys that opened on a day or later, the newest first; `only_open`: those that are not wholly closed."""
    query = select(Survey).where(col(Survey.opened_on) >= since)
    if only_open:
        query = query.where(col(Survey.state) != SurveyState.CLOSED)
    return [_head(row) for row in session.scalars(query.order_by(col(Survey.id).desc()))]


def head(session: Session, survey_id: int) -> Head | None:
    row = session.get(Survey, survey_id)
    return None if row is None else _head(row)


def _head(row: Survey) -> Head:
    return Head(
        id=row.id or 0,
        kind=row.kind,
        instrument=row.instrument,
        scope=tuple(json.loads(row.scope)),
        is_sample=row.is_sample,
        opened_on=row.opened_on,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        state=row.state,
        least_answers=row.least_answers,
        least_texts=row.least_texts,
    )


def close_at(session: Session, survey_id: int, now: datetime) -> None:
    """Let a running survey be over at an instant that is earlier than planned."""
    is_later = (col(Survey.id) == survey_id) & (col(Survey.closes_at) > now)
    session.execute(update(Survey).where(is_later).values(closes_at=now))


def asked_since(session: Session, day: date, *, besides: int = 0) -> list[Asked]:
    """Which questions which units were asked since a day; `besides` is a pulse (id) whose own waves do not count."""
    own = select(col(PulseWave.survey_id)).where(
        col(PulseWave.series_id) == besides, col(PulseWave.survey_id).is_not(None)
    )
    found = select(col(Survey.id), col(Survey.instrument), col(Survey.opened_on)).where(
        col(Survey.opened_on) >= day, col(Survey.id).not_in(own)
    )
    surveys = {row[0]: (row[1], row[2]) for row in session.execute(found) if row[0]}
    units = _units_asked(session, surveys)
    codes = select(col(SurveyQuestion.survey_id), col(SurveyQuestion.code)).where(
        col(SurveyQuestion.survey_id).in_(surveys)
    )
    return [
        Asked(surveys[survey_id][0], code, units.get(survey_id, frozenset()), surveys[survey_id][1])
        for survey_id, code in session.execute(codes)
    ]


def _units_asked(session: Session, survey_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    places = select(col(SurveyPlace.survey_id), col(SurveyPlace.unit_id)).where(
        col(SurveyPlace.survey_id).in_(list(survey_ids))
    )
    found: dict[int, set[int]] = {}
    for survey_id, unit_id in session.execute(places):
        found.setdefault(survey_id, set()).add(unit_id)
    return {survey_id: frozenset(units) for survey_id, units in found.items()}


def requests_of_units(session: Session, since: date) -> dict[int, list[date]]:
    """The days on which all staff of a unit are asked or reminded by surveys that opened on `since` or later."""
    surveys = {one.id: one for one in heads(session, since=since) if not one.is_sample}
    days = {one: [surveys[one].opened_on, *run.reminders_on] for one, run in runs(session, surveys).items()}
    found: dict[int, list[date]] = {}
    for survey_id, units in _units_asked(session, days).items():
        for unit_id in units:
            found.setdefault(unit_id, []).extend(days[survey_id])
    return found


def requests_of_drawn(session: Session, since: date) -> dict[int, list[date]]:
    """The days on which those who were drawn are asked or reminded, by person."""
    query = select(col(SurveyDraw.person_id), col(SurveyDraw.survey_id), col(SurveyDraw.drawn_on)).where(
        col(SurveyDraw.drawn_on) >= since
    )
    rows = session.execute(query).all()
    days = runs(session, {survey_id for _, survey_id, _ in rows})
    found: dict[int, list[date]] = {}
    for person_id, survey_id, drawn_on in rows:
        found.setdefault(person_id, []).extend([drawn_on, *days.get(survey_id, Run()).reminders_on])
    return found


def last_draws(session: Session) -> dict[int, date]:
    """When people were drawn last, as far as that is kept."""
    query = select(col(SurveyDraw.person_id), func.max(col(SurveyDraw.drawn_on))).group_by(col(SurveyDraw.person_id))
    return {row[0]: row[1] for row in session.execute(query)}


def keep_draws(session: Session, survey_id: int, people: Iterable[int], day: date) -> None:
    rows: list[Mapping[str, object]] = [
        {"survey_id": survey_id, "person_id": person, "drawn_on": day} for person in sorted(people)
    ]
    session.connection().execute(insert(SurveyDraw), rows)


def draw_days(session: Session) -> list[date]:
    """The days of all draws that are kept."""
    return list(session.scalars(select(col(SurveyDraw.drawn_on)).distinct().order_by(col(SurveyDraw.drawn_on))))


def forget_draws(session: Session, days: Collection[date]) -> None:
    session.execute(delete(SurveyDraw).where(col(SurveyDraw.drawn_on).in_(days)))


def drawn_on(session: Session, survey_id: int, person_id: int) -> date | None:
    """When somebody was drawn for a survey, as far as that is kept."""
    row = session.get(SurveyDraw, (survey_id, person_id))
    return None if row is None else row.drawn_on
