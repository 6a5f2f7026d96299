"""News of what changed in the workspace, for whoever shows it. It says where something changed, never what."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What can change on somebody's screen."""

    MESSAGE = "message"
    GONE = "gone"
    EPHEMERAL = "ephemeral"
    EPHEMERAL_GONE = "ephemeral_gone"
    HOME = "home"
    MODALS = "modals"
    CHANNEL = "channel"
    USER = "user"
    CLOCK = "clock"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class Change:
    """Something changed: a message (`channel`, `ts`), a channel, or what only `user` sees."""

    kind: ChangeKind
    channel: str = ""
    ts: str = ""
    user: str = ""


class Changes:
    """Hands every change to everyone who watches."""

    def __init__(self) -> None:
        self.watchers: list[Callable[[Change], None]] = []

    def tell(self, kind: ChangeKind, *, channel: str = "", ts: str = "", user: str = "") -> None:
        """Something changed."""
        if self.watchers:
            change = Change(kind, channel, ts, user)
            for watch in self.watchers:
                watch(change)
