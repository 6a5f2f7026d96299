"""A table whose columns are known by their headers, in whatever language and order they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.errors import BadFile, Problem
from bot.people.roster_files import Table
from bot.people.vocabulary import Vocabulary, folded
from bot.workdays.written import DateWords


@dataclass(frozen=True)
class Sheet:
    """A table whose columns are known: `places` is where each column stands, `ignored` what nobody reads."""

    table: Table
    places: Mapping[str, int]
    ignored: tuple[str, ...]
    vocabulary: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def meanings(self) -> Mapping[str, Mapping[str, str]]:
        """The words of each section with their meanings."""
        return {section: self.vocabulary.meanings(section) for section in self.vocabulary.sections}

    @cached_property
    def date_words(self) -> DateWords:
        """The words of written dates."""
        return DateWords(self.meanings["era"], self.meanings["date_part"])

    def has(self, column: str) -> bool:
        """Whether the file has the column at all."""
        return column in self.places


def recognise(table: Table, section: str, required: Sequence[str], vocabulary: Vocabulary) -> Sheet:
    """Find the columns by their headers in any language; raises BadFile if one is missing or there twice."""
    meanings = vocabulary.meanings(section)
    columns = [meanings.get(folded(word)) for word in table.header]
    _refuse_unfit(table.name, [column for column in columns if column], section, required, vocabulary)
    ignored = tuple(word for word, column in zip(table.header, columns, strict=True) if word and not column)
    places = {column: index for index, column in enumerate(columns) if column}
    return Sheet(table, places, ignored, vocabulary)


def _refuse_unfit(
    name: str, known: Sequence[str], section: str, required: Sequence[str], vocabulary: Vocabulary
) -> None:
    def words(columns: Sequence[str]) -> str:
        return ", ".join(vocabulary.word(section, column) for column in columns)

    if not known:
        raise BadFile(
            "{file} has no column that is known here. Its first row must hold names such as {columns}; if they are "
            "there, the encoding is another one: save it as CSV UTF-8.",
            file=name,
            columns=words(required),
        )
    if missing := [column for column in required if column not in known]:
        raise BadFile(
            "{file} lacks these columns: {columns}. Add them to its first row.",
            file=name,
            columns=words(missing),
        )
    if double := {column for column in known if known.count(column) > 1}:
        raise BadFile(
            "{file} has these columns twice: {columns}. Keep one of each.",
            file=name,
            columns=words(sorted(double)),
        )
