"""What the demo's page learns of Kaeru: the next event by its name, the marked days, the ledger, who is who."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests.demo_process import Demo, demo

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def city() -> AsyncIterator[Demo]:
    """A demo on a Wednesday before anybody has come."""
    async with demo("--at", "2026-12-09T08:00") as city:
        yield city


async def asked(city: Demo, path: str, **query: str) -> Any:
    async with aiohttp.ClientSession() as http, http.get(f"{city.address}{path}", params=query) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def test_the_page_learns_what_comes_next_which_days_are_special_and_what_became_of_a_card(
    city: Demo,
) -> None:
    japanese = await asked(city, "/demo/clock")
    english = await asked(city, "/demo/clock", lang="en")
    december = await asked(city, "/demo/calendar", month="2026-12")
    staff = await asked(city, "/playground/staff")
    await city.play_to(japanese["next"])
    channel = next(one for one, count in (await city.posts()).items() if count)
    [card] = (await city.state(channel=channel))["messages"]
    user = staff["cast"][0]["id"]
    inside = await asked(city, "/playground/inside", user=user, channel=channel, ts=card["ts"], lang="en")

    assert (japanese["next"], japanese["next_label"]) == ("2026-12-09T08:30:00+09:00", "定時退庁日の朝のカード")
    assert english["next_label"] == "Morning card of the no-overtime day"
    marked = {day["date"]: day["words"] for day in december["days"] if day["is_no_overtime_day"]}
    assert marked["2026-12-21"] == "定時退庁日（給与支給日）"
    assert {"2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23"} <= set(marked)
    assert [one["role"] for one in staff["cast"]] == ["member", "head", "personnel"]
    titles = {one["id"]: one["title"] for one in staff["staff"]}
    assert "人事課" in titles[staff["cast"][2]["id"]]
    assert inside["about"]["key"] == f"no_overtime/morning/2026-12-09/channel:{channel}"
    assert (inside["about"]["state"], inside["about"]["state_words"]) == ("sent", "sent")
    assert [one["outcome"] for one in inside["about"]["attempts"]] == ["Slack took it (sent)"]


async def test_the_demo_says_in_the_language_of_the_page_how_far_it_goes(city: Demo) -> None:
    sentences = []
    async with aiohttp.ClientSession(city.address) as http:
        for language in ("ja", "en"):
            async with http.post(f"/demo/clock?lang={language}", json={"to": "2031-01-01T00:00"}) as answer:
                sentences.append((answer.status, (await answer.json())["error"]))

    assert sentences == [
        (400, "デモで進められるのは400日先までです。少しずつ進めてください。"),
        (400, "The demo goes 400 days ahead at most; take smaller steps."),
    ]
