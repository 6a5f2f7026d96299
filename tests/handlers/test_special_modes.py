"""The window in which officers declare disaster, election and similar work, and what that does to a day's cards."""

from __future__ import annotations

import pytest
from sqlmodel import Session, col, update

from bot.people import mode_blocks
from bot.people import service as people
from bot.people.tables import UnitSpan
from bot.playground import User, View
from schedules import tick
from tests.delivering import WEDNESDAY, jst, ledger, move, send_out
from tests.handlers.conftest import Door

TODAY, TOMORROW = "2026-11-25", "2026-11-26"
MORNING, CLOSING = "no_overtime/morning/2026-11-25/channel:C1", "no_overtime/closing/2026-11-25/channel:C1"


async def window(door: Door, user: User) -> View:
    await door.as_user(user).command("/kaeru", "災害・選挙等対応中")
    shown = door.as_user(user).modal
    assert shown is not None
    return shown


async def declare(door: Door, first: str = TODAY, last: str = TODAY, unit: str = "kyuyo") -> dict[str, str]:
    """Fill in and send the window; the errors below its fields."""
    officer = door.as_user(door.personnel)
    shown = await window(door, door.personnel)
    found = await officer.suggest(shown, mode_blocks.CHOOSE_UNIT, "" if unit == "*" else unit)
    choice = next(one for one in found.options if one["value"] == unit)
    officer.enter(shown, {"unit": {mode_blocks.CHOOSE_UNIT: {"selected_option": choice}}})
    for name, day in (("first", first), ("last", last)):
        officer.enter(shown, {name: {"value": {"selected_date": day}}})
    return (await officer.submit(shown)).errors


def units_in_mode(door: Door) -> frozenset[int]:
    return door.core.database.read(people.special_modes_on, WEDNESDAY)


async def test_personnel_declares_a_mode_and_reads_what_holds(door: Door) -> None:
    errors = await declare(door)

    shown = door.as_user(door.personnel).modal
    assert shown is not None
    assert errors == {}
    assert units_in_mode(door) == {1}
    assert "給与係：災害（2026年11月25日（水）から2026年11月25日（水）まで）" in str(shown.blocks)


async def test_the_whole_city_is_a_choice_of_its_own(door: Door) -> None:
    door.office.unit("市民課", code="shimin")

    await declare(door, unit="*")

    assert units_in_mode(door) == {1, 2}


async def test_units_are_found_by_name_or_code(door: Door) -> None:
    above = door.office.unit("市民部", code="0300")
    door.office.unit("市民課", above, code="0301")
    officer = door.as_user(door.personnel)
    shown = await window(door, door.personnel)

    by_name = await officer.suggest(shown, mode_blocks.CHOOSE_UNIT, "市民")
    by_code = await officer.suggest(shown, mode_blocks.CHOOSE_UNIT, "０３０１")

    assert [one["text"]["text"] for one in by_name.options] == ["市民部", "市民課（市民部）"]
    assert [one["value"] for one in by_code.options] == ["0301"]


async def test_a_last_day_before_the_first_is_an_error_below_its_field(door: Door) -> None:
    errors = await declare(door, first=TOMORROW, last=TODAY)

    assert set(errors) == {"last"}
    assert "入れ替えてください" in errors["last"]
    assert units_in_mode(door) == frozenset()


@pytest.mark.parametrize(
    ("last", "button", "still"),
    [
        pytest.param(TOMORROW, mode_blocks.END_WITH_TODAY, {1}, id="with today"),
        pytest.param(TODAY, mode_blocks.END_BEFORE_TODAY, frozenset(), id="today is as usual again"),
    ],
)
async def test_a_mode_is_ended_with_one_button(door: Door, last: str, button: str, still: frozenset[int]) -> None:
    await declare(door, last=last)
    officer = door.as_user(door.personnel)
    assert officer.modal is not None

    await officer.press(officer.modal, button)

    assert units_in_mode(door) == still
    assert door.core.database.read(people.special_modes_on, WEDNESDAY.replace(day=26)) == frozenset()


@pytest.mark.parametrize("who", ["aoki", "head"])
async def test_others_are_told_kindly_whom_to_call(door: Door, who: str) -> None:
    user: User = getattr(door, who)

    await door.as_user(user).command("/kaeru", "special")

    assert door.as_user(user).modal is None
    assert door.last_words(user).startswith("災害・選挙等対応中にできるのは人事担当課です。")


async def test_an_administrator_may_declare_too(door: Door) -> None:
    door.office.duties(administrators=[1])

    assert "対応中にする" in str((await window(door, door.aoki)).as_json())


def with_channel(session: Session) -> None:
    session.execute(update(UnitSpan).where(col(UnitSpan.unit_id) == 1).values(channel="C1"))


async def go_on_to(door: Door, hour: int, minute: int) -> None:
    """Play the clock on and send what is due."""
    move(door.core, jst(hour, minute))
    await tick(door.core, jst(hour, minute))
    await send_out(door.core)


async def test_a_mode_that_is_declared_at_noon_silences_what_is_left_of_the_day(door: Door) -> None:
    members = [door.aoki.id, door.head.id]
    channel = door.playground.workspace.add_channel("給与係", id="C1", members=members)
    door.core.database.write(with_channel)
    await go_on_to(door, 8, 30)

    await declare(door)
    await go_on_to(door, 16, 45)

    assert ledger(door.core.database) == {MORNING: "sent"}
    assert len(list(channel.timeline)) == 1


async def test_the_day_goes_on_as_usual_once_the_mode_is_over(door: Door) -> None:
    door.playground.workspace.add_channel("給与係", id="C1", members=[door.aoki.id])
    door.core.database.write(with_channel)
    await declare(door)
    await go_on_to(door, 8, 30)
    officer = door.as_user(door.personnel)
    assert officer.modal is not None

    await officer.press(officer.modal, mode_blocks.END_BEFORE_TODAY)
    await go_on_to(door, 16, 45)

    assert ledger(door.core.database)[CLOSING] == "sent"


async def test_what_was_planned_but_not_sent_is_not_wanted_any_more(door: Door) -> None:
    door.playground.workspace.add_channel("給与係", id="C1", members=[door.aoki.id])
    door.core.database.write(with_channel)
    move(door.core, jst(8, 30))
    await tick(door.core, jst(8, 30))

    await declare(door)
    await send_out(door.core)

    assert ledger(door.core.database) == {MORNING: "skipped not_wanted"}
