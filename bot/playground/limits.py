"""Slack's rate limits. Times are seconds on the machine's monotonic clock, never the simulated one."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

MESSAGE_BURST_SECONDS = 3.0
CHANNEL_BURST = 3
WINDOW_SECONDS = 60.0


class Bucket:
    """A token bucket: `rate` tokens a second, at most `capacity` saved up."""

    __slots__ = ("_capacity", "_level", "_rate", "_seen")

    def __init__(self, rate: float, capacity: float) -> None:
        self._rate, self._capacity = rate, capacity
        self._level, self._seen = capacity, -math.inf

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 means now."""
        self._level = min(self._capacity, self._level + (now - self._seen) * self._rate)
        self._seen = now
        return 0.0 if self._level > 1.0 - 1e-9 else (1.0 - self._level) / self._rate

    def take(self) -> None:
        """Use a token."""
        self._level -= 1.0


class Window:
    """At most `most` calls in any 60 seconds."""

    __slots__ = ("_most", "_times")

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until a call is allowed; 0 means now."""
        while self._times and self._times[0] <= now - WINDOW_SECONDS:
            self._times.popleft()
        return self._times[0] + WINDOW_SECONDS - now if len(self._times) >= self._most else 0.0

    def take(self, now: float) -> None:
        """Count a call."""
        self._times.append(now)


@dataclass(slots=True)
class Limits:
    """Which limits hold; all off unless asked for, and switchable while running.

    `messages_per_minute` (workspace-wide, chat.postMessage) is a token bucket with three seconds' worth of burst, not a
    60-second window: it refuses soon after an app goes too fast and lets go soon after it slows down, so an app's pace
    can be judged within seconds; over a minute both allow about the same. `per_channel` is one message a second with
    bursts of three ("short bursts" are tolerated, platform.md 1.1). `tiers` are the limits per method, literally "per
    minute": a 60-second window.
    """

    messages_per_minute: int | None = None
    per_channel: bool = False
    tiers: bool = False
    _workspaces: dict[int, Bucket] = field(default_factory=dict)
    _channels: dict[str, Bucket] = field(default_factory=lambda: defaultdict(lambda: Bucket(1.0, CHANNEL_BURST)))
    _methods: dict[str, Window] = field(default_factory=dict)

    def wait_for_message(self, channel: str, now: float) -> int:
        """Whole seconds that a post must wait (Retry-After), 0 when it may go; then it is counted."""
        buckets = [self._channels[channel]] if self.per_channel else []
        if self.messages_per_minute:
            buckets.append(self._for_workspace(self.messages_per_minute))
        wait = max((bucket.wait(now) for bucket in buckets), default=0.0)
        if wait <= 0.0:
            for bucket in buckets:
                bucket.take()
        return math.ceil(wait)

    def wait_for_method(self, method: str, per_minute: int | None, now: float) -> int:
        """The same for a method with a tier of so many calls a minute (None: unlimited)."""
        if not self.tiers or per_minute is None:
            return 0
        window = self._methods.setdefault(method, Window(per_minute))
        wait = window.wait(now)
        if wait <= 0.0:
            window.take(now)
        return math.ceil(wait)

    def _for_workspace(self, per_minute: int) -> Bucket:
        if per_minute not in self._workspaces:
            rate = per_minute / 60.0
            self._workspaces[per_minute] = Bucket(rate, max(1.0, rate * MESSAGE_BURST_SECONDS))
        return self._workspaces[per_minute]
