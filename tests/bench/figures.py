"""One line of the benchmark's table: a measured number, what it is held against, and the aim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A number with its unit; `ratio` is measured / reference. Without a reference the number stands for itself."""

    what: str
    measured: float
    unit: str
    reference: float | None = None
    reference_is: str = ""
    aim: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.reference is None else self.measured / self.reference

    @property
    def shown(self) -> str:
        """The number as people read it."""
        return _number(self.measured, self.unit)

    @property
    def reference_shown(self) -> str:
        return "" if self.reference is None else f"{_number(self.reference, self.unit)} ({self.reference_is})"


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 or value == int(value) else 2
    return f"{value:,.{digits}f} {unit}".strip()
