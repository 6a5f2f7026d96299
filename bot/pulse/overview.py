"""Use cases: which surveys are planned, run and are over, and how many percent have answered; no more of answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.pulse import run_store, running, store
from bot.pulse.library import instrument_of, instruments
from bot.pulse.outlook import Coming, Line, Overview
from bot.pulse.pulsing import next_wave_day
from bot.pulse.run_store import Head, Plan, Run
from bot.pulse.running import Situation
from bot.pulse.sampling import margin_points
from bot.pulse.starting import bureaus_of, require_asker
from bot.pulse.store import Turnout

_SHOWN_FOR = timedelta(days=366)


def overview_for(session: Session, me: Staff, *, now: datetime, zone: ZoneInfo) -> Overview:
    """What the personnel section sees, or general affairs of their own bureau; raises NotAllowed for anybody else."""
    require_asker(me)
    if me.has_role(RoleName.PERSONNEL):
        return overview(session, now=now, zone=zone)
    tree = running.situation(session, now, zone).tree
    return overview(session, now=now, zone=zone, bureaus=[tree[one].code for one in bureaus_of(me) if one in tree])


def overview(session: Session, *, now: datetime, zone: ZoneInfo, bureaus: list[str] | None = None) -> Overview:
    """Every survey of the last year, or only those of some bureaus (their codes)."""
    here = running.situation(session, now, zone)
    lines = tuple(_lines(session, here))
    coming = tuple(_coming(session, one, here) for one in run_store.plans(session))
    is_all = bureaus is None
    top = [unit for unit in here.tree if (unit.parent_id is None if bureaus is None else unit.code in bureaus)]
    return Overview(
        lines=lines if bureaus is None else tuple(one for one in lines if one.bureau in bureaus),
        coming=coming if bureaus is None else tuple(one for one in coming if one.bureau in bureaus),
        instruments=instruments(session),
        units=tuple((unit.code, unit.name) for unit in top),
        next_wave=next_wave_day(session, here),
        may_ask_all=is_all,
        is_on_pulse=run_store.series_on(session, here.day) is not None,
    )


def _lines(session: Session, here: Situation) -> Iterator[Line]:
    heads = run_store.heads(session, since=here.day - _SHOWN_FOR)
    ids = [one.id for one in heads]
    runs, turnouts = run_store.runs(session, ids), store.turnouts(session, ids)
    for head in heads:
        yield _line(session, head, runs.get(head.id, Run()), turnouts[head.id], here)


def _line(session: Session, head: Head, run: Run, turnout: Turnout, here: Situation) -> Line:
    margin = None if run.drawn is None or run.population is None else margin_points(run.drawn, run.population)
    return Line(
        id=head.id,
        kind=head.kind,
        instrument=instrument_of(session, head.instrument),
        scope=_names(head.scope, here),
        bureau=run.bureau,
        opened_on=head.opened_on,
        closes_at=head.closes_at,
        state=head.state,
        asked=turnout.asked,
        percent=turnout.percent,
        drawn=run.drawn,
        population=run.population,
        margin_points=margin,
    )


def _coming(session: Session, plan: Plan, here: Situation) -> Coming:
    instrument, scope = instrument_of(session, plan.instrument), _names(plan.scope, here)
    return Coming(plan.id, instrument, scope, plan.bureau, plan.sample_people, plan.opens_on)


def _names(scope: Sequence[str], here: Situation) -> tuple[str, ...]:
    """The names of whole units; of one that is gone, its code."""
    return tuple(unit.name if (unit := here.tree.by_code(code)) else code for code in scope)
