"""Folds the days of people into counts of units, in the database: one statement a day, however many people there are.

Who left on time is decided here and nowhere else (`domain.md` R-RATE); everything above adds up counts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, case, delete, exists, func, insert, literal, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from bot.attendance.rules import SPECIAL, Kind, Source
from bot.attendance.tables import AttendanceDay, AttendanceImport, AttendanceUnitDay
from bot.people.service import on_duty

_COUNTED = ("on_duty", "on_time", "late", "special", "special_on_time", "special_late", "by_orders", "clock_outs")
_UNCOUNTED = ("on_shifts", "away", "on_trip", "unrecorded")


@dataclass(frozen=True)
class DayFacts:
    """What a day is judged by. `managers` and `absent` (who planned leave for all of it) select ids of people."""

    day: date
    grace_minutes: int
    late_minute: int
    shift_units: Collection[int]
    special_units: Collection[int]
    managers: Select[int]
    absent: Select[int] | None = None


def fold_day(session: Session, facts: DayFacts) -> None:
    """Count a day anew, whatever was counted before."""
    forget_day(session, facts.day)
    names = ["service_date", "unit_id", "is_managers", *_COUNTED, "clock_out_minutes", *_UNCOUNTED]
    session.connection().execute(insert(AttendanceUnitDay).from_select(names, _counts(facts)))


def forget_day(session: Session, day: date) -> None:
    """Count nothing on a day."""
    session.connection().execute(delete(AttendanceUnitDay).where(col(AttendanceUnitDay.service_date) == day))


def left_on_time(session: Session, facts: DayFacts, person_ids: Collection[int]) -> dict[int, bool]:
    """Which of these people left on time on a day; whoever does not count, or of whom nothing is known, is left out."""
    known = _known(facts).subquery()
    told = select(known.c.person_id, known.c.is_on_time)
    rows = session.execute(told.where(known.c.person_id.in_(person_ids), known.c.why_not.is_(None)))
    return {person_id: bool(is_on_time) for person_id, is_on_time in rows}


def _counts(facts: DayFacts) -> Select[*tuple[object, ...]]:
    judged = _judged(facts).subquery()
    counted = [func.count().filter(judged.c[name]) for name in _COUNTED]
    minutes = func.coalesce(func.sum(judged.c.clock_out_minute).filter(judged.c.clock_outs), 0)
    uncounted = [func.count().filter(judged.c.why_not == name) for name in _UNCOUNTED]
    return select(literal(facts.day), judged.c.unit_id, judged.c.is_manager, *counted, minutes, *uncounted).group_by(
        judged.c.unit_id, judged.c.is_manager
    )


def _judged(facts: DayFacts) -> Select[*tuple[object, ...]]:
    """Everybody on duty, with what they count as: the columns of `_COUNTED` are conditions."""
    known = _known(facts).subquery()
    is_counted = known.c.why_not.is_(None)
    on_time = and_(is_counted, known.c.is_on_time)
    late = and_(is_counted, known.c.is_late)
    clocked = known.c.clock_out_minute.is_not(None)
    return select(
        known.c.unit_id,
        known.c.is_manager,
        known.c.clock_out_minute,
        known.c.why_not,
        is_counted.label("on_duty"),
        on_time.label("on_time"),
        late.label("late"),
        and_(is_counted, known.c.is_special).label("special"),
        and_(on_time, known.c.is_special).label("special_on_time"),
        and_(late, known.c.is_special).label("special_late"),
        and_(is_counted, ~clocked).label("by_orders"),
        and_(is_counted, clocked).label("clock_outs"),
    )


def _known(facts: DayFacts) -> Select[*tuple[object, ...]]:
    """Everybody on duty with what is known of their day; `why_not` says why somebody does not count (対象外)."""
    who = on_duty(facts.day).subquery()
    out, overtime = col(AttendanceDay.clock_out_minute), col(AttendanceDay.overtime_minutes)
    kind = func.coalesce(col(AttendanceDay.kind), Kind.DUTY)
    # Without a clock-out the overtime is taken to follow the own end; whoever no order names had none.
    had_none = case((overtime.is_not(None), overtime == 0), else_=out.is_(None))
    left = func.coalesce(out, who.c.end_minute + overtime, 0)
    return (
        select(
            who.c.person_id,
            who.c.unit_id,
            who.c.person_id.in_(facts.managers).label("is_manager"),
            out.label("clock_out_minute"),
            _why_not(facts, who.c.unit_id, who.c.person_id, kind).label("why_not"),
            or_(had_none, func.coalesce(out <= who.c.end_minute + facts.grace_minutes, False)).label("is_on_time"),
            and_(~had_none, left > facts.late_minute).label("is_late"),
            or_(kind.in_(list(SPECIAL)), who.c.unit_id.in_(facts.special_units)).label("is_special"),
        )
        .select_from(who)
        .outerjoin(
            AttendanceDay,
            and_(col(AttendanceDay.person_id) == who.c.person_id, col(AttendanceDay.service_date) == facts.day),
        )
    )


def _why_not(
    facts: DayFacts, unit_id: ColumnElement[int], person_id: ColumnElement[int], kind: ColumnElement[Kind]
) -> ColumnElement[str | None]:
    out, overtime = col(AttendanceDay.clock_out_minute), col(AttendanceDay.overtime_minutes)
    is_absent = kind == Kind.AWAY
    if facts.absent is not None:
        # Whoever planned leave and came all the same is counted like everybody else.
        did_nothing = and_(out.is_(None), func.coalesce(overtime, 0) == 0)
        is_absent = or_(is_absent, and_(did_nothing, person_id.in_(facts.absent)))
    is_untold = and_(out.is_(None), overtime.is_(None), ~_is_covered_by_orders(facts.day))
    return case(
        (unit_id.in_(facts.shift_units), "on_shifts"),
        (is_absent, "away"),
        (and_(kind == Kind.TRIP, out.is_(None)), "on_trip"),
        (is_untold, "unrecorded"),
        else_=None,
    )


def _is_covered_by_orders(day: date) -> ColumnElement[bool]:
    return exists().where(
        col(AttendanceImport.source) == Source.ORDERS,
        col(AttendanceImport.first_day) <= day,
        col(AttendanceImport.last_day) >= day,
    )
