"""The window in which a head decides the unit's own days: opened from the home tab, by heads only."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.city.tables import AuditRow
from bot.no_overtime import unit_rule_blocks as window
from bot.no_overtime.days import rules_and_history
from bot.no_overtime.rules import RuleKind
from bot.no_overtime.unit_rules import Part
from bot.people.home import CHOOSE_LANGUAGE
from bot.people.kinds import HeadKind
from bot.people.tables import Headship
from bot.playground import Reaction, User, View
from tests.delivering import WEDNESDAY, jst, move
from tests.handlers.conftest import Door
from tests.handlers.test_home import home_of, home_view, read

THURSDAY = date(2026, 11, 26)


async def opened(door: Door, user: User | None = None, kind: RuleKind = RuleKind.INSTEAD) -> View:
    """The window, as the head opens it from the home tab and chooses a kind."""
    head = user or door.head
    await door.as_user(head).open_home()
    home = door.as_user(head).home
    assert home is not None
    await door.as_user(head).press(home, window.OPEN)
    if kind is not RuleKind.INSTEAD:
        await door.as_user(head).press(modal(door, head), window.CHOOSE_KIND, value=kind.value)
    return modal(door, head)


def modal(door: Door, user: User) -> View:
    shown = door.as_user(user).modal
    assert shown is not None
    return shown


async def submit(door: Door, view: View, **values: object) -> Reaction:
    """Fill in the fields by their block_id, and decide."""
    entered = {part: {"value": entry} for part, entry in ((part, _entry(value)) for part, value in values.items())}
    door.as_user(door.head).enter(view, entered)
    return await door.as_user(door.head).submit(view)


def _entry(value: object) -> dict[str, object]:
    if isinstance(value, list):
        return {"selected_options": [{"value": one} for one in value]}
    if isinstance(value, date):
        return {"selected_date": value.isoformat()}
    return {"selected_option": {"value": value}}


def decided(door: Door) -> list[str]:
    """What the unit decided, the latest first, as an operator would read it."""
    found = door.core.database.read(rules_and_history, WEDNESDAY, unit_code="kyuyo")
    t = door.core.texts.of("ja")
    return [window.rule_line(t, one) for unit in found for one in unit.rules]


def audited(door: Door) -> list[str]:
    rows = door.core.database.read(lambda session: session.exec(select(AuditRow)).all())
    return [f"{row.action} {row.detail}" for row in rows if row.action.startswith("unit_rule")]


async def test_a_head_lets_the_unit_go_home_on_thursdays_instead(door: Door) -> None:
    view = await opened(door)

    reaction = await submit(door, view, weekdays=["thursday"])

    assert (reaction.status, reaction.errors) == (200, {})
    assert decided(door) == ["市の曜日の代わりに木曜日（2026年11月25日（水）から）"]
    assert "決まりました" in read(modal(door, door.head))
    assert audited(door) == ["unit_rule.decided kyuyo instead thursday 2026-11-25..9999-12-31"]
    home = read(home_view_of(door, door.head))
    assert "11月26日（木）　所属で決めた日" in home
    assert "• 11月25日（水）　給与支給日" not in home


def home_view_of(door: Door, user: User) -> View:
    home = door.as_user(user).home
    assert home is not None
    return home


async def test_everybody_in_the_unit_sees_the_new_days_at_once(door: Door) -> None:
    await submit(door, await opened(door), weekdays=["thursday"])

    await door.as_user(door.aoki).command("/kaeru", "calendar")

    assert "11月26日（木）" in door.last_words(door.aoki)
    assert "12月2日（水）" not in door.last_words(door.aoki)


async def test_a_summer_drive_ends_by_itself(door: Door) -> None:
    view = await opened(door, kind=RuleKind.BESIDE)

    await submit(door, view, weekdays=["monday", "friday"], valid_to=date(2026, 12, 11))

    assert decided(door) == ["ほかの日に加えて月曜日、金曜日（2026年11月25日（水）から2026年12月11日（金）まで）"]


async def test_every_third_wednesday_can_be_a_complete_day(door: Door) -> None:
    view = await opened(door, kind=RuleKind.COMPLETE)

    await submit(door, view, weekdays=["wednesday"], weeks=["3"])

    assert decided(door) == ["毎月の完全定時退庁日：第3水曜日（2026年11月25日（水）から）"]


async def test_a_counter_that_opens_late_is_exempt(door: Door) -> None:
    await submit(door, await opened(door, kind=RuleKind.EXEMPT))

    assert "これから4週間のうちにはありません。" in await home_of(door, door.head)


async def test_one_wednesday_is_given_up_for_the_day_after(door: Door) -> None:
    view = await opened(door, kind=RuleKind.SWAP)

    reaction = await submit(door, view, given_up="2026-11-25", day=THURSDAY)

    assert reaction.errors == {}
    assert decided(door) == ["11月25日（水）の代わりに11月26日（木）"]
    home = await home_of(door, door.aoki)
    assert "• 11月26日（木）　所属で決めた日" in home
    assert "• 11月25日（水）" not in home
    assert "• 12月2日（水）　水曜日" in home


async def test_what_cannot_be_is_said_beside_the_field(door: Door) -> None:
    past = await submit(door, await opened(door), weekdays=["thursday"], valid_from=date(2026, 11, 24))
    upside_down = await submit(door, await opened(door), weekdays=["thursday"], valid_from=THURSDAY, valid_to=WEDNESDAY)
    swap = await opened(door, kind=RuleKind.SWAP)
    saturday = await submit(door, swap, given_up="2026-11-25", day=date(2026, 11, 28))
    far = await submit(door, modal(door, door.head), given_up="2026-11-25", day=date(2026, 12, 3))
    taken = await submit(door, modal(door, door.head), given_up="2026-11-25", day=date(2026, 12, 2))

    assert past.errors == {Part.VALID_FROM: "この日は過ぎています。2026年11月25日（水）以降の日を選んでください。"}
    assert upside_down.errors[Part.VALID_TO].startswith("終わりの日が始まりの日（2026年11月26日（木））より前です。")
    assert saturday.errors == {Part.DAY: "2026年11月28日（土）は休みの日です。勤務日を選んでください。"}
    assert far.errors == {Part.DAY: "2026年11月25日（水）から2026年12月2日（水）までの日を選んでください。"}
    assert taken.errors[Part.DAY].startswith("2026年12月2日（水）は、すでに")
    assert decided(door) == []


async def test_two_rules_that_stand_against_each_other_are_named(door: Door) -> None:
    await submit(door, await opened(door), weekdays=["thursday"])

    reaction = await submit(door, await opened(door), weekdays=["friday"])

    assert reaction.errors[Part.VALID_FROM].startswith(
        "「市の曜日の代わりに木曜日（2026年11月25日（水）から）」と両立しません。"
    )


async def test_errors_are_said_in_the_heads_language(door: Door) -> None:
    await home_of(door, door.head)
    await door.as_user(door.head).press(home_view_of(door, door.head), CHOOSE_LANGUAGE, value="en")

    reaction = await submit(door, await opened(door), weekdays=["monday"], valid_from=date(2026, 11, 24))

    assert reaction.errors == {Part.VALID_FROM: "This day is over. Choose Wed 25 Nov 2026 or a later day."}


async def test_the_same_decision_twice_is_one(door: Door) -> None:
    await submit(door, await opened(door), weekdays=["thursday"])

    again = await submit(door, await opened(door), weekdays=["thursday"])

    assert again.errors == {}
    assert len(decided(door)) == len(audited(door)) == 1


async def test_a_rule_is_taken_back_and_stays_in_the_history(door: Door) -> None:
    await submit(door, await opened(door), weekdays=["thursday"])
    move(door.core, jst(9, day=date(2026, 12, 1)))

    await door.as_user(door.head).press(await opened(door), window.END)

    shown = read(modal(door, door.head))
    assert "終わったもの：\n• 市の曜日の代わりに木曜日（2026年11月25日（水）から2026年11月30日（月）まで）" in shown
    assert "所属独自の決まりはありません" in shown
    assert "• 12月2日（水）　水曜日" in read(home_view_of(door, door.head))
    assert audited(door)[-1].endswith(" 2026-11-30")


async def test_nobody_but_the_head_has_the_button_or_the_right(door: Door) -> None:
    await home_of(door, door.aoki)
    actions = {
        one["action_id"] for block in home_view(door).blocks for one in block.get("elements", ()) if "action_id" in one
    }
    message = await door.show(
        door.aoki, {"type": "button", "action_id": window.OPEN, "text": {"type": "plain_text", "text": "x"}}
    )

    await door.as_user(door.aoki).press(message, window.OPEN)

    assert window.OPEN not in actions
    assert door.as_user(door.aoki).modal is None
    assert door.last_words(door.aoki).startswith("所属独自の日を決められるのは")


async def test_a_head_who_is_replaced_meanwhile_decides_nothing(door: Door) -> None:
    section = door.core.database.read(rules_and_history, WEDNESDAY, unit_code="kyuyo")[0].unit.id
    acting = door.office.person(section, slack_user_id=door.stranger.id)
    door.office.head(acting, section, HeadKind.DEPUTY)
    view = await opened(door)
    door.core.database.write(end_headship, acting)

    reaction = await submit(door, view, weekdays=["thursday"])

    assert reaction.status == 200
    assert decided(door) == []
    assert "所属独自の日を決められるのは" in read(modal(door, door.head))


async def test_a_head_of_two_units_chooses_for_which_one(door: Door) -> None:
    section = door.core.database.read(rules_and_history, WEDNESDAY, unit_code="kyuyo")[0].unit.id
    door.office.unit("出納班", section, code="suito")
    view = await opened(door)

    await door.as_user(door.head).press(view, window.CHOOSE_UNIT, value="suito")
    await submit(door, modal(door, door.head), weekdays=["friday"])

    assert decided(door) == []
    assert audited(door) == ["unit_rule.decided suito instead friday 2026-11-25..9999-12-31"]


def end_headship(session: Session, but_of: int) -> None:
    """Let all heads but one be heads no more."""
    session.execute(delete(Headship).where(col(Headship.person_id) != but_of))
