"""Every error code of the playground's Web API: when it comes, and the fact it rests on (in `refusals.FACTS`)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from bot.playground import Playground
from bot.playground.api.refusals import FACTS
from bot.playground.shapes import Json
from tests.playground.conftest import Clock, Town

LONG = "あ" * 3_000
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "計画"}, "blocks": []}
HOME = {"type": "home", "blocks": []}


@dataclass
class Scene:
    """A town with every kind of place and person that a bot may not reach, and the rights it has been given."""

    town: Town
    playground: Playground
    clock: Clock
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        space, aoki = self.town.space, self.town.aoki
        self.ids = {
            "jinji": self.town.jinji.id,
            "archived": space.add_channel("旧・広報課", is_archived=True).id,
            "private": space.add_channel("懲戒審査", is_private=True, bot_is_member=False).id,
            "public": space.add_channel("防災課", bot_is_member=False).id,
            "read_only": space.add_channel("全庁お知らせ", is_read_only=True).id,
            "retired": space.add_user(name="old", real_name="退職者", deleted=True).id,
            "other_bot": space.add_user(name="other", real_name="別のボット", is_bot=True).id,
            "aoki": aoki.id,
            "chiba": self.town.chiba.id,
            "own": space.post(self.town.jinji, space.bot.id, "Kaeru の投稿").ts,
            "hers": space.post(self.town.jinji, aoki.id, "青木さんの投稿").ts,
            "trigger": self.playground.site.triggers.give(aoki.id),
        }


@dataclass(frozen=True)
class Case:
    """A call that is refused with `code`; `prepare` sets the scene further."""

    code: str
    method: str
    arguments: Callable[[dict[str, str]], Json]
    prepare: Callable[[Scene], object] = lambda _scene: None


def post(code: str, target: str, **arguments: object) -> Case:
    """A chat.postMessage to one of the scene's places that is refused."""
    return Case(code, "chat.postMessage", lambda ids: {"channel": ids[target], "text": "x"} | arguments)


def lose_scope(scene: Scene) -> None:
    scene.playground.site.scopes = scene.playground.site.scopes - {"chat:write"}


def lose_public_posting(scene: Scene) -> None:
    scene.playground.site.scopes = scene.playground.site.scopes - {"chat:write.public"}


def be_a_large_workspace(scene: Scene) -> None:
    for number in range(1_001):
        scene.town.space.add_user(name=f"u{number}", real_name="職員")


def let_the_trigger_expire(scene: Scene) -> None:
    scene.clock.pass_time(3.1)


def use_the_trigger(scene: Scene) -> None:
    scene.playground.site.triggers.use(scene.ids["trigger"])


def close_the_messages_tab(scene: Scene) -> None:
    scene.town.space.has_messages_tab = False


def close_the_home_tab(scene: Scene) -> None:
    scene.town.space.has_home_tab = False


def react(scene: Scene) -> None:
    message = scene.town.jinji.timeline.find(scene.ids["own"])
    assert message is not None
    message.reactions["frog"] = [scene.town.space.bot.id]


