"""Posting, reading back, changing: what a bot that must neither lose nor double a message builds on."""

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import Clock, Town, error_of

KEY = {"event_type": "kaeru_message", "event_payload": {"key": "no_overtime/closing/2026-11-25/unit:jinji"}}


async def test_a_post_is_in_the_history_with_its_metadata_only_when_asked_for(
    slack: AsyncWebClient, town: Town
) -> None:
    posted = await slack.chat_postMessage(channel=town.jinji.id, text="定時で帰りましょう", metadata=KEY)

    bare = await slack.conversations_history(channel=town.jinji.id)
    full = await slack.conversations_history(
        channel=town.jinji.id, include_all_metadata=True, oldest=posted["ts"], inclusive=True
    )

    assert [m["text"] for m in bare["messages"]] == ["定時で帰りましょう"]
    assert "metadata" not in bare["messages"][0]
    assert full["messages"][0]["metadata"] == KEY


async def test_a_message_to_a_person_goes_to_a_direct_message_and_is_updated_there(
    slack: AsyncWebClient, town: Town
) -> None:
    posted = await slack.chat_postMessage(channel=town.aoki.id, text="1件")

    await slack.chat_update(channel=posted["channel"], ts=posted["ts"], text="2件")

    assert posted["channel"].startswith("D")
    assert [m.text for m in town.space.direct(town.aoki.id).timeline] == ["2件"]
    with pytest.raises(SlackApiError) as failure:
        await slack.chat_update(channel=town.aoki.id, ts=posted["ts"], text="3件")
    assert error_of(failure) == "channel_not_found"


async def test_an_update_retains_what_it_leaves_out_and_removes_what_it_empties(
    slack: AsyncWebClient, town: Town
) -> None:
    blocks = [{"type": "divider", "block_id": "line"}]
    posted = await slack.chat_postMessage(channel=town.jinji.id, text="1件", blocks=blocks)

    retained = await slack.chat_update(channel=town.jinji.id, ts=posted["ts"], text="2件")
    emptied = await slack.chat_update(channel=town.jinji.id, ts=posted["ts"], text="3件", blocks=[])

    assert (retained["message"]["text"], retained["message"]["blocks"]) == ("2件", blocks)
    assert (emptied["message"]["text"], emptied["message"].get("blocks")) == ("3件", None)


async def test_timestamps_never_repeat_even_when_the_clock_stands_still_or_moves_back(
    slack: AsyncWebClient, town: Town, clock: Clock
) -> None:
    for moved in (0, 0, 60, -60, 0, -3600, 60, 3600):
        clock.instant += timedelta(seconds=moved)
        await slack.chat_postMessage(channel=town.jinji.id, text="x")

    stamps = [message.ts for message in town.jinji.timeline]

    assert len(set(stamps)) == 8
    assert stamps == sorted(stamps)


async def test_history_pages_reach_every_message_once_while_new_ones_arrive(slack: AsyncWebClient, town: Town) -> None:
    for number in range(7):
        await slack.chat_postMessage(channel=town.jinji.id, text=str(number))

    texts: list[str] = []
    cursor = ""
    while True:
        page = await slack.conversations_history(channel=town.jinji.id, limit=3, cursor=cursor)
        texts += [message["text"] for message in page["messages"]]
        cursor = page["response_metadata"]["next_cursor"]
        await slack.chat_postMessage(channel=town.jinji.id, text="new")
        if not page["has_more"]:
            break

    assert texts == ["6", "5", "4", "3", "2", "1", "0"]


async def test_replies_stay_out_of_the_main_line_and_their_thread_knows_them(slack: AsyncWebClient, town: Town) -> None:
    first = await slack.chat_postMessage(channel=town.jinji.id, text="朝の一言")
    await slack.chat_postMessage(channel=town.jinji.id, text="返信", thread_ts=first["ts"])

    line = await slack.conversations_history(channel=town.jinji.id)
    thread = await slack.conversations_replies(channel=town.jinji.id, ts=first["ts"])

    assert [(m["text"], m["reply_count"]) for m in line["messages"]] == [("朝の一言", 1)]
    assert [m["text"] for m in thread["messages"]] == ["朝の一言", "返信"]


async def test_an_ephemeral_message_is_seen_by_one_person_and_is_in_no_history(
    slack: AsyncWebClient, town: Town, playground: Playground
) -> None:
    await slack.chat_postEphemeral(channel=town.jinji.id, user=town.aoki.id, text="あなただけに")

    history = await slack.conversations_history(channel=town.jinji.id)

    assert history["messages"] == []
    assert [m.text for m in playground.as_user(town.aoki.id).ephemerals] == ["あなただけに"]
    assert playground.as_user(town.baba.id).ephemerals == []


async def test_a_file_is_uploaded_in_two_steps_and_shared_as_a_message(slack: AsyncWebClient, town: Town) -> None:
    answer = await slack.files_upload_v2(channel=town.jinji.id, filename="report.csv", content="a,b", title="報告")

    info = await slack.files_info(file=answer["files"][0]["id"])

    assert info["file"]["size"] == 3
    assert [f["title"] for message in town.jinji.timeline for f in message.files] == ["報告"]
