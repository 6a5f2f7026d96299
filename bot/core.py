"""Core: the one frozen value that doors hold, built once a process. Use cases get its parts, never Core itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from bot.clock import Clock
from bot.database import Database
from bot.delivery.messenger import Messenger
from bot.settings import Settings
from bot.texts import Texts

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Core:
    """Settings, clock, database, messenger and texts of this process."""

    settings: Settings
    clock: Clock
    database: Database
    messenger: Messenger
    texts: Texts

    def today(self, now: datetime) -> date:
        """The city's date at an instant."""
        return now.astimezone(self.settings.zone).date()

    async def transact(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a use case in one transaction, away from the event loop; its rows are on disk when this returns."""
        return await self.database.transact(work, *args, **kwargs)

    async def look(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a reading use case away from the event loop."""
        return await self.database.look(work, *args, **kwargs)


def build_core(settings: Settings, clock: Clock, messenger: Messenger) -> Core:
    """Put the parts of a process together."""
    database = Database(settings.database_url.get_secret_value())
    return Core(settings, clock, database, messenger, Texts(settings.default_locale))
