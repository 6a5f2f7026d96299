"""Events on their way to the app: which ones it gets, and Slack's retries when it does not answer."""

import asyncio
from collections import deque
from collections.abc import Collection, Coroutine, Sequence
from dataclasses import dataclass, replace

from bot.playground.delivery import Answer, Delivery, Kind, Parcel
from bot.playground.shapes import Json
from bot.playground.workspace import Workspace

RETRY_SECONDS = (0.0, 60.0, 300.0)
"""At once, after a minute, after five (platform.md 1.4)."""
EVERY_EVENT = frozenset(
    {
        "app_home_opened",
        "app_mention",
        "channel_archive",
        "channel_rename",
        "channel_unarchive",
        "member_joined_channel",
        "member_left_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "message.mpim",
        "team_join",
        "user_change",
    }
)
FAMILIES = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to deliver an event."""

    event_id: str
    type: str
    number: int
    answer: Answer


class Courier:
    """Listens to the workspace and brings the app what it subscribed to. `attempts` is the (bounded) record."""

    def __init__(
        self,
        workspace: Workspace,
        delivery: Delivery,
        *,
        token: str,
        events: Collection[str] = EVERY_EVENT,
        retry_seconds: Sequence[float] = RETRY_SECONDS,
    ) -> None:
        self._workspace, self._delivery, self._token = workspace, delivery, token
        self._events, self._retry_seconds = frozenset(events), tuple(retry_seconds)
        self._first: dict[asyncio.Task[Answer], None] = {}
        self._retries: set[asyncio.Task[None]] = set()
        self.attempts: deque[Attempt] = deque(maxlen=2_000)

    def hear(self, event: Json) -> None:
        """Something happened in the workspace: bring it if the app wants it."""
        if not self._is_wanted(event):
            return
        task = asyncio.get_running_loop().create_task(self.bring(event))
        self._first[task] = None
        task.add_done_callback(self._first.pop)

    def on_their_way(self) -> list[asyncio.Task[Answer]]:
        """The events that are being tried for the first time, in the order in which they happened."""
        return list(self._first)

    async def first_answers(self) -> list[Answer]:
        """Wait until everything that happened so far was tried once; what the app answered."""
        return list(await asyncio.gather(*self._first))

    async def all_settled(self) -> None:
        """Wait until every event was taken or given up, retries included."""
        while self._first or self._retries:
            await asyncio.gather(*self._first, *self._retries)

    async def bring(self, event: Json) -> Answer:
        """Deliver an event for the first time; retries follow in the background."""
        parcel = Parcel(Kind.EVENT, self._callback(event))
        answer = await self._try(parcel)
        if not answer.is_ok and not answer.wants_no_retry:
            self._in_background(self._retry(parcel, answer))
        return answer

    def stop(self) -> None:
        """Give up what is on its way."""
        for task in (*self._first, *self._retries):
            task.cancel()

    async def _retry(self, parcel: Parcel, answer: Answer) -> None:
        for number, seconds in enumerate(self._retry_seconds, start=1):
            await asyncio.sleep(seconds)
            answer = await self._try(replace(parcel, retry_number=number, retry_reason=answer.failure))
            if answer.is_ok or answer.wants_no_retry:
                return

    async def _try(self, parcel: Parcel) -> Answer:
        answer = await self._delivery.send(parcel)
        payload = parcel.payload
        self.attempts.append(Attempt(payload["event_id"], payload["event"]["type"], parcel.retry_number, answer))
        return answer

    def _in_background(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._retries.add(task)
        task.add_done_callback(self._retries.discard)

    def _is_wanted(self, event: Json) -> bool:
        kind = event["type"]
        if kind == "message":
            kind = f"message.{FAMILIES[event['channel_type']]}"
        channel = self._workspace.channels.get(event["channel"]) if isinstance(event.get("channel"), str) else None
        sees = (
            channel is None or self._workspace.bot.id in channel.members or event.get("user") == self._workspace.bot.id
        )
        return kind in self._events and sees

    def _callback(self, event: Json) -> Json:
        space = self._workspace
        visible = {
            "enterprise_id": None,
            "team_id": space.team_id,
            "user_id": space.bot.id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": self._token,
            "team_id": space.team_id,
            "api_app_id": space.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": space.ids.make("Ev"),
            "event_time": int(space.now().timestamp()),
            "authorizations": [visible],
            "is_ext_shared_channel": False,
        }
