"""「知っていますか」 (C09): which morning card of a month makes a kind of leave known."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from bot.city.fields import Weekday
from bot.city.leave import Leave
from bot.city.messages import SpecialModes
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.delivery.tables import Body, Message
from bot.no_overtime import service
from bot.no_overtime.days import decide_unit_rule
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.texts import Texts
from tests.delivering import JST, decide, jst
from tests.people import Office

CARE = {"code": "care", "labels": {"ja": "子の看護等休暇"}, "about": {"ja": "1年に5日まで取れます。<予防接種>も。"}}
LEAVE = Leave.model_validate({"kinds": [{"code": "annual", "counts_against": "annual"}, CARE]})


def cards(database: Database, day: date) -> dict[str, str]:
    """The morning cards of a day, by channel."""
    now = jst(8, 30, day=day)
    due = database.read(service.due_cards, now=now, zone=JST)
    database.write(service.plan_cards, due, now=now, zone=JST, texts=Texts())

    def read(session: Session) -> dict[str, str]:
        found = session.exec(select(Message, Body).where(col(Message.body_id) == col(Body.id)))
        return {one.recipient: body.text for one, body in found if one.service_date == day}

    return database.read(read)


def test_the_first_morning_card_of_a_month_makes_a_kind_of_leave_known_and_the_next_one_does_not(
    database: Database,
) -> None:
    decide(database, CityPolicy(leave=LEAVE, special_mode=SpecialModes(cards="soften")))
    office = Office(database)
    office.unit("人事課", channel="C-wednesdays")
    office.unit("市民課", channel="C-thursdays")
    thursdays = UnitRule(RuleKind.INSTEAD, frozenset({Weekday.THURSDAY}))
    database.write(decide_unit_rule, "市民課", thursdays, actor="test", now=jst(9, day=date(2026, 11, 2)))
    office.special_mode(office.unit("道路課", channel="C-typhoon"), date(2026, 11, 2), date(2026, 11, 6))

    found = {day: cards(database, date(2026, 11, day)) for day in (4, 5, 11, 12, 18)}

    assert {day: [one for one in sorted(said) if "知っていますか" in said[one]] for day, said in found.items()} == {
        4: ["C-wednesdays"],
        5: ["C-thursdays"],
        11: ["C-typhoon"],  # its softened card of the week before told of nothing but thanks
        12: [],
        18: [],
    }
    assert [sorted(said) for said in found.values()] == [
        ["C-typhoon", "C-wednesdays"],
        ["C-thursdays"],
        ["C-typhoon", "C-wednesdays"],
        ["C-thursdays"],
        ["C-typhoon", "C-wednesdays"],
    ]
    assert (
        "知っていますか：子の看護等休暇\n1年に5日まで取れます。<予防接種>も。\n"
        "すべての休暇の説明は「/kaeru 休暇制度」で見られます。"
    ) in found[4]["C-wednesdays"]
