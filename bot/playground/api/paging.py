"""Pages and cursors, the same for every list."""

from collections.abc import Sequence
from typing import TypeVar

from bot.playground.api.args import Args
from bot.playground.api.refusals import Refusal
from bot.playground.ids import cursor_at, offset_of

T = TypeVar("T")


def page_of(args: Args, items: Sequence[T], *, default: int, most: int = 1000) -> tuple[Sequence[T], str]:
    """The page that `cursor` and `limit` ask for, and the cursor of the next ("" at the end)."""
    limit = limit_of(args, default=default, most=most)
    start = start_of(args)
    rest = start + limit
    return items[start:rest], cursor_at(rest) if rest < len(items) else ""


def limit_of(args: Args, *, default: int, most: int) -> int:
    """How many items a page holds. Refuses with invalid_limit."""
    limit = args.number("limit", 0) or default
    if not 1 <= limit <= most:
        raise Refusal("invalid_limit")
    return limit


def start_of(args: Args) -> int:
    """Where the page starts. Refuses with invalid_cursor."""
    try:
        return offset_of(args.text("cursor"))
    except ValueError:
        raise Refusal("invalid_cursor") from None
