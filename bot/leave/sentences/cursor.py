"""A place in a line of tokens, for the rules of the grammar: they look ahead, and take what they understand."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from bot.leave.sentences.tokens import Token
from bot.workdays.written import DateWords

Found = TypeVar("Found")

_END = Token("end", "")


class Cursor:
    """Looks `ahead` of its place without moving; `take` moves it. Behind the end there is nothing."""

    def __init__(self, tokens: tuple[Token, ...], dates: DateWords) -> None:
        self.dates = dates
        self._tokens = tokens
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        """Whether every token has been taken."""
        return self._at >= len(self._tokens)

    def token(self, ahead: int = 0) -> Token:
        """The token there, or one of sort `end`."""
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else _END

    def meaning(self, section: str, ahead: int = 0) -> str:
        """What the word there means in a section of the vocabulary; empty where it means nothing in it."""
        return self.token(ahead).meanings.get(section, "")

    def amount(self, ahead: int = 0) -> Decimal | None:
        """The number there, in digits or as a word, with its decimals."""
        token = self.token(ahead)
        written = token.text if token.sort == "number" else token.meanings.get("number", "")
        return Decimal(written) if written else None

    def whole(self, ahead: int = 0) -> int | None:
        """The number there if it is one that days and hours can have: whole, of one or two digits."""
        amount = self.amount(ahead)
        return int(amount) if amount is not None and amount == int(amount) and amount < 100 else None

    def day_of_month(self, ahead: int = 0) -> int | None:
        """The number there of a day behind its month: 24, and the 一日 of 三月一日, which alone is a whole day."""
        named = self.meaning("leave_day_of_month", ahead)
        return int(named) if named else self.whole(ahead)

    def clock(self, ahead: int = 0) -> tuple[int, int] | None:
        """The hour and the minute of `10:30`, and of a time with a name, such as noon."""
        token = self.token(ahead)
        if named := token.meanings.get("leave_time"):
            return divmod(int(named), 60)
        hour, _, minute = token.text.partition(":")
        return (int(hour), int(minute)) if token.sort == "clock" else None

    def past_links(self, ahead: int) -> int:
        """Where it goes on behind words such as の, of and the comma."""
        while self.meaning("leave_filler", ahead) == "link":
            ahead += 1
        return ahead

    def take(self, count: int) -> None:
        """Move on."""
        self._at += count

    def took(self, count: int, found: Found) -> Found:
        """Move on with something in hand."""
        self.take(count)
        return found