CASES = (
    Case("unknown_method", "chat.postMessages", lambda _ids: {}),
    Case("missing_scope", "chat.postMessage", lambda ids: {"channel": ids["jinji"], "text": "x"}, lose_scope),
    Case("not_allowed_token_type", "apps.connections.open", lambda _ids: {}),
    Case("invalid_arguments", "chat.postMessage", lambda _ids: {"text": "x"}),
    Case("invalid_cursor", "users.list", lambda _ids: {"cursor": "bm9uc2Vuc2U="}),
    Case("invalid_limit", "conversations.history", lambda ids: {"channel": ids["jinji"], "limit": 1000}),
    Case("limit_required", "users.list", lambda _ids: {}, be_a_large_workspace),
    Case("channel_not_found", "chat.postMessage", lambda _ids: {"channel": "C404", "text": "x"}),
    post("channel_not_found", "private"),
    Case("not_in_channel", "conversations.history", lambda ids: {"channel": ids["public"]}),
    Case(
        "not_in_channel", "chat.postMessage", lambda ids: {"channel": ids["public"], "text": "x"}, lose_public_posting
    ),
    post("is_archived", "archived"),
    post("restricted_action", "read_only"),
    post("user_disabled", "retired"),
    post("cannot_dm_bot", "other_bot"),
    Case(
        "messages_tab_disabled",
        "chat.postMessage",
        lambda ids: {"channel": ids["aoki"], "text": "x"},
        close_the_messages_tab,
    ),
    post("no_text", "jinji", text=" "),
    Case("msg_too_long", "chat.update", lambda ids: {"channel": ids["jinji"], "ts": ids["own"], "text": "あ" * 4_001}),
    post("msg_too_long", "jinji", markdown_text="あ" * 12_001),
    post(
        "msg_blocks_too_long",
        "jinji",
        blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": LONG}} for _ in range(5)],
    ),
    post("invalid_blocks", "jinji", blocks=[{"type": "banner"}]),
    post("invalid_blocks_format", "jinji", blocks={"blocks": []}),
    post("invalid_metadata_format", "jinji", metadata="{"),
    post("invalid_metadata_schema", "jinji", metadata={"event_type": "kaeru"}),
    post("metadata_too_large", "jinji", metadata={"event_type": "k", "event_payload": {"x": "y" * 16_000}}),
    Case("thread_not_found", "conversations.replies", lambda ids: {"channel": ids["jinji"], "ts": "1.000000"}),
    Case("message_not_found", "chat.update", lambda ids: {"channel": ids["jinji"], "ts": "1.000000", "text": "x"}),
    Case(
        "cant_update_message",
        "chat.update",
        lambda ids: {"channel": ids["jinji"], "ts": ids["hers"], "text": "x"},
    ),
    Case("cant_delete_message", "chat.delete", lambda ids: {"channel": ids["jinji"], "ts": ids["hers"]}),
    Case(
        "user_not_in_channel",
        "chat.postEphemeral",
        lambda ids: {"channel": ids["jinji"], "user": ids["chiba"], "text": "x"},
    ),
    Case("invalid_ts_oldest", "conversations.history", lambda ids: {"channel": ids["jinji"], "oldest": "yesterday"}),
    Case("invalid_ts_latest", "conversations.history", lambda ids: {"channel": ids["jinji"], "latest": "today"}),
    Case("invalid_types", "conversations.list", lambda _ids: {"types": "public_channel,rooms"}),
    Case(
        "method_not_supported_for_channel_type",
        "conversations.join",
        lambda ids: {"channel": ids["dm"]},
        lambda scene: scene.ids.update(dm=scene.town.space.direct(scene.ids["aoki"]).id),
    ),
    Case("user_not_found", "users.info", lambda _ids: {"user": "U404"}),
    Case("users_not_found", "users.lookupByEmail", lambda _ids: {"email": "nobody@hibarino.example"}),
    Case("bot_not_found", "bots.info", lambda _ids: {"bot": "B404"}),
    Case("invalid_trigger_id", "views.open", lambda _ids: {"trigger_id": "1.2.3", "view": MODAL}),
    Case(
        "expired_trigger_id",
        "views.open",
        lambda ids: {"trigger_id": ids["trigger"], "view": MODAL},
        let_the_trigger_expire,
    ),
    Case(
        "exchanged_trigger_id", "views.open", lambda ids: {"trigger_id": ids["trigger"], "view": MODAL}, use_the_trigger
    ),
    Case(
        "view_too_large",
        "views.publish",
        lambda ids: {"user_id": ids["aoki"], "view": HOME | {"x": "あ" * 84_000}},
    ),
    Case("not_found", "views.update", lambda _ids: {"view_id": "V404", "view": MODAL}),
    Case("not_enabled", "views.publish", lambda ids: {"user_id": ids["aoki"], "view": HOME}, close_the_home_tab),
    Case("file_not_found", "files.info", lambda _ids: {"file": "F404"}),
    Case("missing_argument", "files.getUploadURLExternal", lambda _ids: {"filename": "a.csv"}),
    Case(
        "already_reacted",
        "reactions.add",
        lambda ids: {"channel": ids["jinji"], "timestamp": ids["own"], "name": "frog"},
        react,
    ),
    Case(
        "no_reaction",
        "reactions.remove",
        lambda ids: {"channel": ids["jinji"], "timestamp": ids["own"], "name": "frog"},
    ),
)
ELSEWHERE = {
    "not_authed": "test_a_call_without_a_token_or_with_a_wrong_one_is_refused",
    "invalid_auth": "test_a_call_without_a_token_or_with_a_wrong_one_is_refused",
    "invalid_json": "test_a_body_that_cannot_be_read_is_refused",
    "json_not_object": "test_a_body_that_cannot_be_read_is_refused",
    "invalid_form_data": "test_a_body_that_cannot_be_read_is_refused",
    "ratelimited": "test_limits.py",
    "push_limit_reached": "test_modals.py",
    "hash_conflict": "test_modals.py",
    "duplicate_external_id": "test_modals.py",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{FACTS[case.code]}")
async def test_it_refuses_what_slack_refuses(
    case: Case, playground: Playground, town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    scene = Scene(town, playground, clock)
    case.prepare(scene)

    answer = await call(web, playground, case.method, case.arguments(scene.ids))

    assert (answer["ok"], answer.get("error")) == (False, case.code)
    assert playground.count(case.method, error=case.code) == 1


def test_every_refusal_has_a_test() -> None:
    assert set(FACTS) == {case.code for case in CASES} | set(ELSEWHERE)


@pytest.mark.parametrize(("code", "place"), ELSEWHERE.items())
def test_a_refusal_that_is_tested_elsewhere_is_expected_there(code: str, place: str) -> None:
    here = Path(__file__)
    there = here.with_name(place).read_text("utf-8") if place.endswith(".py") else _body_of(place, here)

    assert f'"{code}"' in there


def _body_of(test: str, file: Path) -> str:
    """A test of this file with its parameters."""
    before, _, after = file.read_text("utf-8").partition(f"async def {test}(")
    return before.rpartition("\n\n\n")[2] + after.partition("\n\n\n")[0]


async def test_a_missing_scope_is_named_with_those_that_are_there(
    playground: Playground, town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    scene = Scene(town, playground, clock)
    lose_scope(scene)

    answer = await call(web, playground, "chat.postMessage", {"channel": scene.ids["jinji"], "text": "x"})

    assert answer["needed"] == "chat:write"
    assert "users:read" in answer["provided"].split(",")


@pytest.mark.parametrize(("token", "code"), [("", "not_authed"), ("xoxb-wrong", "invalid_auth")])
async def test_a_call_without_a_token_or_with_a_wrong_one_is_refused(
    token: str, code: str, playground: Playground, web: aiohttp.ClientSession
) -> None:
    answer = await call(web, playground, "auth.test", {}, token=token)

    assert answer == {"ok": False, "error": code}


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("application/json", b"{", "invalid_json"),
        ("application/json", b"[1]", "json_not_object"),
        ("multipart/form-data", b"no boundary", "invalid_form_data"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    kind: str, body: bytes, code: str, playground: Playground, web: aiohttp.ClientSession
) -> None:
    async with web.post(f"{playground.api_url}chat.postMessage", data=body, headers={"Content-Type": kind}) as answer:
        assert (await answer.json())["error"] == code


@pytest.mark.parametrize("way", ["json", "form", "query"])
async def test_arguments_travel_as_json_form_and_query_alike(
    way: str, playground: Playground, town: Town, web: aiohttp.ClientSession
) -> None:
    url = f"{playground.api_url}chat.postMessage"
    plain = {"channel": town.jinji.id, "text": "x", "token": "xoxb-playground"}
    sent = {
        "json": lambda: web.post(url, json=plain | {"blocks": [{"type": "divider"}]}, headers=bearer()),
        "form": lambda: web.post(url, data=plain | {"blocks": '[{"type": "divider"}]'}),
        "query": lambda: web.get(url, params=plain | {"blocks": '[{"type": "divider"}]'}),
    }

    async with sent[way]() as answer:
        body = await answer.json()

    assert body["message"]["blocks"] == [{"type": "divider", "block_id": "_0"}]
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")
    assert "token" not in playground.calls[-1].arguments


def bearer(token: str = "xoxb-playground") -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


async def call(
    web: aiohttp.ClientSession, playground: Playground, method: str, arguments: Json, token: str = "xoxb-playground"
) -> Json:
    async with web.post(f"{playground.api_url}{method}", json=arguments, headers=bearer(token)) as answer:
        body: Json = await answer.json()
        return body
