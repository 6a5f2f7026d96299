"""The page for people and the JSON doors for other processes: state, acting, faults and the clock."""

from datetime import datetime

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.shapes import Json
from tests.playground.bolt import over_socket_mode, stock_app
from tests.playground.conftest import Clock, Town, client_of

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> &amp; <!channel> \u202e"


class Stage:
    """A backstage that only moves its clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    async def play_to(self, instant: datetime) -> None:
        if instant < self.now():
            raise ValueError("時計は戻せません。")
        self._clock.instant = instant

    async def next_event(self) -> datetime | None:
        return self._clock.now().replace(minute=30)


async def page(web: aiohttp.ClientSession, url: str) -> str:
    async with web.get(url) as answer:
        assert answer.status == 200
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        return await answer.text()


async def posted(web: aiohttp.ClientSession, url: str, body: Json) -> tuple[int, Json]:
    async with web.post(url, json=body) as answer:
        return answer.status, await answer.json()


async def test_the_page_lists_channels_in_groups_and_a_channel_with_sender_and_time(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession, town: Town
) -> None:
    first = await slack.chat_postMessage(
        channel=town.jinji.id,
        text="x",
        blocks=[
            {"type": "section", "text": {"type": "mrkdwn", "text": f"<@{town.aoki.id}> さん、定時です"}},
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "定時で帰ります"}}
                ],
            },
        ],
    )
    await slack.chat_postMessage(channel=town.jinji.id, text="返信です", thread_ts=first["ts"])

    front = await page(web, f"{playground.url}/")
    shown = await page(web, f"{playground.url}/?channel={town.jinji.id}")

    assert "<h2>総務部</h2>" in front
    assert "2026年11月25日（水）08:20" in front
    for words in ("Kaeru", "11月25日（水）08:20", "@青木 花 さん、定時です", "［定時で帰ります］", "返信です"):
        assert words in shown


async def test_text_from_people_never_becomes_markup(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    town.space.add_channel("<b>課</b>", group="<i>部</i>")
    town.space.post(town.jinji, town.aoki.id, HOSTILE + "長" * 10_000)
    town.aoki.real_name = "<u>青木</u>"

    shown = await page(web, f"{playground.url}/?channel={town.jinji.id}")

    for tag in ("<script", "<img", "<b>", "<i>", "<u>"):
        assert tag not in shown


async def test_other_processes_see_the_state_and_act_as_people(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    async with over_socket_mode(playground, stock_app(client_of(playground, web), [])):
        who = {"user": town.aoki.id}
        _, asked = await posted(
            web, f"{playground.url}/playground/act", who | {"do": "command", "command": "/kaeru", "text": "カレンダー"}
        )
        _, opened = await posted(
            web, f"{playground.url}/playground/act", who | {"do": "shortcut", "callback_id": "plan_leave"}
        )
        _, early = await posted(
            web,
            f"{playground.url}/playground/act",
            who | {"do": "submit", "view_id": opened["view"]["id"], "values": {"date": "2026-11-01"}},
        )
        async with web.get(f"{playground.url}/playground/state", params=who) as answer:
            state = await answer.json()

    assert asked["message"]["text"] == "カレンダーですね"
    assert (early["ok"], early["errors"]) == (False, {"day": "今日より後の日を選んでください"})
    assert [view["id"] for view in state["you"]["views"]] == [opened["view"]["id"]]
    assert [message["text"] for message in state["you"]["ephemeral"]] == ["カレンダーですね"]


@pytest.mark.parametrize(
    "body",
    [{"user": "U404", "do": "open_home"}, {"do": "fly"}, {"do": "say", "channel": "C404", "text": "x"}],
    ids=lambda body: str(body["do"]),
)
async def test_what_is_not_on_offer_is_refused_with_a_sentence(
    body: Json, playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    status, answer = await posted(web, f"{playground.url}/playground/act", {"user": town.aoki.id} | body)

    assert status == 400
    assert answer["error"].endswith(("。", "leave"))


async def test_faults_are_set_listed_and_cleared_over_http(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    url = f"{playground.url}/playground/faults"

    wrong, _ = await posted(web, url, {"kind": "earthquake"})
    _, listed = await posted(web, url, {"kind": "drop_after", "method": "chat.postMessage", "share": 0.1})
    await posted(web, url, {"kind": "history_lag", "seconds": 2})
    lag = playground.faults.history_lag_seconds
    async with web.delete(url) as answer:
        cleared = await answer.json()

    assert wrong == 400
    assert [(rule["kind"], rule["share"]) for rule in listed["rules"]] == [("drop_after", 0.1)]
    assert lag == 2
    assert cleared == {"history_lag_seconds": 0.0, "rules": []}


async def test_the_clock_is_read_and_played_forward(town: Town, clock: Clock, web: aiohttp.ClientSession) -> None:
    async with Playground(town.space, backstage=Stage(clock)) as playground:
        url = f"{playground.url}/demo/clock"
        async with web.get(url) as answer:
            reading = await answer.json()
        _, moved = await posted(web, url, {"to": "2026-11-25T17:30"})
        async with web.post(url, data={"to": "2026-11-25T18:00"}, allow_redirects=False) as form:
            back = form.status, form.headers["Location"]

    assert reading == {"now": "2026-11-25T08:20:00+09:00", "next": "2026-11-25T08:30:00+09:00"}
    assert moved["now"] == "2026-11-25T17:30:00+09:00"
    assert back == (303, "/")
    assert clock.now().isoformat() == "2026-11-25T18:00:00+09:00"


@pytest.mark.parametrize("body", [{}, {"to": "tomorrow"}, {"to": 5}, {"to": "2026-11-25T08:00"}], ids=str)
async def test_a_bad_time_is_one_sentence_and_moves_nothing(
    body: Json, town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    before = clock.now()
    async with Playground(town.space, backstage=Stage(clock)) as playground:
        status, answer = await posted(web, f"{playground.url}/demo/clock", body)

    assert (status, clock.now()) == (400, before)
    assert answer["error"].endswith("。")


async def test_without_a_backstage_there_is_no_clock_to_move(
    playground: Playground, web: aiohttp.ClientSession
) -> None:
    status, answer = await posted(web, f"{playground.url}/demo/clock", {"to": "2026-11-25T17:30"})

    assert status == 409
    assert answer["error"].endswith("。")


async def test_another_web_site_cannot_act_through_the_browser(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    act = {"user": town.aoki.id, "do": "say", "channel": town.jinji.id, "text": "x"}
    url = f"{playground.url}/playground/act"

    async with web.post(url, json=act, headers={"Origin": "https://example.com"}) as foreign:
        assert foreign.status == 403
    async with web.post(url, json=act, headers={"Origin": playground.url}) as own:
        assert own.status == 200


async def test_a_port_in_use_is_an_os_error(playground: Playground, town: Town) -> None:
    port = int(playground.url.rsplit(":", 1)[1])

    with pytest.raises(OSError, match=str(port)):
        await Playground(town.space, port=port).start()
