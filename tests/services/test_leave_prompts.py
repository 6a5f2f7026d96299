"""Words about planning leave: which day brings which, who gets them, and who never does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.city.leave import FiveDayDuty, Leave, LeaveGoals, LeavePrompts
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.delivery.claiming import Facts
from bot.delivery.rules import Surface
from bot.delivery.tables import Body, Message
from bot.leave import goal_setting, prompting
from bot.leave.kinds import Part
from bot.leave.prompts import PromptKind, prompt_kinds
from bot.no_overtime.agendas import no_overtime_days_of
from bot.people.kinds import EmploymentKind, Status
from bot.texts import Texts
from tests.delivering import JST, jst
from tests.leaving import A_DAY, OFFICES, half, hours, span
from tests.planning import Planners, planners

FEBRUARY, MAY, JUNE, JULY, SEPTEMBER = (
    date(2026, month, day) for month, day in ((2, 2), (5, 1), (6, 1), (7, 1), (9, 1))
)
#: A week before the last Friday of November.
BEFORE_PREMIUM_FRIDAY = date(2026, 11, 20)
TEXTS = Texts()


@pytest.fixture
def office(database: Database) -> Planners:
    return planners(database)


def prompted(office: Planners, day: date, hour: int = 10) -> dict[int, str]:
    """What the words of a day tell, by person."""
    now = jst(hour, day=day)
    dues = office.database.read(prompting.due_prompts, now=now, zone=JST)
    office.database.write(prompting.plan_prompts, dues, now=now, texts=TEXTS, no_overtime=no_overtime_days_of)

    def read(session: Session) -> dict[int, str]:
        found = session.exec(select(Message, Body).where(col(Message.body_id) == col(Body.id)))
        return {one.person_id or 0: body.text for one, body in found if one.service_date == day}

    return office.database.read(read)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2026, 1, 5), [PromptKind.QUARTER]),  # after the closure of the new year
        (date(2026, 1, 6), []),
        (FEBRUARY, [PromptKind.PACE]),
        (date(2026, 2, 20), [PromptKind.DAYS]),
        (date(2026, 4, 1), [PromptKind.QUARTER]),
        (date(2026, 4, 24), []),
        (date(2026, 4, 17), [PromptKind.DAYS]),
        (MAY, [PromptKind.PACE]),
        (JUNE, [PromptKind.SUMMER]),
        (JULY, [PromptKind.QUARTER]),
        (SEPTEMBER, [PromptKind.SUMMER]),
        (date(2026, 10, 1), [PromptKind.QUARTER]),
        (BEFORE_PREMIUM_FRIDAY, [PromptKind.DAYS]),
        (date(2026, 12, 18), [PromptKind.DAYS]),
        (date(2026, 3, 2), []),
    ],
)
def test_which_day_brings_which_word(day: date, kinds: list[PromptKind]) -> None:
    assert list(prompt_kinds(day, Leave(), OFFICES.is_working_day)) == kinds


def test_a_city_may_want_none_of_them() -> None:
    silent = Leave(prompts=LeavePrompts(quarter=False, pace=False, summer=False, days=False))
    year = (date(2026, 1, 1) + timedelta(days=after) for after in range(365))

    assert not any(list(prompt_kinds(day, silent, OFFICES.is_working_day)) for day in year)


def test_at_most_two_words_fall_into_a_month() -> None:
    year = [date(2026, 1, 1) + timedelta(days=after) for after in range(365)]
    months = [day.month for day in year for _ in prompt_kinds(day, Leave(), OFFICES.is_working_day)]

    assert max(months.count(month) for month in range(1, 13)) == 2


def test_whoever_has_an_imported_balance_hears_how_many_days_the_goal_lacks(office: Planners) -> None:
    office.imported(granted=20 * A_DAY, taken=5 * A_DAY + 60)
    office.on(date(2026, 5, 1)).plan(span("2026-12-24", "2026-12-25"))

    told = prompted(office, date(2026, 11, 2))

    assert list(told) == [office.aoki]
    assert told[office.aoki].splitlines()[0] == ":frog: あと9日、予定を入れてみませんか。"


def test_whoever_reaches_the_goal_hears_nothing(office: Planners) -> None:
    office.imported(granted=20 * A_DAY, taken=16 * A_DAY)

    assert prompted(office, date(2026, 11, 2)) == {}


def test_ones_own_goal_counts_and_never_more_than_what_was_granted(office: Planners) -> None:
    office.imported(granted=10 * A_DAY, taken=4 * A_DAY)
    before = office.staff(office.aoki)

    assert "あと6日" in prompted(office, date(2026, 11, 2))[office.aoki]

    office.database.write(goal_setting.set_goal, before, 5, today=date(2026, 11, 2))
    assert "あと1日" in prompted(office.on(date(2026, 11, 2)), date(2026, 8, 3))[office.aoki]


def test_the_five_day_duty_is_told_only_to_those_who_have_it(database: Database) -> None:
    duty = FiveDayDuty(employment=("fiscal_year",))
    office = planners(database, CityPolicy(leave=Leave(five_day_duty=duty, goals=LeaveGoals(days=0))))
    office.imported(granted=20 * A_DAY, taken=A_DAY)
    assert prompted(office, date(2026, 11, 2)) == {}

    office.aoki = office.office.person(office.section, employment=EmploymentKind.FISCAL_YEAR)
    office.imported(granted=10 * A_DAY, taken=A_DAY)

    office.on(date(2026, 8, 3)).plan(half("2026-12-24", Part.MORNING))
    office.on(date(2026, 8, 3)).plan(hours("2026-12-25", "9:00", 180))

    told = prompted(office, date(2026, 8, 3))
    assert list(told) == [office.aoki]
    # what is planned by the hour does not count
    assert "3日4時間15分" in told[office.aoki]


def test_a_quarter_asks_for_its_months_without_plans(office: Planners) -> None:
    office.on(date(2026, 9, 1)).plan(span("2026-11-04"))

    told = prompted(office, date(2026, 10, 1))

    assert set(told) == {office.aoki, office.baba, office.chiba}
    assert "2026年10月、2026年12月" in told[office.aoki]
    assert "2026年10月、2026年11月、2026年12月" in told[office.baba]
    assert "日" not in told[office.baba].split("。")[0]


def test_nobody_on_leave_of_absence_or_without_slack_gets_a_word(office: Planners) -> None:
    office.office.person(office.section, status=Status.CHILDCARE)
    office.office.person(office.section, slack_user_id=None)

    assert set(prompted(office, date(2026, 10, 1))) == {office.aoki, office.baba, office.chiba}


def test_june_speaks_of_summer_leave_to_whoever_planned_none(office: Planners) -> None:
    office.on(date(2026, 5, 20)).plan(span("2026-08-12", "2026-08-14"), "summer")

    told = prompted(office, JUNE)

    assert set(told) == {office.baba, office.chiba}
    assert "9月30日（水）" in told[office.baba]


def test_the_last_call_goes_to_whoever_is_known_to_have_some_left(office: Planners) -> None:
    office.imported(granted=5 * A_DAY, account="summer")
    next_year = span("2027-08-09", "2027-08-13")
    office.on(SEPTEMBER).plan(next_year, "summer")

    assert list(prompted(office, SEPTEMBER)) == [office.aoki]


def test_days_that_lend_themselves_are_told_to_whoever_has_leave_and_no_plan_in_that_month(office: Planners) -> None:
    office.imported(granted=20 * A_DAY, taken=5 * A_DAY)

    told = prompted(office, BEFORE_PREMIUM_FRIDAY)

    assert list(told) == [office.aoki]
    assert told[office.aoki].splitlines()[:4] == [
        ":frog: 2026年12月に、1日休んでみませんか。",
        "• 12月28日（月）：休みの間の日です",
        "• 12月25日（金）（午後）：プレミアムフライデー",
        "• 12月2日（水）（午後）：定時退庁日",
    ]


def test_whoever_has_a_plan_in_that_month_hears_nothing(office: Planners) -> None:
    office.imported(granted=20 * A_DAY, taken=5 * A_DAY)
    office.plan(span("2026-12-24"))

    assert prompted(office, BEFORE_PREMIUM_FRIDAY) == {}


def test_words_are_part_of_one_message_and_come_once(office: Planners) -> None:
    prompted(office, date(2026, 10, 1))
    again = prompted(office, date(2026, 10, 1), hour=11)

    messages = office.database.read(lambda session: list(session.exec(select(Message))))
    assert len(messages) == len(again) == 3
    assert {(one.surface, one.kind) for one in messages} == {(Surface.BUNDLE, "leave/quarter")}


def test_a_word_is_not_wanted_any_more_once_something_is_planned(office: Planners) -> None:
    day = office.today
    facts = Facts(PromptKind.QUARTER, day, office.section, office.aoki)
    now = jst(11, day=day)
    assert office.database.read(prompting.still_wanted, facts, now)

    office.plan(span("2026-12-24"))

    assert not office.database.read(prompting.still_wanted, facts, now)


def test_the_clock_knows_when_the_next_word_falls_due(office: Planners) -> None:
    after = jst(9, day=date(2026, 11, 2))

    found = office.database.read(prompting.next_prompt, after, zone=JST, within=timedelta(days=30))

    assert found == jst(10, day=date(2026, 11, 2))
