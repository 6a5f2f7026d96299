"""Who sees of which kind a leave is; everybody else is shown 不在（終日・午前・午後） (`domain.md` R-LV-12)."""

from __future__ import annotations

from enum import StrEnum

from bot.city.leave import KindSeenBy, LeaveKind


class Onlooker(StrEnum):
    """Who looks at a leave: the person, a head of theirs or the personnel section, a colleague of the unit, others."""

    SELF = "self"
    HEAD = "head"
    UNIT = "unit"
    OTHER = "other"


_SEEN = {
    KindSeenBy.SELF: {Onlooker.SELF},
    KindSeenBy.HEAD: {Onlooker.SELF, Onlooker.HEAD},
    KindSeenBy.UNIT: {Onlooker.SELF, Onlooker.HEAD, Onlooker.UNIT},
}


def may_see_kind(kind: LeaveKind, onlooker: Onlooker) -> bool:
    """Whether the kind shows; whoever may not see it is shown 不在（終日・午前・午後） (`domain.md` R-LV-12)."""
    return onlooker in _SEEN[kind.visible_to]
