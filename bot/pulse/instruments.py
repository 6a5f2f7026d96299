"""Instruments: the questions of a survey, as data. Which of them a survey asks, and what was answered, is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.errors import Refused
from bot.pulse.scales import Scale


@dataclass(frozen=True)
class Words:
    """One text in every language of Kaeru."""

    ja: str
    ja_easy: str
    en: str

    def of(self, language: str) -> str:
        """The text in the language with this code; an unknown one reads Japanese."""
        return {"ja_easy": self.ja_easy, "en": self.en}.get(language, self.ja)


@dataclass(frozen=True)
class Item:
    """A question. `code` is its name for ever: counts, trends and "asked before" go by it."""

    code: str
    dimension: str
    scale: Scale
    text: Words


@dataclass(frozen=True)
class Instrument:
    """A set of questions that belong together, who may use it (`licence`), and the line its source asks for.

    `fixed` is asked in every wave of the pulse, of `rotating` some in turn; an instrument without them has no pulse.
    """

    code: str
    title: Words
    items: tuple[Item, ...]
    licence: str
    attribution: Words | None = None
    dimensions: Mapping[str, Words] = field(default_factory=dict)
    fixed: str = ""
    rotating: tuple[str, ...] = ()

    def item(self, code: str) -> Item:
        """The question with this code; raises Refused where there is none, as after a forged value."""
        for item in self.items:
            if item.code == code:
                return item
        raise Refused("This question does not belong to the survey. Nothing was counted; use the buttons.")

    def of_dimension(self, dimension: str) -> tuple[Item, ...]:
        """The questions of a dimension."""
        return tuple(item for item in self.items if item.dimension == dimension)
