"""The small workspace behind the gallery, and what its page is told besides the examples."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.playground import Workspace

#: Wednesday 2026-11-25, 16:45 in Tokyo.
NOW = datetime(2026, 11, 25, 7, 45, tzinfo=UTC)


def gallery_workspace() -> Workspace:
    """An empty workspace whose clock stands still."""
    return Workspace(now=lambda: NOW)


def setting(*, theme: str, code: str) -> dict[str, Any]:
    """What `showGallery` wants to know: theme, the client's language, the time, and names for mentions."""
    return {
        "theme": theme,
        "locale": "en" if code == "en" else "ja",
        "now": NOW.isoformat(),
        "users": {"U01AOKI": {"name": "青木 花", "title": "人事課"}, "U01BABA": {"name": "馬場 翔", "title": "税務課"}},
        "channels": {"C01JINJI": {"name": "人事課"}},
    }
