"""The fast decoder of forms: it agrees with the standard one about every body, or leaves it to it."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, quote, quote_plus, urlencode

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from slack_bolt.request.async_request import AsyncBoltRequest

from handlers.asgi import bolt_request, decoded_payload

CONTENT_TYPE = "application/x-www-form-urlencoded"
FORM = {"type": "http", "headers": [(b"content-type", CONTENT_TYPE.encode())]}
RAW = st.lists(
    st.one_of(
        st.text(st.sampled_from('abcXYZ019%+=&;_-.~ \t\n\r"{}é残'), max_size=8),
        st.sampled_from(["%E6%AE%8B", "%e6%ae%8b", "%", "%%", "%4", "%zz", "%3D", "%0A", "%C3", "%FF", "%00", "="]),
    ),
    max_size=12,
).map("".join)


def standard(body: str) -> str | None:
    return dict(parse_qsl(body, keep_blank_values=True)).get("payload")


@given(RAW)
@example("%E6%AE%8B%E6%A5%AD+0")
@example("%3D%0A%")
@example("=41")
def test_whatever_the_fast_way_decodes_the_standard_way_decodes_alike(raw: str) -> None:
    body = f"payload={raw}"

    decoded = decoded_payload(body.encode())

    assert decoded is None or decoded == standard(body)


@given(st.text(), st.sampled_from([quote_plus, quote]))
def test_every_well_formed_payload_goes_the_fast_way(text: str, encode: object) -> None:
    assert callable(encode)
    sent = _clean(text)

    assert decoded_payload(f"payload={encode(sent, safe='')}".encode()) == sent


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4))
def test_bolt_sees_the_same_request_either_way(payload: dict[str, str]) -> None:
    body = f"payload={quote_plus(json.dumps(payload))}"

    fast = bolt_request(FORM, body.encode())

    slow = AsyncBoltRequest(body=body, headers={"content-type": CONTENT_TYPE})
    assert (fast.body, fast.raw_body, fast.mode) == (slow.body, slow.raw_body, slow.mode)
    assert (fast.query, fast.headers, fast.content_type) == (slow.query, slow.headers, slow.content_type)
    assert (fast.lazy_only, fast.lazy_function_name) == (slow.lazy_only, slow.lazy_function_name)
    assert dict(fast.context) == dict(slow.context)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4), st.text(max_size=20))
def test_bolt_sees_the_same_command_either_way(fields: dict[str, str], text: str) -> None:
    body = urlencode(clean(fields | {"command": "/kaeru", "text": text}))
    assume("payload" not in body)

    ours = bolt_request(FORM, body.encode())

    assert ours.body == AsyncBoltRequest(body=body, headers={"content-type": CONTENT_TYPE}).body


def test_a_command_from_a_channel_named_payload_is_a_command() -> None:
    body = urlencode({"channel_name": "payload", "command": "/kaeru", "text": "help"})

    request = bolt_request(FORM, body.encode())

    assert request.body["command"] == "/kaeru"
    assert (request.raw_body, request.mode) == (body, "http")


def clean(fields: dict[str, str]) -> dict[str, str]:
    """Without lone surrogates, which no browser sends."""
    return {_clean(name): _clean(value) for name, value in fields.items()}


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "payload",
        "payloads=1",
        "token=1&payload=%7B%7D",
        "payload=%7B%7D&token=1",
        "command=%2Fkaeru&text=%E6%AE%8B",
    ],
    ids=["empty", "no value", "another field", "second field", "two fields", "a command"],
)
def test_every_other_form_is_left_to_the_standard_decoder(body: str) -> None:
    assert decoded_payload(body.encode()) is None
