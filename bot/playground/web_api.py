"""The door of the Web API: token, scopes, limits, faults, the method, the answer, the log."""

import asyncio
from dataclasses import dataclass

from aiohttp import web

from bot.playground.api import METHODS
from bot.playground.api.args import Args, read_arguments
from bot.playground.api.refusals import Refusal
from bot.playground.api.registry import Method, need_scope
from bot.playground.calls import Call, CallLog
from bot.playground.faults import Fault, FaultKind
from bot.playground.limits import Limits
from bot.playground.shapes import Json
from bot.playground.site import Site

POST_MESSAGE = "chat.postMessage"
DROPS = frozenset({FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER})
BEFORE = frozenset({FaultKind.RATELIMITED, FaultKind.ERROR_BEFORE, FaultKind.DROP_BEFORE, FaultKind.REFUSE})


@dataclass(slots=True)
class Outcome:
    """What goes back: a body and a status, or nothing at all (`is_dropped`)."""

    body: Json
    status: int = 200
    retry_after: int | None = None
    is_dropped: bool = False
    logged_as: str | None = None

    @property
    def error(self) -> str | None:
        """What the log says: Slack's error code, or which fault hid the answer; None for ok."""
        return self.logged_as or self.body.get("error")


class WebApi:
    """Answers `/api/<method>`."""

    def __init__(self, site: Site, limits: Limits, log: CallLog, *, bot_token: str, app_token: str) -> None:
        self._site, self._limits, self._log = site, limits, log
        self._kinds = {bot_token: "bot", app_token: "app"}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Serve one call."""
        name = request.match_info["method"]
        arguments: Json = {}
        try:
            arguments = await read_arguments(request)
        except Refusal as refusal:
            outcome = Outcome(refusal.as_json())
        else:
            in_body = arguments.pop("token", None)
            outcome = await self._outcome(name, bearer_of(request) or in_body, Args(arguments))
        told_at, answer = self._site.workspace.now().isoformat(), outcome.body if outcome.error else {}
        self._log.note(Call(name, self._site.monotonic(), arguments, outcome.error, told_at, answer))
        return self._respond(request, outcome)

    async def _outcome(self, name: str, token: object, args: Args) -> Outcome:
        fault = self._site.faults.for_call(name, places_of(self._site, args))
        if fault and fault.kind is FaultKind.SLOW:
            await asyncio.sleep(fault.seconds)
        if fault and fault.kind in BEFORE:
            return misbehaved(fault)
        try:
            outcome = self._run(name, token, args)
        except Refusal as refusal:
            outcome = Outcome(refusal.as_json())
        if fault and fault.kind is FaultKind.SLOW_AFTER:
            await asyncio.sleep(fault.seconds)
        if fault and fault.kind in (FaultKind.ERROR_AFTER, FaultKind.DROP_AFTER):
            return misbehaved(fault)
        return outcome

    def _run(self, name: str, token: object, args: Args) -> Outcome:
        method = self._allowed(name, token)
        wait = self._limits.wait_for_method(name, method.per_minute, self._site.monotonic())
        if not wait and name == POST_MESSAGE:
            wait = self._limits.wait_for_message(one_place(self._site, args), self._site.monotonic())
        if wait:
            return ratelimited(wait)
        return Outcome({"ok": True, **method.run(self._site, args)})

    def _allowed(self, name: str, token: object) -> Method:
        method = METHODS.get(name)
        if method is None:
            raise Refusal("unknown_method", req_method=name)
        if name == "api.test":
            return method
        if not token:
            raise Refusal("not_authed")
        kind = self._kinds.get(str(token))
        if kind is None:
            raise Refusal("invalid_auth")
        if (kind == "app") != method.takes_app_token:
            raise Refusal("not_allowed_token_type")
        for scope in method.scopes if kind == "bot" else ():
            need_scope(self._site, scope)
        return method

    def _respond(self, request: web.Request, outcome: Outcome) -> web.StreamResponse:
        if outcome.is_dropped and request.transport is not None:
            request.transport.abort()
        answer = web.json_response(outcome.body, status=outcome.status)
        answer.headers["x-oauth-scopes"] = ",".join(sorted(self._site.scopes))
        if outcome.retry_after is not None:
            answer.headers["Retry-After"] = str(outcome.retry_after)
        return answer


def ratelimited(seconds: int) -> Outcome:
    """HTTP 429."""
    return Outcome({"ok": False, "error": "ratelimited"}, status=429, retry_after=seconds)


def misbehaved(fault: Fault) -> Outcome:
    """The answer, or the silence, that a fault asks for."""
    if fault.kind is FaultKind.RATELIMITED:
        return ratelimited(int(fault.seconds))
    if fault.kind is FaultKind.REFUSE:
        return Outcome({"ok": False, "error": fault.error})
    if fault.kind in DROPS:
        return Outcome({}, is_dropped=True, logged_as=fault.kind.value)
    return Outcome({"ok": False, "error": fault.error}, status=fault.status, logged_as=fault.kind.value)


def bearer_of(request: web.Request) -> str:
    """The token of the Authorization header, "" without one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def places_of(site: Site, args: Args) -> tuple[str, ...]:
    """The ids that a call for a channel or a person goes by: as given, the channel's id, the person of a D… id."""
    named = args.text("channel") or args.text("user_id")
    channel = site.workspace.find_channel(named) if named else None
    if channel is None:
        return (named,)
    return (named, channel.id, channel.name, channel.im_user or "")


def one_place(site: Site, args: Args) -> str:
    """One name per conversation, so that a person's id and the D… id share a limit."""
    named = args.text("channel")
    channel = site.workspace.find_channel(named)
    return (channel.im_user or channel.id) if channel else named
