"""The Home tab: what somebody reads about themselves there, and what they change."""

from __future__ import annotations

from datetime import timedelta

from bot.attendance.importing import import_attendance
from bot.delivery.opt_outs import opt_outs_of
from bot.no_overtime.cards import CLOSING
from bot.people.home import CHOOSE_LANGUAGE
from bot.people.roster_files import parse_table
from bot.playground import User, View
from tests.clocking import READING, TUESDAY, WEDNESDAY, day_of
from tests.delivering import jst, move
from tests.handlers.conftest import Door, opt_out_button
from tests.rosters import csv_bytes


def read(view: View | None) -> str:
    """Every text of a view, a line each."""
    assert view is not None
    return "\n".join(_texts(view.blocks))


def _texts(part: object) -> list[str]:
    if isinstance(part, list):
        return [text for one in part for text in _texts(one)]
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [text for key, one in part.items() if key != "options" for text in _texts(one)]
    return []


async def home_of(door: Door, user: User) -> str:
    await door.as_user(user).open_home()
    return read(door.as_user(user).home)


async def test_everybody_reads_their_next_days_and_what_is_stored_about_them(door: Door) -> None:
    home = await home_of(door, door.aoki)

    assert "給与係の" in home
    assert "• 12月21日（月）　給与支給日" in home
    for fact in (
        "氏名：青木 花",
        "職員番号：000001",
        "メール：aoki@hibarino.example",
        "職位：主事",
        "任用：正規（在職）",
    ):
        assert f"• {fact}" in home
    assert "• 勤務時間：8:30～17:15（月、火、水、木、金）" in home
    assert "受け取らないことにしたお知らせはありません。" in home


async def test_nobody_reads_about_anybody_else(door: Door) -> None:
    home = await home_of(door, door.aoki)

    assert "馬場" not in home
    assert "千葉" not in home
    assert "本日のお知らせ" not in home


async def test_everybody_reads_which_days_of_their_own_hours_are_stored(door: Door) -> None:
    aoki, baba = 1, 2
    rows = [day_of(aoki, TUESDAY), day_of(aoki, WEDNESDAY), day_of(baba, WEDNESDAY)]
    door.core.database.write(import_attendance, parse_table("days.csv", csv_bytes(rows)), READING)

    mine, nobodys = await home_of(door, door.aoki), await home_of(door, door.personnel)

    assert "• 人事担当が取り込んだ、あなたの勤務実績2日分（2026年11月24日（火）から2026年11月25日（水）まで" in mine
    assert "最終取込日：2026年11月30日（月）" in mine
    assert "勤務実績" not in nobodys


async def test_the_personnel_section_reads_how_today_goes(door: Door) -> None:
    door.plan("no_overtime/morning", "C1", "C2")

    assert "送信待ち 2件" in await home_of(door, door.personnel)
    await door.as_user(door.personnel).command("/kaeru", "stop")
    assert "【停止中】送信済み 0件、送信待ち 0件、見送り 2件" in await home_of(door, door.personnel)


async def test_a_language_that_somebody_chooses_holds_everywhere_at_once(door: Door) -> None:
    await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home_view(door), CHOOSE_LANGUAGE, value="en")
    await door.as_user(door.aoki).command("/kaeru", "help")

    assert "What is stored about you" in read(door.as_user(door.aoki).home)
    assert door.last_words(door.aoki).startswith("Good day, I am Kaeru.")


async def test_easy_japanese_is_a_language_of_its_own(door: Door) -> None:
    await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home_view(door), CHOOSE_LANGUAGE, value="ja_easy")

    assert "名前（なまえ）：青木 花" in read(door.as_user(door.aoki).home)


async def test_a_kind_of_message_can_be_switched_off_and_on_again(door: Door) -> None:
    message = await door.show(door.aoki, opt_out_button(CLOSING))
    await door.as_user(door.aoki).press(message, "delivery.opt_out")
    assert "定時退庁日の終業前のお知らせ" in await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home_view(door), "delivery.opt_in")

    assert "受け取らないことにしたお知らせはありません。" in read(door.as_user(door.aoki).home)
    assert door.core.database.read(opt_outs_of, 1) == []


async def test_somebody_who_is_not_on_the_staff_list_reads_whom_to_ask(door: Door) -> None:
    home = await home_of(door, door.stranger)

    assert "Slackでお使いのメールアドレスを人事担当課にお知らせください。" in home


async def test_the_page_is_made_anew_whenever_it_is_opened(door: Door) -> None:
    before = await home_of(door, door.aoki)
    move(door.core, jst(8, 20) + timedelta(days=1))

    after = await home_of(door, door.aoki)

    assert "11月25日（水）" in before
    assert "11月25日（水）" not in after


def home_view(door: Door) -> View:
    home = door.as_user(door.aoki).home
    assert home is not None
    return home
