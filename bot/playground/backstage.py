"""What the page may ask of the bot behind the playground: its clock. The command line fills it in."""

from datetime import datetime
from typing import Protocol


class Backstage(Protocol):
    """The clock of the demo."""

    def now(self) -> datetime:
        """The simulated time, aware."""
        ...

    async def play_to(self, instant: datetime) -> None:
        """Move the clock; what falls due on the way happens in order. ValueError: a sentence why that cannot be."""
        ...

    async def next_event(self) -> datetime | None:
        """When the next thing falls due, if anything does."""
        ...
