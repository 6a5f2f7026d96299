"""Slack's HTTP requests on their way to Bolt, which verifies and dispatches them as always.

Half of what a press costs in Bolt's own adapter is percent-decoding in Python. Here the usual form is decoded in C;
whatever is unusual goes through the standard decoder (`platform.md` 8, 10). It rests on the request class of
slack-bolt 1.30, to which the project is pinned.
"""

from __future__ import annotations

import json
from binascii import a2b_qp
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

PATH = "/slack/events"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Awaitable[None]]

_NOT_FOUND = BoltResponse(status=404, body="Not Found")
_TOO_LARGE = BoltResponse(status=413, body="Too Large")
_BAD_REQUEST = BoltResponse(status=400, body="Bad Request")
#: What Bolt raises for a body that is no JSON, or JSON that is no object; nobody's signature was looked at by then.
_NO_REQUEST = (ValueError, AttributeError, TypeError, RecursionError)

_FIELD = b"payload="
#: Further fields, and what quoted-printable gives a meaning of its own.
_UNUSUAL = (b"&", b"=", b"\n", b"\r")
#: Slack's largest views stay far below; nobody may fill our memory before the signature is checked.
_LARGEST_BODY = 4 * 1024 * 1024


def slack_requests(app: AsyncApp, *, path: str = PATH) -> AsgiApp:
    """An ASGI application for HTTP that takes Slack's requests at `path`."""

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise TypeError(f"only HTTP comes through this door, not {scope['type']}")
        if scope["method"] != "POST" or scope["path"] != path:
            return await _send(send, _NOT_FOUND)
        body = await _body(receive)
        if body is None:
            return await _send(send, _TOO_LARGE)
        return await _send(send, await _dispatched(app, scope, body))

    return respond


async def _dispatched(app: AsyncApp, scope: Scope, body: bytes) -> BoltResponse:
    try:
        request = bolt_request(scope, body)
    except _NO_REQUEST:
        return _BAD_REQUEST
    return await app.async_dispatch(request)


def bolt_request(scope: Scope, body: bytes) -> AsyncBoltRequest:
    """The request as Bolt would have made it, with its form decoded the fast way where it is the usual one."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    query = scope.get("query_string", b"").decode("latin-1")
    raw = body.decode("utf-8", "replace")
    payload = decoded_payload(body)
    parsed = command_fields(raw) if payload is None else json.loads(payload)
    if not isinstance(parsed, dict):
        return AsyncBoltRequest(body=raw, query=query, headers=headers)
    # Bolt takes a parsed body in this mode only. Given back its raw body and mode, it verifies the signature.
    request = AsyncBoltRequest(body=parsed, query=query, headers=headers, mode="socket_mode")
    request.raw_body, request.mode = raw, "http"
    return request


def decoded_payload(body: bytes) -> str | None:
    """The one field `payload` of a form, as `urllib.parse` decodes it; None for every form that is not just that.

    With `=` for `%` it is quoted-printable: a well-formed escape gets two bytes shorter, nothing else changes length.
    """
    value = body[len(_FIELD) :]
    if not body.startswith(_FIELD) or not body.isascii() or any(sign in value for sign in _UNUSUAL):
        return None
    decoded = a2b_qp(value.replace(b"+", b" ").replace(b"%", b"="))
    if len(decoded) != len(value) - 2 * value.count(b"%"):
        return None
    try:
        return decoded.decode()
    except UnicodeDecodeError:
        return None


def command_fields(raw: str) -> dict[str, str] | None:
    """The fields of a slash command; None for any other body.

    Bolt 1.30 takes a command for something else when the word `payload` stands anywhere in it, be it a channel's name.
    """
    fields = {} if raw.startswith("{") else dict(parse_qsl(raw, keep_blank_values=True))
    return fields if "command" in fields and "payload" not in fields else None


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None if it is too large."""
    body = bytearray()
    while len(body) <= _LARGEST_BODY:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body", False):
            return bytes(body)
    return None


async def _send(send: Send, response: BoltResponse) -> None:
    body = response.body.encode()
    headers = [
        (name.encode("latin-1"), value.encode("latin-1"))
        for name, values in response.headers.items()
        for value in values
        if name != "content-length"
    ]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
