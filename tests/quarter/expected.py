"""What heads should have heard in the quarter, reckoned from the rows and the wall calendar: an oracle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.quarter.rows import DAY, Row, Rows, day_of, moment_of, working_day_after

#: The first working day of each week after the city began on Thursday, October 1.
DIGEST_DAYS = (
    *(date(2026, 10, 5), date(2026, 10, 13), date(2026, 10, 19), date(2026, 10, 26), date(2026, 11, 2)),
    *(date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 24), date(2026, 11, 30), date(2026, 12, 7)),
    *(date(2026, 12, 14), date(2026, 12, 21), date(2026, 12, 28)),
)
#: The fifth working day of each month: then the drafts of the month before are ready.
DRAFT_DAYS = {
    date(2026, 9, 1): date(2026, 10, 7),
    date(2026, 10, 1): date(2026, 11, 9),
    date(2026, 11, 1): date(2026, 12, 7),
}
_REMINDED, _AGAIN = 2, 5
_CADENCE_DAYS = 30
_SMALLEST_MEETING = 2


@dataclass(frozen=True)
class Readers:
    """Who reads the digest of a day, and who passes it on, being away all week."""

    told: frozenset[int]
    passed_on: frozenset[int]


def readers(rows: Rows, day: date) -> Readers:
    """Of each unit the first who leads it and is there; of a section without anybody, of the units above it (X06)."""
    there = {
        unit_id: [one for one in some if not rows.is_away_all_week(one, day)] for unit_id, some in rows.leading.items()
    }
    told = set()
    for unit_id, unit in rows.units.items():
        chain = rows.upwards(unit_id) if unit["kind"] == "section" else [unit_id]
        told.update(next(([there[one][0]] for one in chain if there.get(one)), []))
    usual = {some[0] for some in rows.leading.values()}
    return Readers(frozenset(told), frozenset(usual - told))


def talks_due(rows: Rows, day: date) -> Iterator[int]:
    """The heads one of whose 1on1s waits at ten o'clock of a day, once for each."""
    for pair in rows.tables["one_on_one_pair"]:
        both = (pair["head_id"], pair["member_id"])
        is_alive = day_of(pair["opened_on"]) <= day <= day_of(pair["closed_on"])
        is_quiet = any(rows.is_special(one, day) for one in (pair["unit_id"], *(rows.home.get(one) for one in both)))
        is_away = any(day in rows.days_away.get(one, ()) for one in both)
        if (
            is_alive
            and not is_quiet
            and not is_away
            and _is_due(rows, pair["id"], day_of(pair["starts_from"]), both, day)
        ):
            yield pair["head_id"]


def _is_due(rows: Rows, pair_id: int, since: date, both: tuple[int, int], day: date) -> bool:
    talks = rows.talks.get(pair_id, [])
    held = [day_of(row["held_on"]) for row in talks if row["held_on"] and day_of(row["held_on"]) < day]
    upcoming = [row for row in talks if not row["held_on"] or day_of(row["held_on"]) >= day]
    planned = next((day_of(row["planned_on"]) for row in upcoming if row["planned_on"]), None)
    if planned is not None:
        return planned < day
    last = max(held, default=since)
    away = {one for who in both for one in rows.days_away.get(who, ()) if last < one <= day}
    return (day - last).days - len(away) >= _CADENCE_DAYS


def reports_open(rows: Rows, day: date) -> dict[int, str]:
    """By whoever answers: how the oldest open report of last month waits on a day (`ready`, `reminded`, `again`)."""
    month = (day.replace(day=1) - DAY).replace(day=1)
    ready = DRAFT_DAYS[month]
    if day < ready:
        return {}
    stage = "ready" if day < working_day_after(ready, _REMINDED) else "reminded"
    stage = stage if day < working_day_after(ready, _AGAIN) else "again"
    open_ones = (row for row in rows.tables["monthly_report"] if day_of(row["month"]) == month and _is_open(row, day))
    answering = (rows.in_charge(row["unit_id"]) for row in open_ones)
    return {who: stage for who in answering if who is not None}


def _is_open(report: Row, day: date) -> bool:
    return report["submitted_at"] is None or moment_of(report["submitted_at"]).date() >= day


def reporting_units(rows: Rows) -> set[int]:
    """Every 課, and whatever stands right below the city without any 課 in it."""
    sections = {unit_id for unit_id, unit in rows.units.items() if unit["kind"] == "section"}
    tops = {unit_id for unit_id, unit in rows.units.items() if unit["parent_id"] is None}
    return sections | {top for top in tops if not rows.below(top) & sections}


def meetings_waiting(rows: Rows, day: date) -> set[int]:
    """Whoever has to set the day of a meeting, or to say whether one was held."""
    small = (one for one in rows.units if rows.below(one) == {one} and not rows.is_special(one, day))
    meeting = (one for one in small if len(rows.people_below(one)) >= _SMALLEST_MEETING)
    answering = {rows.in_charge(one) for one in meeting if _meeting_waits(rows, one, day)}
    return {one for one in answering if one is not None}


def _meeting_waits(rows: Rows, unit_id: int, day: date) -> bool:
    """As things stood at ten: what was set or noted on the day itself came later."""
    month = day.replace(day=1)
    known = [
        row
        for row in rows.tables["workplace_meeting"]
        if row["unit_id"] == unit_id and _known_since(row) < day and day_of(row["month"]) <= month
    ]
    if not any(day_of(row["month"]) == month for row in known):
        return True
    recent = [row for row in known if day_of(row["month"]) >= (month - DAY).replace(day=1)]
    is_open = [row for row in recent if row["outcome"] == "set" or moment_of(row["noted_at"]).date() >= day]
    return any(working_day_after(day_of(row["day"])) <= day for row in is_open)


def _known_since(meeting: Row) -> date:
    return day_of(meeting["decided_on"]) if meeting["decided_on"] else moment_of(meeting["noted_at"]).date()


def overdue_days() -> list[date]:
    """The days on which general affairs hear of what is missing."""
    return [working_day_after(day, _AGAIN + 1) for day in DRAFT_DAYS.values()]
