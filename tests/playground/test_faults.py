"""Misbehaviour on request: what reaches the workspace and what reaches the app, kept apart."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Faults, Playground
from tests.playground.conftest import Clock, Town, error_of, until


async def post(slack: AsyncWebClient, town: Town) -> str:
    """How a post ended for the app."""
    try:
        await slack.chat_postMessage(channel=town.jinji.id, text="x")
    except SlackApiError as error:
        return f"{error.response.status_code} {error.response['error']}"
    except aiohttp.ServerDisconnectedError:
        return "no answer"
    return "ok"


@pytest.mark.parametrize(
    ("kind", "seen", "posted"),
    [
        ("ratelimited", "429 ratelimited", 0),
        ("error_before", "503 internal_error", 0),
        ("error_after", "503 internal_error", 1),
        ("drop_before", "no answer", 0),
        ("drop_after", "no answer", 1),
    ],
)
async def test_a_fault_hides_the_answer_before_or_after_the_effect(
    kind: str, seen: str, posted: int, playground: Playground, slack: AsyncWebClient, town: Town
) -> None:
    playground.faults.add(kind, "chat.postMessage", times=1)

    assert await post(slack, town) == seen
    assert len(town.jinji.timeline) == posted
    assert await post(slack, town) == "ok"


async def test_one_bad_channel_leaves_the_others_alone(
    playground: Playground, slack: AsyncWebClient, town: Town
) -> None:
    other = town.space.add_channel("防災課")
    playground.faults.add("refuse", "chat.postMessage", channel=town.jinji.id, error="is_archived")

    with pytest.raises(SlackApiError) as failure:
        await slack.chat_postMessage(channel="#人事課", text="x")
    await slack.chat_postMessage(channel=other.id, text="x")

    assert error_of(failure) == "is_archived"
    assert (len(town.jinji.timeline), len(other.timeline)) == (0, 1)


def test_a_share_of_calls_misbehaves_in_the_same_places_for_the_same_seed() -> None:
    def struck() -> list[bool]:
        faults = Faults(seed=7)
        faults.add("error_before", "chat.postMessage", share=0.3)
        return [faults.for_call("chat.postMessage", ()) is not None for _ in range(1_000)]

    assert struck() == struck()
    assert struck().count(True) == pytest.approx(300, abs=40)


@pytest.mark.parametrize(("kind", "at_once"), [("slow", 0), ("slow_after", 1)])
async def test_a_slow_call_takes_effect_even_when_its_client_has_given_up(
    kind: str, at_once: int, playground: Playground, slack: AsyncWebClient, town: Town
) -> None:
    rule = playground.faults.add(kind, "chat.postMessage", seconds=0.1, times=1)

    asked = asyncio.create_task(slack.chat_postMessage(channel=town.jinji.id, text="x"))
    await until(lambda: rule.times == 0)
    effect_at_once = len(town.jinji.timeline)
    asked.cancel()
    await until(lambda: len(town.jinji.timeline))

    assert effect_at_once == at_once
    assert len(town.jinji.timeline) == 1


async def test_history_lags_behind_a_post_when_asked_to(
    playground: Playground, slack: AsyncWebClient, town: Town, clock: Clock
) -> None:
    playground.faults.history_lag_seconds = 2
    await slack.chat_postMessage(channel=town.jinji.id, text="x")

    at_once = await slack.conversations_history(channel=town.jinji.id)
    clock.pass_time(2)
    later = await slack.conversations_history(channel=town.jinji.id)

    assert (len(at_once["messages"]), len(later["messages"])) == (0, 1)
