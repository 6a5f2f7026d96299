"""The special days as words for people, as JSON for scripts and as iCalendar for Outlook and Google."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import icalendar

from bot.city.fields import Weekday
from bot.no_overtime.calendar import Kind, SpecialDay, SpecialDays
from bot.no_overtime.wording import REASONS
from bot.texts import Translator

_PRODUCT = "-//Kaeru//no-overtime calendar//EN"
_DAY = timedelta(days=1)


def as_json(found: SpecialDays) -> str:
    """A list with one object a day: `date`, `weekday`, `working`, `kinds`, `reasons`. Days of no kind are left out."""
    lines = ",\n".join(f"  {json.dumps(_plain(day))}" for day in found.days)
    return f"[\n{lines}\n]" if lines else "[]"


def _plain(day: SpecialDay) -> dict[str, object]:
    return {
        "date": day.date.isoformat(),
        "weekday": Weekday.of(day.date).value,
        "working": day.is_working,
        "kinds": [kind.value for kind in day.kinds],
        "reasons": [reason.value for reason in day.reasons],
    }


def as_ics(found: SpecialDays, t: Translator, *, label: str, city: str, now: datetime) -> bytes:
    """A calendar of all-day events, one a day, with CRLF. A second export replaces the first: UIDs are stable.

    `label` is the city's word for a no-overtime day, `city` its name.
    """
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _PRODUCT)
    calendar.add("X-WR-CALNAME", " ".join(part for part in (owner(found, city), label) if part))
    whose = f"kaeru:{city}/{found.unit.code if found.unit else ''}"
    for day in found.days:
        calendar.add_component(_event(day, t, label=label, whose=whose, now=now))
    return bytes(calendar.to_ical())


def owner(found: SpecialDays, city: str) -> str:
    """Whose calendar it is: the city's, or a unit's."""
    return " ".join(part for part in (city, found.unit.name if found.unit else "") if part)


def _event(day: SpecialDay, t: Translator, *, label: str, whose: str, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("UID", f"{uuid5(NAMESPACE_URL, f'{whose}/{day.date}')}@kaeru")
    event.add("DTSTAMP", now)
    event.add("DTSTART", day.date)
    event.add("DTEND", day.date + _DAY)
    event.add("SUMMARY", summary(day, t, label=label))
    event.add("CATEGORIES", [kind.value for kind in day.kinds])
    event.add("TRANSP", "TRANSPARENT")
    return event


def summary(day: SpecialDay, t: Translator, *, label: str) -> str:
    """What a day is and why, in one line: 定時退庁日（水曜日、給与支給日）."""
    what, why = what_it_is(day, t, label=label), why_it_is(day, t)
    return t("{what} ({why})", what=what, why=why) if why else what


def what_it_is(day: SpecialDay, t: Translator, *, label: str) -> str:
    """Everything that a day is; what is already told as a reason is not said twice."""
    return t.listing(_whats(day, t, label))


def why_it_is(day: SpecialDay, t: Translator) -> str:
    """Why it is a no-overtime day, or the name of a holiday."""
    return t.listing(t(REASONS[reason]) for reason in day.reasons) or day.holiday


def _whats(day: SpecialDay, t: Translator, label: str) -> Iterator[str]:
    if Kind.COMPLETE in day.kinds:
        yield t("{label}, a complete one", label=label)
    elif Kind.NO_OVERTIME_DAY in day.kinds:
        yield label
    words = {
        Kind.PAYDAY: t("payday"),
        Kind.BONUS_DAY: t("bonus payday"),
        Kind.HOLIDAY: t("holiday"),
        Kind.CLOSURE: t("year-end closure"),
    }
    told = {reason.value for reason in day.reasons}
    yield from (words[kind] for kind in day.kinds if kind in words and kind.value not in told)
