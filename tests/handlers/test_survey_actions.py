"""You said, we did, in Slack: the news of a result, picking an action, the tap weeks later; thresholds and replies."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import text

from bot.blockkit import button
from bot.playground import Message, User, View
from bot.playground.interactions import Reaction
from bot.pulse import action_blocks, threshold_blocks
from bot.pulse.improvement import Opinion
from tests.delivering import WEDNESDAY, do_what_is_due, jst, move
from tests.handlers.conftest import Door
from tests.handlers.test_home import home_of, read
from tests.handlers.test_results import closed, window

__all__ = ["closed"]
FOUR_WEEKS_LATER = WEDNESDAY + timedelta(days=28)


async def play(door: Door, day: date = WEDNESDAY, hour: int = 9) -> None:
    move(door.core, jst(hour, day=day))
    await do_what_is_due(door.core)


def news_of(door: Door, user: User) -> list[Message]:
    found = door.playground.workspace.direct(user.id).timeline
    return [message for message in found if "アンケート結果" in message.text]


async def pick(door: Door, words: str) -> View:
    """The head picks something in own words, from the message."""
    await offer(door, "own", words)
    return window(door, door.head)


async def offer(door: Door, suggestion: str, words: str) -> Reaction:
    """The head opens the window from the message, fills in both fields and sends it."""
    head = door.as_user(door.head)
    await head.press(news_of(door, door.head)[0], action_blocks.PICK)
    chosen = {"suggestion": {"value": {"selected_option": {"value": suggestion}}}}
    head.enter(window(door, door.head), {**chosen, "words": {"value": {"value": words}}})
    return await head.submit(window(door, door.head))


def counts(door: Door) -> dict[str, int]:
    query = text("SELECT opinion, number FROM action_count WHERE number > 0")
    rows = door.core.database.read(lambda session: session.execute(query).all())
    return {row[0]: row[1] for row in rows}


@pytest.mark.usefixtures("closed")
async def test_a_head_hears_once_of_the_result_picks_an_action_and_everybody_reads_it(door: Door) -> None:
    await play(door)
    await play(door, hour=10)
    (news,) = news_of(door, door.head)

    done = read(await pick(door, "会議は30分で終える"))

    assert "給与係：結果をみんなで見て、変えることを一つ選んでください。12月9日（水）まで選べます。" in news.text
    assert "「会議は30分で終える」を受け付けました。" in done
    assert "給与係：会議は30分で終える" in await home_of(door, door.aoki)
    assert news_of(door, door.aoki) == []


@pytest.mark.usefixtures("closed")
async def test_one_action_is_picked_from_the_list_or_in_own_words_and_never_both(door: Door) -> None:
    await play(door)

    nothing, both = await offer(door, "own", ""), await offer(door, "talk", "会議は30分で終える")

    assert nothing.errors == {"words": "一覧から一つ選ぶか、自分の言葉で書いてください。"}
    assert both.errors is not None
    assert both.errors["words"].startswith("取組は一つです。")


@pytest.mark.usefixtures("closed")
async def test_four_weeks_later_one_tap_on_the_home_tab_is_counted_once(door: Door) -> None:
    await play(door)
    await pick(door, "会議は30分で終える")
    await play(door, FOUR_WEEKS_LATER)
    await home_of(door, door.aoki)
    me = door.as_user(door.aoki)
    home = me.home
    assert home is not None

    await me.press(home, action_blocks.SAY[Opinion.BETTER])
    after = read(me.home)
    repeated = await door.show(
        door.aoki, button("悪くなった", action_id=action_blocks.SAY[Opinion.WORSE], value="1|worse")
    )
    await me.press(repeated, action_blocks.SAY[Opinion.WORSE])

    assert counts(door) == {"better": 1}
    assert "回答済みです。" in after
    assert "良くなった" not in door.last_words(door.aoki)


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("value", ["1|splendid", "99|better", "x", "99999999999|better"])
async def test_a_forged_opinion_counts_nothing(door: Door, value: str) -> None:
    await play(door)
    await pick(door, "会議は30分で終える")
    await play(door, FOUR_WEEKS_LATER)
    action_id = action_blocks.SAY[Opinion.BETTER]
    forged = await door.show(door.aoki, button("良くなった", action_id=action_id, value=value))

    await door.as_user(door.aoki).press(forged, action_id)

    assert counts(door) == {}
    assert door.last_words(door.aoki)


@pytest.mark.usefixtures("closed")
async def test_a_neighbour_with_the_heads_button_picks_nothing(door: Door) -> None:
    await play(door)
    lent = await door.show(door.aoki, button("取組を選ぶ", action_id=action_blocks.PICK, value="1|kyuyo"))

    await door.as_user(door.aoki).press(lent, action_blocks.PICK)

    assert door.as_user(door.aoki).modal is None
    assert "その所属の長だけです。" in door.last_words(door.aoki)


async def test_two_administrators_lower_a_threshold_from_their_home_tabs(door: Door) -> None:
    administrators = [_administrator(door, name) for name in ("kanri1", "kanri2")]
    door.office.duties(personnel=[3], administrators=[4, 5])
    first, second = (door.as_user(one) for one in administrators)
    for one in (first, second):
        await one.open_home()
        assert one.home is not None
        await one.press(one.home, threshold_blocks.OPEN)
        if one is first:
            too_low = await _decide(door, administrators[0], "4")
            await _decide(door, administrators[0], "8")
            proposed = read(window(door, administrators[0]))

    await second.press(window(door, administrators[1]), threshold_blocks.AGREE)

    assert too_low.errors
    assert "もう一人の管理者の同意が必要です。" in proposed
    assert "同意する" not in proposed
    assert "今日から始まるアンケートに使います。" in read(window(door, administrators[1]))


async def test_a_member_opens_no_thresholds(door: Door) -> None:
    shown = await door.show(door.aoki, button("開く", action_id=threshold_blocks.OPEN, value="1"))

    await door.as_user(door.aoki).press(shown, threshold_blocks.OPEN)

    assert door.as_user(door.aoki).modal is None
    assert "管理者です。" in door.last_words(door.aoki)


async def _decide(door: Door, user: User, full: str) -> Reaction:
    shown = window(door, user)
    door.as_user(user).enter(shown, {"full": {"value": {"value": full}}})
    return await door.as_user(user).submit(shown)


def _administrator(door: Door, name: str) -> User:
    account = door.playground.workspace.add_user(name=name, real_name=name)
    door.office.person(1, slack_user_id=account.id)
    return account
