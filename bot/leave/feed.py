"""Who of a unit is away, as iCalendar for Outlook and Google: names and parts of days, no kinds, no reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import icalendar

from bot.leave.kinds import Part
from bot.leave.plan_table import PlanTable, TablePerson
from bot.leave.wording import part_word
from bot.texts import Translator

_PRODUCT = "-//Kaeru//who is away//EN"
_DAY = timedelta(days=1)


def as_ics(t: Translator, table: PlanTable, *, now: datetime) -> bytes:
    """A calendar of all-day events with CRLF. A second export replaces the first: UIDs are stable.

    Whole days in a row are one event, over weekends and holidays too, since nobody is there then either.
    """
    feed = icalendar.Calendar()
    feed.add("VERSION", "2.0")
    feed.add("PRODID", _PRODUCT)
    feed.add("X-WR-CALNAME", t("{unit}: who is away", unit=table.unit.name))
    for person in table.people:
        for first, last, part in _stretches(table, person):
            feed.add_component(_event(t, table, person, first, last, part, now))
    return bytes(feed.to_ical())


def _stretches(table: PlanTable, person: TablePerson) -> Iterator[tuple[date, date, Part]]:
    """From when to when somebody is away, and which part of the days."""
    begun: date | None = None
    last: date | None = None
    for one in table.days:
        cell = person.cells.get(one.day)
        if cell and cell.part is Part.WHOLE:
            begun, last = begun or one.day, one.day
        elif cell or one.is_working:
            if begun and last:
                yield begun, last, Part.WHOLE
            begun = last = None
            if cell:
                yield one.day, one.day, cell.part
    if begun and last:
        yield begun, last, Part.WHOLE


def _event(
    t: Translator, table: PlanTable, person: TablePerson, first: date, last: date, part: Part, now: datetime
) -> icalendar.Event:
    event = icalendar.Event()
    event.add("UID", f"{uuid5(NAMESPACE_URL, f'kaeru:{table.unit.code}/{person.staff_number}/{first}/{part}')}@kaeru")
    event.add("DTSTAMP", now)
    event.add("DTSTART", first)
    event.add("DTEND", last + _DAY)
    event.add("SUMMARY", t("{name}: away ({part})", name=person.name, part=part_word(part, t)))
    event.add("TRANSP", "TRANSPARENT")
    return event
