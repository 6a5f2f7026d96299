"""A city lets nothing out but through its proxy, which looks inside TLS with a CA of its own."""

from __future__ import annotations

import asyncio
import math
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.cli.socket_mode import Pace, SocketMode
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import is_loopback, open_client, trusted
from bot.delivery.slack_identity import identity
from bot.errors import SetupFault
from bot.playground.server import Playground
from bot.playground.workspace import Workspace
from bot.settings import Settings
from tests.city_network import NAME, CityNetwork, city_network

NOW = datetime(2026, 11, 25, 7, 45, tzinfo=UTC)
QUICK = Pace(heartbeat=0.5, opening=5.0, closing=0.2, pause=0.05, watch=0.05)

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes certificates with openssl")


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(Workspace(now=lambda: NOW)) as playground:
        yield playground


@pytest.fixture
async def network(playground: Playground, tmp_path: Path) -> AsyncIterator[CityNetwork]:
    async with city_network(playground, tmp_path) as network:
        yield network


def settings(api_url: str, *, proxy: str = "", ca_bundle: Path | None = None) -> Settings:
    return Settings(
        slack_api_url=api_url,
        slack_bot_token="xoxb-playground",
        slack_app_token="xapp-playground",
        proxy=proxy,
        ca_bundle=ca_bundle,
    )


def behind(network: CityNetwork) -> Settings:
    return settings(network.api_url, proxy=network.proxy_url, ca_bundle=network.ca_bundle)


@asynccontextmanager
async def socket_mode(settings: Settings) -> AsyncIterator[list[str]]:
    """A served Socket Mode; yields the commands that arrive."""
    arrived: list[str] = []

    async def dispatch(request: AsyncBoltRequest) -> BoltResponse:
        arrived.append(str(request.body.get("command")))
        return BoltResponse(status=200)

    stop = asyncio.Event()
    async with open_client(settings) as client:
        served = asyncio.create_task(SocketMode(settings, client, dispatch, pace=QUICK).serve(stop))
        try:
            yield arrived
        finally:
            stop.set()
            await served


@needs_openssl
async def test_posts_go_through_the_proxy_and_trust_the_city_s_ca(playground: Playground, network: CityNetwork) -> None:
    channel = playground.workspace.add_channel("jinji")

    async with open_client(behind(network)) as client:
        await SlackMessenger(client).post(
            channel.id, text="今日は定時退庁日です。", blocks=[], message_id="1", leave_before=math.inf
        )

    assert len(channel.timeline) == 1
    assert network.proxy.tunnels == [f"{NAME}:443"]


@needs_openssl
async def test_socket_mode_goes_through_the_proxy_and_trusts_the_city_s_ca(
    playground: Playground, network: CityNetwork
) -> None:
    aoki = playground.workspace.add_user(name="aoki", real_name="青木")

    async with socket_mode(behind(network)) as arrived:
        await playground.sockets.connected(2)
        reaction = await playground.as_user(aoki.id).command("/kaeru")

    assert (reaction.status, arrived) == (200, ["/kaeru"])
    assert set(network.proxy.tunnels) == {f"{NAME}:443"}
    assert len(network.proxy.tunnels) >= 3  # the call that opens, and each of the two lines


@needs_openssl
async def test_lines_that_the_proxy_lost_without_a_word_are_given_up_and_opened_anew(
    playground: Playground, network: CityNetwork
) -> None:
    aoki = playground.workspace.add_user(name="aoki", real_name="青木")

    async with socket_mode(behind(network)) as arrived:
        await playground.sockets.connected(2)
        network.proxy.lose_open_tunnels()
        await playground.sockets.reconnected(4)
        await playground.sockets.connected(2)
        reaction = await playground.as_user(aoki.id).command("/kaeru")

    assert (reaction.status, arrived) == (200, ["/kaeru"])


@needs_openssl
async def test_without_the_city_s_ca_the_sentence_names_the_setting(network: CityNetwork) -> None:
    async with open_client(settings(network.api_url, proxy=network.proxy_url)) as client:
        with pytest.raises(SetupFault, match="KAERU_CA_BUNDLE"):
            await identity(client)


@needs_openssl
async def test_a_proxy_that_lets_nothing_through_is_one_sentence(network: CityNetwork) -> None:
    network.proxy.is_refusing = True

    async with open_client(behind(network)) as client:
        with pytest.raises(SetupFault, match=r"The proxy in KAERU_PROXY does not let us through .* \(status 403\)"):
            await identity(client)


async def test_this_machine_is_reached_without_the_proxy(playground: Playground) -> None:
    nobody_listens = "http://127.0.0.1:9"

    async with open_client(settings(playground.api_url, proxy=nobody_listens)) as client:
        me = await identity(client)

    assert me.team_id == playground.workspace.team_id


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.3.2.1", True),
        ("::1", True),
        ("localhost", True),
        ("slack.localhost", True),
        ("slack.com", False),
        ("10.0.0.1", False),
        ("localhost.example.jp", False),
    ],
)
def test_only_this_machine_counts_as_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_ca_bundle_without_a_certificate_is_one_sentence(tmp_path: Path) -> None:
    bundle = tmp_path / "ca.pem"
    bundle.write_text("こんにちは")

    with pytest.raises(SetupFault, match="It must be a PEM file"):
        trusted(settings("https://slack.com/api/", ca_bundle=bundle))
