"""Examples of what a function of Kaeru says: how one is written, and the frames that they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.blockkit import Block
from bot.texts import Texts, Translator


@dataclass(frozen=True)
class Frame:
    """One picture: a message (`text` and `blocks`) or a view, and what the person sees of it: `about`."""

    about: str
    text: str = ""
    blocks: Sequence[Block] = ()
    view: dict[str, Any] | None = None
    errors: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def all_blocks(self) -> Sequence[Block]:
        return self.view["blocks"] if self.view is not None else self.blocks


class Said(Protocol):
    """A message as the features make it."""

    @property
    def text(self) -> str: ...
    @property
    def blocks(self) -> Sequence[Block]: ...


def message(about: str, words: Said) -> Frame:
    """The frame of a message."""
    return Frame(about, words.text, words.blocks)


def view(about: str, shown: dict[str, Any], **errors: str) -> Frame:
    """The frame of a modal or a Home tab; `errors` stand below its fields, by block_id."""
    return Frame(about, view=shown, errors=errors)


@dataclass(frozen=True)
class Reader:
    """Whom an example is said to: the language `t`, and the others for what is said in several."""

    t: Translator
    texts: Texts


Examples = Callable[[Reader], Iterable[Frame]]

#: The examples of each function, by its full name.
EXAMPLES: dict[str, Examples] = {}


def name_of(function: Callable[..., object]) -> str:
    """`bot.no_overtime.blocks.card`."""
    return f"{function.__module__}.{function.__qualname__}"


def example_of(function: Callable[..., object]) -> Callable[[Examples], Examples]:
    """Marks what shows a function: something that yields its frames for a reader."""

    def remember(examples: Examples) -> Examples:
        EXAMPLES[name_of(function)] = examples
        return examples

    return remember
