"""Who is away, on the morning card of a unit that wants it: names and half days, by the unit's own wish."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, col, select

from bot.database import Database
from bot.delivery.tables import Body, Message
from bot.errors import NotAllowed
from bot.leave import card_settings
from bot.leave.kinds import Part
from bot.no_overtime import service as no_overtime
from bot.people.tables import UnitSpan
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, jst
from tests.leaving import half, span
from tests.planning import Planners, planners


@pytest.fixture
def office(database: Database) -> Planners:
    """Both sections have a channel of their own; Aoki is away on Wednesday, Chiba next door, too."""
    office = planners(database)

    def give_channels(session: Session) -> None:
        for span_ in session.exec(select(UnitSpan)):
            span_.channel = f"C{span_.unit_id}"

    database.write(give_channels)
    office.plan(half("2026-11-25", Part.AFTERNOON), "special")
    office.plan(span("2026-11-25"), who=office.chiba)
    return office


def wish(office: Planners, who: int, *, is_on: bool, day: date = WEDNESDAY) -> None:
    me, now = office.on(day).staff(who), jst(8, day=day)
    office.database.write(card_settings.tell_on_card, me, "kyuyo", is_on=is_on, today=day, now=now)


def cards(office: Planners) -> dict[str, str]:
    """The morning cards of Wednesday, by channel."""
    now = jst(8, 30)
    due = office.database.read(no_overtime.due_cards, now=now, zone=JST)
    office.database.write(no_overtime.plan_cards, due, now=now, zone=JST, texts=Texts())

    def read(session: Session) -> dict[str, str]:
        found = session.exec(select(Message, Body).where(col(Message.body_id) == col(Body.id)))
        return {one.recipient: body.text for one, body in found}

    return office.database.read(read)


def test_a_card_names_nobody_unless_the_unit_wants_it(office: Planners) -> None:
    assert not any("青木" in text or "千葉" in text for text in cards(office).values())


def test_the_card_of_a_unit_that_wants_it_names_who_is_away_and_no_kind(office: Planners) -> None:
    wish(office, office.baba, is_on=True)

    found = cards(office)

    mine, theirs = found[f"C{office.section}"], found[f"C{office.next_door}"]
    assert "青木 花（午後）" in mine
    assert "特別" not in mine
    assert "千葉" not in theirs


def test_a_wish_can_be_taken_back(office: Planners) -> None:
    wish(office, office.baba, is_on=True)
    wish(office, office.baba, is_on=False)

    assert "青木" not in cards(office)[f"C{office.section}"]


def test_only_the_head_decides(office: Planners) -> None:
    with pytest.raises(NotAllowed):
        wish(office, office.aoki, is_on=True)
