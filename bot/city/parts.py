"""What every section of the city's policy is built on. No section of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")
Language = Literal["ja", "ja_easy", "en"]


class Part(BaseModel):
    """A section of the policy: cannot be changed, knows no other settings than its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def first_twice(items: Sequence[T]) -> T | None:
    """The first item that stands there once more."""
    return next((item for at, item in enumerate(items) if item in items[:at]), None)
