"""What waits for somebody, as a line of their まとめ: one value for all features, so that one page draws them alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.blockkit import Element


@dataclass(frozen=True)
class Line:
    """One thing that waits: a whole sentence in the reader's language, not escaped yet, and the buttons that do it.

    `since` is the day from which it waits: where there is room for a few lines only, the oldest come first. Without
    buttons it is something to know.
    """

    text: str
    since: date
    buttons: tuple[Element, ...] = ()
