"""What the doctor found: a line each, with what to do about it where something is wrong. Asks nobody anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.errors import KaeruError
from bot.texts import Translator


class Grade(StrEnum):
    """How much a finding matters; the word is the sign at the beginning of its line."""

    FINE = "✓"
    NOTE = "・"
    FAULT = "✗"


@dataclass(frozen=True)
class Finding:
    """One line: a msgid and its values."""

    grade: Grade
    message: str
    values: dict[str, object] = field(default_factory=dict)

    def line(self, t: Translator) -> str:
        return f"{self.grade} {t(self.message, **self.values)}"


def fine(message: str, /, **values: object) -> Finding:
    return Finding(Grade.FINE, message, values)


def note(message: str, /, **values: object) -> Finding:
    """Nothing is broken, but the operator should know."""
    return Finding(Grade.NOTE, message, values)


def fault(message: str, /, **values: object) -> Finding:
    """Kaeru cannot work like this."""
    return Finding(Grade.FAULT, message, values)


def from_error(error: KaeruError) -> Finding:
    """A fault in the words of an error that already says what to do."""
    return fault(error.message, **error.values)


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any of them keeps Kaeru from working."""
    return any(finding.grade is Grade.FAULT for finding in findings)
