"""What Slack itself asks of an address before it sends anybody's presses there."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
import pytest

from tests.handlers.conftest import Door, signed


async def test_the_address_answers_slacks_question_who_it_is(door: Door, web: aiohttp.ClientSession) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV", "token": "old"})

    async with web.post(door.url, data=body, headers=signed(body, "application/json")) as response:
        assert (response.status, await response.json()) == (200, {"challenge": "3eZbrw1aBm2rZgRNFdxV"})


async def test_the_address_answers_slacks_look_at_its_certificate(door: Door, web: aiohttp.ClientSession) -> None:
    async with web.post(door.url, data={"ssl_check": "1", "token": "old"}) as response:
        assert response.status == 200


async def test_nothing_else_is_answered_and_nothing_large_is_read(door: Door, web: aiohttp.ClientSession) -> None:
    async with web.get(door.url) as page:
        assert page.status == 404
    async with web.post(door.url, data=BytesIO(b"payload=" + b"0" * 5_000_000)) as flood:
        assert flood.status == 413


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("payload=%7B", "application/x-www-form-urlencoded"),
        ("payload=7", "application/x-www-form-urlencoded"),
        ("payload=" + "%5B" * 100_000, "application/x-www-form-urlencoded"),
        ("[]", "application/json"),
        ("{", "application/json"),
    ],
    ids=["half an object", "a number", "a deep well", "a list", "half an object in JSON"],
)
async def test_nonsense_is_refused_without_a_traceback(
    door: Door, web: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture, body: str, content_type: str
) -> None:
    async with web.post(door.url, data=body, headers={"Content-Type": content_type}) as response:
        assert response.status == 400

    assert "Traceback" not in caplog.text


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session
