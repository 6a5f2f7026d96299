"""Short-lived rights that an interaction gives an app: trigger ids and response URLs. Machine time, not simulated."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from bot.playground.messages import Message

RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5
KEPT = 10_000


class Verdict(Enum):
    """What became of a trigger id."""

    GOOD = auto()
    UNKNOWN = auto()
    EXPIRED = auto()
    EXCHANGED = auto()


@dataclass(slots=True)
class Trigger:
    """A right to open one view for `user`."""

    user: str
    born: float
    is_used: bool = False


@dataclass(slots=True)
class ResponseTicket:
    """What a response_url stands for. `original` is the message pressed, or the last one written through the URL."""

    user: str
    channel: str
    born: float
    original: Message | None = None
    uses: int = 0


class Triggers:
    """Gives out trigger ids and response URLs' tickets and judges their use. The oldest are forgotten.

    A trigger id lives as long as Slack waits for an acknowledgement: `patience_seconds`.
    """

    def __init__(self, monotonic: Callable[[], float], *, patience_seconds: float) -> None:
        self._monotonic = monotonic
        self._patience_seconds = patience_seconds
        self._triggers: dict[str, Trigger] = {}
        self._tickets: dict[str, ResponseTicket] = {}
        self._given = 0

    def give(self, user: str) -> str:
        """A new trigger id."""
        self._given += 1
        trigger_id = f"{self._given}.{1_000_000_000 + self._given}.playground"
        self._triggers[trigger_id] = Trigger(user, self._monotonic())
        forget_oldest(self._triggers)
        return trigger_id

    def use(self, trigger_id: str) -> tuple[Verdict, Trigger | None]:
        """Use a trigger id up."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            return Verdict.UNKNOWN, None
        if trigger.is_used:
            return Verdict.EXCHANGED, None
        if self._monotonic() - trigger.born > self._patience_seconds:
            return Verdict.EXPIRED, None
        trigger.is_used = True
        return Verdict.GOOD, trigger

    def give_ticket(self, user: str, channel: str, original: Message | None) -> str:
        """The secret part of a new response_url."""
        self._given += 1
        key = f"R{self._given:09d}"
        self._tickets[key] = ResponseTicket(user, channel, self._monotonic(), original)
        forget_oldest(self._tickets)
        return key

    def use_ticket(self, key: str) -> ResponseTicket | None:
        """The ticket of a response_url, or None when it is unknown, older than 30 minutes or used five times."""
        ticket = self._tickets.get(key)
        if ticket is None or ticket.uses >= RESPONSE_USES or self._monotonic() - ticket.born > RESPONSE_SECONDS:
            return None
        ticket.uses += 1
        return ticket


def forget_oldest(kept: dict[str, Trigger] | dict[str, ResponseTicket]) -> None:
    """Keep a dictionary from growing for ever."""
    if len(kept) > KEPT:
        del kept[next(iter(kept))]
