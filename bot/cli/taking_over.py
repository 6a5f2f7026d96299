"""What is said after a file was taken over: whether it brought anything, and why not."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.settings import read_settings
from bot.texts import Translator


class TakenOver(Protocol):
    """What a file brings. `seen_at` is when the very same content was taken over before."""

    @property
    def seen_at(self) -> datetime | None: ...
    @property
    def is_nothing_new(self) -> bool: ...


def outcome(found: TakenOver, t: Translator, *, is_dry_run: bool) -> str:
    """The last sentence of an import."""
    if found.is_nothing_new and found.seen_at:
        at = found.seen_at.astimezone(read_settings().zone)
        return t(
            "This very file was taken over on {date} at {time} already; nothing changes.",
            date=t.full_day(at.date()),
            time=t.clock(at.time()),
        )
    if found.is_nothing_new:
        return t("The file says what is stored already; nothing changes.")
    if is_dry_run:
        return t("Nothing was changed yet. Without --dry-run the file is taken over.")
    return t("Done.")
