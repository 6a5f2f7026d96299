"""Who may confirm the reports of a unit on a day: the line of its heads, read from the roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session

from bot.city import service as city
from bot.delivery.opt_outs import who_opted_out
from bot.delivery.recipients import instant
from bot.leave.absences import time_off
from bot.overtime import confirming_store as store
from bot.overtime.confirmers import Confirmer, Turns, Window, confirmed_units, confirming_unit, line_for, line_of
from bot.overtime.evening_card import EVENING_CARD
from bot.overtime.kinds import Report
from bot.people import service as people
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see
from bot.people.service import Leader
from bot.people.tree import UnitNode, UnitTree


@dataclass(frozen=True)
class Line:
    """A unit's confirmers on a day: the units upwards, who is asked in which order, and who these people are.

    `unit` is whose head is asked first; `covers` are the ids of all units whose reports are confirmed there.
    """

    unit: UnitNode
    covers: frozenset[int]
    day: date
    upwards: tuple[int, ...]
    order: tuple[Confirmer, ...]
    leaders: Mapping[int, Leader]

    def of(self, report: Report) -> tuple[Confirmer, ...]:
        """Those who may confirm this report."""
        return line_for(self.order, self.upwards, report.person_id)


def line_on(session: Session, unit_id: int, day: date, tree: UnitTree) -> Line | None:
    """Who confirms the reports of a unit's people; None for a unit that does not exist on the day."""
    if unit_id not in tree:
        return None
    wanted = city.policy_on(session, day).overtime_reports
    top = confirming_unit(tree, unit_id, wanted.confirming_unit)
    upwards = tuple(reversed(tree.path(top)))
    leading = people.leading_on(session, day, upwards)
    found = [Confirmer(one.person.person_id, one.unit_id, one.kind) for one in leading]
    return Line(
        unit=tree[top],
        covers=confirmed_units(tree, top, wanted.confirming_unit),
        day=day,
        upwards=upwards,
        order=line_of(upwards, found, wanted.confirmers),
        leaders={one.person.person_id: one for one in leading},
    )


def units_asked(session: Session, unit_ids: Iterable[int], day: date, tree: UnitTree) -> dict[int, int]:
    """By unit, the one whose head is asked about the reports that its people made for a day."""
    wanted = city.policy_on(session, day).overtime_reports.confirming_unit
    return {unit_id: confirming_unit(tree, unit_id, wanted) for unit_id in unit_ids}


def turns_of(session: Session, line: Line, zone: ZoneInfo) -> Turns:
    """Whom of a line can be reached on its day and when, who was asked, and how long a silence lasts."""
    policy = city.policy_on(session, line.day)
    asked = store.asked(session, line.unit.id, line.day)
    pass_on = timedelta(minutes=policy.overtime_reports.pass_on_minutes)
    return Turns(line.order, _windows(session, line, zone), asked, pass_on)


def _windows(session: Session, line: Line, zone: ZoneInfo) -> dict[int, Window]:
    quiet, unwilling = city.policy_on(session, line.day).quiet, who_opted_out(session, EVENING_CARD)
    duty = people.on_duty(line.day).subquery()
    rows = session.execute(select(duty).where(duty.c.person_id.in_(line.leaders), duty.c.has_active_slack))
    windows = {}
    for row in rows:
        off = time_off(session, row.person_id, line.day)
        start, end = off.there(row.start_minute, row.end_minute, row.start_minute)
        opens = instant(line.day, start - quiet.before_start_minutes, zone)
        if row.person_id not in unwilling and not off.is_all_day:
            windows[row.person_id] = Window(opens, instant(line.day, end + quiet.after_end_minutes, zone))
    return windows


def may_decide(session: Session, me: Staff, report: Report, *, today: date) -> bool:
    """Whether somebody may decide about a report today: they stand in its line, and they see it anyway or were asked.

    Whoever led the unit yesterday, leads another one, or reported it, may not.
    """
    tree = people.tree_on(session, today)
    line = line_on(session, report.unit_id, today, tree)
    if line is None or me.person_id not in {one.person_id for one in line.of(report)}:
        return False
    sight = may_see(me, Subject(report.unit_id, report.person_id), What.OVERTIME_REPORT, tree)
    if Sight.ROWS in sight:
        return True
    asked = units_asked(session, [report.unit_id], report.day, people.tree_on(session, report.day))
    return me.person_id in store.asked(session, asked[report.unit_id], report.day)
