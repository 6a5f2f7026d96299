"""How a payload reaches the app: the parcel, the app's answer, and the two ways behind one Protocol."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.playground.shapes import Json


class Kind(StrEnum):
    """Socket Mode's words for what an envelope holds."""

    EVENT = "events_api"
    INTERACTIVE = "interactive"
    COMMAND = "slash_commands"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One payload on its way. `retry_reason` is set from the second attempt on."""

    kind: Kind
    payload: Json
    retry_number: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app answered: an HTTP status (200 for a Socket Mode ack) and a body, or why there was no answer.

    `failure` uses Slack's retry reasons: http_timeout, connection_failed, http_error, unknown_error.
    """

    status: int | None = None
    body: Json | str = ""
    failure: str = ""
    wants_no_retry: bool = False

    @property
    def is_ok(self) -> bool:
        """Whether the app acknowledged."""
        return not self.failure


class Delivery(Protocol):
    """A way to the app."""

    async def send(self, parcel: Parcel) -> Answer:
        """Deliver once and wait for the answer, three seconds at most."""
        ...


class HasRequestUrl(Delivery, Protocol):
    """The way over HTTP, open once the app has a request URL."""

    request_url: str | None


@dataclass(frozen=True, slots=True)
class Junction:
    """Over HTTP when the app has a request URL, else over Socket Mode."""

    http: HasRequestUrl
    sockets: Delivery

    async def send(self, parcel: Parcel) -> Answer:
        """Deliver once, by the way that is open now."""
        return await (self.http if self.http.request_url else self.sockets).send(parcel)
