"""Misbehaviour on request: what can go wrong between an app and Slack, programmable and reproducible."""

import random
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from bot.playground.shapes import Json


class FaultKind(StrEnum):
    """What goes wrong. "Before" leaves the workspace untouched, "after" means that the effect happened.

    A slow call has its effect late, a slow_after one at once; both are answered late.
    """

    RATELIMITED = "ratelimited"
    ERROR_BEFORE = "error_before"
    ERROR_AFTER = "error_after"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    SLOW = "slow"
    SLOW_AFTER = "slow_after"
    REFUSE = "refuse"


@dataclass(slots=True)
class Fault:
    """One rule. `share` of the matching calls (or the next `times` of them) misbehave.

    `seconds` is Retry-After of a 429 or the delay of a slow answer; `status` the HTTP status of a server error;
    `error` the code of a refusal; `channel` narrows it to calls for that channel (or user, or D… id).
    """

    kind: FaultKind
    method: str = "*"
    share: float = 1.0
    times: int | None = None
    channel: str | None = None
    seconds: float = 1.0
    status: int = 503
    error: str = "internal_error"

    def fits(self, method: str, places: Collection[str]) -> bool:
        """Whether this rule is about such a call."""
        if self.times == 0 or self.method not in ("*", method):
            return False
        return self.channel is None or self.channel in places


@dataclass(slots=True)
class Faults:
    """The rules in force. The same seed and the same calls misbehave in the same places.

    `history_lag_seconds` (machine time): how long after a post conversations.history first shows it.
    """

    seed: int = 0
    rules: list[Fault] = field(default_factory=list)
    history_lag_seconds: float = 0.0
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def add(
        self,
        kind: FaultKind | str,
        method: str = "*",
        *,
        share: float = 1.0,
        times: int | None = None,
        channel: str | None = None,
        seconds: float = 1.0,
        status: int = 503,
        error: str = "internal_error",
    ) -> Fault:
        """A new rule, e.g. `faults.add("drop_after", "chat.postMessage", share=0.1)`. ValueError: no such kind."""
        rule = Fault(
            FaultKind(kind),
            method,
            float(share),
            times if times is None else int(times),
            channel,
            float(seconds),
            int(status),
            error,
        )
        self.rules.append(rule)
        return rule

    def clear(self) -> None:
        """Everything behaves again."""
        self.rules.clear()
        self.history_lag_seconds = 0.0

    def for_call(self, method: str, places: Collection[str]) -> Fault | None:
        """The first rule in force that strikes this call, if any; counts its `times` down."""
        for rule in self.rules:
            if rule.fits(method, places) and self._dice.random() < rule.share:
                if rule.times is not None:
                    rule.times -= 1
                return rule
        return None

    def as_json(self) -> Json:
        """The rules as they stand."""
        return {
            "history_lag_seconds": self.history_lag_seconds,
            "rules": [{name: getattr(rule, name) for name in Fault.__slots__} for rule in self.rules],
        }
