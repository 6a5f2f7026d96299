"""What states and steps of monthly reports are called, and what a figure is called that there is none of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from bot.attendance.rules import Days, Share
from bot.reports.kinds import State, Step
from bot.texts import N_, Translator

STATES: Mapping[State, str] = {
    State.DRAFTED: N_("draft"),
    State.SUBMITTED: N_("submitted"),
    State.SENT_BACK: N_("sent back to be looked at again"),
}

STEPS: Mapping[Step, str] = {
    Step.DRAFTED: N_("draft made"),
    Step.SUBMITTED: N_("submitted"),
    Step.CHANGED: N_("line changed"),
    Step.SENT_BACK: N_("sent back to be looked at again"),
}

RATES: Mapping[Days, str] = {
    Days.WEEKLY: N_("weekly no-overtime days"),
    Days.PAYDAY: N_("paydays"),
    Days.ALL: N_("all days"),
}

NOTHING = "—"
_HOUR = 60


def percent(t: Translator, share: Share | None) -> str:
    """`84.1%`; of nothing there is no rate (fixture X27)."""
    return NOTHING if share is None or share.percent is None else t("{percent}%", percent=share.percent)


def share_words(t: Translator, share: Share | None) -> str:
    """`3 of 4`."""
    return NOTHING if share is None else t("{part} of {whole}", part=share.part, whole=share.whole)


def hours(minutes: int) -> Decimal:
    """Minutes as hours with one decimal place, halves up."""
    return (Decimal(minutes) / _HOUR).quantize(Decimal("0.1"), ROUND_HALF_UP)


def hour_words(t: Translator, minutes: int | None) -> str:
    """`123.5 h`."""
    return NOTHING if minutes is None else t("{hours} h", hours=hours(minutes))
