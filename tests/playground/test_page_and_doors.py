"""The page for people and the JSON doors for other processes: state, acting, faults and the clock."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import aiohttp
import pytest

from bot.playground import MarkedDay, Playground, Upcoming
from bot.playground.shapes import Json
from tests.playground.bolt import over_socket_mode, stock_app
from tests.playground.conftest import Clock, Town, client_of


class Stage:
    """A backstage that only moves its clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    async def play_to(self, instant: datetime, language: str) -> None:
        if instant < self.now():
            raise ValueError("Not back." if language == "en" else "時計は戻せません。")
        self._clock.instant = instant

    async def next_event(self, language: str) -> Upcoming | None:
        label = "Closing card" if language == "en" else "終業前のカード"
        return Upcoming(self._clock.now().replace(minute=30), label)

    async def days(self, first: date, last: date, language: str) -> Sequence[MarkedDay]:
        payday = MarkedDay(
            date(2026, 11, 20), ("payday",), is_no_overtime_day=True, is_day_off=False, words="給与支給日"
        )
        return [payday] if language and first <= payday.date <= last else []

    async def about_message(self, message_id: str, language: str) -> Mapping[str, object] | None:
        return {"key": f"closing/{message_id}"} if language and message_id.startswith("m") else None


async def posted(web: aiohttp.ClientSession, url: str, body: Json) -> tuple[int, Json]:
    async with web.post(url, json=body) as answer:
        return answer.status, await answer.json()


async def test_the_page_runs_nothing_but_its_own_files(playground: Playground, web: aiohttp.ClientSession) -> None:
    for path in ("/", "/web/main.js", "/web/style/tokens.css", "/favicon.ico"):
        async with web.get(f"{playground.url}{path}") as answer:
            policy = answer.headers["Content-Security-Policy"]

            assert answer.status == 200
            assert "default-src 'self'" in policy
            assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/web/../page.py", "/web/%2e%2e/page.py", "/web/none.js", "/web/"])
async def test_only_the_files_of_the_page_are_given_out(path: str, playground: Playground) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(playground.url.rsplit(":", 1)[1]))

    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    first_line = await reader.readline()
    writer.close()

    assert first_line.split()[1] in (b"403", b"404")


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


async def test_an_english_page_is_refused_in_english(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    url = f"{playground.url}/playground/act?lang=en"

    _, answer = await posted(web, url, {"user": town.aoki.id, "do": "say", "channel": "C404", "text": "x"})
    _, failed = await posted(web, url, {"user": town.aoki.id, "do": "command", "command": "/kaeru", "text": ""})

    assert answer["error"] == "There is no channel “C404” to be seen."
    assert failed["notice"] == "/kaeru failed with the error “dispatch_failed”."


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

    assert reading == {
        "now": "2026-11-25T08:20:00+09:00",
        "next": "2026-11-25T08:30:00+09:00",
        "next_label": "終業前のカード",
    }
    assert moved["now"] == "2026-11-25T17:30:00+09:00"
    assert clock.now().isoformat() == "2026-11-25T17:30:00+09:00"


async def test_what_is_next_is_named_in_the_language_of_the_page(
    town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    async with (
        Playground(town.space, backstage=Stage(clock)) as playground,
        web.get(f"{playground.url}/demo/clock?lang=en") as answer,
    ):
        assert (await answer.json())["next_label"] == "Closing card"


async def test_the_calendar_tells_the_special_days_of_a_month(
    town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    async with Playground(town.space, backstage=Stage(clock)) as playground:
        async with web.get(f"{playground.url}/demo/calendar?month=2026-11") as answer:
            november = await answer.json()
        async with web.get(f"{playground.url}/demo/calendar?month=2026-13") as answer:
            wrong = answer.status, (await answer.json())["error"]

    assert november["month"] == "2026-11"
    assert november["days"] == [
        {
            "date": "2026-11-20",
            "kinds": ["payday"],
            "is_no_overtime_day": True,
            "is_day_off": False,
            "words": "給与支給日",
        }
    ]
    assert wrong[0] == 400
    assert wrong[1].endswith("。")


@pytest.mark.parametrize(("message_id", "about"), [("m1", {"key": "closing/m1"}), ("unknown", None)])
async def test_behind_a_message_stand_its_payload_and_what_the_ledger_knows(
    message_id: str, about: Json | None, town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    metadata = {"event_type": "kaeru_message", "event_payload": {"id": message_id}}
    message = town.space.post(town.jinji, town.space.bot.id, "定時です", metadata=metadata)
    async with Playground(town.space, backstage=Stage(clock)) as playground:
        where = {"user": town.aoki.id, "channel": town.jinji.id, "ts": message.ts}
        async with web.get(f"{playground.url}/playground/inside", params=where) as answer:
            inside = await answer.json()

    assert inside["payload"]["metadata"] == metadata
    assert inside["about"] == about


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
