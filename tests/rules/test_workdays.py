"""The municipal calendar against the golden rows of `domain.md` 3.1, computed there by other means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.reading import policy_from
from bot.city.rules import CityPolicy
from bot.city.working_days import ShiftPolicy
from bot.errors import BadPolicy
from bot.texts import Texts
from bot.workdays.fiscal import fiscal_bounds, fiscal_year, fiscal_year_label
from bot.workdays.rules import DayKind, MunicipalCalendar, municipal_calendar, premium_friday, refuse_impossible_days

MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]


def offices(**settings: object) -> MunicipalCalendar:
    return municipal_calendar(policy_from(settings))


def paying(day: int, shift: str = "previous") -> MunicipalCalendar:
    return offices(payday={"day": day, "shift": shift})


def of_fiscal_year(year: int, days: str) -> list[date]:
    """`4/21 5/21 …` as dates; January to March lie in the next calendar year."""
    pairs = [tuple(map(int, day.split("/"))) for day in days.split()]
    return [date(year + (month < 4), month, day) for month, day in pairs]


GOLDEN_PAYDAYS = [
    (2025, 21, "previous", "4/21 5/21 6/20 7/18 8/21 9/19 10/21 11/21 12/19 1/21 2/20 3/19"),
    (2026, 21, "previous", "4/21 5/21 6/19 7/21 8/21 9/18 10/21 11/20 12/21 1/21 2/19 3/19"),
    (2026, 20, "previous", "4/20 5/20 6/19 7/17 8/20 9/18 10/20 11/20 12/18 1/20 2/19 3/19"),
    (2026, 22, "previous", "4/22 5/22 6/22 7/22 8/21 9/18 10/22 11/20 12/22 1/22 2/22 3/19"),
    (2026, 16, "national_9_7", "4/16 5/15 6/16 7/16 8/17 9/16 10/16 11/16 12/16 1/15 2/16 3/16"),
    (2027, 21, "previous", "4/21 5/21 6/21 7/21 8/20 9/21 10/21 11/19 12/21 1/21 2/21 3/21"),
    (2025, 21, "yokohama", "4/21 5/21 6/20 7/18 8/21 9/19 10/21 11/21 12/19 1/21 2/20 3/19"),
    (2026, 21, "yokohama", "4/21 5/21 6/19 7/21 8/21 9/18 10/21 11/20 12/21 1/21 2/19 3/19"),
    (2027, 21, "yokohama", "4/21 5/21 6/21 7/21 8/20 9/21 10/21 11/19 12/21 1/21 2/21 3/21"),
]


@pytest.mark.parametrize(("year", "day", "shift", "expected"), GOLDEN_PAYDAYS)
def test_paydays_of_a_fiscal_year(year: int, day: int, shift: str, expected: str) -> None:
    calendar = paying(day, shift)

    found = [calendar.payday(year + (month < 4), month) for month in MONTHS]

    assert found == of_fiscal_year(year, expected)


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        pytest.param([], date(2026, 9, 18), id="back to the 18th"),
        pytest.param(["2026-09-18"], date(2026, 9, 24), id="the 17th is too early, so forward past the holidays"),
    ],
)
def test_the_yokohama_rule_goes_forward_where_back_would_be_too_early(closed: list[str], expected: date) -> None:
    calendar = offices(payday={"day": 21, "shift": "yokohama"}, calendar={"extra_holidays": closed})

    assert calendar.payday(2026, 9) == expected


@pytest.mark.parametrize(
    ("day", "month", "expected"),
    [
        pytest.param(16, (2026, 8), date(2026, 8, 17), id="a Sunday whose second day back is the 14th: the 17th"),
        pytest.param(16, (2028, 7), date(2028, 7, 18), id="and the 18th where the 17th is a holiday"),
        pytest.param(16, (2026, 5), date(2026, 5, 15), id="a Saturday: the day before"),
        pytest.param(16, (2030, 9), date(2030, 9, 17), id="a holiday: the day after"),
        pytest.param(17, (2026, 5), date(2026, 5, 15), id="a Sunday: two days before"),
        pytest.param(18, (2028, 9), date(2028, 9, 15), id="a holiday whose next day is the 19th: the 15th"),
    ],
)
def test_the_national_rule_word_for_word(day: int, month: tuple[int, int], expected: date) -> None:
    assert paying(day, "national_9_7").payday(*month) == expected


def test_a_city_with_its_own_list_pays_on_these_days_and_knows_no_others() -> None:
    calendar = offices(payday={"shift": "fixed_list", "dates": ["2026-04-20", "2026-05-22"]})

    assert [calendar.payday(2026, month) for month in (4, 5, 6)] == [date(2026, 4, 20), date(2026, 5, 22), None]


def test_a_payday_on_the_31st_is_the_last_day_of_shorter_months() -> None:
    calendar = paying(31)

    assert calendar.payday(2026, 6) == date(2026, 6, 30)
    assert calendar.payday(2028, 2) == date(2028, 2, 29)


def test_a_payday_at_the_turn_of_the_year_stays_in_its_month() -> None:
    assert paying(3).payday(2027, 1) == date(2027, 1, 4)


@settings(deadline=None)
@given(
    day=st.integers(1, 31),
    shift=st.sampled_from(["previous", "yokohama", "national_9_7"]),
    month=st.dates(date(2020, 1, 1), date(2049, 12, 31)),
    extra=st.lists(st.dates(date(2020, 1, 1), date(2049, 12, 31)), max_size=3),
)
def test_each_month_has_exactly_one_payday_and_it_is_worked(
    day: int, shift: str, month: date, extra: list[date]
) -> None:
    day = {"yokohama": 21, "national_9_7": 16 + day % 3}.get(shift, day)
    calendar = offices(payday={"day": day, "shift": shift}, calendar={"extra_holidays": [str(one) for one in extra]})

    paydays = [one for one in days_of(month) if calendar.is_payday(one)]

    assert len(paydays) == 1
    assert calendar.is_working_day(paydays[0])


def days_of(month: date) -> list[date]:
    first = month.replace(day=1)
    return [one for one in (first + timedelta(days=n) for n in range(31)) if one.month == month.month]


@settings(deadline=None)
@given(year=st.integers(2020, 2049), day=st.integers(1, 31))
def test_the_citys_own_list_of_rule_a_gives_what_rule_a_gives(year: int, day: int) -> None:
    by_rule = paying(day)
    dates = [str(by_rule.payday(year, month)) for month in MONTHS]

    by_list = offices(payday={"shift": "fixed_list", "dates": dates})

    assert [by_list.payday(year, month) for month in MONTHS] == [by_rule.payday(year, month) for month in MONTHS]


def test_working_days_of_each_month_of_fiscal_2026() -> None:
    calendar = municipal_calendar(CityPolicy())

    counts = [len(calendar.working_days(2026 + (month < 4), month)) for month in MONTHS]

    assert counts == [21, 18, 22, 22, 20, 19, 21, 19, 20, 19, 18, 22]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2025, "12/31 2/11"),
        (2026, "4/29 5/6 9/23 12/30"),
        (2027, "5/5 8/11 11/3 12/29 2/23"),
    ],
)
def test_wednesdays_that_are_not_worked(year: int, expected: str) -> None:
    calendar = municipal_calendar(CityPolicy())
    first, last = fiscal_bounds(year)
    wednesdays = [
        day for day in (first + timedelta(days=n) for n in range((last - first).days + 1)) if day.weekday() == 2
    ]

    assert [day for day in wednesdays if not calendar.is_working_day(day)] == of_fiscal_year(year, expected)


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        pytest.param(date(2026, 5, 6), DayKind.HOLIDAY, "憲法記念日 振替休日", id="substitute holiday"),
        pytest.param(date(2026, 9, 22), DayKind.HOLIDAY, "国民の休日", id="between two holidays"),
        pytest.param(
            date(2026, 5, 3), DayKind.WEEKLY_OFF, "憲法記念日", id="a holiday on a Sunday is a weekly day off"
        ),
        pytest.param(date(2027, 1, 1), DayKind.HOLIDAY, "元日", id="New Year's Day inside the closure"),
        pytest.param(date(2026, 12, 29), DayKind.CLOSURE, None, id="first day of the closure"),
        pytest.param(date(2026, 12, 28), DayKind.WORKING, None, id="the day before it"),
        pytest.param(date(2028, 1, 4), DayKind.WORKING, None, id="the day after it"),
        pytest.param(date(2026, 11, 28), DayKind.WEEKLY_OFF, None, id="a Saturday"),
    ],
)
def test_what_kind_a_day_is(day: date, kind: DayKind, name: str | None) -> None:
    calendar = municipal_calendar(CityPolicy())

    assert (calendar.day_kind(day), calendar.holiday_name(day)) == (kind, name)


def test_a_city_adds_and_removes_holidays() -> None:
    founding = {"date": "07-01", "name": "市制施行記念日"}
    calendar = offices(
        calendar={"extra_holidays": [founding, "2026-11-02"], "removed_holidays": ["2026-11-03", "11-23"]}
    )

    assert [calendar.holiday_name(date(year, 7, 1)) for year in (2026, 2027)] == ["市制施行記念日"] * 2
    assert not calendar.is_working_day(date(2026, 11, 2))
    assert calendar.is_working_day(date(2026, 11, 3))
    assert not calendar.is_working_day(date(2027, 11, 3))
    assert calendar.is_working_day(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"payday": {"shift": "fixed_list", "dates": ["2026-09-21"]}}, "payday.dates names 2026-09-21"),
        ({"calendar": {"removed_holidays": ["2026-11-04"]}}, "calendar.removed_holidays names 2026-11-04"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadPolicy, match=sentence):
        refuse_impossible_days(policy_from(settings))


def test_bonus_days_and_the_working_day_before_where_they_are_not_worked() -> None:
    calendar = municipal_calendar(CityPolicy())

    found = {year: calendar.bonus_days(year) for year in (2025, 2026, 2027, 2029)}

    assert found[2026] == (date(2026, 6, 30), date(2026, 12, 10))
    assert found[2025][1] == date(2025, 12, 10)
    assert found[2027][0] == date(2027, 6, 30)
    assert found[2029][0] == date(2029, 6, 29)  # 30 June 2029 is a Saturday


def test_premium_fridays_of_fiscal_2026() -> None:
    found = [premium_friday(2026 + (month < 4), month) for month in MONTHS]

    assert found == of_fiscal_year(2026, "4/24 5/29 6/26 7/31 8/28 9/25 10/30 11/27 12/25 1/29 2/26 3/26")


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2027, 3, 31), 2026)]
)
def test_the_fiscal_year_begins_on_1_april(day: date, year: int) -> None:
    first, last = fiscal_bounds(year)

    assert fiscal_year(day) == year
    assert first <= day <= last


@pytest.mark.parametrize(("year", "label"), [(2026, "令和8年度"), (2019, "令和元年度"), (2018, "平成30年度")])
def test_a_fiscal_year_is_called_by_its_era(year: int, label: str) -> None:
    assert fiscal_year_label(year, Texts().of("ja")) == label


def test_every_shift_policy_is_held_to_golden_rows() -> None:
    assert {shift for _, _, shift, _ in GOLDEN_PAYDAYS} | {"fixed_list"} == {shift.value for shift in ShiftPolicy}
