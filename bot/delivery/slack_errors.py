"""What each of Slack's answers means for a message: never, later, or nobody knows. One table; no call is made here."""

from __future__ import annotations

import asyncio
from enum import StrEnum

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.errors import DoubtfulFault, PermanentFault, SlackFault, TransientFault


class Verdict(StrEnum):
    """What an error code says about the call that earned it."""

    PERMANENT = "permanent"
    TRANSIENT = "transient"
    DOUBTFUL = "doubtful"


#: The place or the person cannot be written to; the administrator has to change something.
_PLACE = (
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "user_not_found",
    "user_disabled",
    "users_not_found",
    "user_not_visible",
    "cannot_dm_bot",
    "messages_tab_disabled",
    "method_not_supported_for_channel_type",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "restricted_action_non_threadable_channel",
    "restricted_action_thread_locked",
    "missing_scope",
    "no_permission",
    "access_denied",
    "accesslimited",
    "ekm_access_denied",
    "enterprise_is_restricted",
)

#: The message itself will never do, in this place or any other.
_MESSAGE = (
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_too_long",
    "msg_blocks_too_long",
    "no_text",
    "metadata_too_large",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "invalid_arguments",
    "invalid_cursor",
    "invalid_ts_oldest",
    "too_many_attachments",
    "message_not_found",
    "cant_update_message",
    "edit_window_closed",
)

#: Slack is busy, or asks us to come back.
_BUSY = (
    "ratelimited",
    "rate_limited",
    "message_limit_exceeded",
    "service_unavailable",
    "request_timeout",
    "update_failed",
    "external_channel_migrating",
    "org_login_required",
    "team_added_to_org",
)

# Not the fault of any one message: each waits, until its own `not_after`, for the operator to put the token right.
_TOKEN = (
    "account_inactive",
    "invalid_auth",
    "not_allowed_token_type",
    "not_authed",
    "team_access_not_granted",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
)

# Slack's reference on both: "It's possible some aspect of the operation succeeded before the error was raised."
_HALF_DONE = ("fatal_error", "internal_error")

VERDICTS: dict[str, Verdict] = {
    **dict.fromkeys((*_PLACE, *_MESSAGE), Verdict.PERMANENT),
    **dict.fromkeys((*_BUSY, *_TOKEN), Verdict.TRANSIENT),
    **dict.fromkeys(_HALF_DONE, Verdict.DOUBTFUL),
}

#: Slack never saw the call: the connection, the proxy's tunnel or the TLS handshake did not come about.
NEVER_SENT = (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError, aiohttp.ConnectionTimeoutError)

#: The call went out and no whole answer came back. Over one in plain text, as proxies give, the SDK trips itself
#: (AttributeError).
ANSWER_LOST = (aiohttp.ClientError, asyncio.TimeoutError, OSError, AttributeError)


def from_code(code: str, *, is_repeatable: bool, wait_seconds: float | None = None) -> SlackFault:
    """The fault for an error code. A doubtful end of a call that may be made twice (`is_repeatable`) is transient."""
    # A code we do not know is permanent: nearly all of Slack's codes say that this request will not do, an answer with
    # a code means that nothing was posted, and a failure is shown to the administrator at once; silent retries are not.
    verdict = VERDICTS.get(code, Verdict.PERMANENT)
    if verdict is Verdict.PERMANENT:
        return PermanentFault(code)
    if verdict is Verdict.DOUBTFUL and not is_repeatable:
        return DoubtfulFault(code)
    return TransientFault(code, wait_seconds=wait_seconds)


def from_answer(error: SlackApiError, *, is_repeatable: bool) -> SlackFault:
    """The fault for an answer that was not `ok`: a 429, a broken server, a page that is no JSON, or a code."""
    status, code = status_of(error), code_of(error)
    if status == 429:
        return TransientFault("ratelimited", wait_seconds=retry_after(error))
    if status >= 500 or not code:
        return lost(code or f"http_{status}", is_repeatable=is_repeatable)
    return from_code(code, is_repeatable=is_repeatable, wait_seconds=retry_after(error))


def lost(code: str, *, is_repeatable: bool) -> SlackFault:
    """The fault for a call whose answer never came, or came from a server in trouble."""
    return TransientFault(code) if is_repeatable else DoubtfulFault(code)


def code_of(error: SlackApiError) -> str:
    """Slack's word for what went wrong; empty where the answer was not Slack's JSON."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def status_of(error: SlackApiError) -> int:
    """The HTTP status of the answer."""
    answer = error.response
    return int(getattr(answer, "status_code", 0) or getattr(answer, "status", 0))


def retry_after(error: SlackApiError) -> float | None:
    """The seconds that Slack asked us to wait; None where it named none."""
    headers = getattr(error.response, "headers", None) or {}
    seconds = str(headers.get("Retry-After", ""))
    return float(seconds) if seconds.isdecimal() else None
