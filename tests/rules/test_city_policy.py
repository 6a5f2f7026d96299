"""What a city file may say, and the one sentence that a wrong one gets."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest
from pydantic import BaseModel

from bot.city.fields import MonthDay, Weekday
from bot.city.messages import MorningTime
from bot.city.reading import read_document, read_policy, to_document
from bot.city.rules import CityPolicy
from bot.city.working_days import HolidayPolicy, ShiftPolicy
from bot.errors import BadPolicy

FULL = """
name = "ひばり野市"
languages = ["ja", "en"]
[payday]
shift = "fixed_list"
dates = [2026-04-20, 2026-05-20]
[bonus]
days = ["06-30", "12-10"]
is_no_overtime_day = true
[no_overtime]
weekdays = ["wednesday", "friday"]
on_holiday = "previous_working_day"
strict_weeks = [3]
[calendar]
extra_holidays = [{ date = "07-01", name = "市制施行記念日" }, "2026-11-02"]
removed_holidays = [2026-11-03]
closure_from = "12-28"
closure_to = "01-04"
[hours]
start = 09:00:00
end = "17:45"
[hours.units."0512"]
start = "10:00"
end = "18:45"
[morning_card]
when = "afternoon_before"
afternoon = "16:30"
[personnel]
channel = "C0123456789"
[duties]
personnel = ["000012", "００００３４"]
[duties.general_affairs]
"0500" = ["000067"]
[on_time]
grace_minutes = 15
target_percent = 85
late_hour = "21:00"
[labels.no_overtime_day]
ja = "ノー残業デー"
"""


def test_an_empty_file_is_the_policy_of_a_usual_city() -> None:
    policy = read_policy("")

    assert (policy.payday.day, policy.payday.shift) == (21, ShiftPolicy.PREVIOUS)
    assert policy.no_overtime.weekdays == (Weekday.WEDNESDAY,)
    assert policy.no_overtime.on_holiday is HolidayPolicy.SKIP
    assert policy.bonus.days == (MonthDay(6, 30), MonthDay(12, 10))
    assert not policy.bonus.is_no_overtime_day
    assert (policy.calendar.closure_from, policy.calendar.closure_to) == (MonthDay(12, 29), MonthDay(1, 3))
    assert (policy.hours.start, policy.hours.end, policy.hours.minutes_per_day) == (510, 1035, 465)
    assert policy.morning_card.when is MorningTime.AT_START
    assert policy.closing_card.minutes_before_end == 30
    assert (policy.quiet.after_end_minutes, policy.budget.per_day, policy.budget.per_week) == (30, 1, 3)
    assert (policy.on_time.grace_minutes, policy.on_time.target_percent, policy.on_time.late_hour) == (30, 0, 1200)


def test_a_full_file_is_understood() -> None:
    policy = read_policy(FULL)

    assert policy.payday.dates == (date(2026, 4, 20), date(2026, 5, 20))
    assert [holiday.date for holiday in policy.calendar.extra_holidays] == [MonthDay(7, 1), date(2026, 11, 2)]
    assert (policy.hours.of("0512").start, policy.hours.of("0513").start) == (600, 540)
    assert policy.duties.personnel == ("000012", "000034")
    assert policy.duties.general_affairs == {"0500": ("000067",)}
    assert policy.duties.staff_numbers == {"000012", "000034", "000067"}
    assert (policy.on_time.grace_minutes, policy.on_time.target_percent, policy.on_time.late_hour) == (15, 85, 1260)
    assert policy.labels.no_overtime_day == {"ja": "ノー残業デー"}


@pytest.mark.parametrize("text", ["", FULL, 'payday.day = 16\npayday.shift = "national_9_7"'])
def test_a_policy_that_was_kept_is_the_same_when_it_is_read_again(text: str) -> None:
    policy = read_policy(text)

    assert read_document(to_document(policy)) == policy


def test_the_shipped_example_documents_every_setting_and_holds_the_defaults() -> None:
    example = (resources.files("bot.city") / "city.toml").read_text(encoding="utf-8")

    unnamed = read_policy(example).model_copy(update={"name": ""})

    assert unnamed == CityPolicy()
    assert [
        name for name in settings_of(CityPolicy()) if f"{name} =" not in example and f"{name}]" not in example
    ] == []


def settings_of(section: BaseModel) -> list[str]:
    names: list[str] = []
    for name in type(section).model_fields:
        value = getattr(section, name)
        names += settings_of(value) if isinstance(value, BaseModel) else [name]
    return names


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("payday.day = 32", "payday.day is 32; it takes a whole number from 1 to 31."),
        ('payday.day = "21"', 'payday.day is "21"; it takes a whole number from 1 to 31.'),
        ("on_time.target_percent = 101", "on_time.target_percent is 101; it takes a whole number from 0 to 100."),
        ("closing_card.minutes_before_end = true", "closing_card.minutes_before_end is true; it takes a whole number"),
        ('hours.start = "25:00"', 'hours.start is "25:00"; it takes a time of day such as "8:30".'),
        ('bonus.days = ["06-31"]', 'bonus.days[0] is "06-31"; it takes a day of every year such as "12-29".'),
        ('payday.dates = ["soon"]', 'payday.dates[0] is "soon"; it takes a date such as 2027-02-15.'),
        (
            "calendar.removed_holidays = [3]",
            "calendar.removed_holidays[0] is 3; it takes a date such as 2027-02-15, or",
        ),
        ('calendar.extra_holidays = [{ name = "x" }]', "calendar.extra_holidays[0].date is missing."),
        (
            "duties.personnel = [12]",
            'duties.personnel[0] is 12; it takes a text in quotation marks, such as "0012".',
        ),
        ("name = 3", 'name is 3; it takes a text in quotation marks, such as "0012".'),
        ('personnel.channel = "#jinji"', 'personnel.channel is "#jinji"; it takes the id of a channel, such as'),
        ('bonus.is_no_overtime_day = "yes"', 'bonus.is_no_overtime_day is "yes"; it takes true or false'),
        ('payday.shift = "next"', "payday.shift is \"next\"; it takes one of 'previous', 'yokohama', 'national_9_7', "),
        ('languages = ["fr"]', "languages[0] is \"fr\"; it takes one of 'ja', 'ja_easy', 'en'."),
        (
            'no_overtime.weekdays = "wednesday"',
            'no_overtime.weekdays is "wednesday"; it takes a list in square brackets',
        ),
        ("payday = 21", "payday is 21; its settings belong below a line [payday]."),
        ("hours.units = 3", "hours.units is 3; its settings belong below a line [hours.units]."),
        (
            'duties.general_affairs.0500 = "000067"',
            'duties.general_affairs.0500 is "000067"; it takes a list in square brackets',
        ),
        (
            'duties.general_affairs = ["000067"]',
            'duties.general_affairs is ["000067"]; its settings belong below a line [duties.general_affairs].',
        ),
        ('duties.personel = ["000012"]', "There is no setting duties.personel: remove it, or did you mean duties.pers"),
        ("payday.dya = 21", "There is no setting payday.dya: remove it, or did you mean payday.day?"),
        ("x = 21", "There is no setting x: remove it."),
        (
            "languages = []\nname = x",
            "The city file cannot be read at line 2, column 8: check quotation marks and brackets there.",
        ),
        ("payday.day = 20\npayday.day = 21", "The city file cannot be read near its end"),
    ],
)
def test_a_setting_that_does_not_fit_is_named_with_what_would(text: str, sentence: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        read_policy(text)

    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('payday.shift = "fixed_list"', "payday.shift is"),
        ("payday.dates = [2026-04-20]", "payday.dates is only read with"),
        (
            'payday = { shift = "fixed_list", dates = [2026-04-20, 2026-04-21] }',
            "payday.dates has two dates in 2026-04",
        ),
        ('payday = { shift = "yokohama", day = 20 }', 'payday.shift is "yokohama"'),
        ('payday = { shift = "national_9_7", day = 21 }', 'payday.shift is "national_9_7"'),
        ('no_overtime.weekdays = ["sunday"]', "no_overtime.weekdays names sunday"),
        ('no_overtime.weekdays = ["friday", "friday"]', "no_overtime.weekdays names friday twice"),
        ('calendar.closure_to = "01-29"', "The closure 12-29 to 01-29 is over 16 days"),
        ('hours.end = "8:00"', "hours.end must be later than hours.start"),
        ('hours.units.A.end = "8:00"', "hours.units.A.end must be later than hours.units.A.start"),
        ("hours.minutes_per_day = 600", "hours.minutes_per_day is 600, but from start to end there are only 525."),
        ("budget.per_day = 5", "budget.per_week is 3 and budget.per_day is 5"),
        ("languages = []", "languages is empty"),
        ('duties.welfare = ["０12", "012"]', "duties.welfare names 012 twice; once is enough."),
        (
            'duties.general_affairs.0500 = ["01", "01"]',
            "duties.general_affairs.0500 names 01 twice; once is enough.",
        ),
        (
            'hours.units.A = { end = "10:30", minutes_per_day = 60 }\nclosing_card.minutes_before_end = 120',
            "closing_card",
        ),
        ('morning_card = { when = "afternoon_before", afternoon = "18:00" }', "morning_card.afternoon lies outside"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        read_policy(text)

    assert str(refused.value).startswith(sentence)
