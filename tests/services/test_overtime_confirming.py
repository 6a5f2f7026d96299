"""Overtime reports on their way to whoever confirms them: who is asked, and the one decision (A04, A18; X06)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.city.overtime import ConfirmingUnit, OvertimeReports
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.delivery import service as delivery
from bot.errors import NotAllowed, OldButton
from bot.overtime import confirming
from bot.overtime.kinds import ReportState
from bot.people.kinds import HeadKind
from tests.confirming import TEXTS, Evening
from tests.delivering import JST, WEDNESDAY, jst, outbox

THURSDAY = WEDNESDAY + timedelta(days=1)


def cards(database: Database) -> list[tuple[int | None, str]]:
    """Who gets an evening card, with its words."""

    return [(one.person_id, one.key) for one in outbox(database) if one.kind == "overtime/evening_card"]


def test_the_first_report_asks_the_head_at_once_and_only_once(database: Database) -> None:
    evening = Evening(database)
    report = evening.report(evening.reported(evening.aoki))

    for _ in range(2):
        database.write(confirming.ask_confirmer, report, now=jst(15), zone=JST, texts=TEXTS)

    assert evening.asked() == [(evening.chief, 0)]
    assert cards(database) == [(evening.chief, "overtime/evening_card/2026-11-25/unit:kyuyo/person:token-000003")]


def test_a_second_report_of_the_unit_makes_no_second_card(database: Database) -> None:
    evening = Evening(database)
    evening.reported(evening.aoki)
    evening.ask(jst(15))

    evening.reported(evening.baba, at=jst(15, 5))
    again = evening.ask(jst(15, 5))

    assert again == 0
    assert len(cards(database)) == 1


def test_the_reports_of_all_teams_of_a_section_are_one_card_of_its_head(database: Database) -> None:
    evening = Evening(database)
    team, leader = evening.team("給与係")
    others, _ = evening.team("年金係")
    report_id = evening.reported(evening.office.person(team, name="江田 光"), unit_id=team, at=jst(14))
    evening.reported(evening.office.person(others, name="藤田 葵"), unit_id=others, at=jst(14))
    evening.reported(leader, unit_id=team, at=jst(14))
    asked = evening.ask(jst(14))

    with pytest.raises(NotAllowed):
        evening.confirm(leader, report_id, now=jst(14))
    text = evening.confirm(evening.chief, report_id, now=jst(14, 30)).card.text

    assert (asked, len(cards(database))) == (1, 1)
    assert text.startswith("時間外勤務の届出　11月25日（水）　給与課\n確認をお願いする届出が2件あります。")
    assert all(
        words in text for words in ("江田 光　給与係、19:30まで", "藤田 葵　年金係", "確認しました 14:30 千葉 学")
    )
    assert evening.ask(jst(15)) == 1
    assert evening.asked() == [(evening.chief, 0), (evening.deputy, 1)]


def test_a_city_may_have_the_heads_of_teams_confirm(database: Database) -> None:
    evening = Evening(database, CityPolicy(overtime_reports=OvertimeReports(confirming_unit=ConfirmingUnit.SMALLEST)))
    team, leader = evening.team("給与係")
    evening.reported(evening.office.person(team), unit_id=team, at=jst(14))

    evening.ask(jst(14))
    evening.ask(jst(15))

    assert evening.asked() == [(leader, 0), (evening.chief, 1)]


def test_a_team_in_a_special_mode_asks_nobody_while_its_section_goes_on(database: Database) -> None:
    evening = Evening(database)
    team, _ = evening.team("給与係")
    evening.office.special_mode(team, WEDNESDAY, WEDNESDAY)
    evening.reported(evening.office.person(team), unit_id=team, is_special=True)

    alone = evening.ask(jst(15))
    evening.reported(evening.aoki)

    assert (alone, evening.ask(jst(15))) == (0, 1)


def test_a_report_for_a_later_day_is_shown_on_the_morning_of_that_day(database: Database) -> None:
    evening = Evening(database)
    report = evening.report(evening.reported(evening.aoki, day=THURSDAY, at=jst(15)))

    database.write(confirming.ask_confirmer, report, now=jst(15), zone=JST, texts=TEXTS)
    too_early = evening.ask(jst(8, 29, day=THURSDAY))
    at_the_start = evening.ask(jst(8, 30, day=THURSDAY))

    assert (too_early, at_the_start) == (0, 1)
    assert evening.asked() == [(evening.chief, 0)]


def test_silence_passes_it_on_and_the_first_keeps_the_card(database: Database) -> None:
    evening = Evening(database)
    evening.reported(evening.aoki, at=jst(14))

    moments = [jst(14), jst(14, 59), jst(15), jst(15), jst(16), jst(17)]
    asked = [evening.ask(moment) for moment in moments]

    assert asked == [1, 0, 1, 0, 1, 0]
    assert evening.asked() == [(evening.chief, 0), (evening.deputy, 1), (evening.director, 2)]


def test_what_is_decided_is_not_passed_on(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.aoki, at=jst(14))
    evening.ask(jst(14))

    evening.confirm(evening.chief, report_id, now=jst(14, 30))

    assert evening.ask(jst(15)) == 0


def test_the_clock_knows_when_it_will_be_passed_on(database: Database) -> None:
    evening = Evening(database)
    evening.reported(evening.aoki, at=jst(14))
    evening.reported(evening.aoki, day=THURSDAY, at=jst(14))
    evening.ask(jst(14))

    def next_turn(after: int, hours: int) -> object:
        within = timedelta(hours=hours)
        return database.read(confirming.next_turn, jst(after), zone=JST, within=within)

    assert next_turn(14, 2) == jst(15)
    assert next_turn(14, 0) is None
    evening.ask(jst(15))
    evening.ask(jst(16))
    assert next_turn(17, 24) == jst(8, 30, day=THURSDAY)


def test_a_vacant_head_is_skipped(database: Database) -> None:
    """X06: the post of 課長 is vacant; the director acts for the section."""
    evening = Evening(database)
    vacant = evening.office.unit("厚生課", evening.department, code="kosei")
    evening.office.head(evening.director, vacant, HeadKind.ACTING)
    member = evening.office.person(vacant)
    evening.reported(member, unit_id=vacant)

    evening.ask(jst(15))

    assert evening.asked() == [(evening.director, 0)]


def test_nobody_is_asked_in_a_special_mode(database: Database) -> None:
    evening = Evening(database)
    evening.office.special_mode(evening.section, WEDNESDAY, WEDNESDAY)
    evening.reported(evening.aoki, is_special=True)

    assert evening.ask(jst(15)) == 0


def test_whoever_refused_the_cards_is_passed_over(database: Database) -> None:
    evening = Evening(database)
    evening.refuses_cards(evening.chief)
    evening.reported(evening.aoki)

    evening.ask(jst(15))

    assert evening.asked() == [(evening.deputy, 0)]


def test_while_everything_is_stopped_nobody_is_asked_and_afterwards_they_are(database: Database) -> None:
    evening = Evening(database)
    evening.reported(evening.aoki)
    database.write(delivery.stop, actor="test", now=jst(14))

    while_stopped = evening.ask(jst(15))
    database.write(delivery.start, actor="test", now=jst(15, 30))

    assert (while_stopped, evening.ask(jst(15, 30))) == (0, 1)


def test_the_first_decision_wins_and_the_second_reads_a_kind_word(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.aoki, at=jst(14))
    evening.ask(jst(14))
    evening.ask(jst(15))

    first = evening.confirm(evening.chief, report_id, now=jst(16, 12))
    second = evening.send_back(evening.deputy, report_id, now=jst(16, 13))

    report = evening.report(report_id)
    assert (report.state, report.decided_by, report.decided_at) == (ReportState.CONFIRMED, evening.chief, jst(16, 12))
    assert first.word == ""
    assert "確認しました 16:12 千葉 学" in first.card.text
    assert second.word == "青木 花さんの届出は、千葉 学さんが16:12に確認しました。ありがとうございます。"
    assert "確認しました 16:12 千葉 学" in second.card.text


def test_a_double_press_is_told_how_it_stands(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.aoki)
    evening.ask(jst(15))

    evening.confirm(evening.chief, report_id, now=jst(16, 12))
    again = evening.confirm(evening.chief, report_id, now=jst(16, 13))

    assert again.word == "青木 花さんの届出は、16:12に確認済みです。"
    assert evening.report(report_id).decided_at == jst(16, 12)


def test_a_changed_report_is_shown_anew_instead_of_decided(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.aoki)
    evening.ask(jst(15))
    evening.changed(report_id, planned_end_minute=1290)

    decided = evening.confirm(evening.chief, report_id)

    assert evening.report(report_id).state is ReportState.REPORTED
    assert decided.word == "青木 花さんが届出を変更しました。もう一度ご確認ください。"
    assert "21:30" in decided.card.text


def test_a_withdrawn_report_needs_nothing(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.aoki)
    evening.changed(report_id, state=ReportState.WITHDRAWN)

    decided = evening.confirm(evening.chief, report_id, version=2)

    assert "取り下げ" in decided.word
    assert evening.report(report_id).state is ReportState.WITHDRAWN


def test_a_head_of_another_unit_decides_nothing(database: Database) -> None:
    evening = Evening(database)
    other = evening.office.unit("厚生課", evening.department)
    stranger = evening.office.person(other)
    evening.office.head(stranger, other)
    report_id = evening.reported(evening.aoki)
    evening.ask(jst(15))

    with pytest.raises(NotAllowed):
        evening.confirm(stranger, report_id)

    assert evening.report(report_id).state is ReportState.REPORTED


def test_whoever_was_not_asked_and_does_not_see_it_anyway_decides_nothing(database: Database) -> None:
    """A department head sees numbers only (3.8), until silence passes a report on to them."""
    evening = Evening(database)
    report_id = evening.reported(evening.aoki, at=jst(14))
    evening.ask(jst(14))

    for person in (evening.deputy, evening.director):
        with pytest.raises(NotAllowed):
            evening.confirm(person, report_id)
    evening.ask(jst(15))
    evening.confirm(evening.deputy, report_id)

    assert evening.report(report_id).decided_by == evening.deputy


def test_a_former_head_decides_nothing(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.aoki)
    evening.ask(jst(15))
    evening.leads_no_more(evening.chief, after=WEDNESDAY)

    with pytest.raises(NotAllowed):
        evening.confirm(evening.chief, report_id, now=jst(9, day=THURSDAY))


def test_nobody_confirms_their_own_report(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.chief)
    evening.ask(jst(15))

    with pytest.raises(NotAllowed):
        evening.confirm(evening.chief, report_id)
    evening.confirm(evening.director, report_id)

    assert evening.asked() == [(evening.director, 0)]
    assert evening.report(report_id).decided_by == evening.director


def test_a_button_of_nothing_is_an_old_button(database: Database) -> None:
    evening = Evening(database)

    with pytest.raises(OldButton):
        evening.confirm(evening.chief, 4711)


def test_what_is_sent_back_is_told_to_its_person_the_same_day(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.aoki)

    evening.send_back(evening.chief, report_id)

    (told,) = [one for one in outbox(database) if one.kind == "overtime/sent_back"]
    assert told.person_id == evening.aoki
    assert evening.report(report_id).state is ReportState.SENT_BACK


def test_a_report_of_a_past_day_can_still_be_looked_at(database: Database) -> None:
    evening = Evening(database)
    report_id = evening.reported(evening.aoki)

    evening.confirm(evening.chief, report_id, now=jst(9, day=THURSDAY))

    assert evening.report(report_id).state is ReportState.CONFIRMED
