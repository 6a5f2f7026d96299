"""Reading who is who: on duty, in charge, reachable, and nothing before its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from bot.database import Database
from bot.errors import Refused
from bot.people import service
from bot.people.kinds import EmploymentKind, HeadKind, PostKind, RoleName, Status
from bot.people.rules import Hours, Staff
from bot.people.service import Counts, Leader
from tests.people import MONDAY_TO_FRIDAY, Office, holds

WEDNESDAY = date(2026, 11, 25)
APRIL = date(2027, 4, 1)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def on_duty(database: Database, day: date = WEDNESDAY) -> list[tuple[int, int]]:
    def ask(session: Session) -> list[tuple[int, int]]:
        return sorted((row.person_id, row.unit_id) for row in session.execute(service.on_duty(day)))

    return database.read(ask)


def me(database: Database, slack_user_id: str, day: date = WEDNESDAY) -> Staff | None:
    return database.read(service.staff_by_slack, slack_user_id, day=day)


def head_of(database: Database, unit_id: int, day: date = WEDNESDAY) -> Leader | None:
    def ask(session: Session) -> Leader | None:
        return service.head_of(session, unit_id, day=day, tree=service.tree_on(session, day))

    return database.read(ask)


def test_someone_with_a_concurrent_post_is_on_duty_once_in_the_main_unit(office: Office) -> None:
    main, other = office.unit("人事課"), office.unit("職員厚生課")
    aoki = office.person(main)
    office.post(aoki, other, PostKind.CONCURRENT)

    assert on_duty(office.database) == [(aoki, main)]


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.ACTIVE, Status.SECONDED_IN}))
def test_someone_on_leave_of_absence_or_gone_is_not_on_duty(office: Office, status: Status) -> None:
    office.person(office.unit("人事課"), status=status)

    assert on_duty(office.database) == []


def test_someone_seconded_to_us_is_on_duty_and_the_mayor_is_not_counted(office: Office) -> None:
    unit = office.unit("秘書課")
    guest = office.person(unit, status=Status.SECONDED_IN)
    office.person(unit, employment=EmploymentKind.SPECIAL)

    assert on_duty(office.database) == [(guest, unit)]


def test_a_part_timer_is_not_on_duty_on_a_wednesday_off(office: Office) -> None:
    unit = office.unit("市民課")
    part_timer = office.person(unit, hours=Hours(540, 960, weekdays=0b0011011, minutes_per_day=375))

    assert on_duty(office.database, WEDNESDAY) == []
    assert on_duty(office.database, WEDNESDAY + timedelta(days=1)) == [(part_timer, unit)]


def test_a_transfer_shows_on_its_day_and_not_before(office: Office) -> None:
    before, after = office.unit("財政課"), office.unit("管財課")
    aoki = office.person(before, slack_user_id="U-AOKI", until=APRIL - timedelta(days=1))
    office.employ(aoki, since=APRIL)
    office.post(aoki, after, since=APRIL)

    seen = [me(office.database, "U-AOKI", day) for day in (APRIL - timedelta(days=1), APRIL)]

    assert [one.unit_name for one in seen if one] == ["財政課", "管財課"]


def test_someone_who_starts_in_april_is_unknown_until_then(office: Office) -> None:
    office.person(office.unit("財政課"), slack_user_id="U-NEW", since=APRIL)

    assert me(office.database, "U-NEW", APRIL - timedelta(days=1)) is None
    assert me(office.database, "U-NEW", APRIL) is not None


def test_a_reorganisation_keeps_the_old_tree_readable(office: Office) -> None:
    old = office.unit("納税課", until=APRIL - timedelta(days=1))
    new = office.unit("納税第一課", since=APRIL)

    before = office.database.read(service.tree_on, APRIL - timedelta(days=1))
    after = office.database.read(service.tree_on, APRIL)

    assert ([unit.id for unit in before], [unit.id for unit in after]) == ([old], [new])


def test_me_knows_my_place_my_duties_and_my_hours(office: Office) -> None:
    department = office.unit("総務部")
    section = office.unit("人事課", department)
    aoki = office.person(section, slack_user_id="U-AOKI", title="課長")
    office.post(aoki, department, PostKind.CONCURRENT, title="参事")
    office.head(aoki, section)
    office.duties(personnel=[aoki])

    staff = me(office.database, "U-AOKI")

    assert staff is not None
    assert staff.unit_path == (department, section)
    assert staff.titles == ("課長", "参事")
    assert staff.units_in_charge == (section,)
    assert staff.has_role(RoleName.PERSONNEL)
    assert staff.hours == Hours(510, 1035, MONDAY_TO_FRIDAY, 465)
    assert staff.is_on_duty


def test_a_duty_is_held_while_the_policy_that_names_it_is_in_force(office: Office) -> None:
    aoki = office.person(office.unit("人事課"), slack_user_id="U-AOKI")
    office.duties(since=WEDNESDAY, personnel=[aoki])
    office.duties(since=APRIL, administrators=[aoki])

    eve = timedelta(days=1)
    seen = [me(office.database, "U-AOKI", day) for day in (WEDNESDAY - eve, WEDNESDAY, APRIL - eve, APRIL)]

    assert [one.roles for one in seen if one] == [
        frozenset(),
        holds(RoleName.PERSONNEL),
        holds(RoleName.PERSONNEL),
        holds(RoleName.ADMINISTRATOR),
    ]


def test_a_bureau_clerk_holds_the_duty_for_the_bureau_of_that_code_while_it_exists(office: Office) -> None:
    bureau = office.unit("環境局", code="0500", until=APRIL - timedelta(days=1))
    aoki = office.person(office.unit("総務課"), slack_user_id="U-AOKI")
    office.duties(general_affairs={"0500": [aoki]})

    before, after = (me(office.database, "U-AOKI", day) for day in (WEDNESDAY, APRIL))

    assert before is not None
    assert before.roles == holds(RoleName.GENERAL_AFFAIRS, bureau)
    assert after is not None
    assert after.roles == frozenset()


def test_a_vacant_section_answers_through_whoever_acts(office: Office) -> None:
    department = office.unit("総務部")
    section = office.unit("人事課", department)
    acting = office.person(department)
    office.head(acting, section, HeadKind.ACTING)
    office.head(office.person(section), section, HeadKind.DEPUTY)

    found = head_of(office.database, section)

    assert found is not None
    assert (found.person.person_id, found.kind) == (acting, HeadKind.ACTING)


def test_an_empty_post_is_skipped_upwards(office: Office) -> None:
    department = office.unit("総務部")
    team = office.unit("給与係", office.unit("人事課", department))
    director = office.person(department)
    office.head(director, department)

    found = head_of(office.database, team)

    assert found is not None
    assert (found.person.person_id, found.unit_id) == (director, department)


def test_while_the_head_is_on_childcare_leave_the_deputy_is_in_charge(office: Office) -> None:
    section = office.unit("人事課")
    away = office.person(section, status=Status.CHILDCARE, slack_user_id="U-AWAY")
    deputy = office.person(section, slack_user_id="U-DEPUTY")
    office.head(away, section)
    office.head(deputy, section, HeadKind.DEPUTY)

    in_charge = [staff.units_in_charge for user in ("U-AWAY", "U-DEPUTY") if (staff := me(office.database, user))]

    assert in_charge == [(), (section,)]


def test_nobody_answers_for_a_unit_without_any_head(office: Office) -> None:
    assert head_of(office.database, office.unit("会計課")) is None


def test_a_typhoon_covers_the_bureau_and_everything_below_for_its_days(office: Office) -> None:
    bureau = office.unit("環境部")
    section = office.unit("環境保全課", bureau)
    office.unit("人事課")
    office.special_mode(bureau, date(2026, 10, 12), date(2026, 10, 14))

    def modes_on(day: date) -> frozenset[int]:
        return office.database.read(service.special_modes_on, day)

    assert modes_on(date(2026, 10, 11)) == frozenset()
    assert modes_on(date(2026, 10, 12)) == {bureau, section}
    assert modes_on(date(2026, 10, 14)) == {bureau, section}
    assert modes_on(date(2026, 10, 15)) == frozenset()


def test_a_special_mode_of_the_whole_city_covers_every_unit(office: Office) -> None:
    units = {office.unit("総務部"), office.unit("環境部")}
    office.special_mode(None, WEDNESDAY, WEDNESDAY)

    assert office.database.read(service.special_modes_on, WEDNESDAY) == units


def test_staff_without_slack_are_counted_as_such(office: Office) -> None:
    unit = office.unit("清掃事務所")
    office.person(unit)
    office.person(unit, slack_user_id=None)
    office.person(unit, has_active_slack=False, status=Status.CHILDCARE)
    office.person(unit, status=Status.LEFT)

    counts = office.database.read(service.counts, WEDNESDAY)

    assert counts == Counts(staff=3, reachable=1)
    assert counts.without_slack == 2


def test_a_chosen_language_is_kept(office: Office) -> None:
    aoki = office.person(office.unit("人事課"), slack_user_id="U-AOKI")

    office.database.write(service.choose_locale, aoki, "ja_easy")

    staff = me(office.database, "U-AOKI")
    assert staff is not None
    assert staff.locale == "ja_easy"


def test_an_unknown_language_is_refused_with_the_ones_there_are(office: Office) -> None:
    aoki = office.person(office.unit("人事課"))

    with pytest.raises(Refused, match="ja, ja_easy, en"):
        office.database.write(service.choose_locale, aoki, "fr")


def test_what_is_stored_about_me_can_be_read(office: Office) -> None:
    section = office.unit("人事課", office.unit("総務部"))
    aoki = office.person(section, name="青木 太郎", kana="アオキ タロウ", email="aoki@city.example", title="主事")
    office.duties(welfare=[aoki])

    stored = office.database.read(service.stored_about, aoki, WEDNESDAY)

    assert (stored.name, stored.kana, stored.email) == ("青木 太郎", "アオキ タロウ", "aoki@city.example")
    assert (stored.unit_path_name, stored.titles) == ("総務部/人事課", ("主事",))
    assert stored.status is Status.ACTIVE
    assert stored.roles == holds(RoleName.WELFARE)
