"""What the page asks for: the staff list, pages of messages, threads; and presses in Slack's own shapes."""

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.shapes import Json
from tests.playground.bolt import over_socket_mode, stock_app
from tests.playground.conftest import Town, client_of
from tests.playground.test_page_and_doors import posted


async def asked(web: aiohttp.ClientSession, url: str, **query: str) -> tuple[int, Json]:
    async with web.get(url, params=query) as answer:
        return answer.status, await answer.json()


async def test_the_staff_list_has_one_line_each_and_whom_a_newcomer_is_offered(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    town.aoki.title = "総務部 人事課 主事"
    town.space.cast = {town.aoki.id: "member"}

    _, answer = await asked(web, f"{playground.url}/playground/staff")

    assert answer["cast"] == [{"id": town.aoki.id, "role": "member"}]
    assert {"id": town.aoki.id, "name": "青木 花", "title": "総務部 人事課 主事"} in answer["staff"]
    assert "aoki@hibarino.example" not in str(answer)


async def test_a_long_channel_comes_in_pages_from_the_newest(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    for number in range(120):
        town.space.post(town.jinji, town.aoki.id, str(number))
    where = {"user": town.aoki.id, "channel": town.jinji.id}
    url = f"{playground.url}/playground/messages"

    _, newest = await asked(web, url, **where)
    _, middle = await asked(web, url, **where, before=newest["messages"][0]["ts"])
    _, oldest = await asked(web, url, **where, before=middle["messages"][0]["ts"])

    assert [message["text"] for message in newest["messages"]] == [str(number) for number in range(70, 120)]
    assert [message["text"] for message in middle["messages"]] == [str(number) for number in range(20, 70)]
    assert [page["has_more"] for page in (newest, middle, oldest)] == [True, True, False]


async def test_a_thread_is_its_first_message_and_the_replies(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession, town: Town
) -> None:
    first = await slack.chat_postMessage(channel=town.jinji.id, text="夕礼です")
    await slack.chat_postMessage(channel=town.jinji.id, text="お疲れさまでした", thread_ts=first["ts"])

    where = {"user": town.aoki.id, "channel": town.jinji.id, "ts": first["ts"]}
    _, thread = await asked(web, f"{playground.url}/playground/thread", **where)

    assert [message["text"] for message in thread["messages"]] == ["夕礼です", "お疲れさまでした"]


@pytest.mark.parametrize("path", ["messages", "thread", "inside"])
async def test_what_a_person_may_not_see_is_not_given_out(
    path: str, playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    secret = town.space.add_channel("異動案", members=[town.baba.id], is_private=True)
    message = town.space.post(secret, town.baba.id, "内密に")
    url = f"{playground.url}/playground/{path}"

    status, answer = await asked(web, url, user=town.aoki.id, channel=secret.id, ts=message.ts)
    allowed, _ = await asked(web, url, user=town.baba.id, channel=secret.id, ts=message.ts)

    assert (status, allowed) == (400, 200)
    assert answer["error"].endswith("。")


@pytest.mark.parametrize(
    "query",
    [{"user": "U404"}, {"channel": "C404"}, {"before": "yesterday"}],
    ids=lambda query: next(iter(query)),
)
async def test_a_senseless_question_is_refused(
    query: dict[str, str], playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    where = {"user": town.aoki.id, "channel": town.jinji.id} | query

    status, answer = await asked(web, f"{playground.url}/playground/messages", **where)

    assert status == 400
    assert answer["error"].endswith("。")


async def test_a_form_is_filled_in_and_sent_in_the_shape_of_state_values(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    async with over_socket_mode(playground, stock_app(client_of(playground, web), [])):
        act, who = f"{playground.url}/playground/act", {"user": town.aoki.id}
        _, opened = await posted(web, act, who | {"do": "shortcut", "callback_id": "plan_leave"})
        state = {"day": {"date": {"type": "datepicker", "selected_date": "2026-11-01"}}}
        submit = who | {"do": "submit", "view_id": opened["view"]["id"]}
        _, early = await posted(web, act, submit | {"state": state})
        unknown, _ = await posted(web, act, submit | {"state": {"day": {"hour": {"type": "timepicker"}}}})

    assert early["errors"] == {"day": "今日より後の日を選んでください"}
    assert early["view"]["state"]["values"]["day"]["date"]["selected_date"] == "2026-11-01"
    assert unknown == 400


async def test_the_log_of_calls_is_read_on_from_where_one_was(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession
) -> None:
    for _ in range(3):
        await slack.api_test()
    await slack.auth_test()

    _, tail = await asked(web, f"{playground.url}/playground/calls", since="3")
    _, last_two = await asked(web, f"{playground.url}/playground/calls", limit="2")

    assert [(call["number"], call["method"]) for call in tail["calls"]] == [(4, "auth.test")]
    assert [call["number"] for call in last_two["calls"]] == [3, 4]
    assert tail["total"] == 4
