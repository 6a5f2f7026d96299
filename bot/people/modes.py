"""Special modes as values: what was declared, and what somebody wants to declare (`domain.md` A25). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.people.kinds import ModeKind
from bot.people.tree import UnitNode
from bot.texts import N_

#: How the kinds are called.
MODES: Mapping[ModeKind, str] = {
    ModeKind.DISASTER: N_("disaster"),
    ModeKind.ELECTION: N_("election"),
    ModeKind.COUNCIL: N_("council session"),
    ModeKind.INFECTION: N_("infectious disease"),
}


@dataclass(frozen=True)
class DeclaredMode:
    """A special mode. Without a unit it covers the whole city; both days belong to it."""

    id: int
    unit_id: int | None
    kind: ModeKind
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class ModeWish:
    """What shall be declared. Without a unit's code it is for the whole city."""

    kind: ModeKind
    unit_code: str | None
    first: date
    last: date


@dataclass(frozen=True)
class NamedMode:
    """A special mode with its unit, as far as that still exists; `is_citywide` has none."""

    mode: DeclaredMode
    unit: UnitNode | None

    @property
    def is_citywide(self) -> bool:
        """Whether it covers the whole city."""
        return self.mode.unit_id is None


@dataclass(frozen=True)
class ModesPage:
    """What holds on the day, or was declared for later."""

    modes: Sequence[NamedMode]
    today: date
