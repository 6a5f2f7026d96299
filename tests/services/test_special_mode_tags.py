"""What hangs on the days of a special mode: tags of overtime, and the rates without disasters and elections (A25)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from bot.attendance.columns import Cell
from bot.attendance.rules import Days
from bot.database import Database
from bot.leave import service as leave
from bot.leave.plans import Proposal
from bot.overtime import declaring
from bot.overtime.kinds import LateAnswer
from bot.overtime.tables import LateNotice, OvertimeReport
from bot.people import service as people
from bot.people.kinds import ModeKind, UnitKind
from bot.people.modes import ModeWish
from tests.clocking import LATE, NOW, THURSDAY, TODAY, TUESDAY, WEDNESDAY, Clocks, day_of
from tests.leaving import span


@pytest.fixture
def clocks(database: Database) -> Clocks:
    return Clocks(database)


def declare(clocks: Clocks, unit_code: str, first: date, last: date) -> int:
    wish = ModeWish(ModeKind.DISASTER, unit_code, first, last)
    return clocks.database.write(declaring.declare, wish, today=TODAY, actor="test", now=NOW).id


def report(session: Session, person_id: int, unit_id: int, day: date) -> None:
    session.add(
        OvertimeReport(
            person_id=person_id,
            unit_id=unit_id,
            service_date=day,
            cause="sudden",
            planned_end_minute=1260,
            is_same_day=False,
            is_special=False,
            reported_at=NOW,
        )
    )
    session.add(
        LateNotice(
            person_id=person_id,
            unit_id=unit_id,
            service_date=day,
            answer=LateAnswer.STAYING,
            planned_end_minute=1260,
            is_special=False,
            answered_at=NOW,
        )
    )


def tagged(database: Database) -> dict[tuple[int, date], tuple[bool, bool]]:
    """For each person and day: whether the report and the late notice are tagged."""

    def work(session: Session) -> dict[tuple[int, date], tuple[bool, bool]]:
        reports = {(one.person_id, one.service_date): one.is_special for one in session.exec(select(OvertimeReport))}
        notices = {(one.person_id, one.service_date): one.is_special for one in session.exec(select(LateNotice))}
        return {key: (reports[key], notices[key]) for key in reports}

    return database.read(work)


def test_overtime_that_was_reported_before_is_tagged_and_untagged_with_the_mode(clocks: Clocks) -> None:
    hit, calm = clocks.office.unit("道路課", code="05"), clocks.office.unit("人事課", code="01")
    busy, other = clocks.office.person(hit), clocks.office.person(calm)
    for person, unit in ((busy, hit), (other, calm)):
        for day in (TUESDAY, WEDNESDAY, THURSDAY):
            clocks.database.write(report, person, unit, day)

    number = declare(clocks, "05", TUESDAY, WEDNESDAY)
    during = tagged(clocks.database)
    clocks.database.write(declaring.end, number, last_day=TUESDAY, today=TODAY, actor="test", now=NOW)
    after = tagged(clocks.database)

    yes, no = (True, True), (False, False)
    assert [during[busy, day] for day in (TUESDAY, WEDNESDAY, THURSDAY)] == [yes, yes, no]
    assert [after[busy, day] for day in (TUESDAY, WEDNESDAY, THURSDAY)] == [yes, no, no]
    assert {during[other, day] for day in (TUESDAY, WEDNESDAY, THURSDAY)} == {no}


def test_exactly_the_person_days_of_the_unit_leave_the_second_rate(clocks: Clocks) -> None:
    """Ten calm people and eight in a bureau that is declared afterwards, for two of three counted days."""
    bureau = clocks.office.unit("建設局", code="05", kind=UnitKind.BUREAU)
    busy = clocks.hire(8, clocks.office.unit("道路課", bureau))
    calm = clocks.hire(10, clocks.office.unit("人事課"))
    days = (TUESDAY, WEDNESDAY, THURSDAY)
    clocks.take(day_of(one, day, LATE if one in busy else "17:20") for one in (*busy, *calm) for day in days)

    before = fractions(clocks.report(TUESDAY, THURSDAY).rates.whole.rates[Days.ALL])
    number = declare(clocks, "05", TUESDAY, WEDNESDAY)
    declared = fractions(clocks.report(TUESDAY, THURSDAY).rates.whole.rates[Days.ALL])
    clocks.database.write(declaring.end, number, last_day=TUESDAY, today=TODAY, actor="test", now=NOW)
    ended = fractions(clocks.report(TUESDAY, THURSDAY).rates.whole.rates[Days.ALL])

    assert before == ((30, 54), (30, 54))
    assert declared == ((30, 54), (30, 54 - 8 * 2))
    assert ended == ((30, 54), (30, 54 - 8))


def test_whoever_planned_leave_stays_out_of_the_rates_when_days_are_counted_anew(clocks: Clocks) -> None:
    """A file of orders names those with overtime; all others count as on time, unless they are away."""
    away, busy, *_ = clocks.hire(7, clocks.office.unit("道路課", code="05"))
    me = clocks.database.read(people.staff_by_token, f"token-{away:06d}", day=TUESDAY)
    assert me is not None
    proposal = Proposal("k", "annual", span(f"{WEDNESDAY}"))
    clocks.database.write(leave.plan, me, proposal, today=TUESDAY, now=NOW)
    clocks.take([{"職員番号": f"{busy:06d}", "日付": f"{WEDNESDAY}", "時間外（分）": "60"}])

    declare(clocks, "05", WEDNESDAY, WEDNESDAY)

    rates = clocks.report(WEDNESDAY).rates
    share = rates.whole.rates[Days.ALL].share
    assert share is not None
    assert (share.part, share.whole, rates.counted.away) == (5, 6, 1)


def fractions(cell: Cell) -> tuple[tuple[int, int], tuple[int, int]]:
    """Who left on time of whom: 全体, and 災害・選挙等除く."""
    assert cell.share
    assert cell.without_special
    return (cell.share.part, cell.share.whole), (cell.without_special.part, cell.without_special.whole)
