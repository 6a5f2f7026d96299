"""The demo's policy of leave: what its city wants people to know of each kind (C09), in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from bot.city.leave import ANNUAL, Leave, LeaveKind, LeaveReport
from bot.city.parts import Language
from bot.texts import N_, Texts

_ABOUT: Mapping[str, str] = {
    ANNUAL: N_("Nobody needs to give a reason. One day beside a weekend makes it a long one."),
    "summer": N_("Five days, some of them best in one stretch. Settle early in the unit who is away when."),
    "special": N_("For weddings, mourning, childbirth and more. The personnel section gladly tells what there is."),
}


def leave_of_the_demo(report_channel: str) -> Leave:
    """Kaeru's own kinds with the city's words; the quarterly report goes to this channel."""
    kinds, texts = Leave().kinds, Texts()
    return Leave(kinds=tuple(_told(kind, texts) for kind in kinds), report=LeaveReport(channel=report_channel))


def _told(kind: LeaveKind, texts: Texts) -> LeaveKind:
    about = {language: texts.of(language)(_ABOUT[kind.code]) for language in get_args(Language)}
    return kind.model_copy(update={"about": about})
