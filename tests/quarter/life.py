"""How people live through the quarter: who takes leave, who wants no digest, and what heads do about what waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlmodel import Session, col, update

from bot.delivery import opt_outs
from bot.delivery.opt_outs import OptOutPress
from bot.digest.digest_blocks import WEEKLY
from bot.leave import service as leave
from bot.leave.plans import Proposal
from bot.leave.tables import LeaveBalance
from bot.meetings import service as meetings
from bot.meetings.blocks import Which
from bot.meetings.rules import Need
from bot.one_on_one import service as one_on_ones
from bot.one_on_one.due import due_lines
from bot.overtime.tables import OvertimeReport
from bot.people import service as people
from bot.people.rules import Staff
from bot.people.service import Contact
from bot.reports import service as reports
from tests.leaving import span
from tests.quarter.rows import working_day_after

#: Days off of heads in turn: three weeks (X24), a week, the first days of a week, its first day, a day in its middle.
_LEAVE = (
    ("2026-11-02", "2026-11-20"),
    ("2026-10-19", "2026-10-23"),
    ("2026-12-07", "2026-12-09"),
    ("2026-10-05", "2026-10-05"),
    ("2026-11-18", "2026-11-18"),
    ("2026-12-14", "2026-12-18"),
    ("2026-10-13", "2026-10-16"),
    ("2026-11-30", "2026-12-01"),
)
_EVERY = 3
_TEN_OCLOCK = 10 * 60
_A_DAY = 465

W = TypeVar("W")


def begin_life(session: Session, today: date, now: datetime) -> None:
    """Every third head plans leave, two others want no digest; of all of them a balance was imported."""
    heads = _reachable_heads(session, today)
    for number, (first, last) in enumerate(_LEAVE):
        who = heads[number * _EVERY % len(heads)]
        me = people.staff_by_id(session, who.person_id, day=today)
        assert me is not None
        leave.plan(session, me, Proposal(f"leave-{number}", "annual", span(first, last)), today=today, now=now)
    session.add_all(_balance(one.person_id, today) for one in heads)
    unwilling = [heads[1], heads[_EVERY + 1]]
    opt_outs.record_opt_outs(session, [OptOutPress(one.person_id, WEEKLY, now) for one in unwilling])


def _balance(person_id: int, today: date) -> LeaveBalance:
    """Twenty days and five from before, of which two were taken."""
    return LeaveBalance(
        person_id=person_id,
        account="annual",
        leave_year=today.year,
        granted=20 * _A_DAY,
        carried_over=5 * _A_DAY,
        taken=2 * _A_DAY,
        as_of=today,
    )


def _reachable_heads(session: Session, day: date) -> list[Contact]:
    leaders = people.leaders_on(session, day).values()
    return list({one.person.person_id: one.person for one in leaders if one.person.has_active_slack}.values())


def decide_overtime(session: Session, day: date) -> None:
    """Whoever it may be decides about overtime reports before the end of the day."""
    waiting = (col(OvertimeReport.service_date) <= day, col(OvertimeReport.state) == "reported")
    session.execute(update(OvertimeReport).where(*waiting).values(state="confirmed"))


def settle(session: Session, today: date, now: datetime) -> None:
    """Heads with an even number settle what waits for them once they have read of it; the others leave it lying."""
    _submit_reports(session, today, now)
    _hold_talks(session, today)
    _settle_meetings(session, today, now)


def _submit_reports(session: Session, today: date, now: datetime) -> None:
    for me, waits in _willing(session, reports.waiting_today(session, today), today):
        for one in waits:
            reports.submit(session, me, one.report_id, "", version=1, today=today, now=now)


def _hold_talks(session: Session, today: date) -> None:
    for me, waits in _willing(session, due_lines(session, today), today):
        for one in waits:
            one_on_ones.held(session, me, one.pair.next_talk, today, 30, today=today)


def _settle_meetings(session: Session, today: date, now: datetime) -> None:
    """A meeting is set for the next working day, and noted as held a week later; at a month's end there is none."""
    for me, waits in _willing(session, meetings.waiting(session, today), today):
        for one in waits:
            which, next_day = Which(one.unit_id, one.month), working_day_after(today)
            if one.need is Need.OUTCOME:
                meetings.note_held(session, me, which, 5, today=today, now=now)
            elif next_day.month == today.month:
                meetings.set_day(session, me, which, next_day, _TEN_OCLOCK, today=today, now=now)
            else:
                meetings.note_not_held(session, me, which, today=today, now=now)


def _willing(session: Session, waits: Mapping[int, Sequence[W]], today: date) -> Iterator[tuple[Staff, Sequence[W]]]:
    for person_id, some in waits.items():
        me = people.staff_by_id(session, person_id, day=today) if person_id % 2 == 0 else None
        if me is not None:
            yield me, some
