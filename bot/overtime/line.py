"""Who may confirm the reports of a unit on a day: the line of its heads, read from the roster."""

from __future__ import annotations

from collections.abc import Mapping
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
from bot.overtime.confirmers import Confirmer, Turns, Window, line_for, line_of
from bot.overtime.evening_card import EVENING_CARD
from bot.overtime.kinds import Report
from bot.people import service as people
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see
from bot.people.service import Leader
from bot.people.tree import UnitNode, UnitTree


@dataclass(frozen=True)
class Line:
    """A unit's confirmers on a day: the units upwards, who is asked in which order, and who these people are."""

    unit: UnitNode
    day: date
    upwards: tuple[int, ...]
    order: tuple[Confirmer, ...]
    leaders: Mapping[int, Leader]

    def of(self, report: Report) -> tuple[Confirmer, ...]:
        """Those who may confirm this report."""
        return line_for(self.order, self.upwards, report.person_id)


def line_on(session: Session, unit_id: int, day: date, tree: UnitTree) -> Line | None:
    """The line of a unit; None for a unit that does not exist on the day."""
    if unit_id not in tree:
        return None
    upwards = tuple(reversed(tree.path(unit_id)))
    leading = people.leading_on(session, day, upwards)
    found = [Confirmer(one.person.person_id, one.unit_id, one.kind) for one in leading]
    wanted = city.policy_on(session, day).overtime_reports.confirmers
    return Line(
        tree[unit_id], day, upwards, line_of(upwards, found, wanted), {one.person.person_id: one for one in leading}
    )


def turns_of(session: Session, line: Line, zone: ZoneInfo) -> Turns:
    """Whom of a line can be reached on its day and when, who was asked, and how long a silence lasts.

    In a special mode nobody is asked (R-CAL-12): the reports stand in the lists, with their tag.
    """
    policy = city.policy_on(session, line.day)
    is_silent = line.unit.id in people.special_modes_on(session, line.day)
    windows = {} if is_silent else _windows(session, line, zone)
    asked = store.asked(session, line.unit.id, line.day)
    return Turns(line.order, windows, asked, timedelta(minutes=policy.overtime_reports.pass_on_minutes))


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
    return Sight.ROWS in sight or me.person_id in store.asked(session, report.unit_id, report.day)
