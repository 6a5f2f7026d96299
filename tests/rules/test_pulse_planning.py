"""When surveys open, whom they ask and what they ask again, counted here by other means than in the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.surveys import BusySeasons, Cadence, Pulse, Season, SurveyBudget, Surveys
from bot.errors import BadPolicy, Refused
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree
from bot.pulse.instrument_files import shipped_instruments
from bot.pulse.instruments import Instrument, Item, Words
from bot.pulse.planning import Guard, Window, may_be_asked, next_wave
from bot.pulse.repeats import Asked, refuse_parts_of_units, refuse_repeats, resting, whole_units
from bot.pulse.rotation import next_items
from bot.pulse.scales import Scale

OWN = next(one for one in shipped_instruments() if one.code == "kaeru")
GOLDEN_WEEK = {date(2027, 4, 29), date(2027, 5, 3), date(2027, 5, 4), date(2027, 5, 5)}
DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def is_worked(day: date) -> bool:
    return day.weekday() < 5 and day not in GOLDEN_WEEK


def guard(*unit_codes: str, **units: list[dict[str, str]]) -> Guard:
    return Guard(BusySeasons.model_validate({"units": units}).of(unit_codes), is_worked)


def openings(pulse: Pulse, starts_on: date, how_many: int, watch: Guard) -> list[date]:
    held: list[date] = []
    for _ in range(how_many):
        held.append(next_wave(pulse, starts_on, held, watch))
    return held


def in_city_guard(day: date) -> bool:
    return (3, 15) <= (day.month, day.day) <= (4, 20)


# ---- the rhythm and the calendar guard


def test_a_monthly_pulse_comes_on_the_second_tuesday() -> None:
    assert openings(Pulse(), date(2026, 9, 1), 4, guard()) == [
        date(2026, 9, 8),
        date(2026, 10, 13),
        date(2026, 11, 10),
        date(2026, 12, 8),
    ]


def test_a_pulse_that_falls_into_the_turn_of_the_year_of_offices_moves_to_the_day_after_it() -> None:
    assert openings(Pulse(week_of_month=3), date(2027, 2, 1), 5, guard()) == [
        date(2027, 2, 16),
        date(2027, 4, 21),  # that of 16 March
        date(2027, 5, 11),  # that of 20 April
        date(2027, 5, 31),  # that of 18 May
        date(2027, 6, 21),  # that of 15 June
    ]


def test_a_pulse_that_would_still_be_open_in_the_busy_season_waits_for_its_end() -> None:
    tuesday = Pulse(week_of_month=2, working_days_open=10)

    assert openings(tuesday, date(2027, 3, 1), 1, guard()) == [date(2027, 4, 21)]


def test_a_unit_with_a_busy_season_of_its_own_is_asked_after_it_and_the_others_before() -> None:
    tax = [{"first": "04-01", "last": "06-30"}]

    assert openings(Pulse(), date(2027, 5, 1), 1, guard("0300", "0310", **{"0300": tax})) == [date(2027, 7, 1)]
    assert openings(Pulse(), date(2027, 5, 1), 1, guard("0400", **{"0300": tax})) == [date(2027, 5, 11)]


def test_a_season_may_span_the_new_year_or_be_a_single_election() -> None:
    yearly = Season.model_validate({"first": "10-15", "last": "01-31"})
    election = Season.model_validate({"first": "2027-07-01", "last": "2027-07-25"})

    assert [yearly.covers(date(2027, month, 20)) for month in (1, 2, 10, 12)] == [True, False, True, True]
    assert [election.covers(date(year, 7, 10)) for year in (2026, 2027, 2028)] == [False, True, False]


def test_a_survey_planned_by_hand_into_the_busy_season_is_told_the_next_free_day() -> None:
    with pytest.raises(Refused) as refused:
        guard().refuse_busy(date(2027, 3, 9), working_days=10)

    assert refused.value.values["free"] == date(2027, 4, 21)
    guard().refuse_busy(date(2027, 4, 21), working_days=10)


def test_staff_who_are_always_busy_are_not_searched_for_without_end() -> None:
    always = Guard(tuple(Season.model_validate({"first": "01-01", "last": "12-31"}) for _ in "x"), is_worked)

    with pytest.raises(Refused, match="leave no day"):
        always.next_free(date(2027, 1, 4), working_days=5)


@settings(deadline=None)
@given(
    cadence=st.sampled_from(Cadence),
    starts_on=DAYS,
    week=st.integers(1, 4),
    season=st.none() | st.tuples(st.integers(1, 12), st.integers(20, 70)),
)
def test_the_guard_never_drops_a_wave(
    cadence: Cadence, starts_on: date, week: int, season: tuple[int, int] | None
) -> None:
    pulse = Pulse(cadence=cadence, week_of_month=week, working_days_open=4)
    busy = [(starts_on + timedelta(days=season[0]), starts_on + timedelta(sum(season)))] if season else []
    seasons = [Season.model_validate({"first": first, "last": last}) for first, last in busy]
    watch = Guard((*BusySeasons().city, *seasons), is_worked)

    days = openings(pulse, starts_on, 14, watch)

    for day in days:
        window = watch.window(day, working_days=4, reminders=1)
        open_days = [day + timedelta(days=n) for n in range((window.closes_on - day).days + 1)]
        assert is_worked(day)
        assert not any(in_city_guard(one) or any(first <= one <= last for first, last in busy) for one in open_days)
    for earlier, later in pairwise(days):
        assert later - earlier >= timedelta(days=5)
        assert later > watch.window(earlier, working_days=4, reminders=0).closes_on
    planned = nominal(cadence, week, starts_on, 14)
    assert all(day >= slot for day, slot in zip(days, planned, strict=True))
    # Where nothing is in the way and the one before is not late, a wave is on time.
    assert all(
        day == slot
        for day, slot, before in zip(days, planned, [date.min, *days], strict=False)
        if watch.is_free(slot, working_days=4) and slot - before >= timedelta(days=20)
    )


def nominal(cadence: Cadence, week: int, starts_on: date, how_many: int) -> list[date]:
    """Tuesdays from a day on: all, every second, or those on days 1–7, 8–14, … of a month."""
    tuesdays = [day for n in range(800) if (day := starts_on + timedelta(days=n)).weekday() == 1]
    if cadence is Cadence.MONTHLY:
        tuesdays = [day for day in tuesdays if 7 * week - 6 <= day.day <= 7 * week]
    return tuesdays[:: 2 if cadence is Cadence.FORTNIGHTLY else 1][:how_many]


def test_reminders_lie_evenly_on_working_days() -> None:
    thursday = date(2027, 4, 22)

    assert guard().window(thursday, working_days=5, reminders=1) == Window(
        thursday, (date(2027, 4, 26),), date(2027, 4, 28)
    )
    assert guard().window(thursday, working_days=10, reminders=2).reminders_on == (date(2027, 4, 27), date(2027, 5, 6))
    assert guard().window(thursday, working_days=10, reminders=0).reminders_on == ()


@settings(deadline=None)
@given(day=DAYS.filter(is_worked), working_days=st.integers(3, 30), reminders=st.integers(0, 2))
def test_nobody_is_reminded_on_the_first_day_or_on_a_day_off(day: date, working_days: int, reminders: int) -> None:
    window = guard().window(day, working_days=working_days, reminders=reminders)

    days = [window.opens_on, *window.reminders_on, window.closes_on]
    assert len(window.reminders_on) == reminders
    assert all(map(is_worked, days))
    assert sorted(set(days[:-1])) == days[:-1]
    assert days[-2] <= days[-1]


# ---- rotation


def questions(how_many: int) -> Instrument:
    codes = [f"Q{number}" for number in range(how_many)]
    words = Words("文", "文（ぶん）", "text")
    items = [Item(code, "all", Scale.AGREE_5, words) for code in (*codes, "X")]
    return Instrument("own", words, tuple(items), "own", fixed="X", rotating=tuple(codes))


def waves_of(instrument: Instrument, how_many: int, rotating: int) -> list[tuple[str, ...]]:
    waves: list[tuple[str, ...]] = []
    for _ in range(how_many):
        waves.append(tuple(item.code for item in next_items(instrument, waves, rotating=rotating)))
    return waves


def test_the_own_questions_come_three_at_a_time_and_the_fixed_one_each_time() -> None:
    waves = waves_of(OWN, 5, 3)

    assert all(len(wave) == 4 and wave[-1] == "S1" for wave in waves)
    assert sorted(code for wave in waves for code in wave[:-1]) == sorted(OWN.rotating)


@settings(deadline=None)
@given(how_many=st.integers(1, 20), rotating=st.integers(1, 5), waves=st.integers(1, 40))
def test_each_question_is_asked_once_before_one_is_asked_again(how_many: int, rotating: int, waves: int) -> None:
    asked: Counter[str] = Counter({f"Q{number}": 0 for number in range(how_many)})

    for wave in waves_of(questions(how_many), waves, rotating):
        assert wave[-1] == "X"
        assert len(set(wave[:-1])) == min(rotating, how_many)
        asked.update(wave[:-1])
        assert max(asked.values()) - min(asked.values()) <= 1


def test_a_question_that_is_added_comes_next_and_only_once() -> None:
    before = waves_of(questions(6), 10, 3)
    larger = questions(7)

    first = [item.code for item in next_items(larger, before, rotating=3)]
    second = [item.code for item in next_items(larger, [*before, first], rotating=3)]

    assert "Q6" in first
    assert "Q6" not in second


def test_a_question_that_somebody_else_has_just_asked_is_left_for_the_next_wave() -> None:
    now = [item.code for item in next_items(OWN, [], rotating=3, resting={"E1"})]
    then = [item.code for item in next_items(OWN, [now], rotating=3)]

    assert "E1" not in now
    assert "E1" in then


def test_questions_without_a_pulse_are_refused_as_one() -> None:
    with pytest.raises(Refused, match="section"):
        next_items(next(one for one in shipped_instruments() if not one.fixed), [], rotating=3)


# ---- whole units, and nothing twice in four weeks

#: 1 a bureau with section 2 (teams 3 and 4), 5 another bureau.
TREE = UnitTree(
    [
        UnitNode(1, "0100", "総務局", UnitKind.BUREAU),
        UnitNode(2, "0110", "人事課", UnitKind.SECTION, 1),
        UnitNode(3, "0111", "給与係", UnitKind.TEAM, 2),
        UnitNode(4, "0112", "研修係", UnitKind.TEAM, 2),
        UnitNode(5, "0200", "市民局", UnitKind.BUREAU),
    ]
)


def test_a_unit_is_asked_with_everything_below_it() -> None:
    assert whole_units(["0110"], TREE) == {2, 3, 4}
    assert whole_units(["0111", "0110", "0200"], TREE) == {2, 3, 4, 5}


def test_a_bureau_asks_its_own_units_only() -> None:
    assert whole_units(["0112"], TREE, within=1) == {4}
    with pytest.raises(Refused) as refused:
        whole_units(["0112", "0200"], TREE, within=1)
    assert str(refused.value).startswith("市民局 does not belong to 総務局.")


@pytest.mark.parametrize(("codes", "sentence"), [(["0999"], "There is no unit 0999"), ([], "Name at least one unit")])
def test_units_that_are_not_there_are_refused(codes: Sequence[str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        whole_units(codes, TREE)


def test_a_list_of_people_that_cuts_through_a_unit_is_refused() -> None:
    belongs = {11: 3, 12: 3, 13: 4, 14: 5}

    refuse_parts_of_units({11: 3, 12: 3, 14: 5}, belongs, TREE)
    with pytest.raises(Refused) as refused:
        refuse_parts_of_units({11: 3, 13: 4}, belongs, TREE)
    assert str(refused.value).startswith("総務局/人事課/給与係 would be asked only in part.")


ASKED = [Asked("kaeru", "B1", frozenset({2, 3, 4}), date(2026, 11, 2))]


@pytest.mark.parametrize(
    ("day", "units", "instrument", "rests"),
    [
        (date(2026, 11, 29), {3}, "kaeru", True),
        (date(2026, 11, 30), {3}, "kaeru", False),
        (date(2026, 10, 6), {3}, "kaeru", True),
        (date(2026, 10, 5), {3}, "kaeru", False),
        (date(2026, 11, 10), {5}, "kaeru", False),
        (date(2026, 11, 10), {1, 2, 3, 4, 5}, "kaeru", True),
        (date(2026, 11, 10), {3}, "own", False),
    ],
    ids=[
        "a day less than four weeks later",
        "four weeks later",
        "before one that is planned",
        "four weeks before",
        "elsewhere",
        "the whole city",
        "a question of other people with the same code",
    ],
)
def test_a_question_rests_for_four_weeks_where_it_was_asked(
    day: date, units: set[int], instrument: str, rests: bool
) -> None:
    assert resting(instrument, ["B1", "B2"], units, day, ASKED) == ({"B1"} if rests else set())


def test_a_questionnaire_that_repeats_a_question_is_told_which() -> None:
    with pytest.raises(Refused) as refused:
        refuse_repeats("kaeru", ["B2", "B1"], {4}, date(2026, 11, 10), ASKED)

    assert "asked B1 within four weeks" in str(refused.value)
    refuse_repeats("kaeru", ["B2"], {4}, date(2026, 11, 10), ASKED)


# ---- the survey budget


def test_a_person_is_asked_four_times_in_four_weeks_and_reminders_count() -> None:
    asked = [date(2026, 11, day) for day in (2, 5, 10, 12)]

    assert not may_be_asked(asked, date(2026, 11, 29), SurveyBudget())
    assert may_be_asked(asked, date(2026, 11, 30), SurveyBudget())
    assert may_be_asked(asked[1:], date(2026, 11, 12), SurveyBudget())


# ---- what a city decides


def test_a_usual_city_asks_monthly_and_shows_from_ten_five_and_twenty() -> None:
    surveys = Surveys()

    assert (surveys.pulse.cadence, surveys.pulse.rotating_items, surveys.reminders) == (Cadence.MONTHLY, 3, 1)
    assert (surveys.thresholds.full, surveys.thresholds.pulse, surveys.thresholds.free_text) == (10, 5, 20)
    assert (surveys.sampling.people, surveys.sampling.ask_all_up_to, surveys.sampling.rest_months) == (3000, 1500, 3)
    assert (surveys.action_within_days, surveys.after_weeks) == (14, 4)


def test_only_thresholds_that_become_lower_need_a_second_administrator() -> None:
    usual = Surveys().thresholds

    assert usual.model_copy(update={"full": 8, "pulse": 6}).lowered_from(usual) == ("full",)


@pytest.mark.parametrize(
    "lowered", [{"full": 4}, {"pulse": 4}, {"free_text": 9}], ids=["full survey", "pulse", "free text"]
)
def test_no_threshold_goes_below_its_floor(lowered: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not in the range"):
        Surveys.model_validate({"thresholds": lowered})


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"pulse": {"weekday": "sunday"}}, "surveys.pulse.weekday is sunday, never a working day"),
        ({"pulse": {"cadence": "weekly"}}, "surveys.pulse.working_days_open is 5, too long for weekly waves: use 4"),
        (
            {"pulse": {"cadence": "weekly", "working_days_open": 4}},
            "The pulse alone asks each person 8 times, surveys.budget.requests allows 4",
        ),
        ({"opens_at": "17:00"}, "surveys.closes_at must be later than surveys.opens_at."),
        ({"busy": {"city": [{"first": "2027-03-15", "last": "04-20"}]}}, "A busy season goes from 2027-03-15 to 04-20"),
        ({"busy": {"city": [{"first": "2027-05-15", "last": "2027-04-20"}]}}, "A busy season goes from 2027-05-15"),
        ({"busy": {"city": [{"first": "2027-05-15", "last": "2029-04-20"}]}}, "A busy season goes from 2027-05-15"),
        ({"busy": {"city": [{"first": "02-01", "last": "12-20"}]}}, "surveys.busy.city leave no 60 days in a row"),
        (
            {"busy": {"units": {"0300": [{"first": "05-30", "last": "02-01"}]}}},
            "surveys.busy.units.0300 leave no 60 days in a row",
        ),
    ],
)
def test_settings_that_cannot_work_are_told_what_would(settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        Surveys.model_validate(settings)

    assert str(refused.value).startswith(sentence)


def test_a_weekly_pulse_fits_where_nobody_is_reminded() -> None:
    weekly = Surveys.model_validate({"pulse": {"cadence": "weekly", "working_days_open": 4}, "reminders": 0})

    assert weekly.pulse.cadence is Cadence.WEEKLY
