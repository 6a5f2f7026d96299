"""How fast to send: Slack's limits per workspace and per channel, and what a 429 teaches. Machine time, in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: A little under the allowed rate, so that no minute of any phase holds more than is allowed.
_SHARE = 0.98
_CHANNEL_SECONDS = 1.0
_SLOWEST = 0.1
_SLOW_DOWN, _SPEED_UP = 0.7, 0.02


@dataclass
class Pace:
    """Decides when the next message may leave. `factor` is the part of the allowed rate that is used now."""

    per_minute: int
    factor: float = 1.0
    next_at: float = 0.0
    channels: dict[str, float] = field(default_factory=dict)

    def wait(self, now: float) -> float:
        """Seconds until something may leave."""
        return max(0.0, self.next_at - now)

    def start(self, now: float) -> None:
        """Something leaves now."""
        interval = 60.0 / (self.per_minute * _SHARE * self.factor)
        # What was lost to a slow moment is caught up for one interval at most: never a burst.
        self.next_at = max(self.next_at, now - interval) + interval

    def sent_to(self, recipient: str, now: float) -> None:
        """Slack takes one message a second for a channel."""
        self.channels[recipient] = now + _CHANNEL_SECONDS

    def busy(self, now: float) -> Mapping[str, float]:
        """The recipients that have to wait, and until when."""
        self.channels = {recipient: until for recipient, until in self.channels.items() if until > now}
        return self.channels

    def refused(self, now: float, wait_seconds: float) -> None:
        """Slack said 429: nothing leaves before its wait is over, and then more slowly."""
        self.next_at = max(self.next_at, now + wait_seconds)
        self.factor = max(_SLOWEST, self.factor * _SLOW_DOWN)

    def accepted(self) -> None:
        """Slack took one: a little faster again."""
        self.factor = min(1.0, self.factor + _SPEED_UP)
