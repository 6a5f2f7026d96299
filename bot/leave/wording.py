"""What Kaeru calls the kinds of leave, parts of a day, and amounts of time."""

from __future__ import annotations

from bot.city.fields import MonthDay
from bot.city.leave import LeaveKind
from bot.leave.balance import Amount, amount
from bot.leave.kinds import Part
from bot.texts import N_, Translator

#: For `bot.city.leave.OWN_KINDS`.
_NAMES = {"annual": N_("Annual leave"), "summer": N_("Summer leave"), "special": N_("Special leave")}
#: 不在（終日・午前・午後）.
_PARTS = {Part.WHOLE: N_("all day"), Part.MORNING: N_("morning"), Part.AFTERNOON: N_("afternoon")}


def kind_name(kind: LeaveKind, t: Translator) -> str:
    """The city's name for a kind in the language of `t`, else Kaeru's own, else the city's in its first language.

    Only for eyes that `sight.may_see_kind` lets see it.
    """
    named = {str(language): label for language, label in kind.labels.items()}
    if t.code in named:
        return named[t.code]
    return t(_NAMES[kind.code]) if kind.code in _NAMES else next(iter(named.values()))


def kind_about(kind: LeaveKind, t: Translator) -> str:
    """What the city says about a kind, in the language of `t` or in its first one; nothing where it says nothing."""
    said = {str(language): words for language, words in kind.about.items()}
    return said.get(t.code) or next(iter(said.values()), "")


def yearly_day(day: MonthDay, t: Translator) -> str:
    """A day of every year: 7月1日."""
    return t("{month}/{day}", month=day.month, day=day.day)


def amount_in_words(minutes: int, minutes_per_day: int, t: Translator) -> str:
    """Minutes as offices write them: `18 d 0 h 45 min`, of days that are so long; below zero with a sign before it."""
    found = amount(minutes, minutes_per_day)
    written = _written(found, t)
    return t("minus {amount}", amount=written) if found.is_negative else written


def part_word(part: Part, t: Translator) -> str:
    """What colleagues are shown of a day of leave: all day, morning, afternoon."""
    return t(_PARTS[part])


def _written(found: Amount, t: Translator) -> str:
    if found.days and (found.hours or found.minutes):
        return t("{days} d {hours} h {minutes} min", days=found.days, hours=found.hours, minutes=found.minutes)
    if found.days:
        return t.n("{count} day", "{count} days", found.days)
    if found.minutes or not found.hours:
        return t("{hours} h {minutes} min", hours=found.hours, minutes=found.minutes)
    return t.n("{count} hour", "{count} hours", found.hours)
