"""Which cards a no-overtime day brings: one section a channel, the people without any, and when. Pure (design 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.city.messages import MorningTime
from bot.city.rules import CityPolicy
from bot.delivery.rules import Due
from bot.no_overtime.answers import last_minute
from bot.no_overtime.rules import (
    Lineage,
    NoOvertimeDay,
    Occasion,
    Reason,
    UnitRule,
    no_overtime_days,
    occasion,
)
from bot.people.tree import UnitNode, UnitTree
from bot.workdays.rules import MunicipalCalendar

MORNING, CLOSING = "no_overtime/morning", "no_overtime/closing"
#: How the messages are called that take the place of these cards for a unit in a special mode.
SOFTENED = {MORNING: f"{MORNING}/special", CLOSING: f"{CLOSING}/special"}
#: How the message is called that is the closing card and the evening meeting in one (design 5).
EVENING_MEETING = f"{CLOSING}/meeting"


@dataclass(frozen=True)
class Theme:
    """What the words of a card may speak of: the day with its reasons, and what is special about it."""

    day: NoOvertimeDay
    occasion: Occasion

    @property
    def is_softened(self) -> bool:
        """Whether the card calls nobody to leave: its unit is in a special mode (A25)."""
        return self.occasion is Occasion.SPECIAL_MODE


@dataclass(frozen=True)
class Section:
    """A channel that gets the cards of a day, for the units that share it; the times are minutes after midnight.

    `last_minute` is until when its cards may be answered; `holds_meeting`: the closing card is the evening meeting.
    """

    channel: str
    unit_id: int
    label: str
    theme: Theme
    start_minute: int
    end_minute: int
    last_minute: int
    holds_meeting: bool = False

    @property
    def audience(self) -> str:
        return f"channel:{self.channel}"


@dataclass(frozen=True)
class Directs:
    """Units whose staff have no channel at all and share a theme: each person on duty gets one direct message."""

    unit_ids: frozenset[int]
    theme: Theme

    def audience(self, start_minute: int, end_minute: int) -> str:
        """People with the same hours: `direct:0830-1715/wednesday`."""
        reasons = "+".join(self.theme.day.reasons)
        return f"direct:{_clock(start_minute)}-{_clock(end_minute)}/{reasons}"


@dataclass(frozen=True)
class City:
    """What the city is like on one day, as the planner sees it."""

    tree: UnitTree
    calendar: MunicipalCalendar
    policy: CityPolicy
    rules: Mapping[int, tuple[UnitRule, ...]]
    special: Collection[int]
    zone: ZoneInfo
    meetings: Collection[int] = ()

    def at(self, day: date, minute: int) -> datetime:
        """The moment `minute` minutes after the day's midnight."""
        return datetime.combine(day, time(), self.zone) + timedelta(minutes=minute)

    def lineage(self, unit_id: int) -> Lineage:
        """The unit's own rules, then those of the units above it."""
        path = reversed(self.tree.path(unit_id))
        return tuple(self.rules[one] for one in path if one in self.rules)


def themes(city: City, day: date) -> dict[int, Theme]:
    """The units that have a no-overtime day on `day`, and its theme for them.

    Left out: units on shifts unless they chose the day themselves (fixture X08), and units in a special mode unless
    the city wants softened cards for them (fixture X15).
    """

    @cache
    def theme_of(lineage: Lineage) -> Theme | None:
        days = no_overtime_days(city.calendar, city.policy, lineage, start=day, end=day)
        return Theme(days[0], occasion(city.calendar, city.policy, lineage, days[0])) if days else None

    found = ((unit, theme_of(city.lineage(unit.id))) for unit in city.tree if _is_told(city, unit.id))
    told = ((unit.id, theme) for unit, theme in found if theme is not None and _is_for(city.tree, unit, theme))
    return {unit_id: _softened(theme) if unit_id in city.special else theme for unit_id, theme in told}


def _is_told(city: City, unit_id: int) -> bool:
    return unit_id not in city.special or city.policy.special_mode.cards == "soften"


def _softened(theme: Theme) -> Theme:
    return replace(theme, occasion=Occasion.SPECIAL_MODE)


def _is_for(tree: UnitTree, unit: UnitNode, theme: Theme) -> bool:
    works_shifts = any(tree[unit_id].works_shifts for unit_id in tree.path(unit.id))
    return not works_shifts or Reason.UNIT_RULE in theme.day.reasons


def sections(city: City, day: date) -> tuple[Section, ...]:
    """One section for each channel that some unit with this no-overtime day uses, its own or that of a unit above."""
    sharing: defaultdict[str, list[tuple[UnitNode, Theme]]] = defaultdict(list)
    for unit_id, theme in themes(city, day).items():
        if channel := city.tree.channel_of(unit_id):
            sharing[channel].append((city.tree[unit_id], theme))
    return tuple(_section(city, channel, sharing[channel]) for channel in sorted(sharing))


def _section(city: City, channel: str, sharing: Iterable[tuple[UnitNode, Theme]]) -> Section:
    """The unit nearest to the root speaks for those that share its channel; the earliest hours among them count.

    Where some of them are in a special mode, the others speak.
    """
    units = sorted(sharing, key=lambda one: (one[1].is_softened, len(city.tree.path(one[0].id)), one[0].code))
    owner, theme = units[0]
    hours = [city.policy.hours.of(unit.code) for unit, _ in units]
    start, end = min(one.start for one in hours), min(one.end for one in hours)
    last = last_minute(city.policy, max(one.end for one in hours))
    holds_meeting = owner.id in city.meetings and not theme.is_softened
    return Section(channel, owner.id, owner.name, theme, start, end, last, holds_meeting)


def directs(city: City, day: date) -> tuple[Directs, ...]:
    """The units with this no-overtime day that have no channel, grouped by theme; nobody is written to personally in
    a special mode.
    """
    without: defaultdict[Theme, set[int]] = defaultdict(set)
    for unit_id, theme in themes(city, day).items():
        if not city.tree.channel_of(unit_id) and not theme.is_softened:
            without[theme].add(unit_id)
    return tuple(Directs(frozenset(ids), theme) for theme, ids in without.items())


def morning_due(city: City, day: date, section: Section) -> Due:
    """The morning card: at the unit's start, or on the afternoon of the working day before, as the city decided."""
    card = city.policy.morning_card
    due = Due(MORNING, day, section.audience, city.at(day, section.start_minute), city.at(day, section.start_minute))
    if card.when is MorningTime.AT_START:
        return replace(due, not_after=due.due_at + timedelta(minutes=card.not_after_start_minutes))
    before = city.calendar.previous_working_day(day)
    last = section.end_minute + city.policy.quiet.after_end_minutes
    return replace(due, due_at=city.at(before, card.afternoon), not_after=city.at(before, last))


def closing_due(city: City, day: date, audience: str, end_minute: int) -> Due:
    """The closing card: so long before the end of the day, of the unit or (for a direct message) of the person."""
    card = city.policy.closing_card
    last = end_minute + min(card.not_after_end_minutes, city.policy.quiet.after_end_minutes)
    return Due(CLOSING, day, audience, city.at(day, end_minute - card.minutes_before_end), city.at(day, last))


def service_dates(calendar: MunicipalCalendar, today: date) -> Iterator[date]:
    """The days whose cards may fall due around `today`: two days back (design 3), and on to the next working day."""
    day = today - timedelta(days=2)
    last = calendar.next_working_day(today)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}{minute % 60:02d}"
