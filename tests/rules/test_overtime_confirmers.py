"""Who is asked to confirm overtime: the line of a unit, and whose turn it is (A04, A18; fixture X06)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.city.overtime import ConfirmingUnit
from bot.overtime.confirmers import (
    Confirmer,
    Turns,
    Waiting,
    Window,
    all_to_ask,
    confirmed_units,
    confirming_unit,
    line_for,
    line_of,
)
from bot.people.kinds import HeadKind, UnitKind
from bot.people.tree import UnitNode, UnitTree
from tests.delivering import jst

SECTION, DEPARTMENT, BUREAU = 1, 2, 3
UPWARDS = (SECTION, DEPARTMENT, BUREAU)
ORDER = ("head", "deputy", "acting")

CLERK, COLLEAGUE, CHIEF, DEPUTY_CHIEF, DIRECTOR, DEPUTY_DIRECTOR, BUREAU_HEAD = range(101, 108)

CHIEF_LEADS = Confirmer(CHIEF, SECTION, HeadKind.HEAD)
DEPUTY_LEADS = Confirmer(DEPUTY_CHIEF, SECTION, HeadKind.DEPUTY)
DIRECTOR_LEADS = Confirmer(DIRECTOR, DEPARTMENT, HeadKind.HEAD)
DEPUTY_DIRECTOR_LEADS = Confirmer(DEPUTY_DIRECTOR, DEPARTMENT, HeadKind.DEPUTY)
DEPUTY_DIRECTOR_ACTS = Confirmer(DEPUTY_DIRECTOR, SECTION, HeadKind.ACTING)
BUREAU_HEAD_LEADS = Confirmer(BUREAU_HEAD, BUREAU, HeadKind.HEAD)
EVERYBODY = (BUREAU_HEAD_LEADS, DEPUTY_DIRECTOR_LEADS, DIRECTOR_LEADS, DEPUTY_LEADS, CHIEF_LEADS)

#: 総務局 > 人事部 > 給与課 > 給与係 and 年金係; a 係 right below the 部; 図書館, of an unknown height.
TEAM, OTHER_TEAM, LONE_TEAM, LIBRARY = 11, 12, 13, 14
TREE = UnitTree(
    [
        UnitNode(BUREAU, "somu", "総務局", UnitKind.BUREAU),
        UnitNode(DEPARTMENT, "jinji", "人事部", UnitKind.DEPARTMENT, BUREAU),
        UnitNode(SECTION, "kyuyo", "給与課", UnitKind.SECTION, DEPARTMENT),
        UnitNode(TEAM, "kyuyo-1", "給与係", UnitKind.TEAM, SECTION),
        UnitNode(OTHER_TEAM, "kyuyo-2", "年金係", UnitKind.TEAM, SECTION),
        UnitNode(LONE_TEAM, "jinji-1", "企画係", UnitKind.TEAM, DEPARTMENT),
        UnitNode(LIBRARY, "tosho", "図書館"),
    ]
)
BY_SECTION, BY_SMALLEST = ConfirmingUnit.SECTION, ConfirmingUnit.SMALLEST

DAY = Window(jst(8, 30), jst(17, 45))


def people_of(leading: Collection[Confirmer], order: tuple[str, ...] = ORDER) -> list[int]:
    return [one.person_id for one in line_of(UPWARDS, leading, order)]


def asked_about(
    reporter: int,
    *,
    now: datetime = jst(15),
    since: datetime = jst(15),
    leading: Collection[Confirmer] = EVERYBODY,
    asked: Mapping[int, datetime] | None = None,
    **windows: Window | None,
) -> list[int]:
    """Who is asked about one report; everybody is there from 8:30 to 17:45 unless a window says otherwise."""
    line = line_of(UPWARDS, leading, ORDER)
    given = {one.person_id: windows.get(f"of_{one.person_id}", DAY) for one in line}
    there = {person: window for person, window in given.items() if window}
    turns = Turns(line, there, asked or {}, timedelta(minutes=60))
    return list(all_to_ask([Waiting(reporter, since)], UPWARDS, turns, now))


def test_the_head_of_the_section_confirms_whatever_team_somebody_is_in() -> None:
    assert [confirming_unit(TREE, one, BY_SECTION) for one in (TEAM, OTHER_TEAM, SECTION)] == [SECTION] * 3
    assert confirmed_units(TREE, OTHER_TEAM, BY_SECTION) == {SECTION, TEAM, OTHER_TEAM}


def test_where_no_section_is_above_the_smallest_unit_confirms() -> None:
    for unit in (LONE_TEAM, DEPARTMENT, BUREAU, LIBRARY):
        assert confirming_unit(TREE, unit, BY_SECTION) == unit
        assert confirmed_units(TREE, unit, BY_SECTION) == {unit}


def test_a_city_may_leave_it_to_the_heads_of_teams() -> None:
    assert confirming_unit(TREE, TEAM, BY_SMALLEST) == TEAM
    assert confirmed_units(TREE, SECTION, BY_SMALLEST) == {SECTION}


def test_the_line_goes_from_head_to_deputy_and_then_upwards() -> None:
    assert people_of(EVERYBODY) == [CHIEF, DEPUTY_CHIEF, DIRECTOR, DEPUTY_DIRECTOR, BUREAU_HEAD]


def test_a_city_may_want_heads_only() -> None:
    assert people_of(EVERYBODY, ("head",)) == [CHIEF, DIRECTOR, BUREAU_HEAD]


def test_a_vacant_head_is_skipped_and_whoever_acts_confirms() -> None:
    """X06: 課長 is vacant, the 次長 of the department acts for the section."""
    leading = (DEPUTY_DIRECTOR_ACTS, DIRECTOR_LEADS, DEPUTY_DIRECTOR_LEADS, BUREAU_HEAD_LEADS)

    assert people_of(leading)[0] == DEPUTY_DIRECTOR
    assert asked_about(CLERK, leading=leading) == [DEPUTY_DIRECTOR]


def test_a_head_on_long_leave_is_passed_over() -> None:
    without_chief = (DEPUTY_LEADS, DIRECTOR_LEADS)

    assert asked_about(CLERK, leading=without_chief) == [DEPUTY_CHIEF]


def test_a_head_who_is_off_that_day_or_has_no_slack_is_passed_over() -> None:
    assert asked_about(CLERK, of_103=None) == [DEPUTY_CHIEF]
    assert asked_about(CLERK, of_103=None, of_104=None) == [DIRECTOR]


def test_a_head_s_own_report_goes_to_the_unit_above() -> None:
    assert asked_about(CHIEF) == [DIRECTOR]


def test_a_head_with_nobody_above_is_confirmed_by_the_deputy() -> None:
    assert asked_about(CHIEF, leading=(CHIEF_LEADS, DEPUTY_LEADS)) == [DEPUTY_CHIEF]


def test_a_deputy_s_own_report_goes_to_the_head_and_never_to_the_deputy() -> None:
    assert asked_about(DEPUTY_CHIEF) == [CHIEF]
    assert asked_about(DEPUTY_CHIEF, of_103=None) == [DIRECTOR]


def test_whoever_leads_two_units_reports_above_both() -> None:
    leading = (CHIEF_LEADS, Confirmer(CHIEF, DEPARTMENT, HeadKind.ACTING), DEPUTY_DIRECTOR_LEADS, BUREAU_HEAD_LEADS)

    assert asked_about(CHIEF, leading=leading) == [BUREAU_HEAD]
    assert asked_about(CLERK, leading=leading, asked={CHIEF: jst(15)}, now=jst(16)) == [DEPUTY_DIRECTOR]


def test_whoever_acts_for_a_section_reports_to_the_unit_above() -> None:
    leading = (DEPUTY_DIRECTOR_ACTS, DEPUTY_LEADS, DIRECTOR_LEADS)

    assert asked_about(DEPUTY_DIRECTOR, leading=leading) == [DIRECTOR]


def test_with_nobody_above_nobody_is_asked() -> None:
    assert asked_about(BUREAU_HEAD) == []


def test_silence_passes_it_on_after_an_hour_and_not_before() -> None:
    asked = {CHIEF: jst(15)}

    assert asked_about(CLERK, asked=asked, now=jst(15, 59)) == []
    assert asked_about(CLERK, asked=asked, now=jst(16)) == [DEPUTY_CHIEF]


def test_a_report_that_came_later_has_its_own_hour() -> None:
    assert asked_about(CLERK, asked={CHIEF: jst(15)}, since=jst(15, 30), now=jst(16)) == []
    assert asked_about(CLERK, asked={CHIEF: jst(15)}, since=jst(15, 30), now=jst(16, 30)) == [DEPUTY_CHIEF]


def test_it_goes_on_step_by_step_until_the_line_ends() -> None:
    asked = {CHIEF: jst(13), DEPUTY_CHIEF: jst(14), DIRECTOR: jst(15), DEPUTY_DIRECTOR: jst(16)}

    assert asked_about(CLERK, asked=asked, now=jst(17)) == [BUREAU_HEAD]
    assert asked_about(CLERK, asked={**asked, BUREAU_HEAD: jst(17)}, now=jst(23)) == []


def test_a_head_whose_day_has_not_begun_is_waited_for() -> None:
    assert asked_about(CLERK, since=jst(7), now=jst(8, 29)) == []
    assert asked_about(CLERK, since=jst(7), now=jst(8, 30)) == [CHIEF]


def test_nobody_is_asked_after_their_day_is_over() -> None:
    early = Window(jst(7), jst(16, 45))

    assert asked_about(CLERK, now=jst(17), of_103=early) == [DEPUTY_CHIEF]
    assert asked_about(CLERK, now=jst(17, 46)) == []


def test_a_unit_s_reports_ask_each_person_once() -> None:
    line = line_of(UPWARDS, EVERYBODY, ORDER)
    turns = Turns(line, dict.fromkeys(people_of(EVERYBODY), DAY), {}, timedelta(minutes=60))
    reports = [Waiting(CLERK, jst(15)), Waiting(COLLEAGUE, jst(15)), Waiting(CHIEF, jst(15))]

    assert list(all_to_ask(reports, UPWARDS, turns, jst(15))) == [CHIEF, DIRECTOR]


def test_who_may_decide_is_never_who_reported() -> None:
    line = line_of(UPWARDS, EVERYBODY, ORDER)

    assert [one.person_id for one in line_for(line, UPWARDS, CHIEF)] == [DIRECTOR, DEPUTY_DIRECTOR, BUREAU_HEAD]
