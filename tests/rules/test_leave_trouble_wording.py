"""What somebody reads whose leave cannot be planned: one sentence for each problem, which says what would work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from bot.city.fields import MonthDay
from bot.city.leave import Leave
from bot.leave.kinds import Part
from bot.leave.leave_days import LeaveDay
from bot.leave.problems import Field, Problem, Trouble
from bot.leave.trouble_wording import trouble_sentence
from bot.leave.workday import workday
from bot.texts import LOCALES, Texts
from tests.leaving import STANDARD

TEXTS = Texts()
KIND = Leave().kinds[1]
USUAL = workday(STANDARD, Leave())
FIRST, LAST = date(2026, 12, 24), date(2026, 12, 25)
OTHER = LeaveDay(FIRST, Part.AFTERNOON, is_hours=False, start_minute=780, end_minute=1035, minutes=255)

FACTS: Mapping[Problem, dict[str, object]] = {
    Problem.BACKWARDS: {"first": LAST, "last": FIRST},
    Problem.NOT_ONE_PIECE: {"first": FIRST, "last": LAST},
    Problem.PAST: {"day": FIRST, "earliest": LAST},
    Problem.BEYOND_CALENDAR: {"day": date(2028, 1, 4), "latest": date(2027, 12, 31)},
    Problem.NO_TIME: {},
    Problem.OVER_24_HOURS: {"minutes": 1560},
    Problem.LONGER_THAN_DAY: {"minutes": 480, "most": 465},
    Problem.START_UNKNOWN: {"start": 510, "end": 1035},
    Problem.OUTSIDE_HOURS: {"start": 510, "end": 1035},
    Problem.NO_WORKING_DAY: {"first": FIRST, "last": FIRST},
    Problem.OUT_OF_SEASON: {"day": FIRST, "season_from": MonthDay(7, 1), "season_to": MonthDay(9, 30)},
    Problem.NO_HALF_DAYS: {"kind": "summer"},
    Problem.NO_HOURS: {"kind": "summer"},
    Problem.NOT_A_MULTIPLE: {"minutes": 90, "unit_minutes": 60, "below": 60, "above": 120},
    Problem.OVERLAP: {"other": OTHER},
    Problem.OVER_BALANCE: {"leave_year": 2026, "wanted": 465, "free": 45},
}
EXPECTED = {
    Problem.BACKWARDS: "2026年12月25日（金）以降の日を選んでください。",
    Problem.BEYOND_CALENDAR: "2027年12月31日（金）",
    Problem.LONGER_THAN_DAY: "7時間45分",
    Problem.START_UNKNOWN: "8:30から17:15まで",
    Problem.OUT_OF_SEASON: "夏季休暇を取れるのは7月1日から9月30日まで",
    Problem.NO_HALF_DAYS: "夏季休暇は1日単位です。",
    Problem.NOT_A_MULTIPLE: "60分きざみです。1時間か2時間を選んでください。",
    Problem.OVERLAP: "（2026年12月24日（木）・午後）",
    Problem.OVER_BALANCE: "残りは0時間45分（2026年の休暇年度）で、この予定には1日要ります。",
}


def said(problem: Problem, code: str, **more: object) -> str:
    trouble = Trouble(problem, Field.FIRST, {**FACTS[problem], **more})
    return trouble_sentence(trouble, KIND, USUAL, TEXTS.of(code))


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_a_sentence_with_all_its_facts_in_every_language(problem: Problem, code: str) -> None:
    sentence = said(problem, code)

    assert sentence
    assert "{" not in sentence


@pytest.mark.parametrize("problem", EXPECTED)
def test_a_sentence_names_what_would_work(problem: Problem) -> None:
    assert EXPECTED[problem] in said(problem, "ja")


def test_a_single_day_and_a_range_are_spoken_of_apart() -> None:
    assert "Choose the morning, the afternoon or the whole day." in said(Problem.NOT_ONE_PIECE, "en", last=FIRST)
    assert "Choose days on which you work." in said(Problem.NO_WORKING_DAY, "en", last=LAST)


def test_hours_that_stand_in_the_way_are_named_by_the_clock() -> None:
    hours = LeaveDay(FIRST, Part.AFTERNOON, is_hours=True, start_minute=900, end_minute=960, minutes=60)

    assert "15:00 to 16:00" in said(Problem.OVERLAP, "en", other=hours)


def test_less_than_one_step_has_only_the_step_above_it() -> None:
    assert said(Problem.NOT_A_MULTIPLE, "en", below=None, above=60) == (
        "Leave by the hour is taken in steps of 60 min. Choose 1 hour."
    )
