"""The kinds of leave that a city has, made known to whoever asks: when, in which units, and the city's words (C09)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.blockkit import actions, context, escape, section
from bot.city.leave import Leave, LeaveKind
from bot.delivery.card_parts import CardPart
from bot.delivery.wording import Words
from bot.leave.kind_of_month import in_short
from bot.leave.plan_blocks import official, open_button
from bot.leave.wording import kind_about, kind_name, yearly_day
from bot.texts import N_, Translator

#: Whether a kind is taken in half days, and by the hour.
_UNITS = {
    (False, False): N_("In whole days."),
    (True, False): N_("In days and half days."),
    (False, True): N_("In days and hours."),
    (True, True): N_("In days, half days and hours."),
}


def kinds_of_leave(t: Translator, policy: Leave) -> Words:
    """Every kind with what can be said of it, and the way to plan it."""
    title = t("The kinds of leave that you can plan here:")
    parts = [(kind_name(kind, t), list(_facts(t, kind, policy))) for kind in policy.kinds]
    shown = [section("\n".join([f"*{escape(name)}*", *map(escape, facts)])) for name, facts in parts]
    lines = ["\n".join([name, *facts]) for name, facts in parts]
    blocks = [section(escape(title)), *shown, actions(open_button(t)), context(escape(official(t)))]
    return Words("\n".join([title, *lines, official(t)]), blocks)


def known_kind(t: Translator, kind: LeaveKind) -> CardPart:
    """For a morning card: one kind of leave that is good to know, and where all of them are told."""
    title = t("Did you know? {kind}", kind=kind_name(kind, t))
    return CardPart((title, in_short(kind_about(kind, t)), t("“/kaeru kinds” tells of every kind of leave.")))


def _facts(t: Translator, kind: LeaveKind, policy: Leave) -> Iterator[str]:
    if about := kind_about(kind, t):
        yield about
    if kind.has_season:
        first, last = yearly_day(kind.season_from, t), yearly_day(kind.season_to, t)
        yield t("It can be taken from {first} to {last}.", first=first, last=last)
    yield t(_UNITS[policy.half_days and kind.half_days, policy.hours and kind.hours])
