"""One message, and the ordered line of messages of a channel with its threads. Nothing of HTTP may enter."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.playground.ids import micros_of_ts, ts_of
from bot.playground.shapes import Json


@dataclass(slots=True)
class Message:
    """A message. `visible_from` is on the machine's monotonic clock: history may lag behind the post.

    `ephemeral_to` names the only person who sees it; such a message is in no history.
    """

    ts: str
    channel: str
    user: str
    text: str
    team: str
    blocks: list[Json] = field(default_factory=list)
    bot_id: str | None = None
    app_id: str | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    is_broadcast: bool = False
    subtype: str | None = None
    edited: Json | None = None
    files: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    ephemeral_to: str | None = None
    visible_from: float = 0.0

    def as_json(self, *, with_metadata: bool = False) -> Json:
        """The message object; metadata only for who asked with include_all_metadata."""
        said: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": self.team}
        optional = {
            "subtype": self.subtype,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "blocks": self.blocks,
            "thread_ts": self.thread_ts,
            "edited": self.edited,
            "files": self.files,
            "attachments": self.attachments,
            "reactions": [{"name": n, "users": u, "count": len(u)} for n, u in self.reactions.items()],
            "metadata": self.metadata if with_metadata else None,
        }
        return said | {name: value for name, value in optional.items() if value}


class Timeline:
    """The messages of one channel by timestamp; history, threads and look-ups stay fast with 30,000 of them."""

    def __init__(self) -> None:
        self._order: list[int] = []
        self._by_key: dict[int, Message] = {}
        self._threads: dict[str, list[int]] = {}
        self._last_now = 0
        self._last_given = 0

    def __len__(self) -> int:
        return len(self._by_key)

    def __iter__(self) -> Iterator[Message]:
        return (self._by_key[key] for key in self._order)

    def next_ts(self, now_micros: int) -> str:
        """A timestamp at `now`, or just after if that is taken; follows a clock that is moved back, never repeats."""
        key = now_micros if now_micros < self._last_now else max(now_micros, self._last_given + 1)
        while key in self._by_key:
            key += 1
        self._last_now, self._last_given = now_micros, key
        return ts_of(key)

    def add(self, message: Message) -> None:
        """Put a message at its place; a reply joins its thread and, unless broadcast, stays out of the main line."""
        key = micros_of_ts(message.ts)
        self._by_key[key] = message
        if message.thread_ts and message.thread_ts != message.ts:
            insort(self._threads.setdefault(message.thread_ts, []), key)
            if not message.is_broadcast:
                return
        insort(self._order, key)

    def find(self, ts: str) -> Message | None:
        """The message with this timestamp, in the main line or in a thread."""
        try:
            return self._by_key.get(micros_of_ts(ts))
        except ValueError:
            return None

    def remove(self, ts: str) -> None:
        """Take a message out of the line and of its thread."""
        key = micros_of_ts(ts)
        message = self._by_key.pop(key)
        if message.thread_ts and message.thread_ts != ts:
            self._threads[message.thread_ts].remove(key)
        if not message.thread_ts or message.thread_ts == ts or message.is_broadcast:
            del self._order[bisect_left(self._order, key)]

    def between(self, oldest: int, latest: int, *, inclusive: bool) -> list[int]:
        """Keys of the main line between two instants (microseconds), oldest first."""
        if inclusive:
            return self._order[bisect_left(self._order, oldest) : bisect_right(self._order, latest)]
        return self._order[bisect_right(self._order, oldest) : bisect_left(self._order, latest)]

    def at(self, key: int) -> Message:
        """The message with this key."""
        return self._by_key[key]

    def newest(self, count: int) -> list[Message]:
        """The last messages of the main line, oldest first."""
        return [self._by_key[key] for key in self._order[-count:]]

    def before(self, latest: int | None, count: int) -> list[Message]:
        """The last messages of the main line before an instant (microseconds), or of all; oldest first."""
        end = len(self._order) if latest is None else bisect_left(self._order, latest)
        return [self._by_key[key] for key in self._order[max(0, end - count) : end]]

    def replies(self, thread_ts: str) -> list[Message]:
        """The replies of a thread in order, without its first message."""
        return [self._by_key[key] for key in self._threads.get(thread_ts, [])]

    def thread_facts(self, message: Message) -> Json:
        """What a first message tells about its thread; empty when it has none."""
        keys = self._threads.get(message.ts)
        if not keys:
            return {}
        users = list(dict.fromkeys(self._by_key[key].user for key in keys))
        return {
            "thread_ts": message.ts,
            "reply_count": len(keys),
            "reply_users": users,
            "reply_users_count": len(users),
            "latest_reply": ts_of(keys[-1]),
        }
