"""The last moment at which a request may leave this process: the very end of the way, right before its first byte.

A process that was frozen (a paused machine, a debugger) past its lease must not post what another has taken over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from types import SimpleNamespace

import aiohttp


@dataclass
class Departure:
    """One request that must leave before a moment. `was_missed`: it was held back, no byte of it is on its way."""

    leave_before: float
    has_left: bool = False
    was_missed: bool = False


class TooLateToLeave(Exception):
    """The request was not sent: its lease was over. aiohttp tells it as a broken connection."""


_departure: ContextVar[Departure | None] = ContextVar("departure", default=None)


@contextmanager
def leaving_before(moment: float) -> Iterator[Departure]:
    """The request made inside leaves before `moment` (monotonic seconds), or fails with `was_missed`."""
    departure = Departure(moment)
    token = _departure.set(departure)
    try:
        yield departure
    finally:
        _departure.reset(token)


def departure_check() -> aiohttp.TraceConfig:
    """The check, to be built into the session that posts."""
    trace = aiohttp.TraceConfig()
    # Headers that are "sent" are only kept yet: they go out with the first of the body, in the step that asks here.
    trace.on_request_chunk_sent.append(_check)
    return trace


async def _check(_session: aiohttp.ClientSession, _context: SimpleNamespace, _params: object) -> None:
    departure = _departure.get()
    if departure is None or departure.has_left:
        return
    if monotonic() > departure.leave_before:
        departure.was_missed = True
        raise TooLateToLeave
    departure.has_left = True
