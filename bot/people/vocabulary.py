"""The words of roster files, in every language that has some: `locales/*/vocabulary.toml`. Knows no file and no row."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: The first language is the one whose words people see first.
_LANGUAGES = ("ja", "en")

Section = Mapping[str, tuple[str, ...]]


def half_width(text: str) -> str:
    """Text in one width, without spaces at its ends: `Ｈ００１` and `H001` are the same."""
    return unicodedata.normalize("NFKC", text).strip()


def folded(text: str) -> str:
    """A word in the form in which two spellings of it are the same."""
    return re.sub(r"[\s_]", "", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(frozen=True)
class Vocabulary:
    """Words by section and meaning, in the order in which people should see them."""

    sections: Mapping[str, Section]

    def meanings(self, section: str) -> dict[str, str]:
        """Every folded word of a section with what it means."""
        return {folded(word): meaning for meaning, words in self.sections[section].items() for word in words}

    def word(self, section: str, meaning: str) -> str:
        """The first word for a meaning; the meaning itself where there is none."""
        return self.sections[section].get(meaning, (meaning,))[0]

    def choices(self, section: str) -> str:
        """What may be written, one word a meaning: `本務, 兼務, 事務取扱`."""
        return ", ".join(words[0] for words in self.sections[section].values())


@cache
def read_vocabulary() -> Vocabulary:
    """The words of all languages together, read once in a process."""
    sections: dict[str, dict[str, tuple[str, ...]]] = {}
    for language in _LANGUAGES:
        document = tomllib.loads((resources.files("locales") / language / "vocabulary.toml").read_text("utf-8"))
        for section, meanings in document.items():
            present = sections.setdefault(section, {})
            for meaning, words in meanings.items():
                present[meaning] = (*present.get(meaning, ()), *words)
    return Vocabulary(sections)
