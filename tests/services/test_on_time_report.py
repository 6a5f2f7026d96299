"""The report on leaving on time: lines of units and managers, their own days, months, the days around."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.attendance.columns import Cell
from bot.attendance.rules import Agenda, Days
from bot.database import Database
from bot.errors import Refused
from bot.people.kinds import HeadKind, UnitKind
from tests.clocking import LATE, THURSDAY, TUESDAY, WEDNESDAY, Clocks, agenda, day_of, line_of, percent


@pytest.fixture
def clocks(database: Database) -> Clocks:
    return Clocks(database)


def test_managers_stand_on_a_line_of_their_own(clocks: Clocks) -> None:
    """A head of a section, and (X06) whoever acts for a vacant one; heads of teams and deputies are staff."""
    sections = [clocks.office.unit(f"{number}課") for number in range(5)]
    team = clocks.office.unit("係", sections[0], kind=UnitKind.TEAM)
    heads = [clocks.office.person(one) for one in sections]
    staff = clocks.hire(5, team)
    for head, section in zip(heads, sections, strict=True):
        clocks.office.head(head, section, HeadKind.ACTING if head == heads[0] else HeadKind.HEAD)
    clocks.office.head(staff[0], team)
    clocks.office.head(staff[1], sections[0], HeadKind.DEPUTY)

    clocks.take([*(day_of(one, WEDNESDAY, LATE) for one in heads), *(day_of(one, WEDNESDAY) for one in staff)])

    rates = clocks.report(WEDNESDAY).rates
    assert percent(rates.whole.rates[Days.ALL]) == "100.0"
    assert percent(rates.managers.rates[Days.ALL]) == "0.0"


def test_a_few_managers_are_hidden(clocks: Clocks) -> None:
    section = clocks.office.unit("課")
    people = clocks.hire(7, section)
    clocks.office.head(people[0], section)

    clocks.take(day_of(one, WEDNESDAY) for one in people)

    rates = clocks.report(WEDNESDAY).rates
    assert (percent(rates.whole.rates[Days.ALL]), percent(rates.managers.rates[Days.ALL])) == ("100.0", "—")


def test_a_unit_with_a_day_of_its_own_is_measured_on_that_day(clocks: Clocks) -> None:
    """X07: the late counter on Wednesday is no miss; Thursday is the unit's day."""
    usual, counter = clocks.office.unit("総務課"), clocks.office.unit("市民課")
    people, clerks = clocks.hire(5, usual), clocks.hire(5, counter)
    clocks.take(
        [
            *(day_of(one, WEDNESDAY) for one in people),
            *(day_of(one, THURSDAY, LATE) for one in people),
            *(day_of(one, WEDNESDAY, LATE) for one in clerks),
            *(day_of(one, THURSDAY) for one in clerks),
        ]
    )

    report = clocks.report(WEDNESDAY, THURSDAY, agenda([WEDNESDAY]), agenda([THURSDAY], unit_ids=frozenset({counter})))

    cells = report.rates.whole.rates
    assert (percent(cells[Days.WEEKLY]), percent(cells[Days.ALL])) == ("100.0", "50.0")


def test_a_few_people_are_hidden_except_from_themselves(clocks: Clocks) -> None:
    small, large = clocks.office.unit("小課"), clocks.office.unit("大課")
    people = [*clocks.hire(4, small), *clocks.hire(9, large), *clocks.hire(9, clocks.office.unit("中課"))]

    clocks.take(day_of(one, WEDNESDAY) for one in people)

    strangers, own = clocks.report(WEDNESDAY), clocks.report(WEDNESDAY, own=frozenset({small}))
    assert percent(line_of(strangers, "小課").rates[Days.ALL]) == "—"
    assert percent(line_of(own, "小課").rates[Days.ALL]) == "100.0"


def test_asking_for_one_unit_after_another_tells_no_more_than_asking_for_all(clocks: Clocks) -> None:
    """The department less one section and less the other would be the few of the third."""
    department = clocks.office.unit("部", kind=UnitKind.DEPARTMENT)
    sizes = {"小課": 3, "中課": 6, "大課": 9}
    units = {name: clocks.office.unit(name, department) for name in sizes}
    people = [one for name, size in sizes.items() for one in clocks.hire(size, units[name])]

    clocks.take(day_of(one, WEDNESDAY) for one in people)

    def alone(name: str, own: frozenset[int] = frozenset()) -> str:
        return percent(clocks.report(WEDNESDAY, unit_code=name, own=own).rates.whole.rates[Days.ALL])

    assert [alone(name) for name in ("部", *sizes)] == ["100.0", "—", "—", "100.0"]
    assert alone("中課", frozenset({units["中課"]})) == "100.0"


