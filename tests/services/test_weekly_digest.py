"""今週のまとめ: who gets it, when, what stands in it for whom, and when it is not worth saying (B13, X06)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.city.rules import CityPolicy
from bot.database import Database
from bot.delivery import service as delivery
from bot.delivery.opt_outs import OptOutPress, record_opt_outs
from bot.digest import weekly
from bot.digest.digest_blocks import WEEKLY
from bot.errors import NotAllowed
from bot.meetings.blocks import calling_out
from bot.people.kinds import HeadKind, Status, UnitKind
from tests.delivering import JST, jst
from tests.digesting import DAY, TEN, TEXTS, TUESDAY, Digesting

#: Neither meetings nor 1on1s wait.
QUIET = CityPolicy.model_validate({"meetings": {"is_on": False}, "one_on_ones": {"is_on": False}})
WEDNESDAY, FRIDAY = TUESDAY + DAY, TUESDAY + 3 * DAY


@pytest.fixture
def city(database: Database) -> Digesting:
    return Digesting(database)


def test_every_head_gets_one_at_ten_on_the_first_working_day_of_the_week(city: Digesting) -> None:
    city.leave(city.clerks[0], WEDNESDAY)
    city.leave(city.others[0], FRIDAY)

    assert city.plan(TEN - timedelta(minutes=1)) == 0
    assert city.plan() == 4
    assert city.plan(TEN + timedelta(minutes=5)) == 0
    assert {*city.messages()} == {city.director, city.chief, city.pay_head, city.treasurer}
    assert {state for state, _ in city.messages().values()} == {"pending"}


def test_the_next_one_comes_in_the_next_week(city: Digesting) -> None:
    found = city.database.read(weekly.next_digest, TEN, zone=JST, within=timedelta(days=10))

    assert found == jst(10, day=date(2026, 11, 30))


def test_a_week_without_anything_to_say_is_recorded_and_not_sent(database: Database) -> None:
    city = Digesting(database, QUIET)
    city.leave(city.others[0], WEDNESDAY)

    city.plan()

    assert city.messages()[city.pay_head] == ("skipped nothing_to_say", "")
    assert city.messages()[city.treasurer][0] == "pending"


def test_a_head_without_an_account_stands_in_the_ledger(city: Digesting) -> None:
    unit = city.office.unit("消防署", city.department)
    city.office.head(captain := city.office.person(unit, slack_user_id=None), unit)

    city.plan()

    assert city.messages()[captain] == ("skipped no_account", "")


def test_the_names_of_who_is_away_are_for_their_own_heads_alone(city: Digesting) -> None:
    city.leave(city.clerks[0], WEDNESDAY)

    city.plan()

    assert "11月25日（水） 1人（給与 1）" in city.words(city.pay_head)
    assert "給与 1" in city.words(city.chief)
    assert "11月25日（水） 1人" in city.words(city.director)
    assert "給与 1" not in city.words(city.director) + city.words(city.treasurer)


def test_overtime_reports_wait_as_one_line_for_whoever_confirms_them(city: Digesting) -> None:
    for person_id in city.clerks[:2]:
        city.report(person_id, city.pay, WEDNESDAY)

    city.plan()

    assert "確認を待っている時間外勤務の届出が2件あります。" in city.words(city.chief)
    assert "確認を待っている" not in city.words(city.pay_head) + city.words(city.director)


def test_causes_are_told_from_five_reports_on_no_overtime_days_alone(city: Digesting) -> None:
    for person_id in city.clerks[:5]:
        city.report(person_id, city.pay, date(2026, 11, 18))
        city.report(person_id, city.pay, date(2026, 11, 17))
    city.report(city.clerks[5], city.pay, date(2026, 11, 18), "planning")
    city.report(city.others[0], city.finance, date(2026, 11, 18))

    city.plan()

    assert "定時退庁日の時間外勤務の届出（10月27日（火）〜11月23日（月））：6件（突発 5、ほかの理由 1）" in city.words(
        city.pay_head
    )
    assert "1件（理由は、同じものが少ないため示しません）" in city.words(city.treasurer)


def test_the_digest_of_a_vacant_section_goes_to_whoever_acts(database: Database) -> None:
    city = Digesting(database)
    city.office.employ(city.treasurer, status=Status.SICK, since=date(2020, 4, 2))
    vacant = city.office.unit("契約課", city.department)
    city.office.head(city.director, vacant, HeadKind.ACTING)
    clerk = city.office.person(vacant, name="契約 花子")
    city.leave(clerk, WEDNESDAY)

    city.plan()

    assert "契約 花子" in city.words(city.director)


def test_a_head_on_leave_all_week_passes_it_on_to_the_deputy_without_names(city: Digesting) -> None:
    deputy = city.office.person(city.finance, name="補佐 五郎")
    city.office.head(deputy, city.finance, HeadKind.DEPUTY)
    city.leave(city.treasurer, *(TUESDAY + after * DAY for after in range(4)))

    city.plan()

    assert city.messages()[city.treasurer] == ("skipped passed_on", "")
    assert "財政課" in city.words(deputy)
    assert "財政 四郎" not in city.words(deputy)


def test_rates_show_the_month_and_its_change_and_dashes_where_nothing_is_known(city: Digesting) -> None:
    city.plan()
    assert "定時退庁率：—" in city.words(city.pay_head)

    city.clock(date(2026, 9, 1), date(2026, 10, 31))
    words = city.database.read(weekly.digest_for, city.staff(city.pay_head), today=TUESDAY, t=TEXTS.of("ja"), zone=JST)

    assert "定時退庁率（2026年10月）" in words.text
    assert [block["type"] for block in words.blocks].count("data_visualization") == 1


def test_a_unit_that_was_split_is_marked_and_its_months_are_not_compared(city: Digesting) -> None:
    city.clock(date(2026, 9, 1), date(2026, 10, 31))
    city.office.unit("研修係", city.section, kind=UnitKind.TEAM, since=date(2026, 10, 1))

    words = city.database.read(weekly.digest_for, city.staff(city.chief), today=TUESDAY, t=TEXTS.of("ja"), zone=JST)

    assert "組織改正" in words.text
    assert "前の月" not in words.text


def test_a_unit_of_one_and_a_unit_without_anybody_break_nothing(database: Database) -> None:
    city = Digesting(database)
    lonely = city.office.unit("文書館", city.department)
    city.office.head(city.office.person(lonely), lonely)
    empty = city.office.unit("新設課", city.department)
    city.office.head(city.director, empty, HeadKind.ACTING)

    assert city.plan() == 5


def test_whoever_leads_nothing_is_told_kindly(city: Digesting) -> None:
    with pytest.raises(NotAllowed, match="heads of units"):
        city.database.read(weekly.digest_for, city.staff(city.clerks[0]), today=TUESDAY, t=TEXTS.of("ja"), zone=JST)


def test_other_words_of_the_day_are_spared_whoever_reads_a_digest_and_nobody_else(database: Database) -> None:
    city = Digesting(database)
    city.plan()
    press = OptOutPress(city.chief, WEEKLY, TEN)
    database.write(record_opt_outs, [press])

    assert database.read(weekly.told_on, TUESDAY) == {city.pay_head, city.treasurer}


def test_a_word_on_talking_with_everybody_stands_below_where_the_city_wants_it(database: Database) -> None:
    city = Digesting(database, CityPolicy.model_validate({"meetings": {"calling_out_tip": True}}))
    me, t = city.staff(city.pay_head), TEXTS.of("ja")

    this_week, next_week = (
        city.database.read(weekly.digest_for, me, today=day, t=t, zone=JST).text for day in (TUESDAY, TUESDAY + 7 * DAY)
    )

    assert calling_out(t, TUESDAY) in this_week
    assert calling_out(t, TUESDAY + 7 * DAY) in next_week
    assert calling_out(t, TUESDAY) not in next_week


def test_nothing_is_written_while_everything_is_stopped(city: Digesting) -> None:
    city.database.write(delivery.stop, actor="test", now=TEN)

    assert city.plan() == 0


def test_a_city_may_do_without(database: Database) -> None:
    city = Digesting(database, CityPolicy.model_validate({"digest": {"is_on": False}}))

    assert city.plan() == 0
