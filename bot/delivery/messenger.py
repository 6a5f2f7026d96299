"""What delivery asks of a messaging service. Slack is one (`slack.py`); nothing else in the core names it.

A `text` is plain: the line to the service makes signs harmless that would mean something there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.blockkit import Block


@dataclass(frozen=True)
class Posted:
    """Where a message stands: the channel (for a direct message, its conversation) and its timestamp there."""

    channel: str
    ts: str


@dataclass(frozen=True)
class Attachment:
    """A file that a message brings: its name with an ending, and its bytes."""

    name: str
    content: bytes


class Messenger(Protocol):
    """Posts, finds and updates messages. Raises PermanentFault, TransientFault or DoubtfulFault (`bot.errors`)."""

    async def post(
        self,
        recipient: str,
        *,
        text: str,
        blocks: Sequence[Block],
        message_id: str,
        leave_before: float,
        attachment: Attachment | None = None,
    ) -> Posted:
        """Post to a channel id or a Slack user id; `message_id` travels along, unseen, so that `find` can see it.

        The request must leave this process before `leave_before` (monotonic seconds), or not at all (TransientFault):
        a process that was frozen past its lease must not post what another has taken over. With an `attachment` the
        text is said beside the file, and the blocks are left out.
        """
        ...

    async def find(self, recipient: str, *, message_id: str, since: datetime) -> Posted | None:
        """Look for a post in what was written after `since`. None: read completely, and it is not there."""
        ...

    async def update(
        self, posted: Posted, *, text: str, blocks: Sequence[Block], leave_before: float | None = None
    ) -> None:
        """Show other words in the place of a message. With `leave_before`, only as long as `post` would."""
        ...
