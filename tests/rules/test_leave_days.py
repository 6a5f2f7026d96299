"""What leave costs, day by day: the golden cases of `domain.md` 3.4, and a count minute by minute."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.city.leave import HalfDaySplit, Leave
from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.leave_days import LeaveDay, leave_days, total_minutes
from bot.leave.overlap import do_overlap, first_overlap
from bot.leave.workday import workday
from bot.people.rules import Hours as WorkingHours
from bot.people.rules import working_minutes
from tests import leave_oracle
from tests.leaving import A_DAY, PART_TIME, STANDARD, half, hours, minute, span, works

EQUAL_HALVES = Leave(half_day_split=HalfDaySplit.EQUAL)
HALVES = (Part.MORNING, Part.AFTERNOON)

THE_COST = [
    pytest.param(span("2026-11-20", "2026-11-24", Part.AFTERNOON, Part.MORNING), 465, id="over a holiday Monday"),
    pytest.param(span("2026-12-24"), 465, id="a day"),
    pytest.param(half("2026-12-24", Part.MORNING), 210, id="8:30 to 12:00"),
    pytest.param(half("2026-12-24", Part.AFTERNOON), 255, id="13:00 to 17:15"),
    pytest.param(span("2026-12-24", "2026-12-26"), 930, id="into a weekend"),
    pytest.param(span("2026-12-28", "2027-01-04"), 930, id="over the year-end closure"),
    pytest.param(span("2026-05-01", "2026-05-07"), 930, id="over Golden Week, its Wednesday in lieu of a Sunday"),
    pytest.param(span("2026-09-18", "2026-09-24"), 930, id="over the Tuesday between two holidays"),
    pytest.param(span("2028-02-28", "2028-03-01"), 1395, id="over 29 February"),
    pytest.param(hours("2026-12-24", "10:00", 120), 120, id="two hours"),
    pytest.param(hours("2026-12-24", None, 120), 120, id="two hours, still without a start"),
    pytest.param(span("2026-11-21", "2026-11-23"), 0, id="a weekend and a holiday"),
    pytest.param(hours("2026-11-23", "10:00", 60), 0, id="an hour of a holiday"),
]


@pytest.mark.parametrize(("wish", "minutes"), THE_COST)
def test_leave_costs_the_working_minutes_that_fall_into_it(wish: Wish, minutes: int) -> None:
    assert total_minutes(leave_days(wish, works())) == minutes


def test_a_range_is_split_into_its_working_days() -> None:
    days = leave_days(span("2026-11-20", "2026-11-24", Part.AFTERNOON, Part.MORNING), works())

    assert [(day.day, day.part, day.minutes) for day in days] == [
        (date(2026, 11, 20), Part.AFTERNOON, 255),
        (date(2026, 11, 24), Part.MORNING, 210),
    ]


def test_a_day_that_the_pattern_does_not_cover_is_not_counted() -> None:
    a_week = leave_days(span("2026-11-30", "2026-12-04"), works(PART_TIME))

    assert [day.day.day for day in a_week] == [30, 1, 3, 4]
    assert total_minutes(a_week) == 4 * 375


@pytest.mark.parametrize(
    ("pattern", "policy", "morning", "afternoon"),
    [
        pytest.param(STANDARD, Leave(), 210, 255, id="parted by the break"),
        pytest.param(STANDARD, EQUAL_HALVES, 233, 232, id="equal, the odd minute in the morning"),
        pytest.param(WorkingHours(450, 975, 31, 465), Leave(), 270, 195, id="staggered 7:30 to 16:15"),
        pytest.param(WorkingHours(570, 1095, 31, 465), Leave(), 150, 315, id="staggered 9:30 to 18:15"),
        pytest.param(
            WorkingHours(780, 1305, 31, 465), Leave(), 233, 232, id="a late shift has its break in the middle"
        ),
        pytest.param(WorkingHours(1020, 1980, 127, 900), Leave(), 450, 450, id="a night shift too"),
        pytest.param(WorkingHours(360, 750, 31, 345), Leave(), 173, 172, id="a short early day too"),
        pytest.param(WorkingHours(540, 780, 31, 240), Leave(), 120, 120, id="four hours without a break"),
        pytest.param(
            PART_TIME, Leave.model_validate({"break_start": "13:00"}), 240, 135, id="a city that breaks at one"
        ),
    ],
)
def test_the_two_halves_of_a_day(pattern: WorkingHours, policy: Leave, morning: int, afternoon: int) -> None:
    on = works(pattern, policy)

    costs = [total_minutes(leave_days(half("2026-12-24", part), on)) for part in HALVES]

    assert costs == [morning, afternoon]


@pytest.mark.parametrize(
    ("start", "minutes", "lasts", "part"),
    [
        pytest.param("10:00", 120, ("10:00", "12:00"), Part.MORNING, id="until the break"),
        pytest.param("10:00", 180, ("10:00", "14:00"), Part.WHOLE, id="the break is stepped over"),
        pytest.param("12:00", 60, ("13:00", "14:00"), Part.AFTERNOON, id="from the break on"),
        pytest.param("15:15", 120, ("15:15", "17:15"), Part.AFTERNOON, id="until the end"),
    ],
)
def test_hours_last_by_the_clock(start: str, minutes: int, lasts: tuple[str, str], part: Part) -> None:
    (day,) = leave_days(hours("2026-12-24", start, minutes), works())

    assert (day.start_minute, day.end_minute) == tuple(map(minute, lasts))
    assert (day.part, day.is_hours) == (part, True)


def test_a_free_afternoon_begins_after_the_break() -> None:
    (day,) = leave_days(half("2026-12-24", Part.AFTERNOON), works())

    assert (day.start_minute, day.end_minute) == (minute("13:00"), minute("17:15"))


def test_all_the_hours_of_a_day_are_a_whole_day() -> None:
    (by_hours,) = leave_days(hours("2026-12-24", None, A_DAY), works())

    assert by_hours == leave_days(span("2026-12-24"), works())[0]


def test_two_half_days_of_one_day_do_not_overlap() -> None:
    (morning,), (afternoon,) = (leave_days(half("2026-12-24", part), works()) for part in HALVES)

    assert not do_overlap(morning, afternoon)
    assert morning.minutes + afternoon.minutes == A_DAY


def test_the_same_time_of_two_days_does_not_overlap() -> None:
    one, other = leave_days(span("2026-12-24", "2026-12-25"), works())

    assert not do_overlap(one, other)


@pytest.mark.parametrize(
    ("start", "minutes", "overlaps"),
    [
        pytest.param("11:00", 60, False, id="until noon"),
        pytest.param("11:00", 120, True, id="until two"),
        pytest.param("13:00", 60, True, id="from one"),
        pytest.param("12:00", 60, True, id="from the break, so from one"),
    ],
)
def test_hours_meet_a_free_afternoon_by_the_clock(start: str, minutes: int, overlaps: bool) -> None:
    standing = leave_days(half("2026-12-24", Part.AFTERNOON), works())

    wanted = leave_days(hours("2026-12-24", start, minutes), works())

    assert first_overlap(wanted, standing) == (standing[0] if overlaps else None)


# ---- against the count minute by minute

_days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
_lengths = st.integers(0, 3) | st.integers(0, 40)


@st.composite
def spans(draw: st.DrawFn, starts: st.SearchStrategy[date] = _days) -> Span:
    """Any span that is one piece."""
    first = draw(starts)
    last = first + timedelta(days=draw(_lengths))
    if first == last:
        part = draw(st.sampled_from(Part))
        return Span(first, last, part, part)
    begins = draw(st.sampled_from([Part.WHOLE, Part.AFTERNOON]))
    return Span(first, last, begins, draw(st.sampled_from([Part.WHOLE, Part.MORNING])))


@st.composite
def some_hours(draw: st.DrawFn, days: st.SearchStrategy[date] = _days) -> Hours:
    """Hours that fit into their day."""
    start = draw(st.integers(510, 1034))
    most = len(leave_oracle.away_for(date(2026, 12, 24), start, A_DAY))
    return Hours(draw(days), start, draw(st.integers(1, most)))


_wishes = spans() | some_hours()
_one_week = st.dates(date(2026, 12, 14), date(2026, 12, 18))
_wishes_of_a_week = spans(_one_week) | some_hours(_one_week)


def counted(wish: Wish) -> leave_oracle.Minutes:
    if isinstance(wish, Hours):
        found = leave_oracle.away_for(wish.day, wish.start_minute or 0, wish.minutes)
        return found if leave_oracle.is_worked(wish.day) else frozenset()
    return leave_oracle.away(
        wish.first,
        wish.last,
        from_noon=wish.first_part is Part.AFTERNOON,
        until_noon=wish.last_part is Part.MORNING,
    )


@settings(deadline=None)
@given(_wishes)
def test_a_wish_costs_what_counting_its_minutes_says(wish: Wish) -> None:
    days = leave_days(wish, works())

    assert {day.day: day.minutes for day in days} == per_day(counted(wish))


@settings(deadline=None)
@given(_wishes_of_a_week, _wishes_of_a_week)
def test_two_leaves_overlap_where_they_share_a_minute(one: Wish, other: Wish) -> None:
    overlap = first_overlap(leave_days(one, works()), leave_days(other, works()))

    assert (overlap is not None) == bool(counted(one) & counted(other))


@settings(deadline=None)
@given(spans(), st.data(), st.booleans(), st.sampled_from([STANDARD, PART_TIME]), st.sampled_from(HalfDaySplit))
def test_splitting_a_range_changes_nothing(
    whole: Span, data: st.DataObject, at_noon: bool, pattern: WorkingHours, split: HalfDaySplit
) -> None:
    assume(whole.first < whole.last)
    on = works(pattern, Leave(half_day_split=split))
    cut = data.draw(st.dates(whole.first, whole.last - timedelta(days=1)))
    at_noon = at_noon and whole.part_on(cut) is Part.WHOLE

    left, right = cut_in_two(whole, cut, at_noon=at_noon)

    pieces = [*leave_days(left, on), *leave_days(right, on)]
    assert total_minutes(pieces) == total_minutes(leave_days(whole, on))
    assert first_overlap(leave_days(left, on), leave_days(right, on)) is None


def cut_in_two(whole: Span, cut: date, *, at_noon: bool) -> tuple[Span, Span]:
    """The part up to a day, or to its noon, and the rest."""
    follows = cut if at_noon else cut + timedelta(days=1)
    begins = Part.AFTERNOON if at_noon else Part.WHOLE
    left_end = Part.MORNING if at_noon else Part.WHOLE
    left = piece(whole.first, cut, whole.first_part, left_end)
    return left, piece(follows, whole.last, begins, whole.last_part)


def piece(first: date, last: date, begins: Part, ends: Part) -> Span:
    """On a single day whatever is no whole day decides."""
    if first == last:
        begins = ends = ends if begins is Part.WHOLE else begins
    return Span(first, last, begins, ends)


@settings(deadline=None)
@given(spans(), st.sampled_from([STANDARD, PART_TIME]))
def test_a_range_never_counts_a_day_that_is_not_worked(whole: Span, pattern: WorkingHours) -> None:
    days = leave_days(whole, works(pattern))

    assert all(leave_oracle.is_worked(day.day) and pattern.covers(day.day) for day in days)
    assert len({day.day for day in days}) == len(days)


@settings(deadline=None)
@given(st.integers(0, 1200), st.integers(2, 720), st.integers(0, 90), st.sampled_from(HalfDaySplit))
def test_the_halves_of_any_pattern_lose_no_minute(start: int, minutes: int, pause: int, split: HalfDaySplit) -> None:
    pattern = WorkingHours(start, start + minutes + pause, 127, minutes)

    found = workday(pattern, Leave(half_day_split=split))

    assert found.minutes == minutes
    assert sum(found.worked(*found.clock(part)) for part in HALVES) == minutes
    assert found.clock(Part.MORNING)[1] <= found.clock(Part.AFTERNOON)[0]


@pytest.mark.parametrize(("start", "end"), [(450, 975), (480, 1005), (510, 1035), (540, 1065), (570, 1095)])
def test_every_staggered_day_is_a_day_of_465_minutes(start: int, end: int) -> None:
    pattern = WorkingHours(start, end, 0b0011111, working_minutes(start, end))

    (day,) = leave_days(span("2026-12-24"), works(pattern))

    assert day == LeaveDay(
        date(2026, 12, 24), Part.WHOLE, is_hours=False, start_minute=start, end_minute=end, minutes=A_DAY
    )


def per_day(minutes: leave_oracle.Minutes) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, _ in minutes:
        found[day] = found.get(day, 0) + 1
    return found
