"""Reports of overtime: one for each person and day, changed and withdrawn until the day is over, never half stored."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from bot.city.overtime import OvertimeReports, OwnCause
from bot.database import Database
from bot.errors import OldButton, Refused
from bot.overtime import decisions, service
from bot.overtime.drafts import Looker
from bot.overtime.evening_card import Press
from bot.overtime.kinds import ReportState
from bot.overtime.rules import Part, UnsuitableReport, Wish
from bot.people.kinds import HeadKind
from bot.people.rules import Hours
from tests.delivering import JST, WEDNESDAY, jst
from tests.reporting import FRIDAY, HALF_PAST_SIX, MONDAY, TEXTS, THURSDAY, WISH, Reporting

NEXT_WEDNESDAY = WEDNESDAY + timedelta(weeks=1)


@pytest.fixture
def city(database: Database) -> Reporting:
    return Reporting(database)


def test_a_report_is_stored_with_everything_that_was_said(city: Reporting) -> None:
    told = city.report()

    (row,) = city.stored()
    assert (row.person_id, row.unit_id, row.service_date) == (city.aoki, city.unit, WEDNESDAY)
    assert (row.cause, row.planned_end_minute, row.line) == ("sudden", HALF_PAST_SIX, "窓口の案件")
    assert (row.day_instead, row.state, row.version) == (FRIDAY, ReportState.REPORTED, 1)
    assert (row.is_same_day, row.is_special, row.is_kept) == (False, False, None)
    assert told.looker == Looker("給与係", HeadKind.HEAD)


def test_the_head_s_own_report_goes_to_the_unit_above(city: Reporting) -> None:
    department = city.office.unit("総務部", code="somu")
    section = city.office.unit("税務課", above=department, code="zeimu")
    head = city.office.person(section)
    city.office.head(head, section)
    city.office.head(city.office.person(department), department, HeadKind.DEPUTY)

    assert city.report(head).looker == Looker("総務部", HeadKind.DEPUTY)


def test_where_nobody_leads_a_report_is_taken_all_the_same(city: Reporting) -> None:
    lonely = city.office.person(city.office.unit("出納室"))

    assert city.report(lonely).looker is None
    assert len(city.stored()) == 1


def test_pressing_twice_is_once(city: Reporting) -> None:
    first, second = city.report(), city.report(now=jst(9, 1))

    assert first.report == second.report
    assert len(city.stored()) == 1


async def test_two_presses_at_one_moment_are_one_report(city: Reporting) -> None:
    me = city.staff(city.aoki)
    work = [city.database.transact(service.report, me, WISH, now=jst(9), zone=JST, texts=TEXTS) for _ in range(8)]

    told = await asyncio.gather(*work)

    assert {one.report.version for one in told} == {1}
    assert len(city.stored()) == 1


async def test_of_two_devices_that_want_one_day_for_two_reports_one_gets_it(city: Reporting) -> None:
    me = city.staff(city.aoki)
    wishes = [WISH, replace(WISH, day=NEXT_WEDNESDAY, day_instead=FRIDAY)]
    work = [city.database.transact(service.report, me, wish, now=jst(9), zone=JST, texts=TEXTS) for wish in wishes]

    outcomes = await asyncio.gather(*work, return_exceptions=True)

    (refused,) = [one for one in outcomes if isinstance(one, BaseException)]
    assert isinstance(refused, UnsuitableReport)
    assert [flaw.part for flaw in refused.flaws] == [Part.DAY_INSTEAD]
    assert [row.day_instead for row in city.stored()] == [FRIDAY]


def test_a_change_is_a_new_version_that_must_be_looked_at_anew(city: Reporting) -> None:
    first = city.report().report
    city.settle_state(first.id, ReportState.CONFIRMED)

    changed = city.report(wish=replace(WISH, planned_end_minute=1200, version=1), now=jst(11)).report

    (row,) = city.stored()
    assert (changed.version, changed.state, changed.reported_at) == (2, ReportState.REPORTED, jst(11))
    assert (row.planned_end_minute, row.decided_at, row.decided_by) == (1200, None, None)


async def test_a_change_and_a_confirmation_at_one_moment_leave_the_change_to_be_looked_at(city: Reporting) -> None:
    me, head = city.staff(city.aoki), city.staff(city.head)
    confirm = partial(decisions.confirm, now=jst(11), zone=JST, texts=TEXTS)
    report = partial(service.report, now=jst(11), zone=JST, texts=TEXTS)
    for round_ in range(10):
        before = city.report(wish=replace(WISH, line=f"{round_}", version=2 * round_)).report
        changed = replace(WISH, line=f"{round_}, changed", version=before.version)

        await asyncio.gather(
            city.database.transact(confirm, head, Press(before.id, before.version)),
            city.database.transact(report, me, changed),
        )

        (row,) = city.stored()
        assert (row.version, row.state, row.decided_by) == (before.version + 1, ReportState.REPORTED, None)


def test_a_late_press_of_an_old_form_does_not_undo_a_decision(city: Reporting) -> None:
    city.settle_state(city.report().report.id, ReportState.SENT_BACK)

    assert city.report().report.state is ReportState.SENT_BACK
    assert city.report(wish=replace(WISH, version=1)).report.state is ReportState.REPORTED


@pytest.mark.parametrize(
    ("minute", "late"), [pytest.param(0, False, id="in time"), pytest.param(1, True, id="a minute later")]
)
def test_a_late_report_is_marked_and_never_refused(city: Reporting, minute: int, late: bool) -> None:
    assert city.report(now=jst(16, minute)).report.is_same_day == late


def test_a_day_can_be_reported_until_it_is_over_and_not_a_minute_longer(city: Reporting) -> None:
    assert city.flaws(WISH, now=jst(23, 59)) == []
    assert city.flaws(replace(WISH, line="続き"), now=jst(0, 0, THURSDAY)) == [Part.DAY]
    assert city.stored()[0].line == "窓口の案件"


@pytest.mark.parametrize(
    ("wish", "part"),
    [
        pytest.param(replace(WISH, day=date(2026, 11, 18)), Part.DAY, id="last Wednesday"),
        pytest.param(replace(WISH, day=THURSDAY), Part.DAY, id="an ordinary Thursday"),
        pytest.param(replace(WISH, day=date.max), Part.DAY, id="the end of time"),
        pytest.param(replace(WISH, day=date.min), Part.DAY, id="the beginning of time"),
        pytest.param(replace(WISH, planned_end_minute=1035), Part.PLANNED_END, id="the regular end"),
        pytest.param(replace(WISH, cause="'; DROP TABLE"), Part.CAUSE, id="no reason of the city"),
        pytest.param(replace(WISH, day_instead=NEXT_WEDNESDAY), Part.DAY_INSTEAD, id="the next no-overtime day"),
        pytest.param(replace(WISH, day_instead=date(2026, 11, 28)), Part.DAY_INSTEAD, id="a Saturday"),
        pytest.param(replace(WISH, day_instead=date(2026, 12, 3)), Part.DAY_INSTEAD, id="more than a week away"),
        pytest.param(replace(WISH, day_instead=date(2026, 11, 24)), Part.DAY_INSTEAD, id="yesterday"),
        pytest.param(replace(WISH, day_instead=None), Part.DAY_INSTEAD, id="none at all"),
        pytest.param(replace(WISH, line="あ" * 10_000), Part.LINE, id="10,000 characters"),
        pytest.param(replace(WISH, line="\x00"), Part.LINE, id="what no database takes"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(city: Reporting, wish: Wish, part: Part) -> None:
    assert city.flaws(wish) == [part]
    assert city.stored() == []


def test_what_was_typed_is_stored_as_it_was_typed(city: Reporting) -> None:
    line = " <!channel> *太字* & 'quotes' 👩‍💻 "

    city.report(wish=replace(WISH, line=line))

    assert city.stored()[0].line == line


def test_a_day_is_instead_of_one_day_only(city: Reporting) -> None:
    city.report()

    assert FRIDAY not in city.draft(day=NEXT_WEDNESDAY).days_instead
    assert city.flaws(replace(WISH, day=NEXT_WEDNESDAY, day_instead=FRIDAY)) == [Part.DAY_INSTEAD]
    assert city.flaws(WISH, city.baba) == []


def test_a_part_timer_is_held_to_their_own_hours(city: Reporting) -> None:
    four_days = Hours(start_minute=540, end_minute=960, weekdays=0b0001111, minutes_per_day=360)
    part_timer = city.office.person(city.unit, hours=four_days)

    draft = city.draft(part_timer)

    assert draft.end_minute == 960
    assert draft.days_instead == (THURSDAY, MONDAY, date(2026, 12, 1))
    assert city.flaws(replace(WISH, planned_end_minute=1020, day_instead=MONDAY), part_timer) == []


def test_whoever_does_not_work_that_day_has_nothing_to_report(city: Reporting) -> None:
    no_wednesdays = Hours(start_minute=510, end_minute=1035, weekdays=0b0011011, minutes_per_day=465)
    part_timer = city.office.person(city.unit, hours=no_wednesdays)

    assert city.flaws(WISH, part_timer) == [Part.DAY]
    assert city.draft(part_timer).days == (date(2026, 12, 21),)


def test_whoever_must_stay_on_their_day_instead_reports_that_too(city: Reporting) -> None:
    city.report()

    assert city.draft().days[:3] == (WEDNESDAY, FRIDAY, NEXT_WEDNESDAY)
    assert city.flaws(Wish(FRIDAY, "sudden", HALF_PAST_SIX, "", MONDAY)) == []


def test_where_no_day_is_left_none_is_asked_for(city: Reporting) -> None:
    wednesdays_only = Hours(start_minute=510, end_minute=1035, weekdays=0b0000100, minutes_per_day=465)
    part_timer = city.office.person(city.unit, hours=wednesdays_only)

    assert city.draft(part_timer).days_instead == ()
    assert city.flaws(replace(WISH, day_instead=None), part_timer) == []


def test_a_day_instead_that_went_by_stays_with_a_report_that_is_changed(city: Reporting) -> None:
    monday = date(2026, 11, 30)
    ahead = Wish(NEXT_WEDNESDAY, "event", HALF_PAST_SIX, "", monday)
    city.report(wish=ahead)

    changed = replace(ahead, line="準備", version=1)

    assert city.flaws(changed, now=jst(9, day=NEXT_WEDNESDAY)) == []
    assert city.draft(day=NEXT_WEDNESDAY, now=jst(9, day=NEXT_WEDNESDAY)).days_instead[0] == monday


def test_the_city_s_own_reasons_can_be_chosen(city: Reporting) -> None:
    own = OvertimeReports(causes=(OwnCause(code="ceremony", word="式典"),))
    city.decide(overtime_reports=own)

    assert city.draft().own_causes == {"ceremony": "式典"}
    assert city.flaws(replace(WISH, cause="ceremony")) == []


def test_overtime_of_a_special_mode_is_tagged(city: Reporting) -> None:
    city.office.special_mode(city.unit, WEDNESDAY, WEDNESDAY)

    assert city.report().report.is_special


def test_a_withdrawn_report_frees_its_day_instead(city: Reporting) -> None:
    first = city.report().report

    gone = city.withdraw(first.id).report

    assert (gone.state, gone.version, gone.day_instead) == (ReportState.WITHDRAWN, 2, None)
    assert city.withdraw(first.id).report == gone
    assert FRIDAY in city.draft(day=NEXT_WEDNESDAY).days_instead


def test_what_was_withdrawn_comes_back_by_a_new_form_only(city: Reporting) -> None:
    city.withdraw(city.report().report.id)

    with pytest.raises(OldButton):
        city.report()
    again = city.report(wish=replace(WISH, version=2)).report

    assert (again.state, again.version) == (ReportState.REPORTED, 3)
    assert len(city.stored()) == 1


def test_nobody_withdraws_the_report_of_somebody_else(city: Reporting) -> None:
    of_aoki = city.report().report

    with pytest.raises(OldButton):
        city.withdraw(of_aoki.id, city.baba)
    with pytest.raises(OldButton):
        city.withdraw(of_aoki.id, city.head)

    assert city.stored()[0].state is ReportState.REPORTED


def test_the_report_of_a_day_that_is_over_stays(city: Reporting) -> None:
    kept = city.report().report

    with pytest.raises(OldButton):
        city.withdraw(kept.id, now=jst(0, 0, THURSDAY))

    assert city.stored()[0].state is ReportState.REPORTED


def test_a_unit_without_such_days_has_nothing_to_report(city: Reporting) -> None:
    counter = city.office.unit("消防署", works_shifts=True)

    with pytest.raises(Refused, match="nothing to report here"):
        city.draft(city.office.person(counter))


def test_everybody_sees_their_own_reports_only(city: Reporting) -> None:
    city.report()

    mine = city.database.read(service.my_reports, city.staff(city.aoki), WEDNESDAY)
    of_baba = city.database.read(service.my_reports, city.staff(city.baba), WEDNESDAY)

    assert [one.day for one in mine.coming] == [WEDNESDAY]
    assert not mine.may_report_today
    assert (of_baba.reports, of_baba.may_report_today) == ((), True)


def test_on_the_day_instead_the_list_says_so(city: Reporting) -> None:
    city.report()

    then = city.database.read(service.my_reports, city.staff(city.aoki), FRIDAY)
    later = city.database.read(service.my_reports, city.staff(city.aoki), MONDAY)

    assert then.instead_of == WEDNESDAY
    assert (later.instead_of, later.coming, len(later.past)) == (None, (), 1)