def test_a_unit_that_is_gone_keeps_its_line(clocks: Clocks) -> None:
    """X13: the sums stay whole over a reorganisation."""
    office = clocks.office
    old = office.unit("収納課", until=WEDNESDAY)
    new = office.unit("収納管理課", since=THURSDAY)
    people = [office.person(old, until=WEDNESDAY) for _ in range(5)]
    for one in people:
        office.employ(one, since=THURSDAY)
        office.post(one, new, since=THURSDAY)

    clocks.take(day_of(one, day) for one in people for day in (WEDNESDAY, THURSDAY))

    report = clocks.report(WEDNESDAY, THURSDAY)
    shares = [line_of(report, name).rates[Days.ALL].share for name in ("収納課", "収納管理課")]
    assert [share.whole for share in shares if share] == [5, 5]
    assert [line_of(report, name).is_former for name in ("収納課", "収納管理課")] == [True, False]
    share = report.rates.whole.rates[Days.ALL].share
    assert share
    assert share.whole == 10


def test_the_days_around_tell_whether_work_only_moved(clocks: Clocks) -> None:
    people = clocks.hire(10, clocks.office.unit("課"))
    monday = TUESDAY - timedelta(days=4)
    rows = [day_of(one, WEDNESDAY, "17:15") for one in people]
    rows += [day_of(one, TUESDAY, "19:15" if one in people[:4] else "17:15") for one in people]
    rows += [day_of(one, THURSDAY, "18:15") for one in people]
    rows += [day_of(one, monday, "17:15") for one in people]
    clocks.take(rows)
    days = {
        Days.NO_OVERTIME: frozenset({WEDNESDAY}),
        Days.BEFORE: frozenset({TUESDAY}),
        Days.AFTER: frozenset({THURSDAY}),
        Days.OTHER: frozenset({monday}),
    }

    around = clocks.report(monday, THURSDAY, Agenda(None, days)).rates.around

    assert [(one.days, percent(one.rate), one.mean_clock_out) for one in around] == [
        (Days.NO_OVERTIME, "100.0", 1035),
        (Days.BEFORE, "60.0", 1083),
        (Days.AFTER, "0.0", 1095),
        (Days.OTHER, "100.0", 1035),
    ]


def a_week_with_a_disaster(clocks: Clocks, helpers: int) -> Agenda:
    """Ten people; on the days around the Wednesday some are on disaster work and stay late, the others go home."""
    people = clocks.hire(10, clocks.office.unit("課"))
    monday = TUESDAY - timedelta(days=4)
    rows = [day_of(one, day) for one in people for day in (monday, WEDNESDAY)]
    for one in people:
        is_helping = one in people[:helpers]
        late = {"clock_out": LATE, "区分": "災害"} if is_helping else {}
        rows += [day_of(one, day, **late) for day in (TUESDAY, THURSDAY)]
    clocks.take(rows)
    days = {Days.BEFORE: TUESDAY, Days.NO_OVERTIME: WEDNESDAY, Days.AFTER: THURSDAY, Days.OTHER: monday}
    return Agenda(None, {kind: frozenset({day}) for kind, day in days.items()})


@pytest.mark.parametrize(
    ("helpers", "second"),
    [
        pytest.param(5, ["100.0", "100.0", "100.0", "100.0"], id="enough of both"),
        pytest.param(2, ["100.0", "—", "—", "100.0"], id="two on special work"),
        pytest.param(8, ["100.0", "—", "—", "100.0"], id="two on usual work"),
    ],
)
def test_the_days_around_are_told_twice_too_unless_that_tells_of_a_few(
    clocks: Clocks, helpers: int, second: list[str]
) -> None:
    """A25: with and without disaster, election and the like."""
    days = a_week_with_a_disaster(clocks, helpers)

    around = clocks.report(TUESDAY - timedelta(days=4), THURSDAY, days).rates.around

    on_time = f"{100 - helpers * 10}.0"
    assert [percent(one.rate) for one in around] == ["100.0", on_time, on_time, "100.0"]
    assert [percent(Cell(one.rate.without_special)) for one in around] == second


def test_the_trend_goes_by_month(clocks: Clocks) -> None:
    people = clocks.hire(5, clocks.office.unit("課"))
    october = date(2026, 10, 28)

    clocks.take([*(day_of(one, october, LATE) for one in people), *(day_of(one, WEDNESDAY) for one in people)])

    months = clocks.report(october, WEDNESDAY, agenda([october])).rates.months
    assert [(one.first_day.month, percent(one.rates[Days.ALL])) for one in months] == [(10, "0.0"), (11, "100.0")]
    assert [percent(one.rates[Days.NO_OVERTIME]) for one in months] == ["0.0", "—"]


def test_a_span_or_a_unit_that_there_is_not_is_refused(clocks: Clocks) -> None:
    with pytest.raises(Refused, match="exchange them"):
        clocks.report(THURSDAY, WEDNESDAY)
    with pytest.raises(Refused, match="no unit 99"):
        clocks.report(WEDNESDAY, unit_code="99")
