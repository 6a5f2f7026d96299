"""The last moment at which a request may leave this process: the very end of the way, right before its first byte.

A process that was frozen (a paused machine, a debugger) past its lease must not post what another has taken over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from types import SimpleNamespace

import aiohttp

_leave_before: ContextVar[float | None] = ContextVar("leave_before", default=None)


class TooLateToLeave(Exception):
    """The request was not sent: its lease was over."""


@contextmanager
def leaving_before(moment: float) -> Iterator[None]:
    """Requests made inside leave before `moment` (monotonic seconds) or raise TooLateToLeave."""
    token = _leave_before.set(moment)
    try:
        yield
    finally:
        _leave_before.reset(token)


def departure_check() -> aiohttp.TraceConfig:
    """The check, to be built into the session that posts."""
    trace = aiohttp.TraceConfig()
    trace.on_request_headers_sent.append(_check)
    return trace


async def _check(_session: aiohttp.ClientSession, _context: SimpleNamespace, _params: object) -> None:
    # aiohttp asks here before it writes the first byte.
    moment = _leave_before.get()
    if moment is not None and monotonic() > moment:
        raise TooLateToLeave
